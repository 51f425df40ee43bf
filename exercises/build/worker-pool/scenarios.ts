/**
 * Jobs, and when they are handed in: one situation a scenario, so that a rule's name says what went wrong. All of them are
 * run by `run`, from a plan; a job of the scenario's own marks when it starts and when it ends. Nothing is awaited but
 * time, so that a promise which never settles is told by a rule.
 */
import type { AnyScenario, Draw, Outcome, Scenario, Stage } from 'drydock';
import type { CreatePool } from './contract/ordered-results';

/** What is done to the program. Jobs are `j1`, `j2`, ... in this order. */
export type Plan = {
  readonly pools: readonly PoolPlan[];
  readonly jobs: readonly JobPlan[];
  readonly closes?: readonly ClosePlan[];
  /** Reads `results()` of the first pool, and waits that long after each outcome. */
  readonly readEveryMs?: number;
};

export type PoolPlan = { readonly workers: number; readonly queueLimit?: number };

export type ClosePlan = { readonly atMs: number; readonly how: 'drain' | 'abort' };

export type JobPlan = {
  /** When it is submitted; of no meaning with `within` and `after`. */
  readonly atMs: number;
  readonly forMs: number;
  /** Default `answers`. */
  readonly ends?: 'answers' | 'rejects' | 'throws';
  /** What it answers or fails with. Default its own name, or an `Error` with it. */
  readonly with?: OddValue;
  /** Index of its pool. Default 0. */
  readonly pool?: number;
  /** Index of the job that submits it when it starts. */
  readonly within?: number;
  /** Index of the job whose result it is submitted after, in the same millisecond. */
  readonly after?: number;
  /** Index of the job whose very function it is. */
  readonly like?: number;
  /** Whether it ends at once when its signal is aborted. */
  readonly heeds?: boolean;
};

const ODD_VALUES = ['object', 'undefined', 'zero', 'empty', 'null', 'false', 'nan', 'function', 'error'] as const;
export type OddValue = (typeof ODD_VALUES)[number];

type Pool = ReturnType<CreatePool>;
type Job = (signal: AbortSignal | undefined) => Promise<unknown>;

const ALL = ['workers', 'backpressure', 'failures', 'shutdown', 'ordered-results'];
const BOUNDED = ['backpressure', 'failures', 'shutdown', 'ordered-results'];
/** Virtual milliseconds for whatever has no moment of its own, such as the end of a drain that looks now and then. */
const PATIENCE_MS = 1000;
const MAX_READS = 1000;

export function nameOf(index: number): string {
  return `j${index + 1}`;
}

// Running a plan.

