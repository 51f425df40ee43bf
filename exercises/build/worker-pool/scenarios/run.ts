/** Runs a plan beside the program. */
import type { Outcome, Stage } from 'drydock';
import type { CreatePool } from '../contract/ordered-results';
import { type JobPlan, MAX_READS, nameOf, type OddValue, PATIENCE_MS, type Plan, type PoolPlan } from './plan';

export type Pool = ReturnType<CreatePool>;

type Job = (signal: AbortSignal | undefined) => Promise<unknown>;

export async function run(stage: Stage, plan: Plan): Promise<void> {
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

export type Submitted = { readonly accepted?: unknown; readonly result?: unknown };

export function makePool(stage: Stage, options: PoolPlan): Pool | undefined {
  const { createPool } = stage.exports as { createPool: CreatePool };
  const made = stage.call('createPool', [{ ...options }], () => createPool({ ...options } as Required<PoolPlan>));
  const isMade = made.ok && (typeof made.value === 'object' || typeof made.value === 'function') && made.value !== null;
  return isMade ? (made.value as Pool) : undefined;
}

function valueOf(job: JobPlan, index: number): unknown {
  const own = (job.ends ?? 'answers') === 'answers' ? nameOf(job.like ?? index) : undefined;
  return job.with === undefined ? (own ?? oddValue('error', index)) : oddValue(job.with, index);
}

/** Made where it is wanted: an error looks through the stack. */
function oddValue(odd: OddValue, index: number): unknown {
  if (odd === 'object') return { job: nameOf(index) };
  if (odd === 'function') return () => nameOf(index);
  if (odd === 'error') return new Error(nameOf(index));
  return { undefined, zero: 0, empty: '', null: null, false: false, nan: NaN }[odd];
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
