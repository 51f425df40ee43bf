/** Ordered results. All that is submitted has been accepted when the pool is drained. */
import type { Draw, Scenario } from 'drydock';
import { type Plan, apart, burst, drawMs, drawWorkers } from './plan';
import { run } from './run';

function ordered(
  id: string,
  sample: Pick<Plan, 'jobs' | 'readEveryMs'>,
  make: (draw: Draw, workers: number) => Pick<Plan, 'jobs' | 'readEveryMs'>,
): Scenario<Plan> {
  const plan = (
    workers: number,
    { jobs, readEveryMs = 0 }: Pick<Plan, 'jobs' | 'readEveryMs'>,
    drainMs: number,
  ): Plan => ({
    pools: [{ workers, queueLimit: jobs.length + 1 }],
    jobs,
    readEveryMs,
    closes: [{ atMs: drainMs, how: 'drain' }],
  });
  return {
    id,
    rungs: ['ordered-results'],
    samples: () => [plan(2, sample, 5000)],
    input(draw) {
      const workers = drawWorkers(draw, 2);
      return plan(workers, make(draw, workers), 5000);
    },
    run,
  };
}

export const resultsInOrder = ordered(
  'results-in-order',
  { jobs: burst(3, 0, (index) => 50 - 10 * index) },
  (draw, workers) => ({
    jobs: apart(
      workers,
      draw.list({ min: 2, max: 8 }, () => ({ atMs: 0, forMs: drawMs(draw) })),
    ),
  }),
);

/** The first job is by far the slowest, and many come after it. */
export const slowFirst = ordered(
  'slow-first',
  { jobs: burst(6, 0, (index) => (index === 0 ? 300 : 10 + index)) },
  (draw, workers) => {
    const count = workers + draw.oneOf([1, 4, 25]);
    return {
      jobs: apart(
        workers,
        burst(count, 0, (index) => (index === 0 ? 900 : 10 + index)),
      ),
    };
  },
);

export const failuresInResults = ordered(
  'failures-in-results',
  { jobs: burst(3, 0, () => 10).map((job, index) => (index === 1 ? { ...job, ends: 'rejects' } : job)) },
  (draw) => ({
    jobs: draw.list({ min: 2, max: 6 }, () => ({
      atMs: 0,
      forMs: drawMs(draw),
      ends: draw.oneOf(['answers', 'rejects', 'throws'] as const),
    })),
  }),
);

export const slowReader = ordered('slow-reader', { jobs: burst(10, 0, () => 10), readEveryMs: 40 }, (draw) => ({
  jobs: draw.list({ min: 2, max: 8 }, () => ({ atMs: draw.oneOf([0, 5, 100]), forMs: drawMs(draw) })),
  readEveryMs: draw.oneOf([40, 15, 200]),
}));

/** The reader waits while there is nothing to read, again and again. */
export const readerWaits = ordered(
  'reader-waits',
  {
    jobs: [
      { atMs: 50, forMs: 10 },
      { atMs: 200, forMs: 10 },
    ],
  },
  (draw) => ({
    jobs: draw.list({ min: 1, max: 5 }, (index) => ({ atMs: 50 + 500 * index, forMs: drawMs(draw) })),
  }),
);

/** Drained while jobs run and wait, and while nothing ever ran. */
export const drainEndsResults: Scenario<Plan> = {
  id: 'drain-ends-results',
  rungs: ['ordered-results'],
  samples: () => [
    { pools: [{ workers: 1, queueLimit: 1 }], jobs: [], readEveryMs: 0, closes: [{ atMs: 10, how: 'drain' }] },
    {
      pools: [{ workers: 1, queueLimit: 1 }],
      jobs: burst(1, 0, () => 50),
      readEveryMs: 0,
      closes: [{ atMs: 10, how: 'drain' }],
    },
  ],
  input(draw, _rung, facts) {
    const workers = drawWorkers(draw);
    // Where waiting jobs are rejected on drain, nothing waits here: what results() says of those was not agreed.
    const most = facts['waitingOnDrain'] === 'reject' ? workers : 2 * workers + 1;
    const jobs = burst(draw.integer(0, most), 0, (index) => 50 + index);
    const readEveryMs = draw.oneOf([0, 0, 100]);
    return {
      pools: [{ workers, queueLimit: 2 * workers + 1 }],
      jobs,
      readEveryMs,
      closes: [{ atMs: 10, how: 'drain' }],
    };
  },
  run,
};
