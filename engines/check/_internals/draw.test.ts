import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDraw, randomSource, replaySource } from './draw';
import { caseSeed } from './random';
import type { Draw } from '../types';

const shape = (draw: Draw): unknown => ({
  size: draw.integer(-5, 2 ** 52),
  flag: draw.boolean(0.9),
  item: draw.oneOf(['x', 'y', 'z']),
  often: draw.weighted([
    [9, 'often'],
    [1, 'seldom'],
  ]),
  list: draw.list({ min: 1, max: 6 }, (index) => [index, draw.integer(0, 9)]),
});

test('choices that were taken draw the same again', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const source = randomSource(seed);
      const drawn = shape(createDraw(source));
      const again = replaySource(source.taken);
      expect(shape(createDraw(again))).toEqual(drawn);
      expect(again.taken).toEqual(source.taken);
    }),
  );
});

test('any list of choices draws something in range, and zeros draw the simplest', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (choices) => {
      const items = createDraw(replaySource(choices)).list({ min: 2, max: 4 }, () => 0);
      expect(items.length).toBeGreaterThanOrEqual(2);
      expect(items.length).toBeLessThanOrEqual(4);
      const value = createDraw(replaySource(choices)).integer(3, 7);
      expect(value >= 3 && value <= 7).toBe(true);
    }),
  );
  expect(shape(createDraw(replaySource([])))).toEqual({
    size: -5,
    flag: false,
    item: 'x',
    often: 'often',
    list: [[0, 0]],
  });
});

test('deleting the choices of an item deletes the item', () => {
  const draws = (draw: Draw): number[] => draw.list({ min: 0, max: 9 }, () => draw.integer(0, 99));
  const source = replaySource([1, 10, 1, 20, 1, 30, 0]);
  expect(draws(createDraw(source))).toEqual([10, 20, 30]);
  const second = source.spans[1];
  const left = source.taken.filter((_, index) => index < (second?.from ?? 0) || index >= (second?.to ?? 0));
  expect(draws(createDraw(replaySource(left)))).toEqual([10, 30]);
});

test('integers come from the ends, and from small numbers, more often than evenly', () => {
  const draw = createDraw(randomSource(7));
  const drawn = Array.from({ length: 2000 }, () => draw.integer(0, 2 ** 52));
  expect(drawn.filter((value) => value === 0).length).toBeGreaterThan(60);
  expect(drawn.filter((value) => value === 2 ** 52).length).toBeGreaterThan(60);
  expect(drawn.filter((value) => value < 1_000_000).length).toBeGreaterThan(200);
});

test('lengths of lists cover the whole range', () => {
  const lengths = new Set(
    Array.from({ length: 300 }, (_, seed) => createDraw(randomSource(seed)).list({ min: 1, max: 12 }, () => 0).length),
  );
  expect([...lengths].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a range that is no range is told', () => {
  const draw = createDraw(randomSource(1));
  expect(() => draw.integer(5, 4)).toThrow('an integer is drawn from min..max, both safe integers, got 5..4');
  expect(() => draw.oneOf([])).toThrow();
});

test('cases of one scenario do not depend on those of another', () => {
  const seeds = new Set(
    ['a', 'b', 'a1', '1a'].flatMap((id) => Array.from({ length: 500 }, (_, at) => caseSeed(1, id, at))),
  );
  expect(seeds.size).toBe(2000);
  expect(caseSeed(1, 'a', 3)).not.toBe(caseSeed(2, 'a', 3));
});
