/** Pools with less room than jobs. */
import type { Scenario } from 'drydock';
import { BOUNDED, type JobPlan, type Plan, apart, burst, drawMs, drawWorkers } from './plan';
import { run } from './run';

/** As many jobs as there are workers and places, and not one more. */
export const withinTheBound: Scenario<Plan> = {
  id: 'within-the-bound',
  rungs: BOUNDED,
  samples: () => [{ pools: [{ workers: 1, queueLimit: 2 }], jobs: burst(3, 0, () => 10) }],
  input(draw) {
    const workers = drawWorkers(draw);
    const queueLimit = draw.integer(1, 5);
    const count = draw.integer(workers + 1, workers + queueLimit);
    const jobs = burst(count, 0, (index) => 10 + index).map((job, index) => ({
      ...job,
      atMs: draw.boolean(0.3) ? index % 5 : 0,
    }));
    return { pools: [{ workers, queueLimit }], jobs };
  },
  run,
};

/** More jobs than workers and places, all at once; a place becomes free with each job that starts. */
export const overTheBound: Scenario<Plan> = {
  id: 'over-the-bound',
  rungs: BOUNDED,
  samples: () => [
    { pools: [{ workers: 1, queueLimit: 1 }], jobs: burst(4, 0, () => 10) },
    {
      pools: [{ workers: 2, queueLimit: 2 }],
      jobs: apart(
        2,
        burst(7, 0, () => 20),
      ),
    },
  ],
  input(draw) {
    const workers = drawWorkers(draw);
    const queueLimit = draw.integer(1, 4);
    const count = workers + queueLimit + draw.integer(1, 5);
    const forMs = draw.list({ min: count, max: count }, () => drawMs(draw));
    return {
      pools: [{ workers, queueLimit }],
      jobs: apart(
        workers,
        burst(count, 0, (index) => forMs[index] ?? 10),
      ),
    };
  },
  run,
};

/** Producers come one after another to a full pool, and some in the millisecond in which a place becomes free. */
export const producersInLine: Scenario<Plan> = {
  id: 'producers-in-line',
  rungs: ['backpressure', 'failures'],
  samples: () => [
    {
      pools: [{ workers: 1, queueLimit: 1 }],
      jobs: [
        { atMs: 0, forMs: 20 },
        { atMs: 0, forMs: 20 },
        { atMs: 5, forMs: 10 },
        { atMs: 20, forMs: 10 },
      ],
    },
  ],
  input(draw) {
    const workers = drawWorkers(draw);
    const queueLimit = draw.integer(1, 3);
    const jobs: JobPlan[] = burst(workers + queueLimit + 1, 0, () => 20);
    draw.list({ min: 1, max: 4 }, () => {
      const late = { atMs: draw.oneOf([20, 5, 21, 40]), forMs: 20 };
      jobs.push(draw.boolean(0.3) ? { ...late, after: 0 } : late);
    });
    return { pools: [{ workers, queueLimit }], jobs };
  },
  run,
};

/** The pool is filled over its bound, empties, and is filled again. */
export const filledAgain: Scenario<Plan> = {
  id: 'filled-again',
  rungs: ['backpressure', 'failures'],
  samples: () => [
    {
      pools: [{ workers: 1, queueLimit: 1 }],
      jobs: [...burst(3, 0, () => 10), ...burst(3, 1000, () => 10)],
    },
  ],
  input(draw) {
    const workers = drawWorkers(draw);
    const queueLimit = draw.integer(1, 3);
    const waves = draw.list({ min: 2, max: 3 }, (wave) => {
      const count = workers + queueLimit + draw.integer(0, 2);
      return apart(
        workers,
        burst(count, 0, () => 10),
      ).map((job) => ({ ...job, atMs: 1000 * wave }));
    });
    return { pools: [{ workers, queueLimit }], jobs: waves.flat() };
  },
  run,
};
