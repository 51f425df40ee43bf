import { expect, test } from 'vitest';
import { createDraw, randomSource, replaySource } from './draw';
import { shrink, trimmed, type Choices } from './shrink';
import type { Draw } from '../types';

/** Shrinks what `draws` made of the first seed that fails; answers what is left, and what it took. */
async function smallest<T>(
  draws: (draw: Draw) => T,
  fails: (value: T, schedule: readonly number[]) => boolean,
  schedule: readonly number[] = [],
): Promise<{ readonly value: T; readonly schedule: readonly number[]; readonly attempts: number }> {
  for (let seed = 0; seed < 1000; seed += 1) {
    const source = randomSource(seed);
    if (!fails(draws(createDraw(source)), schedule)) continue;
    const start: Choices = { input: source.taken, spans: source.spans, schedule };
    const { choices, attempts } = await shrink(start, {
      spent: (tries) => tries >= 2000,
      attempt: (proposal) => {
        const replay = replaySource(proposal.input);
        const failed = fails(draws(createDraw(replay)), proposal.schedule);
        const taken = { input: replay.taken, spans: replay.spans, schedule: trimmed(proposal.schedule) };
        return Promise.resolve(failed ? taken : undefined);
      },
    });
    return { value: draws(createDraw(replaySource(choices.input))), schedule: choices.schedule, attempts };
  }
  throw new Error('no seed fails');
}

const list = (draw: Draw): number[] => draw.list({ min: 0, max: 40 }, () => draw.integer(0, 1_000_000));

test('a large number becomes the least that fails, by halving', async () => {
  const { value, attempts } = await smallest(
    (draw) => draw.integer(0, 2 ** 52),
    (x) => x >= 123_456_789,
  );
  expect(value).toBe(123_456_789);
  expect(attempts).toBeLessThan(120);
});

test('a list keeps only the items that matter', async () => {
  const { value } = await smallest(list, (items) => items.some((x) => x > 999) && items.length >= 3);
  expect(value).toHaveLength(3);
  expect([...value].sort((a, b) => a - b)).toEqual([0, 0, 1000]);
});

test('two items in order stay in order', async () => {
  const { value } = await smallest(list, (items) => items.some((x, at) => at > 0 && x < (items[at - 1] ?? 0)));
  expect(value).toEqual([1, 0]);
});

test('lists in lists lose their outer items too', async () => {
  const nested = (draw: Draw): number[][] =>
    draw.list({ min: 0, max: 8 }, () => draw.list({ min: 0, max: 8 }, () => draw.integer(0, 99)));
  const { value } = await smallest(nested, (rows) => rows.some((row) => row.includes(42)));
  expect(value).toEqual([[42]]);
});

test('of fifty decisions of a schedule the two that matter are left', async () => {
  const schedule = Array.from({ length: 50 }, (_, at) => (at * 7) % 5);
  const {
    value,
    schedule: left,
    attempts,
  } = await smallest(
    (draw) => draw.integer(0, 9),
    (_, choices) => (choices[11] ?? 0) > 0 && (choices[37] ?? 0) > 1,
    schedule,
  );
  expect(value).toBe(0);
  expect(left.filter((choice) => choice > 0)).toEqual([1, 2]);
  expect(left).toHaveLength(38);
  expect(attempts).toBeLessThan(300);
});

test('what is already smallest is not tried for ever', async () => {
  const { value, attempts } = await smallest(list, () => true);
  expect(value).toEqual([]);
  expect(attempts).toBeLessThan(40);
});

test('it stops when enough was spent', async () => {
  let tried = 0;
  await shrink(
    { input: Array.from({ length: 100 }, () => 9), spans: [], schedule: [] },
    { spent: (attempts) => attempts >= 10, attempt: () => Promise.resolve(((tried += 1), undefined)) },
  );
  expect(tried).toBe(10);
});
