import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../engines/check/types';
import { parseEvent, parseHead } from './schema';
import type { LogEvent, LogEventBody } from './types';

const COUNTEREXAMPLE: Counterexample = {
  rule: 'reset',
  sentence: 'The first request at the end opens the next window.',
  because: 'At 1000 the reference admits, yours refuses.',
  scenario: 'calls',
  input: { calls: [{ key: '__proto__', nowMs: 2 ** 52 }], nothing: undefined },
  choices: [0, 3],
  facts: { strict: true, limit: 2n },
  trace: [{ seq: 0, t: 0, node: 'main', incarnation: 0, kind: 'call', op: 'allow', data: ['a', -0, NaN] }],
  reference: [],
  at: 3,
  causes: [1],
  halt: { kind: 'done', message: '' },
  decisions: [{ seq: 3, loc: { line: 4 }, conditions: [{ loc: { line: 4, column: 2 }, text: '1 >= 1', value: true }] }],
  shrunk: { from: 40, to: 2, attempts: 90 },
  replay: 'limiter/one',
};

function event(body: unknown, change: Record<string, unknown> = {}): unknown {
  return { attempt: 'a', index: 3, at: 1_000, body, ...change };
}

const BODIES: readonly LogEventBody[] = [
  { type: 'start', rung: 'one' },
  { type: 'rung', rung: 'two' },
  { type: 'edit', file: 'f', changes: [{ offset: 0, removed: 2, text: '\0' }] },
  { type: 'text', rung: 'one', file: 'f', text: '', why: 'snapshot' },
  { type: 'cursor', file: 'f', line: 1, column: 1, scrollTop: 12.5 },
  { type: 'run', run: 1, rung: 'one', seed: 0xffff_ffff, contentHash: 'h2' },
  { type: 'hint', rung: 'one', tier: 0 },
  {
    type: 'verdict',
    run: 1,
    rung: 'one',
    result: {
      outcome: 'fail',
      rules: [
        { rule: 'reset', verdict: 'fail', message: 'no', cases: 9, failedCase: 4, counterexample: COUNTEREXAMPLE },
      ],
      halt: { kind: 'sync-loop', message: 'line 3 never ends', loc: { line: 3 } },
      counterexample: COUNTEREXAMPLE,
      console: [{ level: 'warn', text: 'hm', t: 3 }],
      ms: 12.25,
    },
  },
];

describe('parseEvent', () => {
  it.each(BODIES)('gives back a $type whole', (body) => {
    const raw = event(body);
    expect(parseEvent(structuredClone(raw))).toEqual({ kind: 'ok', value: raw as LogEvent });
  });

  it('keeps what the judge has added to its results since', () => {
    const rule = { rule: 'r', verdict: 'pass', message: '', cases: 1, novel: [1] };
    const halt = { kind: 'budget', message: '', novel: 2 };
    const result = { outcome: 'pass', rules: [rule], halt, console: [], ms: 1 };
    const parsed = parseEvent(event({ type: 'verdict', run: 1, rung: 'one', result }));
    expect(parsed).toMatchObject({ kind: 'ok', value: { body: { result: { rules: [{ novel: [1] }], halt } } } });
  });

  it.each([
    ['no record', null],
    ['a key too many', event(BODIES[0], { extra: 1 })],
    ['a negative index', event(BODIES[0], { index: -1 })],
    ['a time that is no integer', event(BODIES[0], { at: 0.5 })],
    ['an unknown type', event({ type: 'clock', rung: 'one' })],
    ['a fractional offset', event({ type: 'edit', file: 'f', changes: [{ offset: 0.5, removed: 0, text: '' }] })],
    ['a negative length', event({ type: 'edit', file: 'f', changes: [{ offset: 0, removed: -1, text: '' }] })],
    ['a seed beyond uint32', event({ type: 'run', run: 1, rung: 'one', seed: 2 ** 32 })],
    ['a run 0', event({ type: 'run', run: 0, rung: 'one', seed: 1 })],
    ['a function in the data', verdictWith({ input: () => 1 })],
    ['an object with a class', verdictWith({ input: new Date(0) })],
  ])('refuses %s, and says where', (_what, raw) => {
    const parsed = parseEvent(raw);
    expect(parsed.kind).toBe('damaged');
    expect(parsed.kind === 'damaged' && parsed.why).toMatch(/^[\w.]+: ./);
  });

  it('refuses data that is too deep, or goes round, without overflowing', () => {
    const round: unknown[] = [];
    round.push(round);
    expect(parseEvent(verdictWith({ input: round })).kind).toBe('damaged');
  });
});

describe('parseHead', () => {
  const head = { id: 'a', format: 1, exercise: 'e', contentHash: 'h', startedAt: 1, seed: 2 };

  it('knows its own format, a newer one by its number alone, and damage', () => {
    expect(parseHead(head)).toEqual({ kind: 'ok', value: head });
    expect(parseHead({ format: 2, entirely: 'different' })).toEqual({ kind: 'newer', format: 2 });
    expect(parseHead({ ...head, seed: -1 })).toMatchObject({ kind: 'damaged', why: expect.stringMatching(/^seed: /) });
    expect(parseHead({ ...head, format: 0 }).kind).toBe('damaged');
  });
});

function verdictWith(change: Record<string, unknown>): unknown {
  const counterexample = { ...COUNTEREXAMPLE, ...change };
  const result = { outcome: 'fail', rules: [], counterexample, console: [], ms: 1 };
  return event({ type: 'verdict', run: 1, rung: 'one', result });
}
