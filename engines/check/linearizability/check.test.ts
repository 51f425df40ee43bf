import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Data } from '../../kernel/types';
import { checkLinearizable, type Model, type Operation } from './check';
import { compareAndSetModel, keyValueModel, lockModel, queueModel, registerModel } from './models';

const op = (input: Data, start: number, end?: number, output?: Data): Operation => ({
  input,
  start,
  ...(end === undefined ? {} : { end }),
  ...(output === undefined ? {} : { output }),
});
const write = (value: Data, start: number, end?: number) => op({ f: 'write', value }, start, end, null);
const read = (value: Data, start: number, end: number) => op({ f: 'read' }, start, end, value);

/** Tries every order of every subset of the unfinished: slow, and plainly right. */
function bruteForce(history: readonly Operation[], model: Model): boolean {
  const place = (state: Data, left: readonly number[]): boolean => {
    if (left.every((index) => history[index]?.end === undefined)) return true;
    return left.some((index) => {
      const one = history[index] as Operation;
      // It may come next unless another had ended before it began.
      if (left.some((other) => other !== index && (history[other]?.end ?? Infinity) < one.start)) return false;
      const next = model.step(state, one.input, one.end === undefined ? undefined : { value: one.output });
      return (
        next !== undefined &&
        place(
          next.state,
          left.filter((other) => other !== index),
        )
      );
    });
  };
  return place(
    model.initial,
    history.map((_, index) => index),
  );
}

describe('histories with known answers', () => {
  const register = registerModel(0);
  test.each<[string, boolean, Operation[]]>([
    ['nothing', true, []],
    ['a read of what was written', true, [write(1, 0, 1), read(1, 2, 3)]],
    ['a stale read', false, [write(1, 0, 1), read(0, 2, 3)]],
    ['either value while a write goes on', true, [write(1, 0, 9), read(0, 1, 2), read(1, 3, 4)]],
    ['new, then old again', false, [write(1, 0, 9), read(1, 1, 2), read(0, 3, 4)]],
    ['a write that never ended and took effect', true, [write(1, 0), read(1, 5, 6)]],
    ['a write that never ended and did not', true, [write(1, 0), read(0, 5, 6)]],
    ['a write that never ended, seen and then gone', false, [write(1, 0), read(1, 5, 6), read(0, 7, 8)]],
    ['intervals that touch', true, [write(1, 0, 5), read(0, 5, 6)]],
    ['intervals that do not', false, [write(1, 0, 5), read(0, 6, 7)]],
    // Herlihy and Wing, figure 1, as a register of two writers.
    [
      'two readers that disagree on the order',
      false,
      [write(1, 0, 20), write(2, 0, 20), read(1, 1, 2), read(2, 3, 4), read(1, 5, 6)],
    ],
  ])('%s: %s', (_, isLinear, history) => {
    expect(checkLinearizable(history, register).verdict).toBe(isLinear ? 'pass' : 'fail');
  });

  test('names an order, or how far one came and what fits nowhere', () => {
    expect(checkLinearizable([read(1, 1, 9), write(1, 2, 3)], register)).toEqual({ verdict: 'pass', order: [1, 0] });
    expect(checkLinearizable([write(1, 0, 1), read(0, 2, 3), read(1, 4, 5)], register)).toEqual({
      verdict: 'fail',
      order: [0],
      blocked: 1,
    });
  });

  test('is unknown when its budget is spent', () => {
    const many = Array.from({ length: 14 }, (_, value) => write(value, 0, 100));
    expect(checkLinearizable([...many, read(99, 0, 100)], register, { budget: 500 }).verdict).toBe('unknown');
  });

  test('takes keys apart, so that many are no harder than one', () => {
    const history = Array.from({ length: 400 }, (_, key) => [
      op({ f: 'set', key, value: key }, 0, 1000, null),
      op({ f: 'get', key }, 0, 1000, key),
    ]).flat();
    expect(checkLinearizable(history, keyValueModel(), { budget: 2_000 }).verdict).toBe('pass');
    expect(checkLinearizable([...history, op({ f: 'get', key: 7 }, 1001, 1002, null)], keyValueModel()).verdict).toBe(
      'fail',
    );
  });

  test('one hard key does not hide a wrong one', () => {
    const set = (key: string, value: Data) => op({ f: 'set', key, value }, 0, 100, null);
    const hard = Array.from({ length: 14 }, (_, value) => set('a', value));
    const wrong = [set('b', 1), op({ f: 'get', key: 'b' }, 101, 102, 2)];
    const history = [...hard, op({ f: 'get', key: 'a' }, 0, 100, 99), ...wrong];
    expect(checkLinearizable(history, keyValueModel(), { budget: 2_000 })).toMatchObject({
      verdict: 'fail',
      blocked: history.length - 1,
    });
  });

  test('a history of 5 000 operations by five clients is decided either way', () => {
    // Each round four writes overlap; then a reader sees one of them.
    const rounds = Array.from({ length: 1_000 }, (_, round) => {
      const at = round * 100;
      const writes = Array.from({ length: 4 }, (__, client) => write(round * 10 + client, at + client, at + 50));
      return [...writes, read(round * 10 + 2, at + 60, at + 70)];
    }).flat();
    // One client that never heard back from the start on.
    const history = [write(-1, 0), ...rounds];
    expect(checkLinearizable(history, register).verdict).toBe('pass');
    const stale = [...history, read(9_991, 99_980, 99_990)];
    expect(checkLinearizable(stale, register)).toMatchObject({ verdict: 'fail', blocked: history.length });
  });

  test('refuses an operation that ends before it starts', () => {
    expect(() => checkLinearizable([write(1, 5, 4)], register)).toThrow('operation 0 ends at 4');
  });

  test('remembers configurations: overlapping writes of one value stay quick', () => {
    const same = Array.from({ length: 18 }, () => write(1, 0, 100));
    expect(checkLinearizable([...same, read(2, 50, 60)], register, { budget: 100_000 }).verdict).toBe('unknown');
    expect(checkLinearizable([...same.slice(0, 12), read(2, 50, 60)], register).verdict).toBe('fail');
  });
});