async function run(stage: Stage, plan: Plan): Promise<void> {
  const pools = plan.pools.map((options) => makePool(stage, options));
  const values = plan.jobs.map((job, index) => valueOf(job, index));
  const functions = plan.jobs.map((_, index) => functionOf(index));
  const [first] = pools;
  if (plan.readEveryMs !== undefined && first !== undefined) void read(stage, plan, first, values);

  function submit(index: number): void {
    const { pool: at = 0, like = index } = plan.jobs[index] as JobPlan;
    const pool = pools[at];
    const job = functions[like] as Job;
    const name = nameOf(index);
    if (pool === undefined) return;
    if (stage.rung === 'workers') {
      void settle(index, 'submit', () => promiseOf(name, 'submit', pool.submit(job as never)));
      return;
    }
    const made = stage.call('submit', [name], () => pool.submit(job as never));
    if (!made.ok) return;
    const submission = (typeof made.value === 'object' && made.value !== null ? made.value : {}) as Submitted;
    void tell(index, 'accepted', () => promiseOf(name, 'accepted', submission.accepted));
    void settle(index, 'result', () => promiseOf(name, 'result', submission.result));
  }

  function promiseOf(job: string, of: string, value: unknown): unknown {
    if (!isThenable(value)) stage.mark('no-promise', { job, of });
    return value;
  }

  /** The name of an error may be a getter's, which a trace, that runs no code of the program, does not see. */
  async function tell(index: number, op: string, start: () => unknown): Promise<Outcome> {
    const outcome = await stage.callAsync(op, [nameOf(index)], start);
    if (!outcome.ok) stage.mark('error-name', { job: nameOf(index), of: op, name: errorName(outcome.error) });
    return outcome;
  }

  async function settle(index: number, op: string, start: () => unknown): Promise<void> {
    const outcome = await tell(index, op, start);
    const got = outcome.ok ? outcome.value : outcome.error;
    // Only what is not the job's own is marked: `PoolClosed` is judged by its name.
    if (!Object.is(got, values[index])) stage.mark('not-its-own', { job: nameOf(index) });
    plan.jobs.forEach(({ after }, follower) => {
      if (after === index) submit(follower);
    });
  }

  function functionOf(index: number): Job {
    const turns = plan.jobs.flatMap(({ like }, at) => (at === index || like === index ? [at] : []));
    let calls = 0;
    return (signal) => {
      const at = turns[Math.min(calls, turns.length - 1)] as number;
      calls += 1;
      const job = nameOf(at);
      stage.mark('start', { job, signal: stateOf(signal) });
      plan.jobs.forEach(({ within }, inner) => {
        if (within === at) submit(inner);
      });
      const { ends = 'answers' } = plan.jobs[at] as JobPlan;
      if (ends !== 'throws') return work(at, signal);
      stage.mark('end', { job, ends, signal: stateOf(signal) });
      throw values[at];
    };
  }

  async function work(at: number, signal: AbortSignal | undefined): Promise<unknown> {
    const { forMs, heeds = false, ends = 'answers' } = plan.jobs[at] as JobPlan;
    if (forMs > 0) await (heeds ? Promise.race([stage.sleep(forMs), aborted(signal)]) : stage.sleep(forMs));
    stage.mark('end', { job: nameOf(at), ends, signal: stateOf(signal) });
    if (ends === 'rejects') throw values[at];
    return values[at];
  }

  const acts = [
    ...plan.jobs.flatMap(({ atMs, within, after }, index) =>
      within === undefined && after === undefined ? [{ atMs, act: () => submit(index) }] : [],
    ),
    ...(plan.closes ?? []).map(({ atMs, how }) => ({
      atMs,
      act: () => void stage.callAsync(how, [], () => (first as Pool)[how]()),
    })),
  ].sort((a, b) => a.atMs - b.atMs);
  for (const { atMs, act } of acts) {
    if (atMs > stage.now()) await stage.sleep(atMs - stage.now());
    act();
  }
  const restMs = plan.jobs.reduce((sum, { forMs }) => sum + forMs + (plan.readEveryMs ?? 0), PATIENCE_MS);
  await stage.sleep(restMs);
}

type Submitted = { readonly accepted?: unknown; readonly result?: unknown };

function makePool(stage: Stage, options: PoolPlan): Pool | undefined {
  const { createPool } = stage.exports as { createPool: CreatePool };
  const made = stage.call('createPool', [{ ...options }], () => createPool({ ...options } as Required<PoolPlan>));
  const isMade = made.ok && (typeof made.value === 'object' || typeof made.value === 'function') && made.value !== null;
  return isMade ? (made.value as Pool) : undefined;
}

/** As `for await` reads, with each step on record. */
async function read(stage: Stage, plan: Plan, pool: Pool, values: readonly unknown[]): Promise<void> {
  const made = stage.call('results', [], () => pool.results()[Symbol.asyncIterator]());
  if (!made.ok) return;
  const iterator = made.value as AsyncIterator<{ ok: boolean; value?: unknown; error?: unknown }>;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const next = await stage.callAsync('next', [], () => iterator.next());
    if (!next.ok) return;
    const { done = false, value: outcome } = next.value as IteratorResult<{
      ok: boolean;
      value?: unknown;
      error?: unknown;
    }>;
    if (done) {
      stage.mark('results-end');
      return;
    }
    const got = outcome?.ok === true ? outcome.value : outcome?.error;
    const index = plan.jobs.findIndex(({ ends = 'answers' }, at) => {
      return outcome?.ok === (ends === 'answers') && Object.is(got, values[at]);
    });
    stage.mark('outcome', { job: index < 0 ? null : nameOf(index) });
    if (plan.readEveryMs) await stage.sleep(plan.readEveryMs);
  }
}

