/** A history of each job, read from the trace. */
import type { Data, Run, TraceEvent } from 'drydock';
import type { Plan, PoolPlan } from '../scenarios/plan';
import { at, closeProblems, problemsAtEnd, resultProblems } from './ends';

export interface Job {
  readonly name: string;
  readonly pool: number;
  readonly order: number;
  readonly submitted: TraceEvent;
  /** Settled means fulfilled, or rejected by that name. */
  accepted?: Settled;
  result?: Settled;
  start?: TraceEvent;
  end?: TraceEvent;
  isItsOwn: boolean;
  /** Its pool was closed before it was accepted, or before it started where waiting jobs are not finished. */
  isRefused: boolean;
  /** Of a refused one: its producer had been told before that it is accepted. */
  wasAccepted: boolean;
  isBroken: boolean;
}

export interface Settled {
  readonly event: TraceEvent;
  error?: string;
}

export interface Close {
  readonly how: 'drain' | 'abort';
  readonly call: TraceEvent;
  end?: Settled;
}

export type Kind =
  | 'submission'
  | 'twice'
  | 'limit'
  | 'idle'
  | 'order'
  | 'value'
  | 'error'
  | 'settles'
  | 'bound'
  | 'accepts'
  | 'accept-order'
  | 'not-accepted'
  | 'refused'
  | 'refused-starts'
  | 'signal'
  | 'close'
  | 'results'
  | 'results-late'
  | 'results-cut'
  | 'results-end';

export interface Problem {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
  readonly causes?: readonly number[];
  readonly expected?: Data;
  readonly actual?: Data;
}

export interface History {
  readonly jobs: readonly Job[];
  readonly closes: readonly Close[];
  readonly problems: readonly Problem[];
}

export type Fields = Readonly<Record<string, Data>>;

const histories = new WeakMap<Run, History>();

export function historyOf(run: Run): History {
  let history = histories.get(run);
  if (history === undefined) histories.set(run, (history = readHistory(run)));
  return history;
}

