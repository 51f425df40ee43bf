import { afterEach, expect, test } from 'vitest';
import { numbers, program } from './_internals/toys';
import { createRunner } from './run';
import type { CaseResult } from './types';

const { push } = Array.prototype;
const { get } = Map.prototype;
const { parse, stringify } = JSON;

afterEach(() => {
  Object.assign(Array.prototype, { push });
  Object.assign(Map.prototype, { get });
  Object.assign(JSON, { parse, stringify });
  Reflect.deleteProperty(Object.prototype, 'data');
});

function run(double: unknown, explain = false): CaseResult {
  const factory = program(double);
  const runner = createRunner({
    scenarios: { scenarios: [numbers] },
    program: factory,
    explain: factory,
    rung: 'toy',
    facts: {},
    requiredExport: 'double',
  });
  return runner.run({ id: 1, scenario: 'numbers', input: [1, 2], choices: [], explain });
}

const returned = ({ trace }: CaseResult): readonly unknown[] =>
  trace.filter(({ kind }) => kind === 'return').map(({ data }) => data);

test('records a call and its end for each call, in order', () => {
  const { trace, halt } = run((x: number) => x * 2);
  expect(trace.map(({ seq, kind, op, cause, data }) => [seq, kind, op, cause, data])).toEqual([
    [0, 'call', 'double', undefined, [1]],
    [1, 'return', 'double', 0, 2],
    [2, 'call', 'double', undefined, [2]],
    [3, 'return', 'double', 2, 4],
  ]);
  expect(halt.kind).toBe('done');
});

test('keeps no object of the program: what it answers is data at once', () => {
  const answer = { value: 1 };
  const result = run(() => answer);
  answer.value = 2;
  expect(returned(result)[0]).toEqual({ value: 1 });
  const kept = run(
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
  );
  expect(structuredClone(kept.trace)).toHaveLength(4);
});

test('calls no getter, no toJSON and no then of an answer', () => {
  let called = 0;
  const touched = (): number => (called += 1);
  const result = run(() => ({
    toJSON: touched,
    valueOf: touched,
    then: touched,
    get value() {
      return touched();
    },
  }));
  expect(called).toBe(0);
  expect(structuredClone(returned(result)[0])).toMatchObject({ value: '[getter]' });
});

test('records the same when the program has replaced built-ins and put setters on prototypes', () => {
  const result = run((x: number) => {
    Object.assign(Array.prototype, { push: () => 0 });
    Object.assign(Map.prototype, { get: () => 4 });
    Object.assign(JSON, { parse: () => 4, stringify: () => '4' });
    Object.defineProperty(Object.prototype, 'data', { configurable: true, set: () => undefined, get: () => 4 });
    return x === 1 ? 'wrong' : 'wronger';
  });
  expect(returned(result)).toEqual(['wrong', 'wronger']);
});

test('tells a throw by name and message, without its stack', () => {
  const { trace } = run(() => {
    throw new RangeError('too far');
  });
  expect(trace[1]).toMatchObject({ kind: 'throw', cause: 0, data: { name: 'RangeError', message: 'too far' } });
});

test('stops a batch at the first case that halts', () => {
  const factory = program(1);
  const options = { scenarios: { scenarios: [numbers] }, program: factory, explain: factory, rung: 'toy', facts: {} };
  const runner = createRunner({ ...options, requiredExport: 'double' });
  const one = { scenario: 'numbers', input: [1], choices: [] };
  expect(
    runner.runAll([
      { id: 1, ...one },
      { id: 2, ...one },
    ]),
  ).toHaveLength(1);
  expect(runner.load()).toMatchObject({ kind: 'load' });
});
