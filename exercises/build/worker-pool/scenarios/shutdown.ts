/** What closes a pool comes at a millisecond of its own. */
import type { Draw, Scenario } from 'drydock';
import { type JobPlan, type Plan, type PoolPlan, apart, burst, drawWorkers } from './plan';
import { run } from './run';

/** Jobs that run, wait and are held back, at 0; all still so when `closing` comes. */
function drawHouse(draw: Draw): { pool: PoolPlan; jobs: JobPlan[] } {
  const workers = drawWorkers(draw);
  const queueLimit = draw.integer(1, 3);
  const count = workers + queueLimit + draw.integer(0, 2);
  return {
    pool: { workers, queueLimit },
    jobs: apart(
      workers,
      burst(count, 0, () => 50),
    ),
  };
}

/** A pool with jobs that run, wait and are held back is closed, and asked for more later. */
export function closing(id: string, how: 'drain' | 'abort'): Scenario<Plan> {
  return {
    id,
    rungs: ['shutdown', 'ordered-results'],
    samples: () => [
      {
        pools: [{ workers: 1, queueLimit: 1 }],
        jobs: [...burst(3, 0, () => 50), { atMs: 20, forMs: 10 }],
        closes: [{ atMs: 10, how }],
      },
      // A job runs, and nothing waits.
      { pools: [{ workers: 2, queueLimit: 1 }], jobs: burst(1, 0, () => 50), closes: [{ atMs: 10, how }] },
    ],
    input(draw) {
      const { pool, jobs } = drawHouse(draw);
      const late = draw.list({ min: 0, max: 2 }, () => ({ atMs: draw.oneOf([20, 49, 500]), forMs: 10 }));
      return { pools: [pool], jobs: [...jobs, ...late], closes: [{ atMs: 10, how }] };
    },
    run,
  };
}

/** A pool is closed on which nothing runs: unused, or when all has ended. */
export const closedIdle: Scenario<Plan> = {
  id: 'closed-idle',
  rungs: ['shutdown', 'ordered-results'],
  samples: () => [
    { pools: [{ workers: 1, queueLimit: 1 }], jobs: [], closes: [{ atMs: 0, how: 'drain' }] },
    { pools: [{ workers: 1, queueLimit: 1 }], jobs: [], closes: [{ atMs: 0, how: 'abort' }] },
    {
      pools: [{ workers: 2, queueLimit: 1 }],
      jobs: [
        { atMs: 0, forMs: 10 },
        { atMs: 60, forMs: 10 },
      ],
      closes: [{ atMs: 50, how: 'drain' }],
    },
  ],
  input(draw) {
    const workers = drawWorkers(draw);
    const how = draw.oneOf(['drain', 'abort'] as const);
    const jobs = burst(draw.integer(0, workers), 0, (index) => 10 + index);
    const late = burst(draw.integer(0, 2), 120, () => 10);
    return { pools: [{ workers, queueLimit: 2 }], jobs: [...jobs, ...late], closes: [{ atMs: 100, how }] };
  },
  run,
};

/** The same close twice: in one millisecond, while jobs run, and when all is over. */
export const closedTwice: Scenario<Plan> = {
  id: 'closed-twice',
  rungs: ['shutdown'],
  samples: () =>
    (['drain', 'abort'] as const).map((how) => ({
      pools: [{ workers: 1, queueLimit: 1 }],
      jobs: burst(2, 0, () => 50),
      closes: [
        { atMs: 10, how },
        { atMs: 20, how },
        { atMs: 500, how },
      ],
    })),
  input(draw) {
    const { pool, jobs } = drawHouse(draw);
    const how = draw.oneOf(['drain', 'abort'] as const);
    const again = draw.list({ min: 1, max: 3 }, () => ({ atMs: draw.oneOf([10, 20, 900]), how }));
    return { pools: [pool], jobs, closes: [{ atMs: 10, how }, ...again] };
  },
  run,
};

