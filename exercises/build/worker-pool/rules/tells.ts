/** A rule from its situation and from the kinds of mistakes that are told there. */
import type { Finding, Rule, Run, TraceEvent } from 'drydock';
import { type Fields, type History, type Job, type Kind, type Problem, historyOf } from './history';

interface Told extends Omit<Rule, 'check' | 'scenarios'> {
  readonly scenario: string | readonly string[];
  /** Kinds of mistakes that are told by this rule. Default all but those that have rules of their own. */
  readonly kinds?: readonly Kind[];
  /** Whether its situation occurred; asked where nothing is wrong. */
  readonly hit: (history: History, run: Run) => boolean;
}

/** Mistakes that only rules which name them tell. */
const UNLESS_SAID: readonly Kind[] = ['order', 'signal', 'twice'];

export function tells({ scenario, kinds, hit, ...head }: Told): Rule {
  return {
    ...head,
    scenarios: typeof scenario === 'string' ? [scenario] : scenario,
    check(run): Finding {
      const history = historyOf(run);
      const isMine = ({ kind }: Problem): boolean => (kinds ?? UNLESS_SAID).includes(kind) === (kinds !== undefined);
      const problem = history.problems.find(isMine);
      if (problem !== undefined) {
        const { at: seq, because, causes = [], expected, actual } = problem;
        return { verdict: 'fail', at: seq, because, causes, expected, actual };
      }
      return { verdict: hit(history, run) ? 'pass' : 'unknown' };
    },
  };
}

export const ALL = ['workers', 'backpressure', 'failures', 'shutdown', 'ordered-results'];

export const always = (): boolean => true;

export function waited({ jobs }: History): boolean {
  return jobs.some(({ start, submitted }) => start !== undefined && start.t > submitted.t);
}

export function heldBack({ jobs }: History): boolean {
  return jobs.some(({ accepted, submitted }) => accepted !== undefined && accepted.event.t > submitted.t);
}

export function failed({ jobs }: History): boolean {
  return jobs.some(({ end }) => end !== undefined && (end.data as Fields)['ends'] !== 'answers');
}

export function sameMs(events: readonly (TraceEvent | undefined)[]): boolean {
  const times = events.flatMap((event) => (event === undefined ? [] : [event.t]));
  return new Set(times).size < times.length;
}

/** All scenarios but the one that measures cost. */
export const EVERYWHERE = [
  'one-job',
  'odd-values',
  'free-worker',
  'backlog',
  'start-order',
  'end-together',
  'idle-again',
  'out-of-order',
  'nested',
  'queue-jump',
  'same-function',
  'two-pools',
  'within-the-bound',
  'over-the-bound',
  'producers-in-line',
  'filled-again',
  'one-fails',
  'failures-make-room',
  'closed-idle',
  'closed-twice',
  'aborted-drain',
  'one-pool-closed',
  'failures-while-closing',
  'heeding',
  'drain-ends-results',
  'rejecting-job',
  'throwing-job',
  'rejecting-backlog',
  'throwing-backlog',
  'drain-busy',
  'abort-busy',
  'results-in-order',
  'slow-first',
  'failures-in-results',
  'slow-reader',
  'reader-waits',
];

export const FIRST = ['submit-answers'];

export const BASICS = [...FIRST, 'free-worker-starts-at-once', 'at-most-workers-run', 'freed-worker-takes-the-next'];

export const BOUND = [...BASICS, 'accepts-while-there-is-room', 'queue-is-bounded'];

/** Whether some job was submitted after all before it had ended. */
export function sameOrLater(jobs: readonly Job[]): boolean {
  return jobs.some(({ submitted, order }) => {
    return (
      order > 0 &&
      jobs.every(
        (one) => one.order >= order || (one.end?.t ?? Infinity) < submitted.t || one.submitted.t === submitted.t,
      )
    );
  });
}