function readHistory(run: Run): History {
  const { trace, rung, facts, scenario } = run;
  const { pools, jobs: planned, readEveryMs } = run.input as Plan;
  const jobs: Job[] = [];
  const closes: Close[] = [];
  const problems: Problem[] = [];
  const byName = (name: Data): Job | undefined => jobs.find((job) => job.name === name);
  const say = (kind: Kind, event: TraceEvent, because: string, more: Partial<Problem> = {}): void =>
    void problems.push({ kind, at: event.seq, because, ...more });
  const isBounded = rung !== 'workers';
  const outcomes: { readonly job: Job | undefined; readonly event: TraceEvent }[] = [];
  let resultsEnd: TraceEvent | undefined;
  const calls = new Map(trace.filter(({ kind }) => kind === 'call').map((event) => [event.seq, event]));

  const isWaiting = (job: Job): boolean => job.start === undefined && !job.isRefused && !job.isBroken;
  const isRunning = (job: Job): boolean => job.start !== undefined && job.end === undefined;

  function submitted(event: TraceEvent, name: string): void {
    const pool = planned[Number(name.slice(1)) - 1]?.pool ?? 0;
    const isRefused = pool === 0 && closes.length > 0;
    jobs.push({
      name,
      pool,
      order: jobs.length,
      submitted: event,
      isItsOwn: true,
      isRefused,
      wasAccepted: false,
      isBroken: false,
    });
  }

  function started(event: TraceEvent, job: Job, signal: Data): void {
    if (job.start !== undefined) {
      return say('twice', event, `${job.name} is started a second time at ${at(event)}; a job is called once.`, {
        causes: [job.start.seq],
      });
    }
    if (job.isRefused) {
      say(
        'refused-starts',
        event,
        `${job.name} starts at ${at(event)}, on a pool that was closed before; it must never.`,
      );
    }
    const limit = (pools[job.pool] as PoolPlan).workers;
    const running = jobs.filter((one) => one.pool === job.pool && isRunning(one));
    const waiting = jobs.filter((one) => one.pool === job.pool && isWaiting(one) && one !== job);
    job.start = event;
    if (running.length >= limit) {
      const others = running.map(({ name }) => name).join(', ');
      say(
        'limit',
        event,
        `${job.name} starts at ${at(event)} while ${others} run: ${running.length + 1} of at most ${limit}.`,
        {
          causes: running.map(({ start }) => start?.seq ?? 0),
          expected: limit,
          actual: running.length + 1,
        },
      );
    }
    const before = inFrontOf(job, waiting);
    if (before !== undefined) {
      say(
        'order',
        event,
        `${job.name} starts at ${at(event)} while ${before.name} waits, which is ${facts['startOrder'] === 'newest' ? 'newer' : 'older'}.`,
        {
          causes: [before.submitted.seq],
          expected: before.name,
          actual: job.name,
        },
      );
    }
    if (isClosable(rung) && signal !== 'live') {
      const got = signal === 'none' ? 'gets no AbortSignal' : 'gets a signal that is aborted already';
      say('signal', event, `${job.name} starts at ${at(event)} and ${got}.`);
    }
  }

  /** A waiting job that should have started in place of this one. */
  function inFrontOf(job: Job, waiting: readonly Job[]): Job | undefined {
    if (facts['startOrder'] !== 'newest') return waiting.find((one) => one.order < job.order);
    // Which is the newest depends on the microtask where others come in the same millisecond.
    if (scenario !== 'start-order') return undefined;
    return waiting.find((one) => one.order > job.order && one.submitted.t < (job.start as TraceEvent).t);
  }

  function closed(event: TraceEvent, how: Close['how']): void {
    closes.push({ how, call: event });
    for (const job of jobs) {
      if (job.pool !== 0 || !isWaiting(job)) continue;
      const isKept = how === 'drain' && job.accepted !== undefined && facts['waitingOnDrain'] !== 'reject';
      if (isKept) continue;
      job.isRefused = true;
      job.wasAccepted = job.accepted !== undefined;
    }
  }

  function ended(event: TraceEvent, job: Job, signal: Data): void {
    job.end ??= event;
    const wasAborted = job.pool === 0 && closes.some(({ how }) => how === 'abort');
    if (!isClosable(rung)) return;
    if (wasAborted && signal === 'live') {
      say('signal', event, `${job.name} ends at ${at(event)}, after abort(), and its signal was never aborted.`);
    }
    if (!wasAborted && signal === 'aborted') {
      say(
        'signal',
        event,
        `${job.name} ends at ${at(event)}, and its signal was aborted though nobody called abort().`,
      );
    }
  }

  /** What "at once" means: looked at when a millisecond is over. */
  function millisecondOver(last: TraceEvent): void {
    for (const [index, { workers, queueLimit = Infinity }] of pools.entries()) {
      const mine = jobs.filter(({ pool, isBroken }) => pool === index && !isBroken);
      const running = mine.filter(isRunning).length;
      const waiting = mine.filter(isWaiting);
      const [next] = waiting;
      if (next !== undefined && running < workers) {
        say(
          'idle',
          last,
          `When ${at(last)} is over ${next.name} waits, and only ${running} of ${workers} workers run a job.`,
          {
            causes: [next.submitted.seq],
            expected: Math.min(workers, running + waiting.length),
            actual: running,
          },
        );
      }
      if (!isBounded) continue;
      const taken = waiting.filter(({ accepted }) => accepted !== undefined);
      const heldBack = waiting.find(({ accepted }) => accepted === undefined);
      if (taken.length > queueLimit) {
        say(
          'bound',
          last,
          `When ${at(last)} is over ${taken.length} accepted jobs wait, and the queue holds ${queueLimit}.`,
          {
            causes: taken.map(({ submitted: from }) => from.seq),
            expected: queueLimit,
            actual: taken.length,
          },
        );
      }
      if (heldBack !== undefined && taken.length < queueLimit) {
        say(
          'accepts',
          last,
          `When ${at(last)} is over ${heldBack.name} is not accepted, though ${taken.length} of ${queueLimit} places are taken.`,
          {
            causes: [heldBack.submitted.seq],
          },
        );
      }
      const overtaking =
        heldBack && mine.find(({ order, accepted }) => order > heldBack.order && accepted !== undefined);
      if (overtaking) {
        say(
          'accept-order',
          last,
          `When ${at(last)} is over ${overtaking.name} is accepted and ${heldBack.name}, which came before, is not.`,
          {
            causes: [heldBack.submitted.seq],
            expected: heldBack.name,
            actual: overtaking.name,
          },
        );
      }
      const started = mine.find(({ start, accepted }) => start !== undefined && accepted === undefined);
      if (started)
        say(
          'not-accepted',
          last,
          `When ${at(last)} is over ${started.name} has started, and its producer was not told that it is accepted.`,
        );
    }
  }

  for (const [index, event] of trace.entries()) {
    const { kind, op = '', cause, data } = event;
    if (kind === 'call' && op === 'submit') submitted(event, String((data as readonly Data[])[0]));
    else if (kind === 'call' && (op === 'drain' || op === 'abort')) closed(event, op);
    else if (kind === 'mark') {
      const { job: name, signal, of, name: errorName } = (data ?? {}) as Fields;
      const job = byName(name);
      const rejected = of === 'accepted' ? job?.accepted : job?.result;
      if (op === 'error-name' && rejected?.error !== undefined) rejected.error = String(errorName);
      if (op === 'results-end') resultsEnd = event;
      if (op === 'outcome') outcomes.push({ job, event });
      if (op === 'start' && job) started(event, job, signal);
      if (op === 'end' && job) ended(event, job, signal);
      if (op === 'not-its-own' && job) job.isItsOwn = false;
      if (op === 'no-promise' && job) {
        job.isBroken = true;
        const what = isBounded
          ? `submit(${job.name}) answers something whose \`${String(of)}\` is no promise`
          : `submit(${job.name}) does not answer a promise`;
        say('submission', event, `${what}.`);
      }
    } else if (cause !== undefined) {
      const call = calls.get(cause);
      const job = byName((call?.data as readonly Data[] | undefined)?.[0]);
      const isError = kind === 'throw' || kind === 'reject';
      const error = isError ? String((data as Fields)['name'] ?? 'Error') : undefined;
      const settled: Settled = { event, ...(error === undefined ? {} : { error }) };
      if (op === 'createPool' && kind === 'throw') say('submission', event, `createPool throws ${error}.`);
      if (op === 'submit' && kind === 'throw' && job) {
        job.isBroken = true;
        say('submission', event, `submit(${job.name}) throws ${error}; it answers with promises, whatever happens.`);
      }
      if (op === 'accepted' && job) job.accepted = settled;
      if ((op === 'result' || (op === 'submit' && kind !== 'throw' && kind !== 'return')) && job) job.result = settled;
      if (op === 'drain' || op === 'abort') {
        const close = closes.find(({ call: by }) => by.seq === cause);
        if (close) close.end = settled;
      }
      if ((op === 'results' || op === 'next') && isError) {
        say(
          'results',
          event,
          `${op === 'results' ? 'results()' : 'next()'} fails with ${error}; an outcome says so with ok: false.`,
        );
      }
    }
    if (trace[index + 1]?.t !== event.t) millisecondOver(event);
  }
  for (const job of jobs) problems.push(...problemsAtEnd(job));
  problems.push(...closes.flatMap((close) => closeProblems(close, jobs)));
  if (readEveryMs !== undefined)
    problems.push(...resultProblems(jobs, closes, outcomes, resultsEnd, readEveryMs, trace));
  return { jobs, closes, problems: problems.sort((a, b) => a.at - b.at) };
}

function isClosable(rung: string): boolean {
  return rung === 'shutdown' || rung === 'ordered-results';
}
