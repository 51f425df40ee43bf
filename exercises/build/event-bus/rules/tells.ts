/** A rule from its situation and from the kinds of mistakes that are told there. */
import type { Finding, Rule } from 'drydock';
import type { Plan, StepPlan } from '../scenarios/plan';
import { type Found, type Kind, SYNC } from './found';
import { readAsync } from './read-async';
import { readSync } from './read-sync';

interface Told {
  readonly id: string;
  readonly rungs: readonly string[];
  readonly scenario: string | readonly string[];
  readonly sentence: string;
  readonly situation: string;
  readonly kinds?: readonly Kind[];
  readonly shown?: boolean;
  readonly after?: readonly string[];
  readonly under?: Rule['under'];
  /** Default: some event was published. */
  readonly hit?: (plan: Plan) => boolean;
}

export function tells({ scenario, kinds, hit = () => true, ...head }: Told): Rule {
  return {
    ...head,
    scenarios: typeof scenario === 'string' ? [scenario] : scenario,
    check(run): Finding {
      const read = SYNC.includes(run.rung) ? readSync(run) : readAsync(run);
      const found = read.filter(({ kind }) => kinds?.includes(kind) ?? true);
      const first = found.reduce<Found | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
      if (first !== undefined) return { verdict: 'fail', because: first.because, at: first.at };
      return { verdict: hit(run.input as Plan) && published(run.input as Plan) ? 'pass' : 'unknown' };
    },
  };
}

export function published({ steps }: Plan): boolean {
  return steps.some((step: StepPlan) => step.do === 'publish');
}

export const BASE = ['reaches-every-subscriber'];

export const ORDER = [...BASE, 'inner-publish-waits'];

export const PACE = [...BASE, 'one-call-at-a-time'];