function valueOf(job: JobPlan, index: number): unknown {
  const odd: Record<OddValue, unknown> = {
    object: { job: nameOf(index) },
    undefined: undefined,
    zero: 0,
    empty: '',
    null: null,
    false: false,
    nan: NaN,
    function: () => nameOf(index),
    error: new Error(nameOf(index)),
  };
  if (job.with !== undefined) return odd[job.with];
  return (job.ends ?? 'answers') === 'answers' ? nameOf(job.like ?? index) : odd.error;
}

function errorName(error: unknown): string {
  try {
    return String((error as Error).name);
  } catch {
    return 'something without a name';
  }
}

function isThenable(value: unknown): boolean {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { then?: unknown }).then === 'function';
}

function stateOf(signal: AbortSignal | undefined): 'none' | 'live' | 'aborted' {
  if (typeof signal !== 'object' || signal === null || typeof signal.addEventListener !== 'function') return 'none';
  return signal.aborted ? 'aborted' : 'live';
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (stateOf(signal) === 'aborted') resolve();
    else if (stateOf(signal) === 'live') signal?.addEventListener('abort', () => resolve());
  });
}

// Plans. The simplest first: a counterexample shrinks to one worker and 10 ms.

function drawWorkers(draw: Draw, min = 1): number {
  return draw.weighted([
    [4, min],
    [4, min + 1],
    [3, min + 2],
    [1, min + 6],
  ]);
}

function drawMs(draw: Draw): number {
  return draw.weighted([
    [5, 10],
    [5, 20],
    [3, 35],
    [3, 5],
    [2, 80],
    [1, 400],
  ]);
}

/** A pool of one rung; from backpressure on with room for `jobs`, so that nobody is held back. */
function roomy(rung: string, workers: number, jobs: number): PoolPlan {
  return rung === 'workers' ? { workers } : { workers, queueLimit: jobs + 1 };
}

/** Lengthens jobs that start in order until no two of them end in the same millisecond. */
function apart(workers: number, jobs: readonly JobPlan[]): JobPlan[] {
  const freeAt = Array.from({ length: workers }, () => 0);
  const ends = new Set<number>();
  return jobs.map((job) => {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const startMs = Math.max(job.atMs, freeAt[worker] ?? 0);
    let { forMs } = job;
    while (ends.has(startMs + forMs)) forMs += 1;
    ends.add(startMs + forMs);
    freeAt[worker] = startMs + forMs;
    return { ...job, forMs };
  });
}

function burst(count: number, atMs: number, forMs: (index: number) => number): JobPlan[] {
  return Array.from({ length: count }, (_, index) => ({ atMs, forMs: forMs(index) }));
}

