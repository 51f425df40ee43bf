import { describe, expect, it } from 'vitest';
import type { Counterexample, RuleResult } from '../../engines/check/types';
import type { Rung } from '../packs/types';
import type { RunEvent } from '../sandbox/types';
import {
  applyRunEvent,
  beginRun,
  counterexamplesOf,
  fromRecord,
  ruleRows,
  type RunView,
  tallyText,
  toRecord,
  verdictOf,
} from './run-view';

const result = (rule: string, verdict: RuleResult['verdict'], counterexample?: Counterexample): RuleResult => ({
  rule,
  verdict,
  message: '',
  cases: 10,
  ...(counterexample === undefined ? {} : { counterexample }),
});
const counterexample = (rule: string): Counterexample => ({ rule, because: rule }) as unknown as Counterexample;
const after = (...events: RunEvent[]): RunView => events.reduce(applyRunEvent, beginRun(3, 'first', 7));
const rung = {
  rules: [
    { id: 'a', sentence: 'A.', shown: true },
    { id: 'b', sentence: 'B.', shown: false },
  ],
} as unknown as Rung;

describe('a run, as the panels show it', () => {
  it('has no verdict while it goes on', () => {
    expect(verdictOf(after({ type: 'rule', result: result('a', 'fail') }))).toBeUndefined();
  });

  it('keeps the last that was said of each rule, in the order of their first', () => {
    const shown = counterexample('a');
    const view = after(
      { type: 'rule', result: result('a', 'fail') },
      { type: 'rule', result: result('b', 'pass') },
      { type: 'rule', result: result('a', 'fail', shown) },
      { type: 'settled', outcome: { kind: 'judged', verdict: 'fail' } },
    );
    expect(view.rules.map(({ rule }) => rule)).toEqual(['a', 'b']);
    expect(counterexamplesOf(view)).toEqual([{ number: 1, counterexample: shown }]);
    expect(verdictOf(view)).toBe('fail');
  });

  it('fails a program that was halted, and does not judge one that fell silent or was stopped', () => {
    const halt = { kind: 'sync-loop', message: 'A loop.' } as const;
    expect(verdictOf(after({ type: 'settled', outcome: { kind: 'halted', halt } }))).toBe('fail');
    expect(verdictOf(after({ type: 'settled', outcome: { kind: 'lost', reason: 'silence' } }))).toBe('unknown');
    expect(verdictOf(after({ type: 'settled', outcome: { kind: 'stopped' } }))).toBe('stopped');
  });

  it('is read back from the log as it was', () => {
    const halt = { kind: 'memory', message: 'Too much.' } as const;
    const view = after(
      { type: 'rule', result: result('a', 'pass') },
      { type: 'console', lines: [{ level: 'log', text: 'hello', t: 0 }] },
      { type: 'halt', halt, counterexample: counterexample('halt') },
      { type: 'settled', outcome: { kind: 'halted', halt } },
    );
    expect({ ...fromRecord(toRecord(view), view), progress: view.progress }).toEqual(view);
  });

  it('keeps what stopped a file from being compiled as a halt', () => {
    const view = {
      ...beginRun(1, 'first', 7),
      problems: [{ kind: 'syntax', message: "';' expected.", loc: { line: 2 } }],
    } as RunView;
    expect(verdictOf(view)).toBe('fail');
    expect(toRecord(view).halt).toEqual({ kind: 'load', message: "';' expected.", loc: { line: 2 } });
  });

  it('lists shown rules before a run, and hidden ones when they are reached', () => {
    expect(ruleRows(rung, undefined).map(({ id }) => id)).toEqual(['a']);
    const shown = counterexample('b');
    expect(ruleRows(rung, after({ type: 'rule', result: result('b', 'fail', shown) }))).toEqual([
      { id: 'a', sentence: 'A.' },
      { id: 'b', sentence: 'B.', result: result('b', 'fail', shown), number: 1 },
    ]);
  });

  it('counts in words', () => {
    expect(tallyText([result('a', 'pass'), result('b', 'pass')])).toBe('all 2 rules pass');
    expect(tallyText([result('a', 'pass'), result('b', 'fail')])).toBe('1 passes, 1 fails');
    expect(tallyText([result('a', 'unknown'), result('b', 'fail'), result('c', 'fail')])).toBe(
      '0 pass, 2 fail, 1 unknown',
    );
  });
});
