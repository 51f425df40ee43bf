/** A rule from its situation and from the kinds of mistakes that are told there. */
import type { Finding, Rule, Run } from 'drydock';
import { type Get, type History, type Kind, historyOf } from './history';

interface Told extends Omit<Rule, 'check' | 'scenarios'> {
  readonly scenario: string | readonly string[];
  /** Kinds of mistakes that are told by this rule. Default all. */
  readonly kinds?: readonly Kind[];
  /** Whether its situation occurred; asked where nothing is wrong. */
  readonly hit: (history: History, run: Run) => boolean;
}

export function tells({ scenario, kinds, hit, ...head }: Told): Rule {
  return {
    ...head,
    scenarios: typeof scenario === 'string' ? [scenario] : scenario,
    check(run): Finding {
      const history = historyOf(run);
      const problem = history.problems.find(({ kind }) => kind === 'made' || (kinds ?? [kind]).includes(kind));
      if (problem !== undefined) {
        const { at: seq, because, causes = [], expected, actual } = problem;
        return { verdict: 'fail', at: seq, because, causes, expected, actual };
      }
      // What another rule tells is no evidence for this one.
      if (history.problems.length > 0) return { verdict: 'unknown' };
      return { verdict: hit(history, run) ? 'pass' : 'unknown' };
    },
  };
}

export const expects =
  (of: Get['expects']['of']) =>
  (history: History): boolean =>
    history.gets.some((get) => get.expects.of === of);

export const failed = ({ loads }: History): boolean => loads.some(({ end }) => end?.ok === false);

export const shared = ({ gets }: History): boolean =>
  gets.some(({ expects: mine }, index) =>
    gets
      .slice(0, index)
      .some(({ expects: other }) => mine.of === 'load' && other.of === 'load' && mine.load === other.load),
  );

export const LOADS = ['get-loads-and-answers'];

export const FLIGHTS = [...LOADS, 'fresh-value-is-answered', 'one-load-for-all-who-wait'];

export const AGES = [
  ...FLIGHTS,
  'failure-reaches-all-who-wait',
  'stale-value-is-answered-at-once',
  'stale-get-starts-a-refresh',
  'one-refresh-at-a-time',
];
