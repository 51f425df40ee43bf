import { describe, expect, test } from 'vitest';
import { judgeToy, program, results } from '../_internals/toys';
import type { Scenario } from '../types';
import { deliverTwice, interleave, renameKeys, shiftTimes } from './changes';
import { metamorphic } from './rule';

type Request = { readonly key: string; readonly nowMs: number };

/** `double(key, now)` counts a key's calls; each part has an instance of its own. */
const scenario: Scenario<readonly number[]> = {
  id: 'numbers',
  rungs: ['toy'],
  input: (draw) => draw.list({ min: 1, max: 8 }, () => draw.integer(0, 50)),
  run(stage, input) {
    const { double } = stage.exports as { double: () => (key: string, nowMs: number) => unknown };
    let nowMs = 0;
    const requests: Request[] = input.map((gap) => ({ key: gap % 2 === 0 ? 'a' : 'b', nowMs: (nowMs += gap) }));
    const part = (name: string, these: readonly Request[]): void => {
      stage.mark('part', name);
      const count = double();
      for (const one of these) stage.call('count', [one.key, one.nowMs], () => count(one.key, one.nowMs));
    };
    part('original', requests);
    part('later', shiftTimes(requests, 3_600_000));
    part(
      'renamed',
      renameKeys(requests, (key) => `${key}${key}`),
    );
    part(
      'mixed',
      interleave(
        requests,
        renameKeys(requests, (key) => `x${key}`),
      ),
    );
  },
};
const rule = metamorphic({
  id: 'relates',
  rungs: ['toy'],
  scenarios: ['numbers'],
  sentence: 'Relates.',
  op: 'count',
  change: 'other times and names',
  name: ({ args }) => String(args[0]).replace(/^aa$/, 'a').replace(/^bb$/, 'b'),
  compares: ({ args }) => !String(args[0]).startsWith('x'),
});
const judge = async (make: () => (key: string, nowMs: number) => unknown) =>
  results(await judgeToy(program(make), { rules: [rule], scenarios: [scenario] }))[0];

function counter(answer: (count: number, key: string, nowMs: number) => unknown) {
  return () => {
    const counts = new Map<string, number>();
    return (key: string, nowMs: number) => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return answer(counts.get(key) ?? 0, key, nowMs);
    };
  };
}

describe('a relation between parts of a run', () => {
  test('holds for a program that knows neither clock nor names', async () => {
    expect(await judge(counter((count) => count))).toMatchObject({ verdict: 'pass' });
  });
  test('breaks when answers depend on absolute time', async () => {
    const result = await judge(counter((count, _key, nowMs) => (nowMs > 1_000_000 ? -count : count)));
    expect(result?.message).toBe(
      'count("a", 0) returned 1; with other times and names, count("a", 3600000) returned -1.',
    );
  });
  test('breaks when answers depend on names', async () => {
    expect(await judge(counter((count, key) => (key.length > 1 ? 0 : count)))).toMatchObject({ verdict: 'fail' });
  });
  test('breaks when keys share a count', async () => {
    let all = 0;
    const shared = () => {
      all = 0;
      return () => (all += 1);
    };
    expect(await judge(shared)).toMatchObject({ verdict: 'fail' });
  });
  test('breaks for one that answers in one part and throws in another', async () => {
    const throwing = counter((count, key) => {
      if (key === 'bb') throw new Error('no');
      return count;
    });
    expect(await judge(throwing)).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('threw Error') as string,
    });
  });
});

test('a delivery that comes twice stands behind the first', () => {
  expect(deliverTwice([1, 2, 3], (item) => item !== 2)).toEqual([1, 1, 2, 3, 3]);
});