describe('models', () => {
  test('a compare-and-set answers whether it held the value', () => {
    const cas = (from: Data, to: Data, start: number, end: number, output: Data) =>
      op({ f: 'cas', from, to }, start, end, output);
    const model = compareAndSetModel(0);
    expect(checkLinearizable([cas(0, 1, 0, 1, true), cas(0, 2, 2, 3, false), read(1, 4, 5)], model).verdict).toBe(
      'pass',
    );
    expect(checkLinearizable([cas(0, 1, 0, 9, true), cas(0, 2, 0, 9, true)], model).verdict).toBe('fail');
  });

  test('a lock has one holder', () => {
    const acquire = (by: string, start: number, end: number, output: Data = true) =>
      op({ f: 'acquire', by }, start, end, output);
    const release = (by: string, start: number, end: number, output: Data = true) =>
      op({ f: 'release', by }, start, end, output);
    expect(checkLinearizable([acquire('a', 0, 1), release('a', 5, 6), acquire('b', 2, 8)], lockModel()).verdict).toBe(
      'pass',
    );
    expect(checkLinearizable([acquire('a', 0, 1), acquire('b', 2, 8), release('a', 9, 10)], lockModel()).verdict).toBe(
      'fail',
    );
    expect(checkLinearizable([acquire('a', 0, 1), acquire('b', 2, 3, false)], lockModel()).verdict).toBe('pass');
    expect(checkLinearizable([acquire('a', 0, 1, false)], lockModel()).verdict).toBe('fail');
    expect(checkLinearizable([acquire('a', 0, 1), release('b', 2, 3)], lockModel()).verdict).toBe('fail');
    // One that never answered may hold it, or still wait.
    expect(checkLinearizable([op({ f: 'acquire', by: 'a' }, 0), acquire('b', 2, 3)], lockModel()).verdict).toBe('pass');
    expect(checkLinearizable([op({ f: 'acquire', by: 'a' }, 0), acquire('b', 2, 3, false)], lockModel()).verdict).toBe(
      'pass',
    );
  });

  test('a queue gives what came first', () => {
    const put = (value: Data, start: number, end: number) => op({ f: 'enqueue', value }, start, end, null);
    const get = (value: Data, start: number, end: number) => op({ f: 'dequeue' }, start, end, value);
    expect(
      checkLinearizable([put(1, 0, 1), put(2, 2, 3), get(1, 4, 5), get(2, 6, 7), get(null, 8, 9)], queueModel())
        .verdict,
    ).toBe('pass');
    expect(checkLinearizable([put(1, 0, 1), put(2, 2, 3), get(2, 4, 5)], queueModel()).verdict).toBe('fail');
    expect(checkLinearizable([put(1, 0, 3), put(2, 0, 3), get(2, 4, 5)], queueModel()).verdict).toBe('pass');
    expect(checkLinearizable([put(1, 0, 1), get(null, 2, 3)], queueModel()).verdict).toBe('fail');
    expect(checkLinearizable([put(1, 0, 1), get(1, 2, 3), get(1, 4, 5)], queueModel()).verdict).toBe('fail');
  });
});

