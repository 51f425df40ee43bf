import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../engines/check/types';
import { formatData, formatReport } from './grade-report';
import { formatJson, verdictOf, type GradedRule, type GradeResult } from './grade-result';

const COUNTEREXAMPLE: Counterexample = {
  rule: 'window-end',
  sentence: 'A request at the end of the window opens the next.',
  because: 'allow("a", 10) is at the end of the window, and was refused.',
  scenario: 'calls',
  input: null,
  choices: [],
  facts: {},
  trace: [
    { seq: 0, t: 0, node: 'main', incarnation: 0, kind: 'call', op: 'allow', data: ['a', 0] },
    { seq: 1, t: 0, node: 'main', incarnation: 0, kind: 'return', cause: 0, data: true },
    { seq: 2, t: 10, node: 'main', incarnation: 0, kind: 'call', op: 'allow', data: ['a', 10] },
    { seq: 3, t: 10, node: 'main', incarnation: 0, kind: 'return', cause: 2, data: false },
  ],
  reference: [],
  at: 3,
  causes: [],
  expected: true,
  actual: false,
  halt: { kind: 'done', message: '' },
  decisions: [{ seq: 3, loc: { line: 7 }, conditions: [{ loc: { line: 6 }, text: '10 <= 10', value: true }] }],
  shrunk: { from: 40, to: 2, attempts: 9 },
  replay: '',
};

const failed: GradedRule = { rule: 'window-end', verdict: 'fail', message: 'broken', counterexample: COUNTEREXAMPLE };
const passed: GradedRule = { rule: 'first', verdict: 'pass', message: 'held in 300 cases' };

function result(rules: readonly GradedRule[], halt?: GradeResult['halt']): GradeResult {
  const base = { exercise: 'e', rung: 'r', seed: 1, verdict: verdictOf(rules, halt), rules, ms: 12.4 };
  return halt === undefined ? base : { ...base, halt };
}

describe('the verdict of a grade', () => {
  const unknown: GradedRule = { rule: 'u', verdict: 'unknown', message: '' };

  it.each<[string, readonly GradedRule[], string | undefined, string]>([
    ['every rule held', [passed], undefined, 'pass'],
    ['a rule failed', [passed, unknown, failed], undefined, 'fail'],
    ['a rule is unknown', [passed, unknown], undefined, 'unknown'],
    ['no rule was judged', [], undefined, 'unknown'],
    ['the text is at fault', [], 'syntax', 'fail'],
    ['the program ended the run', [passed], 'sync-loop', 'fail'],
    ['the program ran out of memory', [passed], 'memory', 'fail'],
    ['the program fell silent', [passed], 'silence', 'unknown'],
    ['the process was lost', [], 'lost', 'unknown'],
    ['a rule failed before the program fell silent', [failed], 'silence', 'fail'],
  ])('when %s', (_when, rules, kind, verdict) => {
    expect(verdictOf(rules, kind === undefined ? undefined : { kind, message: '' })).toBe(verdict);
  });
});

describe('the report', () => {
  it('shows a failure as numbered steps, what was expected, and the line that decided', () => {
    expect(formatReport(result([passed, failed]), 'my.ts')).toBe(`  ✓ first       held in 300 cases
  ✗ window-end  broken

✗ window-end: A request at the end of the window opens the next.
  allow("a", 10) is at the end of the window, and was refused.

  The smallest run that shows it, 2 of 40 calls:
    1. t = 0   allow("a", 0) → true
  ▸ 2. t = 10  allow("a", 10) → false

  expected  true
  actual    false

  decided at my.ts:7
    my.ts:6  10 <= 10 is true

fail  e/r, seed 1, 12 ms`);
  });

  it('names the decisions of the schedule that the failure needs', () => {
    const faults = [
      { choice: 0, label: 'delay', matters: true },
      { choice: 4, label: 'loss', matters: false },
    ];
    const shown = { ...failed, counterexample: { ...COUNTEREXAMPLE, faults } };
    expect(formatReport(result([shown]), 'my.ts')).toContain('\n  It needs delay. Without it the rule holds.\n');
    expect(formatReport(result([failed]), 'my.ts')).not.toContain('It needs');
  });

  it('places what ended the run', () => {
    const text = formatReport(result([], { kind: 'sync-loop', message: 'The loop never ends.', line: 3 }), 'my.ts');
    expect(text).toBe('my.ts:3: sync-loop: The loop never ends.\n\nfail  e/r, seed 1, 12 ms');
  });

  it('writes data as TypeScript does', () => {
    expect(formatData({ a: [1n, -0, NaN, undefined, null], 'b-c': '"' })).toBe(
      '{ a: [1n, -0, NaN, undefined, null], "b-c": "\\"" }',
    );
    expect(formatData('x'.repeat(500))).toHaveLength(120);
  });
});

describe('the JSON', () => {
  it('is one line that parses, whatever the answers were', () => {
    const odd: GradedRule = { ...failed, counterexample: { ...COUNTEREXAMPLE, expected: 12n, actual: NaN } };
    const text = formatJson(result([odd]));
    expect(text).not.toContain('\n');
    expect(JSON.parse(text)).toMatchObject({
      verdict: 'fail',
      rules: [{ rule: 'window-end', counterexample: { expected: '12n', actual: 'NaN' } }],
    });
  });
});
