/** Jobs on a pool with room for all of them. */
import type { Scenario } from 'drydock';
import { ALL, type JobPlan, ODD_VALUES, type Plan, apart, burst, drawMs, drawWorkers, roomy } from './plan';
import { run } from './run';

/** One job, and nothing else ever. */
export const oneJob: Scenario<Plan> = {
  id: 'one-job',
  rungs: ALL,
  samples: (rung) => [{ pools: [roomy(rung, 2, 1)], jobs: [{ atMs: 0, forMs: 10 }] }],
  input(draw, rung) {
    const job = { atMs: draw.oneOf([0, 1, 30]), forMs: draw.oneOf([10, 0, 1, 50]) };
    return { pools: [roomy(rung, drawWorkers(draw), 1)], jobs: [job] };
  },
  run,
};

/** Values that are easily lost on the way. */
export const oddValues: Scenario<Plan> = {
  id: 'odd-values',
  rungs: ['workers', 'backpressure'],
  samples: (rung) => [
    { pools: [roomy(rung, 2, 9)], jobs: ODD_VALUES.map((name) => ({ atMs: 0, forMs: 10, with: name })) },
  ],
  input(draw, rung) {
    const jobs = draw.list({ min: 1, max: 4 }, () => ({
      atMs: 0,
      forMs: draw.oneOf([10, 0]),
      with: draw.oneOf(ODD_VALUES),
    }));
    return { pools: [roomy(rung, drawWorkers(draw), jobs.length)], jobs };
  },
  run,
};

/** Never more jobs than workers, some of them at once. */
export const freeWorker: Scenario<Plan> = {
  id: 'free-worker',
  rungs: ALL,
  samples: (rung) => [
    {
      pools: [roomy(rung, 3, 3)],
      jobs: [
        { atMs: 0, forMs: 50 },
        { atMs: 10, forMs: 10 },
        { atMs: 15, forMs: 10 },
      ],
    },
  ],
  input(draw, rung) {
    const workers = drawWorkers(draw, 2);
    let atMs = 0;
    const jobs = draw.list({ min: 2, max: workers }, () => {
      atMs += draw.oneOf([0, 3, 7]);
      return { atMs, forMs: 100 + drawMs(draw) };
    });
    return { pools: [roomy(rung, workers, workers)], jobs: apart(workers, jobs) };
  },
  run,
};

/** More jobs than workers, all at once. No two end in the same millisecond. */
export const backlog: Scenario<Plan> = {
  id: 'backlog',
  rungs: ALL,
  samples: (rung) => [
    { pools: [roomy(rung, 1, 2)], jobs: burst(2, 0, () => 10) },
    {
      pools: [roomy(rung, 2, 5)],
      jobs: apart(
        2,
        burst(5, 0, (index) => [50, 10, 10, 10, 10][index] ?? 10),
      ),
    },
  ],
  input(draw, rung) {
    const workers = drawWorkers(draw);
    const jobs = draw.list({ min: workers + 1, max: 2 * workers + 4 }, () => ({ atMs: 0, forMs: drawMs(draw) }));
    return { pools: [roomy(rung, workers, jobs.length)], jobs: apart(workers, jobs) };
  },
  run,
};

/** All workers busy, then jobs one by one, which wait; only then does the first worker become free. */
export const startOrder: Scenario<Plan> = {
  id: 'start-order',
  rungs: ALL,
  samples: (rung) => [
    {
      pools: [roomy(rung, 1, 3)],
      jobs: [
        { atMs: 0, forMs: 50 },
        { atMs: 1, forMs: 10 },
        { atMs: 2, forMs: 10 },
      ],
    },
  ],
  input(draw, rung) {
    const workers = drawWorkers(draw);
    const busy = burst(workers, 0, (index) => 100 + 30 * index);
    let atMs = 0;
    const later = draw.list({ min: 2, max: 8 }, () => {
      atMs += draw.oneOf([1, 0, 2]);
      return { atMs: 1 + atMs, forMs: drawMs(draw) };
    });
    const jobs = [...busy, ...later];
    return { pools: [roomy(rung, workers, jobs.length)], jobs: apart(workers, jobs) };
  },
  run,
};

/** Several jobs end in one millisecond, and others wait. */
export const endTogether: Scenario<Plan> = {
  id: 'end-together',
  rungs: ['workers', 'backpressure', 'failures'],
  samples: (rung) => [{ pools: [roomy(rung, 2, 4)], jobs: burst(4, 0, () => 10) }],
  input(draw, rung) {
    const workers = drawWorkers(draw, 2);
    const forMs = draw.oneOf([10, 0, 1, 25]);
    const waves = draw.integer(2, 3);
    const count = workers * waves - draw.integer(0, 1);
    return { pools: [roomy(rung, workers, count)], jobs: burst(count, 0, () => forMs) };
  },
  run,
};

