/** What a grade says, as `--json` prints it. */
import type { Counterexample, Trace, Verdict } from '../../engines/check/types';

/** One rule's verdict. */
export interface GradedRule {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly message: string;
  readonly counterexample?: Counterexample;
}

/** Why a run ended before its rules were judged, or what ended it. */
export interface GradedHalt {
  /**
   * A problem of the text (`syntax`, `refused`, `empty`, `missing-export`), a halt of the kernel, `memory`, or one of the
   * outer guard: `silence` (it stopped answering) and `lost` (it died, or said what no harness says).
   */
  readonly kind: string;
  readonly message: string;
  /** 1-based line of the learner's file, where it is known. */
  readonly line?: number;
}

/** One graded program. */
export interface GradeResult {
  readonly exercise: string;
  readonly rung: string;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly rules: readonly GradedRule[];
  readonly halt?: GradedHalt;
  /** Of a replayed case: what happened. */
  readonly trace?: Trace;
  /** Wall time of the grade. */
  readonly ms: number;
}

/** Kinds of halt that the outer guard makes: they decide nothing about the program. */
const GUARD_KINDS: readonly string[] = ['silence', 'lost'];

/**
 * A program that faults fails; a rule that fails, fails; what could not be judged is unknown.
 */
export function verdictOf(rules: readonly GradedRule[], halt: GradedHalt | undefined): Verdict {
  const guarded = halt !== undefined && GUARD_KINDS.includes(halt.kind);
  if (halt !== undefined && !guarded) return 'fail';
  if (rules.some(({ verdict }) => verdict === 'fail')) return 'fail';
  if (guarded || rules.length === 0 || rules.some(({ verdict }) => verdict === 'unknown')) return 'unknown';
  return 'pass';
}

/**
 * One line of JSON. What JSON has no word for is written as text: `12n`, `NaN`, `Infinity`.
 */
export function formatJson(result: GradeResult): string {
  return JSON.stringify(result, (_key, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  });
}