describe('against trying every order', () => {
  test('all histories of three operations on a register agree', () => {
    const kinds = [{ f: 'write', value: 1 }, { f: 'write', value: 2 }, { f: 'read' }] as const;
    const intervals: readonly (readonly [number, number | undefined])[] = [
      [0, 1],
      [0, 3],
      [2, 3],
      [1, undefined],
      [2, 5],
      [4, 5],
    ];
    const ones = kinds.flatMap((input) =>
      intervals.flatMap(([start, end]) =>
        (input.f === 'read' && end !== undefined ? [0, 1, 2] : [null]).map((output) => op(input, start, end, output)),
      ),
    );
    let checked = 0;
    for (const a of ones)
      for (const b of ones)
        for (const c of ones) {
          const expected = bruteForce([a, b, c], registerModel(0)) ? 'pass' : 'fail';
          if (checkLinearizable([a, b, c], registerModel(0)).verdict !== expected) {
            expect({ history: [a, b, c], verdict: 'other' }).toEqual({ history: [a, b, c], verdict: expected });
          }
          checked += 1;
        }
    expect(checked).toBe(ones.length ** 3);
  });

  const value = fc.constantFrom<Data>(0, 1, 2);
  const inputs: readonly [string, Model, fc.Arbitrary<Data>, fc.Arbitrary<Data>][] = [
    [
      'compare-and-set',
      compareAndSetModel(0),
      fc.oneof(
        fc.constant({ f: 'read' }),
        fc.record({ f: fc.constant('write'), value }),
        fc.record({ f: fc.constant('cas'), from: value, to: value }),
      ),
      fc.constantFrom<Data>(0, 1, 2, true, false),
    ],
    [
      'lock',
      lockModel(),
      fc.record({ f: fc.constantFrom('acquire', 'release'), by: fc.constantFrom('a', 'b') }),
      fc.boolean(),
    ],
    [
      'queue',
      queueModel(),
      fc.oneof(fc.record({ f: fc.constant('enqueue'), value }), fc.constant({ f: 'dequeue' })),
      fc.constantFrom<Data>(0, 1, 2, null),
    ],
    [
      'key-value',
      keyValueModel(),
      fc.record({
        f: fc.constantFrom('get', 'set', 'delete', 'cas'),
        key: fc.constantFrom('x', 'y'),
        value,
        from: value,
        to: value,
      }),
      fc.constantFrom<Data>(0, 1, 2, null, true, false),
    ],
  ];
  test.each(inputs)('generated histories on a %s agree', (_, model, input, output) => {
    const operation = fc
      .record({
        input,
        output,
        start: fc.integer({ min: 0, max: 9 }),
        length: fc.integer({ min: 0, max: 6 }),
        ends: fc.boolean(),
      })
      .map(({ input: made, output: answered, start, length, ends }) =>
        ends || length > 3 ? op(made, start, start + length, answered) : op(made, start),
      );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 6 }), (history) => {
        const parts = new Map<string, Operation[]>();
        for (const one of history) {
          const key = model.partition?.(one.input) ?? '';
          parts.set(key, [...(parts.get(key) ?? []), one]);
        }
        const expected = [...parts.values()].every((part) => bruteForce(part, model));
        expect(checkLinearizable(history, model).verdict).toBe(expected ? 'pass' : 'fail');
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });
});