/** Work, silence until all has ended, and work again. */
export const idleAgain: Scenario<Plan> = {
  id: 'idle-again',
  rungs: ['workers', 'backpressure', 'failures', 'shutdown'],
  samples: (rung) => [{ pools: [roomy(rung, 1, 4)], jobs: [...burst(2, 0, () => 10), ...burst(2, 100, () => 10)] }],
  input(draw, rung) {
    const workers = drawWorkers(draw);
    let startMs = 0;
    const jobs = draw
      .list({ min: 2, max: 3 }, () => {
        const wave = burst(draw.integer(1, workers + 2), 0, (index) => 10 + index);
        const shifted = apart(workers, wave).map((job) => ({ ...job, atMs: startMs }));
        startMs += 1000;
        return shifted;
      })
      .flat();
    return { pools: [roomy(rung, workers, jobs.length)], jobs };
  },
  run,
};

/** Jobs that were submitted earlier end later. */
export const outOfOrder: Scenario<Plan> = {
  id: 'out-of-order',
  rungs: ['workers', 'backpressure', 'failures', 'shutdown'],
  samples: (rung) => [{ pools: [roomy(rung, 3, 3)], jobs: burst(3, 0, (index) => 30 - 10 * index) }],
  input(draw, rung) {
    const workers = drawWorkers(draw, 2);
    const jobs = draw.list({ min: 2, max: workers }, (index) => ({
      atMs: 0,
      forMs: 200 - 20 * index - draw.integer(0, 9),
    }));
    return { pools: [roomy(rung, workers, jobs.length)], jobs };
  },
  run,
};

/** Jobs that submit jobs as they start. */
export const nested: Scenario<Plan> = {
  id: 'nested',
  rungs: ['workers', 'backpressure', 'shutdown'],
  samples: (rung) => [
    {
      pools: [roomy(rung, 1, 2)],
      jobs: [
        { atMs: 0, forMs: 10 },
        { atMs: 0, forMs: 10, within: 0 },
      ],
    },
  ],
  input(draw, rung) {
    const workers = drawWorkers(draw);
    const jobs = draw.list({ min: 2, max: 8 }, (index) => {
      const forMs = 10 + index;
      return index > 0 && draw.boolean(0.7)
        ? { atMs: 0, forMs, within: draw.integer(0, index - 1) }
        : { atMs: 0, forMs };
    });
    return { pools: [roomy(rung, workers, jobs.length)], jobs };
  },
  run,
};

/** A job that is submitted in the very millisecond in which a worker becomes free for one that waits. */
export const queueJump: Scenario<Plan> = {
  id: 'queue-jump',
  rungs: ['workers', 'backpressure', 'failures'],
  samples: (rung) => [
    {
      pools: [roomy(rung, 1, 3)],
      jobs: [
        { atMs: 0, forMs: 20 },
        { atMs: 0, forMs: 10 },
        { atMs: 20, forMs: 10 },
      ],
    },
    {
      pools: [roomy(rung, 1, 3)],
      jobs: [
        { atMs: 0, forMs: 20 },
        { atMs: 0, forMs: 10 },
        { atMs: 0, forMs: 10, after: 0 },
      ],
    },
  ],
  input(draw, rung) {
    const workers = drawWorkers(draw);
    const jobs: JobPlan[] = burst(workers + 1, 0, (index) => 20 + 10 * index);
    draw.list({ min: 1, max: 4 }, () => {
      const late = { atMs: 20 + 10 * draw.integer(0, workers - 1), forMs: 10 };
      jobs.push(draw.boolean() ? { ...late, after: draw.integer(0, workers - 1) } : late);
    });
    return { pools: [roomy(rung, workers, jobs.length)], jobs };
  },
  run,
};

/** One function, submitted several times, with a worker for each: which call is for which submission then makes no difference. */
export const sameFunction: Scenario<Plan> = {
  id: 'same-function',
  rungs: ['workers', 'backpressure'],
  samples: (rung) => [
    {
      pools: [roomy(rung, 2, 2)],
      jobs: [
        { atMs: 0, forMs: 10 },
        { atMs: 0, forMs: 10, like: 0 },
      ],
    },
  ],
  input(draw, rung) {
    const forMs = drawMs(draw);
    const jobs = draw.list({ min: 2, max: 5 }, (index) => ({ atMs: 0, forMs, ...(index > 0 ? { like: 0 } : {}) }));
    return { pools: [roomy(rung, jobs.length, jobs.length)], jobs };
  },
  run,
};

/** Two pools at once, each with a backlog of its own. */
export const twoPools: Scenario<Plan> = {
  id: 'two-pools',
  rungs: ['workers', 'backpressure'],
  samples: (rung) => [
    {
      pools: [roomy(rung, 1, 4), roomy(rung, 2, 4)],
      jobs: [0, 1, 0, 1].map((pool) => ({ atMs: 0, forMs: 10, pool })),
    },
  ],
  input(draw, rung) {
    const jobs = draw.list({ min: 2, max: 8 }, (index) => ({
      atMs: 0,
      forMs: 10 + 3 * index,
      pool: draw.integer(0, 1),
    }));
    return { pools: [1, 2].map(() => roomy(rung, drawWorkers(draw), jobs.length)), jobs };
  },
  run,
};