/** A drain takes too long, and is cut short by an abort. */
export const abortedDrain: Scenario<Plan> = {
  id: 'aborted-drain',
  rungs: ['shutdown'],
  samples: () => [
    {
      pools: [{ workers: 1, queueLimit: 1 }],
      jobs: burst(2, 0, () => 50),
      closes: [
        { atMs: 10, how: 'drain' },
        { atMs: 20, how: 'abort' },
      ],
    },
  ],
  input(draw) {
    const { pool, jobs } = drawHouse(draw);
    const some = jobs.map((job) => ({ ...job, heeds: draw.boolean() }));
    return {
      pools: [pool],
      jobs: some,
      closes: [
        { atMs: 10, how: 'drain' },
        { atMs: draw.oneOf([20, 45]), how: 'abort' },
      ],
    };
  },
  run,
};

/** An idle pool is closed; another runs jobs, and takes more. */
export const onePoolClosed: Scenario<Plan> = {
  id: 'one-pool-closed',
  rungs: ['shutdown'],
  samples: () => [
    {
      pools: [
        { workers: 1, queueLimit: 1 },
        { workers: 1, queueLimit: 1 },
      ],
      jobs: [
        { atMs: 0, forMs: 50, pool: 1 },
        { atMs: 20, forMs: 10, pool: 1 },
      ],
      closes: [{ atMs: 10, how: 'drain' }],
    },
  ],
  input(draw) {
    const jobs = draw.list({ min: 1, max: 5 }, () => ({ atMs: draw.oneOf([20, 0]), forMs: 50, pool: 1 }));
    return {
      pools: [1, 2].map(() => ({ workers: drawWorkers(draw), queueLimit: jobs.length })),
      jobs,
      closes: [{ atMs: 10, how: draw.oneOf(['drain', 'abort'] as const) }],
    };
  },
  run,
};

/** Jobs that fail while the pool is being closed. */
export const failuresWhileClosing: Scenario<Plan> = {
  id: 'failures-while-closing',
  rungs: ['shutdown'],
  samples: () =>
    (['drain', 'abort'] as const).map((how) => ({
      pools: [{ workers: 1, queueLimit: 2 }],
      jobs: [
        { atMs: 0, forMs: 50, ends: 'rejects' },
        { atMs: 0, forMs: 50 },
      ],
      closes: [{ atMs: 10, how }],
    })),
  input(draw) {
    const { pool, jobs } = drawHouse(draw);
    const failures = jobs.map((job) => ({ ...job, ends: draw.oneOf(['rejects', 'answers', 'throws'] as const) }));
    return {
      pools: [pool],
      // A job that throws ends at once, so that fewer would run at 10; those that run must still do.
      jobs: failures.map((job, index) =>
        index < pool.workers && job.ends === 'throws' ? { ...job, ends: 'rejects' } : job,
      ),
      closes: [{ atMs: 10, how: draw.oneOf(['drain', 'abort'] as const) }],
    };
  },
  run,
};

/** Running jobs of which some heed their signal, each in its own way. */
export const heeding: Scenario<Plan> = {
  id: 'heeding',
  rungs: ['shutdown', 'ordered-results'],
  samples: () => [
    {
      pools: [{ workers: 2, queueLimit: 1 }],
      jobs: [
        { atMs: 0, forMs: 100, heeds: true },
        { atMs: 0, forMs: 60 },
      ],
      closes: [{ atMs: 10, how: 'abort' }],
    },
  ],
  input(draw) {
    const { pool, jobs } = drawHouse(draw);
    const some = jobs.map((job) => ({
      ...job,
      heeds: draw.boolean(0.7),
      ends: draw.oneOf(['answers', 'rejects'] as const),
    }));
    return { pools: [pool], jobs: some, closes: [{ atMs: 10, how: 'abort' }] };
  },
  run,
};
