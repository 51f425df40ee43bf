import { expect, test } from 'vitest';
import { createFanOut } from './index';

test('an event from inside of a subscriber waits until the current one has reached all', () => {
  const bus = createFanOut();
  const seen: string[] = [];
  bus.subscribe('t', (event) => {
    seen.push(`a${String(event)}`);
    if (event === 1) bus.publish('t', 2);
  });
  bus.subscribe('t', (event) => void seen.push(`b${String(event)}`));
  bus.publish('t', 1);
  expect(seen).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test('the first error is thrown once all have been called, and none where they are swallowed', () => {
  for (const swallowsErrors of [false, true]) {
    const bus = createFanOut({ swallowsErrors });
    const seen: unknown[] = [];
    for (const text of ['one', 'two']) {
      bus.subscribe('t', () => {
        throw new Error(text);
      });
    }
    bus.subscribe('t', (event) => void seen.push(event));
    if (swallowsErrors) bus.publish('t', 1);
    else expect(() => bus.publish('t', 1)).toThrow('one');
    expect(seen).toEqual([1]);
  }
});

test('who was removed is not called, and who joins waits for the next event', () => {
  const bus = createFanOut();
  const seen: unknown[] = [];
  bus.subscribe('t', (event) => {
    end();
    if (event === 1) bus.subscribe('t', (next) => void seen.push(`new ${String(next)}`));
  });
  const end = bus.subscribe('t', (event) => void seen.push(event));
  bus.publish('t', 1);
  bus.publish('t', 2);
  expect(seen).toEqual(['new 2']);
});

test.each([
  ['drop-oldest', [1, 3], 1],
  ['drop-newest', [1, 2], 1],
  ['disconnect', [1], 0],
] as const)('%s when the buffer is full', async (overflow, expected, dropped) => {
  const bus = createFanOut({ buffer: 1, overflow });
  const seen: unknown[] = [];
  bus.subscribe('t', async (event) => {
    seen.push(event);
    await Promise.resolve();
  });
  for (const event of [1, 2, 3]) bus.publish('t', event);
  await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual(expected);
  expect(bus.stats()).toEqual({ dropped });
});

test('so many rejections in a row end a subscription, and so does its signal', async () => {
  const bus = createFanOut({ buffer: 9, maxFailures: 2 });
  const seen: string[] = [];
  const left = new AbortController();
  bus.subscribe('t', (event) => {
    seen.push(`fails ${String(event)}`);
    return Promise.reject(new Error('no'));
  });
  bus.subscribe('t', (event) => void seen.push(`left ${String(event)}`), { signal: left.signal });
  for (const event of [1, 2, 3]) bus.publish('t', event);
  left.abort();
  bus.publish('t', 4);
  await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual(['fails 1', 'left 1', 'left 2', 'left 3', 'fails 2']);
});
