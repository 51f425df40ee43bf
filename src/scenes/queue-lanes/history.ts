import type { QueueLanesJob, QueueLanesSceneSpec } from '../types';

export const SIDES = ['reference', 'yours'] as const;
export type Side = (typeof SIDES)[number];

/** A job on its lane. */
export interface Placed {
  readonly job: QueueLanesJob;
  /** From 0; a lane beyond the number of workers is one too many. */
  readonly lane: number;
}

/**
 * Gives each started job the first lane that is free when it starts. In a run that keeps to its number of workers, so
 * many lanes suffice. O(jobs × lanes).
 */
export function placeJobs(jobs: readonly QueueLanesJob[]): readonly Placed[] {
  const freeAt: number[] = [];
  const started = jobs.filter(({ started: at }) => at !== undefined).toSorted((a, b) => a.started! - b.started!);
  return started.map((job) => {
    const free = freeAt.findIndex((at) => at <= job.started!);
    const lane = free < 0 ? freeAt.length : free;
    freeAt[lane] = job.ended ?? Infinity;
    return { job, lane };
  });
}

/** Who waits when millisecond `t` is over: accepted, and held back. In the order of submission. */
export function waitingAt(jobs: readonly QueueLanesJob[], t: number): { accepted: string[]; heldBack: string[] } {
  const waiting = jobs.filter(
    ({ submitted, started = Infinity, refused = Infinity }) => submitted <= t && started > t && refused > t,
  );
  const isAccepted = ({ accepted = Infinity }: QueueLanesJob): boolean => accepted <= t;
  return {
    accepted: waiting.filter(isAccepted).map(({ id }) => id),
    heldBack: waiting.filter((job) => !isAccepted(job)).map(({ id }) => id),
  };
}

/** Who runs when millisecond `t` is over. */
export function runningAt(jobs: readonly QueueLanesJob[], t: number): string[] {
  return jobs.filter(({ started = Infinity, ended = Infinity }) => started <= t && ended > t).map(({ id }) => id);
}

/** Every instant at which something happens on either side, rising. */
export function instantsOf({ reference, yours, closes, steps }: QueueLanesSceneSpec): number[] {
  const times = [...reference, ...yours].flatMap((job) => [
    job.submitted,
    job.accepted,
    job.started,
    job.ended,
    job.refused,
  ]);
  const all = [...times, ...closes.map(({ t }) => t), ...steps.map(({ t }) => t)];
  return [...new Set(all.filter((t) => t !== undefined))].sort((a, b) => a - b);
}
