/** A rule is a situation (its scenarios) and the kinds of mistakes that are told there. */
import type { Finding, Rule, Run } from 'drydock';
import { answerOf, type History, type Kind, type Problem } from './history';
import { historyOf } from './read';

interface Options extends Omit<Rule, 'check'> {
  readonly kinds: readonly Kind[];
  /** Whether a run without a problem is evidence. Default always. */
  readonly mustHit?: (history: History, run: Run) => boolean;
  /** Which problem of its kinds is this rule's. Default all. */
  readonly when?: (problem: Problem) => boolean;
}

export function rule({ kinds, mustHit = () => true, when = () => true, ...head }: Options): Rule {
  return {
    ...head,
    check(run): Finding {
      const history = historyOf(run);
      const found = history.problems
        .filter((one) => kinds.includes(one.kind) && when(one))
        .sort((a, b) => a.at - b.at)[0];
      if (found !== undefined) return { verdict: 'fail', ...found };
      return { verdict: mustHit(history, run) ? 'pass' : 'unknown' };
    },
  };
}

export const ACQUIRE = ['acquire'];
export const ELECTIONS = ['renew', 'pause-and-skew', 'fencing'];
export const PAUSED = ['pause-and-skew', 'fencing'];
export const FENCED = ['fencing'];

export const OF_ACQUIRE = [
  'nobody-else',
  'somebody-holds-it',
  'a-lease-ends',
  'all-at-once',
  'a-release',
  'a-release-by-another',
  'a-release-too-late',
  'a-release-at-the-end',
  'two-electors-in-one-process',
  'odd-names',
];
export const OF_RENEW = [
  'one-node',
  'calm',
  'not-started',
  'a-stop',
  'a-stop-of-another',
  'a-crash',
  'slow-answers',
  'lost-answers',
  'a-late-renewal',
  'a-renewal-race',
];
export const OF_FENCING = [
  'a-write',
  'a-write-by-another',
  'leaders-one-after-another',
  'a-write-that-comes-too-late',
  'a-pause-before-a-write',
  'everything-goes-wrong',
];
export const OF_PAUSES = [
  'a-pause',
  'a-pause-within-a-call',
  'a-slow-clock',
  'a-wall-clock-set',
  'a-late-answer',
  'a-pause-before-a-renewal',
];

export const hasLed = ({ calls }: History): boolean =>
  calls.some((call) => call.op === 'isLeader' && answerOf(call) === true);
