import type { QueueLanesJob, QueueLanesSceneSpec } from '../types';
import { instantsOf, runningAt, waitingAt } from './history';

/** A run to be drawn: jobs in the order of submission, and what yours does otherwise than the contract. */
export interface QueueLanesRun {
  readonly workers: number;
  readonly bound?: number;
  readonly sentence: string;
  readonly jobs: readonly (readonly [submitted: number, forMs: number])[];
  /** Yours, by job: what is otherwise than in the reference. */
  readonly yours?: Readonly<Record<string, Partial<QueueLanesJob>>>;
  readonly closes?: QueueLanesSceneSpec['closes'];
  readonly failed?: readonly string[];
}

/** The spec of a run on a small reference pool: fixed data for the gallery and for tests. Cost: jobs². */
export function queueLanesSpecOf({
  workers,
  bound,
  sentence,
  jobs,
  yours = {},
  closes = [],
  failed = [],
}: QueueLanesRun) {
  const freeAt = Array.from({ length: workers }, () => 0);
  const reference: QueueLanesJob[] = [];
  for (const [index, [submitted, forMs]] of jobs.entries()) {
    const id = `j${index + 1}`;
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const started = Math.max(submitted, freeAt[worker] ?? 0);
    freeAt[worker] = started + forMs;
    // The job is accepted when the one `bound` places before it has left the queue.
    const ahead = bound === undefined ? undefined : reference[index - bound];
    const accepted = Math.max(submitted, ahead?.started ?? 0);
    const ended = started + forMs;
    reference.push({ id, submitted, accepted, started, ended, ...(failed.includes(id) ? { failed: true } : {}) });
  }
  const mine = reference.map((job) => ({ ...job, ...yours[job.id] }));
  const bare = { kind: 'queue-lanes', workers, ...(bound === undefined ? {} : { bound }), sentence, closes } as const;
  const spec: QueueLanesSceneSpec = { ...bare, reference, yours: mine, steps: [] };
  const list = (ids: readonly string[]): string => ids.join(', ') || 'none';
  const steps = instantsOf(spec).map((t, seq) => {
    const rows = (['run', 'wait'] as const).map((label) => {
      const of = (side: readonly QueueLanesJob[]): string =>
        list(label === 'run' ? runningAt(side, t) : waitingAt(side, t).accepted);
      return { label, reference: of(reference), yours: of(mine), differs: of(reference) !== of(mine) };
    });
    return {
      seq,
      t,
      text: `t = ${t}: ${list(runningAt(mine, t))} run, ${list(waitingAt(mine, t).accepted)} wait`,
      state: rows,
    };
  });
  const firstDifference = steps.findIndex(({ state }) => state.some(({ differs }) => differs));
  return { ...spec, steps, ...(firstDifference < 0 ? {} : { firstDifference }) };
}

/** Pictures of the gallery. */
export const QUEUE_LANES: readonly { readonly title: string; readonly spec: () => QueueLanesSceneSpec }[] = [
  {
    title: 'Queue lanes, a worker that is never woken',
    spec: () =>
      queueLanesSpecOf({
        workers: 2,
        bound: 3,
        sentence:
          'When t = 10 is over j3 waits, and only 1 of 2 workers runs a job. Yours starts it at 50, when j1 has ended.',
        jobs: [
          [0, 50],
          [0, 10],
          [0, 30],
          [0, 20],
          [0, 10],
        ],
        yours: {
          j3: { started: 50, ended: 80 },
          j4: { started: 50, ended: 70 },
          j5: { started: 70, ended: 80 },
        },
      }),
  },
  {
    title: 'Queue lanes, one job too many',
    spec: () =>
      queueLanesSpecOf({
        workers: 1,
        sentence: 'j2 starts at t = 0 while j1 runs: 2 of at most 1.',
        jobs: [
          [0, 10],
          [0, 10],
        ],
        yours: { j2: { started: 0, ended: 10 } },
      }),
  },
  {
    title: 'Queue lanes, over the bound',
    spec: () =>
      queueLanesSpecOf({
        workers: 1,
        bound: 2,
        sentence: 'When t = 0 is over 3 accepted jobs wait, and the queue holds 2. Yours accepts everybody.',
        jobs: Array.from({ length: 6 }, () => [0, 20] as const),
        yours: Object.fromEntries(['j4', 'j5', 'j6'].map((id) => [id, { accepted: 0 }])),
      }),
  },
  {
    title: 'Queue lanes, drained while jobs wait',
    spec: () =>
      queueLanesSpecOf({
        workers: 2,
        bound: 2,
        sentence: 'j3 was accepted before drain() at t = 10, so it is finished. Yours rejects it.',
        jobs: [
          [0, 50],
          [0, 60],
          [0, 40],
          [5, 50],
        ],
        closes: [{ t: 10, name: 'drain()' }],
        failed: ['j2'],
        yours: { j3: refusedAt(10), j4: refusedAt(10) },
      }),
  },
  {
    title: 'Queue lanes, forty jobs, and long silences',
    spec: () =>
      queueLanesSpecOf({
        workers: 5,
        bound: 20,
        sentence: 'Both agree at every step.',
        jobs: Array.from(
          { length: 40 },
          (_, index) => [index < 30 ? 0 : 5000 + index * 3, 40 + ((index * 7) % 31)] as const,
        ),
      }),
  },
  {
    title: 'Queue lanes, before the first run',
    spec: () => queueLanesSpecOf({ workers: 3, bound: 4, sentence: 'Nothing has been submitted yet.', jobs: [] }),
  },
];

function refusedAt(t: number): Partial<QueueLanesJob> {
  return { refused: t, started: undefined, ended: undefined } as unknown as Partial<QueueLanesJob>;
}
