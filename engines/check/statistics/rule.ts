import type { RuleHead } from '../_internals/rules';
import type { Data, Finding, Rule, Run } from '../types';

export interface StatisticOptions extends RuleHead {
  /**
   * What one run shows: the bound that one of the tests gave (`proportionTest` and its like) and the words for it, or
   * undefined where the run has no sample.
   */
  readonly sample: (
    run: Run,
  ) =>
    | { readonly falseAlarm: number; readonly because: string; readonly expected?: Data; readonly actual?: Data }
    | undefined;
  /**
   * Refuses at or below this probability that a correct program shows such a run. Default 1e-10: with ten thousand looks,
   * as many as a run of all rules ever takes, a correct program is refused with at most 1e-6.
   */
  readonly falseAlarm?: number;
}

/**
 * What a random choice of the program looks like, over a sample large enough to tell. Take hundreds of draws in one run of
 * the scenario: a small sample passes whatever it is.
 */
export function statistic({ sample, falseAlarm = 1e-10, ...head }: StatisticOptions): Rule {
  return {
    ...head,
    check(run): Finding {
      const shown = sample(run);
      if (shown === undefined) return { verdict: 'unknown' };
      if (shown.falseAlarm > falseAlarm) return { verdict: 'pass' };
      const { because, expected, actual } = shown;
      return {
        verdict: 'fail',
        because: `${because} A correct program shows that once in ${odds(shown.falseAlarm)} runs or less.`,
        at: Math.max(0, run.trace.length - 1),
        ...(expected === undefined ? {} : { expected }),
        ...(actual === undefined ? {} : { actual }),
      };
    },
  };
}

/** `10^12` */
function odds(probability: number): string {
  return probability <= 0 ? '10^300' : `10^${Math.floor(-Math.log10(probability))}`;
}
