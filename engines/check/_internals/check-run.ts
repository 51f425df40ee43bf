import type { Finding, Halt, Rule, Run } from '../types';

/** A finding, or that the check itself failed. */
export type Checked = Finding | { readonly verdict: 'broken'; readonly message: string };

/** Asks a rule. One that throws is its author's mistake, and no evidence in either direction. */
export function checkRun(rule: Rule, run: Run): Checked {
  try {
    const finding = rule.check(run);
    return finding.verdict === 'pass' && !isMarked(rule, run) ? { verdict: 'unknown' } : finding;
  } catch (error) {
    return { verdict: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether all that the rule wants to have been there was there. */
function isMarked({ mustMark = [] }: Rule, { trace }: Run): boolean {
  return mustMark.every((op) => trace.some((event) => event.kind === 'mark' && event.op === op));
}

/** Whether a rule takes a halt for its own failure. */
export function claims({ halts = [] }: Rule, { kind }: Halt): boolean {
  return halts.includes(kind);
}

/** What a rule says of a run that ended in a halt that it claims: its own words where it finds some, else the halt's. */
export function checkHalted(rule: Rule, run: Run): Finding & { readonly verdict: 'fail' } {
  const checked = checkRun(rule, run);
  if (checked.verdict === 'fail') return checked;
  const at = run.trace.findLast(({ kind }) => kind === 'call')?.seq ?? 0;
  return { verdict: 'fail', because: run.halt.message, at };
}
