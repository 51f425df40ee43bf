/** Jobs that fail. */
import type { Scenario } from 'drydock';
import { ODD_VALUES, type Plan, burst, drawWorkers, roomy } from './plan';
import { run } from './run';

/** Failing jobs one after another: what they fail with, and how. */
export function failing(id: string, ends: 'rejects' | 'throws'): Scenario<Plan> {
  return {
    id,
    rungs: ['failures', 'shutdown'],
    samples: (rung) => [
      { pools: [roomy(rung, 1, 1)], jobs: [{ atMs: 0, forMs: 10, ends }] },
      {
        pools: [roomy(rung, 9, 9)],
        jobs: ODD_VALUES.map((name, index) => ({ atMs: 20 * index, forMs: 10, ends, with: name })),
      },
    ],
    input(draw, rung) {
      const jobs = draw.list({ min: 1, max: 3 }, (index) => ({
        atMs: 20 * index,
        forMs: draw.oneOf([10, 0]),
        ends,
        with: draw.oneOf(ODD_VALUES),
      }));
      return { pools: [roomy(rung, jobs.length, jobs.length)], jobs };
    },
    run,
  };
}

/** A backlog in which many jobs fail in one way. */
export function failingBacklog(id: string, ends: 'rejects' | 'throws'): Scenario<Plan> {
  return {
    id,
    rungs: ['failures', 'shutdown'],
    samples: () => [
      {
        pools: [{ workers: 1, queueLimit: 3 }],
        jobs: [
          { atMs: 0, forMs: 10, ends },
          { atMs: 0, forMs: 10 },
        ],
      },
      {
        pools: [{ workers: 2, queueLimit: 9 }],
        jobs: burst(8, 0, () => 10).map((job, index) => (index < 6 ? { ...job, ends } : job)),
      },
    ],
    input(draw) {
      const workers = drawWorkers(draw);
      const jobs = draw.list({ min: workers + 1, max: 2 * workers + 5 }, () => {
        const job = { atMs: 0, forMs: draw.oneOf([10, 0, 25]) };
        return draw.boolean(0.6) ? { ...job, ends } : job;
      });
      return { pools: [{ workers, queueLimit: jobs.length }], jobs };
    },
    run,
  };
}

/** One job of several fails, while others run and wait. */
export const oneFails: Scenario<Plan> = {
  id: 'one-fails',
  rungs: ['failures'],
  samples: () => [
    {
      pools: [{ workers: 2, queueLimit: 4 }],
      jobs: [
        { atMs: 0, forMs: 30 },
        { atMs: 0, forMs: 10, ends: 'rejects' },
        { atMs: 0, forMs: 30 },
        { atMs: 0, forMs: 30 },
      ],
    },
  ],
  input(draw) {
    const workers = drawWorkers(draw, 2);
    const count = workers + draw.integer(1, 4);
    const which = draw.integer(0, count - 1);
    const ends = draw.oneOf(['rejects', 'throws'] as const);
    const jobs = burst(count, 0, (index) => 20 + index).map((job, index) => (index === which ? { ...job, ends } : job));
    return { pools: [{ workers, queueLimit: count }], jobs };
  },
  run,
};

/** Producers wait, and jobs fail: each failure makes room. */
export const failuresMakeRoom: Scenario<Plan> = {
  id: 'failures-make-room',
  rungs: ['failures'],
  samples: () => [
    {
      pools: [{ workers: 1, queueLimit: 1 }],
      jobs: burst(4, 0, () => 10).map((job, index) => (index < 2 ? { ...job, ends: 'rejects' } : job)),
    },
  ],
  input(draw) {
    const workers = drawWorkers(draw);
    const queueLimit = draw.integer(1, 3);
    const jobs = draw.list({ min: workers + queueLimit + 1, max: 2 * workers + queueLimit + 4 }, () => ({
      atMs: 0,
      forMs: draw.oneOf([10, 0, 25]),
      ends: draw.oneOf(['answers', 'rejects', 'throws'] as const),
    }));
    return { pools: [{ workers, queueLimit }], jobs };
  },
  run,
};