/** One job, and nothing else ever. */
const oneJob: Scenario<Plan> = {
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
const oddValues: Scenario<Plan> = {
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
const freeWorker: Scenario<Plan> = {
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
const backlog: Scenario<Plan> = {
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
const startOrder: Scenario<Plan> = {
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
const endTogether: Scenario<Plan> = {
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
const idleAgain: Scenario<Plan> = {
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
const outOfOrder: Scenario<Plan> = {
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
const nested: Scenario<Plan> = {
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
const queueJump: Scenario<Plan> = {
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
const sameFunction: Scenario<Plan> = {
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
const twoPools: Scenario<Plan> = {
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

// Backpressure: pools with less room than jobs.

/** As many jobs as there are workers and places, and not one more. */
const withinTheBound: Scenario<Plan> = {
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
const overTheBound: Scenario<Plan> = {
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
const producersInLine: Scenario<Plan> = {
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
const filledAgain: Scenario<Plan> = {
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

// Failures.

/** Failing jobs one after another: what they fail with, and how. */
function failing(id: string, ends: 'rejects' | 'throws'): Scenario<Plan> {
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
function failingBacklog(id: string, ends: 'rejects' | 'throws'): Scenario<Plan> {
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
const oneFails: Scenario<Plan> = {
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
const failuresMakeRoom: Scenario<Plan> = {
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

// Shutdown. What closes a pool comes at a millisecond of its own.

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
function closing(id: string, how: 'drain' | 'abort'): Scenario<Plan> {
  return {
    id,
    rungs: ['shutdown', 'ordered-results'],
    samples: () => [
      {
        pools: [{ workers: 1, queueLimit: 1 }],
        jobs: [...burst(3, 0, () => 50), { atMs: 20, forMs: 10 }],
        closes: [{ atMs: 10, how }],
      },
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
const closedIdle: Scenario<Plan> = {
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
const closedTwice: Scenario<Plan> = {
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

/** An idle pool is closed; another runs jobs, and takes more. */
const onePoolClosed: Scenario<Plan> = {
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
const failuresWhileClosing: Scenario<Plan> = {
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
const heeding: Scenario<Plan> = {
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

// Ordered results. All that is submitted has been accepted when the pool is drained.

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

const resultsInOrder = ordered(
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
const slowFirst = ordered(
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

const failuresInResults = ordered(
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

const slowReader = ordered('slow-reader', { jobs: burst(4, 0, () => 10), readEveryMs: 40 }, (draw) => ({
  jobs: draw.list({ min: 2, max: 8 }, () => ({ atMs: draw.oneOf([0, 5, 100]), forMs: drawMs(draw) })),
  readEveryMs: draw.oneOf([40, 15, 200]),
}));

/** The reader waits while there is nothing to read, again and again. */
const readerWaits = ordered(
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
const drainEndsResults: Scenario<Plan> = {
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

// Cost, measured and not judged.

type Sizes = { readonly sizes: readonly number[] };

/** Jobs that are done at once, behind one that is not: what a submission costs, and what it costs to get through the queue. */
const costOfJobs: Scenario<Sizes> = {
  id: 'cost-of-jobs',
  rungs: ALL,
  samples: () => [{ sizes: [16, 64, 256] }],
  // Counts are exact: one run tells all.
  input: () => ({ sizes: [] }),
  async run(stage, { sizes }) {
    for (const size of sizes) {
      const pool = makePool(stage, roomy(stage.rung, 1, 2 * size + 64));
      if (pool === undefined) return;
      const results: unknown[] = [];
      const submit = (job: () => Promise<void>): void => {
        const made: unknown = pool.submit(job);
        results.push(stage.rung === 'workers' ? made : (made as Submitted).result);
      };
      submit(() => stage.sleep(1));
      for (let index = 0; index < size; index += 1) submit(async () => {});
      const calls = 16;
      const submitMany = (): void => {
        for (let index = 0; index < calls; index += 1) submit(async () => {});
      };
      stage.measure('submit', size, submitMany, calls);
      const through = (): Promise<unknown> => Promise.race([Promise.all(results), stage.sleep(PATIENCE_MS)]);
      await stage.measureAsync('next', size, through, size + calls);
    }
  },
};

export const scenarios: readonly AnyScenario[] = [
  oneJob,
  oddValues,
  freeWorker,
  backlog,
  startOrder,
  endTogether,
  idleAgain,
  outOfOrder,
  nested,
  queueJump,
  sameFunction,
  twoPools,
  withinTheBound,
  overTheBound,
  producersInLine,
  filledAgain,
  failing('rejecting-job', 'rejects'),
  failing('throwing-job', 'throws'),
  failingBacklog('rejecting-backlog', 'rejects'),
  failingBacklog('throwing-backlog', 'throws'),
  oneFails,
  failuresMakeRoom,
  closing('drain-busy', 'drain'),
  closing('abort-busy', 'abort'),
  closedIdle,
  closedTwice,
  onePoolClosed,
  failuresWhileClosing,
  heeding,
  resultsInOrder,
  slowFirst,
  failuresInResults,
  slowReader,
  readerWaits,
  drainEndsResults,
  costOfJobs,
];
