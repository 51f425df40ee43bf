import type { Finding, Rule, Run } from '../types';

/** A finding, or that the check itself failed. */
export type Checked = Finding | { readonly verdict: 'broken'; readonly message: string };

/** Asks a rule. One that throws is its author's mistake, and no evidence in either direction. */
export function checkRun(rule: Rule, run: Run): Checked {
  try {
    return rule.check(run);
  } catch (error) {
    return { verdict: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}
