/**
 * What must hold of a run, whatever the design: a history of each job is read from the trace and held against the contract,
 * at the end of each millisecond where the contract says "at once". A rule is a situation (its scenario) and the kinds of
 * mistakes that are told there.
 */
import {
  costClass,
  createDispatcher,
  formatData,
  type Data,
  type Exports,
  type Facts,
  type Finding,
  type Rule,
  type Run,
  type TraceEvent,
} from 'drydock';
import type { Job as ContractJob, Outcome, PoolOptions, Submission } from './contract/ordered-results';
import type { Plan, PoolPlan } from './scenarios';

// History.

interface Job {
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

interface Settled {
  readonly event: TraceEvent;
  error?: string;
}

interface Close {
  readonly how: 'drain' | 'abort';
  readonly call: TraceEvent;
  end?: Settled;
}

type Kind =
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

interface Problem {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
  readonly causes?: readonly number[];
  readonly expected?: Data;
  readonly actual?: Data;
}

interface History {
  readonly jobs: readonly Job[];
  readonly closes: readonly Close[];
  readonly problems: readonly Problem[];
}

type Fields = Readonly<Record<string, Data>>;

const histories = new WeakMap<Run, History>();

function historyOf(run: Run): History {
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

function at({ t }: TraceEvent): string {
  return `t = ${t}`;
}

/** How one job's promises must have settled when all is over. */
function problemsAtEnd({
  name,
  submitted,
  accepted,
  result,
  end,
  isItsOwn,
  isRefused,
  wasAccepted,
  isBroken,
}: Job): readonly Problem[] {
  if (isBroken) return [];
  if (isRefused) {
    const told = wasAccepted ? [result] : [result, accepted];
    const wrong = told.findIndex((one) => one?.error !== 'PoolClosed');
    if (wrong < 0) return [];
    const what = wrong === 0 ? 'result' : 'accepted';
    return [
      {
        kind: 'refused',
        at: told[wrong]?.event.seq ?? submitted.seq,
        because: `The pool was closed before ${name} could start, so its \`${what}\` rejects PoolClosed; it ${how(told[wrong])}.`,
        expected: { rejects: 'PoolClosed' },
        actual: told[wrong]?.error === undefined ? how(told[wrong]) : { rejects: told[wrong].error },
      },
    ];
  }
  if (accepted?.error !== undefined) {
    return [
      {
        kind: 'accepts',
        at: accepted.event.seq,
        because: `\`accepted\` of ${name} rejects with ${accepted.error}, on a pool that was open.`,
      },
    ];
  }
  if (end === undefined) {
    if (result === undefined) return [];
    return [
      {
        kind: 'settles',
        at: result.event.seq,
        because:
          result.error === 'PoolClosed'
            ? `${name} had been accepted and is to be finished, and its result rejected with PoolClosed.`
            : `${name} never ended, and its result ${how(result)}.`,
      },
    ];
  }
  if (result === undefined) {
    return [{ kind: 'settles', at: end.seq, because: `${name} ended at ${at(end)}, and its result never settled.` }];
  }
  const { ends } = end.data as Fields;
  const kind = ends === 'answers' ? 'value' : 'error';
  const said = ends === 'answers' ? 'answered' : ends === 'throws' ? 'threw' : 'rejected';
  const shouldReject = ends !== 'answers';
  const problems: Problem[] = [];
  if (shouldReject !== (result.error !== undefined)) {
    problems.push({
      kind,
      at: result.event.seq,
      because: `${name} ${said} at ${at(end)}, and its result ${how(result)}.`,
    });
  } else if (!isItsOwn) {
    const got = formatData(result.event.data);
    problems.push({
      kind,
      at: result.event.seq,
      because: `The result of ${name} is not the very value that it ${said === 'answered' ? 'answered' : `${said} with`}, but ${got}.`,
    });
  }
  if (result.event.seq < end.seq || result.event.t !== end.t) {
    problems.push({
      kind: 'settles',
      at: result.event.seq,
      because: `${name} ended at ${at(end)}, and its result settled at ${at(result.event)}.`,
      expected: end.t,
      actual: result.event.t,
      causes: [end.seq],
    });
  }
  return problems;
}

function how(settled: Settled | undefined): string {
  if (settled === undefined) return 'never settled';
  return settled.error === undefined ? 'fulfilled' : `rejected with ${settled.error}`;
}

function closeProblems({ how: name, call, end }: Close, jobs: readonly Job[]): readonly Problem[] {
  const owed = jobs.filter(({ pool, start, isRefused }) => pool === 0 && start !== undefined && !isRefused);
  const running = owed.find(({ end: over }) => over === undefined || (end !== undefined && over.seq > end.event.seq));
  if (end === undefined)
    return [
      { kind: 'close', at: call.seq, because: `${name}() at ${at(call)} never settled, and all jobs have ended.` },
    ];
  if (end.error !== undefined) {
    return [
      {
        kind: 'close',
        at: end.event.seq,
        because: `${name}() rejected with ${end.error}; it fulfils, whatever becomes of the jobs.`,
      },
    ];
  }
  if (running === undefined) return [];
  const because = `${name}() fulfilled at ${at(end.event)}, and ${running.name} ended only ${running.end ? `at ${at(running.end)}` : 'later'}.`;
  return [{ kind: 'close', at: end.event.seq, because, causes: running.start ? [running.start.seq] : [] }];
}

function resultProblems(
  jobs: readonly Job[],
  closes: readonly Close[],
  outcomes: readonly { readonly job: Job | undefined; readonly event: TraceEvent }[],
  end: TraceEvent | undefined,
  readEveryMs: number,
  trace: readonly TraceEvent[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const owed = jobs.filter(({ isRefused, isBroken }) => !isRefused && !isBroken);
  const drain = closes.find(({ how: name }) => name === 'drain');
  const lastEnd = Math.max(drain?.call.t ?? 0, ...owed.map(({ end: over }) => over?.t ?? 0));
  const isCut = end !== undefined && (drain === undefined || end.t < lastEnd);
  const last = trace.at(-1) as TraceEvent;
  let thereMs = 0;
  for (const [index, job] of owed.entries()) {
    const told = outcomes[index];
    if (told === undefined) {
      if (job.end && !isCut)
        problems.push({
          kind: 'results',
          at: (end ?? last).seq,
          because: `The outcome of ${job.name}, which ended at ${at(job.end)}, never comes.`,
          expected: job.name,
        });
      break;
    }
    if (told.job !== job) {
      const got = told.job?.name ?? 'something that is no outcome of any job';
      problems.push({
        kind: 'results',
        at: told.event.seq,
        because: `Outcome ${index + 1} is that of ${job.name}, submitted then; it is ${got}.`,
        expected: job.name,
        actual: told.job?.name ?? null,
      });
      break;
    }
    thereMs = Math.max(thereMs, job.end?.t ?? 0);
    if (told.event.t !== thereMs) {
      problems.push({
        kind: 'results-late',
        at: told.event.seq,
        because: `The outcome of ${job.name} could be read at t = ${thereMs}, and came at ${at(told.event)}.`,
        expected: thereMs,
        actual: told.event.t,
      });
      break;
    }
    // A reader that takes its time asks again only then.
    thereMs = told.event.t + readEveryMs;
  }
  const extra = outcomes[owed.length];
  if (extra !== undefined)
    problems.push({
      kind: 'results',
      at: extra.event.seq,
      because: `There are ${owed.length} jobs, and outcome ${owed.length + 1} comes at ${at(extra.event)}.`,
    });
  if (drain !== undefined && end === undefined && problems.length === 0) {
    problems.push({
      kind: 'results-end',
      at: last.seq,
      because: `drain() was called at ${at(drain.call)} and all outcomes were read, and the iteration never ends.`,
    });
  }
  if (isCut) {
    problems.push({
      kind: 'results-cut',
      at: end.seq,
      because: `The iteration ends at ${at(end)}, before ${drain !== undefined && end.t < drain.call.t ? 'drain() was called' : 'the last job has ended'}.`,
    });
  }
  return problems;
}

// Rules.

interface Told extends Omit<Rule, 'check' | 'scenarios'> {
  readonly scenario: string | readonly string[];
  /** Kinds of mistakes that are told by this rule. Default all but those that have rules of their own. */
  readonly kinds?: readonly Kind[];
  /** Whether its situation occurred; asked where nothing is wrong. */
  readonly hit: (history: History, run: Run) => boolean;
}

/** Mistakes that only rules which name them tell. */
const UNLESS_SAID: readonly Kind[] = ['order', 'signal', 'twice'];

function tells({ scenario, kinds, hit, ...head }: Told): Rule {
  return {
    ...head,
    scenarios: typeof scenario === 'string' ? [scenario] : scenario,
    check(run): Finding {
      const history = historyOf(run);
      const isMine = ({ kind }: Problem): boolean => (kinds ?? UNLESS_SAID).includes(kind) === (kinds !== undefined);
      const problem = history.problems.find(isMine);
      if (problem !== undefined) {
        const { at: seq, because, causes = [], expected, actual } = problem;
        return { verdict: 'fail', at: seq, because, causes, expected, actual };
      }
      return { verdict: hit(history, run) ? 'pass' : 'unknown' };
    },
  };
}

const ALL = ['workers', 'backpressure', 'failures', 'shutdown', 'ordered-results'];
const always = (): boolean => true;

function waited({ jobs }: History): boolean {
  return jobs.some(({ start, submitted }) => start !== undefined && start.t > submitted.t);
}

function heldBack({ jobs }: History): boolean {
  return jobs.some(({ accepted, submitted }) => accepted !== undefined && accepted.event.t > submitted.t);
}

function failed({ jobs }: History): boolean {
  return jobs.some(({ end }) => end !== undefined && (end.data as Fields)['ends'] !== 'answers');
}

function sameMs(events: readonly (TraceEvent | undefined)[]): boolean {
  const times = events.flatMap((event) => (event === undefined ? [] : [event.t]));
  return new Set(times).size < times.length;
}

/** All scenarios but the one that measures cost. */
const EVERYWHERE = [
  'one-job',
  'odd-values',
  'free-worker',
  'backlog',
  'start-order',
  'end-together',
  'idle-again',
  'out-of-order',
  'nested',
  'queue-jump',
  'same-function',
  'two-pools',
  'within-the-bound',
  'over-the-bound',
  'producers-in-line',
  'filled-again',
  'one-fails',
  'failures-make-room',
  'closed-idle',
  'closed-twice',
  'one-pool-closed',
  'failures-while-closing',
  'heeding',
  'drain-ends-results',
  'rejecting-job',
  'throwing-job',
  'rejecting-backlog',
  'throwing-backlog',
  'drain-busy',
  'abort-busy',
  'results-in-order',
  'slow-first',
  'failures-in-results',
  'slow-reader',
  'reader-waits',
];
const FIRST = ['submit-answers'];
const BASICS = [...FIRST, 'free-worker-starts-at-once', 'at-most-workers-run', 'freed-worker-takes-the-next'];
const BOUND = [...BASICS, 'accepts-while-there-is-room', 'queue-is-bounded'];

export const rules: readonly Rule[] = [
  tells({
    id: 'submit-answers',
    rungs: ALL,
    scenario: 'one-job',
    sentence: 'submit answers promises, and a job alone on a pool runs and has its result.',
    shown: true,
    hit: ({ jobs }) => jobs.length > 0,
  }),
  tells({
    id: 'each-job-is-called-once',
    rungs: ALL,
    scenario: EVERYWHERE,
    kinds: ['twice'],
    sentence: 'Every job is called once, whatever becomes of it.',
    shown: true,
    after: FIRST,
    hit: ({ jobs }) => jobs.some(({ start }) => start !== undefined),
  }),
  tells({
    id: 'free-worker-starts-at-once',
    rungs: ALL,
    scenario: 'free-worker',
    kinds: ['idle', 'limit', 'twice', 'submission', 'not-accepted'],
    sentence: 'A job that is submitted while a worker is free starts within the same millisecond.',
    situation: 'several jobs at once, and a worker for each',
    shown: true,
    after: FIRST,
    hit: ({ jobs }) => jobs.length > 1,
  }),
  tells({
    id: 'at-most-workers-run',
    rungs: ALL,
    scenario: 'backlog',
    kinds: ['limit'],
    sentence: 'Never do more than `workers` jobs run at one time.',
    situation: 'more jobs than workers',
    shown: true,
    after: FIRST,
    hit: waited,
  }),
  tells({
    id: 'freed-worker-takes-the-next',
    rungs: ALL,
    scenario: 'backlog',
    kinds: ['idle', 'submission'],
    sentence:
      'When a job ends, one that waits starts within the same millisecond: no worker is free while a job waits.',
    situation: 'a job that waited for a worker',
    shown: true,
    after: [...FIRST, 'at-most-workers-run'],
    hit: waited,
  }),
  tells({
    id: 'starts-in-submission-order',
    rungs: ALL,
    scenario: ['start-order', 'backlog'],
    kinds: ['order', 'value', 'settles'],
    under: ({ startOrder }) => startOrder !== 'newest',
    sentence: 'Jobs start in the order in which they were submitted.',
    situation: 'several jobs that wait at one time',
    shown: true,
    after: BASICS,
    hit: waited,
  }),
  tells({
    id: 'newest-waiting-job-starts-next',
    rungs: ALL,
    scenario: 'start-order',
    kinds: ['order', 'value', 'settles'],
    under: ({ startOrder }) => startOrder === 'newest',
    sentence: 'Of the jobs that wait, the one that was submitted last starts next.',
    situation: 'several jobs that wait at one time',
    shown: true,
    after: BASICS,
    hit: waited,
  }),
  tells({
    id: 'result-is-the-jobs-own',
    rungs: ['workers', 'backpressure', 'failures', 'shutdown'],
    scenario: 'out-of-order',
    sentence:
      "A result is that of its own job, and comes within the millisecond in which that job ends: not another's, and not when others are done.",
    situation: 'a job that ended before one submitted earlier',
    after: BASICS,
    hit: ({ jobs }) =>
      jobs.some(({ end, order }) => jobs.some((one) => one.order < order && (one.end?.t ?? 0) > (end?.t ?? 0))),
  }),
  tells({
    id: 'any-value-is-a-result',
    rungs: ['workers', 'backpressure'],
    scenario: 'odd-values',
    sentence:
      'The result is the very value that the job answered, whatever it is: `undefined`, `0`, an object, a function.',
    situation: 'an unusual value',
    after: BASICS,
    hit: always,
  }),
  tells({
    id: 'several-ends-in-one-millisecond',
    rungs: ['workers', 'backpressure', 'failures'],
    scenario: 'end-together',
    sentence: 'When several jobs end in one millisecond, as many of those that wait start.',
    situation: 'jobs that end in the same millisecond while others wait',
    after: BASICS,
    hit: (history) => waited(history) && sameMs(history.jobs.map(({ end }) => end)),
  }),
  tells({
    id: 'works-again-after-silence',
    rungs: ['workers', 'backpressure', 'failures', 'shutdown'],
    scenario: 'idle-again',
    sentence: 'A pool on which all has ended takes new jobs as it took the first.',
    situation: 'jobs submitted after all others had ended',
    after: BASICS,
    hit: ({ jobs }) => sameOrLater(jobs),
  }),
  tells({
    id: 'nobody-jumps-the-queue',
    rungs: ['workers', 'backpressure', 'failures'],
    scenario: 'queue-jump',
    kinds: ['order', 'limit', 'idle', 'value', 'settles', 'twice'],
    under: ({ startOrder }) => startOrder !== 'newest',
    sentence:
      'A worker that becomes free is for the job that waits, also when another is submitted in that very millisecond.',
    situation: 'a job submitted in the millisecond in which another ends',
    after: [...BASICS, 'starts-in-submission-order'],
    hit: ({ jobs }) => jobs.some(({ submitted }) => jobs.some(({ end }) => end?.t === submitted.t && end.t > 0)),
  }),
  tells({
    id: 'jobs-may-submit-jobs',
    rungs: ['workers', 'backpressure', 'shutdown'],
    scenario: 'nested',
    sentence: 'A job may submit jobs as it starts, and all that is promised holds for them too.',
    situation: 'a job submitted by another',
    after: BASICS,
    hit: (_, { input }) => (input as Plan).jobs.some(({ within }) => within !== undefined),
  }),
  tells({
    id: 'same-function-twice-is-two-jobs',
    rungs: ['workers', 'backpressure'],
    scenario: 'same-function',
    sentence: 'The same function submitted twice is two jobs: it is called twice, and each has its result.',
    situation: 'a function submitted more than once',
    after: BASICS,
    hit: ({ jobs }) => jobs.length > 1,
  }),
  tells({
    id: 'pools-are-independent',
    rungs: ['workers', 'backpressure'],
    scenario: 'two-pools',
    sentence: 'Two pools share nothing: neither workers, nor queue, nor options.',
    situation: 'jobs on two pools at one time',
    after: BASICS,
    hit: ({ jobs }) => new Set(jobs.map(({ pool }) => pool)).size > 1,
  }),

  // Backpressure.
  tells({
    id: 'accepts-while-there-is-room',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: 'within-the-bound',
    sentence:
      'While fewer than `queueLimit` accepted jobs wait, a job is accepted within the millisecond in which it is submitted. Running jobs take no place.',
    situation: 'jobs that wait, within the bound',
    shown: true,
    after: BASICS,
    hit: waited,
  }),
  tells({
    id: 'queue-is-bounded',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: 'over-the-bound',
    kinds: ['bound', 'limit', 'submission'],
    sentence: 'At most `queueLimit` accepted jobs wait: further producers are not accepted until there is room.',
    situation: 'a producer that was held back',
    shown: true,
    after: BASICS,
    hit: heldBack,
  }),
  tells({
    id: 'freed-place-is-given',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: 'over-the-bound',
    kinds: ['accepts', 'not-accepted', 'idle', 'twice', 'value', 'settles'],
    sentence:
      'When a waiting job starts, the first producer held back is accepted within the same millisecond, and its job runs in turn.',
    situation: 'a producer that was held back',
    shown: true,
    after: [...BASICS, 'accepts-while-there-is-room'],
    hit: heldBack,
  }),
  tells({
    id: 'producers-are-accepted-in-order',
    rungs: ['backpressure', 'failures'],
    scenario: ['producers-in-line', 'over-the-bound'],
    sentence:
      'Producers that wait are accepted in the order in which they came, also when a new one comes as a place becomes free.',
    situation: 'several producers held back',
    after: [...BOUND, 'freed-place-is-given'],
    hit: heldBack,
  }),
  tells({
    id: 'room-comes-back',
    rungs: ['backpressure', 'failures'],
    scenario: 'filled-again',
    sentence: 'A pool that was full and has emptied has all its room again, and no more than that.',
    situation: 'a queue filled again after it was empty',
    after: [...BOUND, 'freed-place-is-given'],
    hit: ({ jobs }) => sameOrLater(jobs),
  }),

  // Failures.
  tells({
    id: 'rejection-reaches-its-producer',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'rejecting-job',
    sentence: 'A job that rejects, rejects its own result with the very same value, whatever that is.',
    situation: 'a job that rejects',
    shown: true,
    after: BASICS,
    hit: failed,
  }),
  tells({
    id: 'throw-reaches-its-producer',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'throwing-job',
    sentence:
      'A job that throws before it has a promise, rejects its own result with the very same value; submit does not throw.',
    situation: 'a job that throws',
    shown: true,
    after: BASICS,
    hit: failed,
  }),
  tells({
    id: 'rejection-frees-its-worker',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'rejecting-backlog',
    kinds: ['idle', 'limit', 'twice', 'submission'],
    sentence: 'A job that rejects has ended: its worker takes the next job within the same millisecond, and only one.',
    situation: 'jobs that wait while others reject',
    shown: true,
    after: [...BASICS, 'rejection-reaches-its-producer'],
    hit: (history) => waited(history) && failed(history),
  }),
  tells({
    id: 'throw-frees-its-worker',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'throwing-backlog',
    kinds: ['idle', 'limit', 'twice', 'submission'],
    sentence: 'A job that throws has ended: its worker takes the next job within the same millisecond, and only one.',
    situation: 'jobs in a backlog that throw',
    shown: true,
    after: [...BASICS, 'throw-reaches-its-producer'],
    hit: failed,
  }),
  tells({
    id: 'one-failure-fails-one-job',
    rungs: ['failures'],
    halts: ['unhandled'],
    scenario: 'one-fails',
    sentence:
      'A job that fails changes nothing for the others: those that run go on, those that wait start in their turn.',
    situation: 'a failure while others run and wait',
    after: [...BASICS, 'rejection-frees-its-worker', 'throw-frees-its-worker'],
    hit: failed,
  }),
  tells({
    id: 'failures-make-room',
    rungs: ['failures'],
    halts: ['unhandled'],
    scenario: 'failures-make-room',
    sentence: 'The bound holds while jobs fail: each failure makes room for exactly one producer.',
    situation: 'a failure while producers are held back',
    after: [...BOUND, 'rejection-frees-its-worker', 'throw-frees-its-worker'],
    hit: (history) => failed(history) && heldBack(history),
  }),

  // Shutdown.
  tells({
    id: 'drain-finishes-what-was-accepted',
    rungs: ['shutdown', 'ordered-results'],
    scenario: 'drain-busy',
    kinds: ['idle', 'limit', 'order', 'twice', 'value', 'error', 'settles', 'signal', 'bound', 'not-accepted'],
    under: ({ waitingOnDrain }) => waitingOnDrain !== 'reject',
    sentence: 'After drain() the jobs that were accepted are finished as before, those that wait too.',
    situation: 'a job that was accepted before drain() and started after it',
    shown: true,
    after: BOUND,
    hit: ({ jobs, closes }) => jobs.some(({ start }) => (start?.t ?? 0) > (closes[0]?.call.t ?? 0)),
  }),
  tells({
    id: 'drain-rejects-those-that-wait',
    rungs: ['shutdown', 'ordered-results'],
    halts: ['unhandled'],
    scenario: 'drain-busy',
    kinds: ['refused', 'refused-starts', 'idle', 'limit', 'twice', 'value', 'error', 'settles', 'signal'],
    under: ({ waitingOnDrain }) => waitingOnDrain === 'reject',
    sentence: 'On drain() jobs that run are finished; those that wait reject PoolClosed and never start.',
    situation: 'a job that waited when drain() was called',
    shown: true,
    after: BOUND,
    hit: ({ jobs }) => jobs.some(({ isRefused, accepted }) => isRefused && accepted?.error === undefined),
  }),
  tells({
    id: 'drain-refuses-the-rest',
    rungs: ['shutdown', 'ordered-results'],
    halts: ['unhandled'],
    scenario: 'drain-busy',
    kinds: ['refused', 'refused-starts', 'submission', 'accepts', 'accept-order'],
    sentence:
      'After drain() later submissions, and those that were not accepted yet, reject PoolClosed and never start.',
    situation: 'a submission after drain(), or one held back when it was called',
    shown: true,
    after: BOUND,
    hit: ({ jobs }) => jobs.some(({ isRefused }) => isRefused),
  }),
  tells({
    id: 'drain-fulfils-at-the-end',
    rungs: ['shutdown', 'ordered-results'],
    scenario: 'drain-busy',
    kinds: ['close'],
    sentence: 'drain() fulfils once every accepted job has ended, and not before.',
    situation: 'a job that runs when drain() is called',
    shown: true,
    after: BOUND,
    hit: ({ jobs }) => jobs.some(({ end }) => end !== undefined),
  }),
  tells({
    id: 'abort-rejects-those-that-wait',
    rungs: ['shutdown', 'ordered-results'],
    halts: ['unhandled'],
    scenario: 'abort-busy',
    kinds: ['refused', 'refused-starts', 'submission', 'accepts', 'accept-order', 'idle', 'bound'],
    sentence:
      'After abort() jobs that wait, submissions that were held back and later ones reject PoolClosed, and none of them starts.',
    situation: 'a job that waits when abort() is called',
    shown: true,
    after: BOUND,
    hit: ({ jobs }) => jobs.some(({ isRefused }) => isRefused),
  }),
  tells({
    id: 'abort-tells-running-jobs',
    rungs: ['shutdown', 'ordered-results'],
    scenario: ['heeding', 'abort-busy'],
    kinds: ['signal'],
    sentence:
      'Every job gets an AbortSignal, which is aborted when abort() is called while it runs, and not otherwise.',
    situation: 'a job that runs when abort() is called',
    shown: true,
    after: BOUND,
    hit: ({ jobs }) => jobs.some(({ end }) => end !== undefined),
  }),
  tells({
    id: 'abort-awaits-running-jobs',
    rungs: ['shutdown', 'ordered-results'],
    scenario: ['abort-busy', 'heeding'],
    kinds: ['close', 'value', 'error', 'settles', 'twice', 'limit', 'order'],
    sentence:
      'abort() fulfils once every running job has ended, whether or not it heeds its signal; each result is what its job answers.',
    situation: 'a job that runs when abort() is called',
    shown: true,
    after: [...BOUND, 'abort-tells-running-jobs'],
    hit: ({ jobs }) => jobs.some(({ end }) => end !== undefined),
  }),
  tells({
    id: 'idle-pool-closes',
    rungs: ['shutdown', 'ordered-results'],
    halts: ['unhandled'],
    scenario: 'closed-idle',
    sentence:
      'A pool on which nothing runs closes too: drain() and abort() fulfil, and later submissions reject PoolClosed.',
    situation: 'a close while nothing runs',
    after: [...BOUND, 'drain-fulfils-at-the-end'],
    hit: always,
  }),
  tells({
    id: 'closing-twice-is-closing',
    rungs: ['shutdown'],
    halts: ['unhandled'],
    scenario: 'closed-twice',
    sentence: 'Calling drain() or abort() again changes nothing, and that promise fulfils too.',
    situation: 'the same close more than once',
    after: [
      ...BOUND,
      'drain-finishes-what-was-accepted',
      'drain-fulfils-at-the-end',
      'abort-awaits-running-jobs',
      'idle-pool-closes',
    ],
    hit: ({ closes }) => closes.length > 1,
  }),
  tells({
    id: 'failures-do-not-stop-closing',
    rungs: ['shutdown'],
    halts: ['unhandled'],
    scenario: 'failures-while-closing',
    sentence: 'Jobs that fail while the pool closes reject their own results; drain() and abort() fulfil all the same.',
    situation: 'a job that fails after the close',
    after: [
      ...BOUND,
      'drain-finishes-what-was-accepted',
      'drain-fulfils-at-the-end',
      'abort-awaits-running-jobs',
      'rejection-frees-its-worker',
    ],
    hit: failed,
  }),
  tells({
    id: 'a-close-is-of-one-pool',
    rungs: ['shutdown'],
    scenario: 'one-pool-closed',
    sentence: 'Closing a pool closes that one and no other.',
    situation: 'a pool in use while another is closed',
    after: [...BOUND, 'drain-fulfils-at-the-end', 'abort-awaits-running-jobs', 'idle-pool-closes'],
    hit: ({ jobs }) => jobs.some(({ pool, end }) => pool === 1 && end !== undefined),
  }),

  // Ordered results.
  tells({
    id: 'outcomes-in-submission-order',
    rungs: ['ordered-results'],
    scenario: 'results-in-order',
    kinds: ['results', 'submission'],
    sentence: 'results() tells one outcome a job, in the order in which the jobs were submitted.',
    situation: 'several jobs of different lengths',
    shown: true,
    after: BASICS,
    hit: ({ jobs }) => jobs.length > 1,
  }),
  tells({
    id: 'outcomes-come-as-they-can',
    rungs: ['ordered-results'],
    scenario: ['results-in-order', 'reader-waits'],
    kinds: ['results-late'],
    sentence: 'An outcome comes within the millisecond in which it and all before it are there.',
    situation: 'an outcome that others must wait for',
    shown: true,
    after: [...BASICS, 'outcomes-in-submission-order'],
    hit: always,
  }),
  tells({
    id: 'slow-job-delays-no-start',
    rungs: ['ordered-results'],
    scenario: 'slow-first',
    kinds: ['idle', 'limit', 'results', 'settles'],
    sentence: 'A slow job delays later outcomes, and never the start of a later job.',
    situation: 'jobs that wait behind the outcome of a slow one',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: waited,
  }),
  tells({
    id: 'failures-are-outcomes',
    rungs: ['ordered-results'],
    halts: ['unhandled'],
    scenario: 'failures-in-results',
    kinds: ['results', 'error', 'value', 'settles', 'idle', 'submission'],
    sentence:
      'A job that fails has the outcome { ok: false, error }, with the very value, in its place; the reading goes on.',
    situation: 'a job that fails among others',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: failed,
  }),
  tells({
    id: 'reader-waits-for-the-next',
    rungs: ['ordered-results'],
    scenario: 'reader-waits',
    kinds: ['results', 'results-cut', 'idle', 'settles', 'value', 'submission'],
    sentence: 'While the pool is open, a reader with nothing to read waits: silence does not end the iteration.',
    situation: 'a reader that waits before a job is submitted',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: ({ jobs }) => jobs.length > 0,
  }),
  tells({
    id: 'slow-reader-misses-nothing',
    rungs: ['ordered-results'],
    scenario: 'slow-reader',
    kinds: ['results', 'results-late', 'idle', 'limit', 'settles'],
    sentence: 'A reader that takes its time gets every outcome all the same, and holds back no job.',
    situation: 'outcomes that wait for the reader',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: ({ jobs }) => jobs.length > 1,
  }),
  tells({
    id: 'drain-ends-the-outcomes',
    rungs: ['ordered-results'],
    scenario: 'drain-ends-results',
    kinds: ['results', 'results-cut', 'results-end', 'close', 'value', 'settles'],
    sentence: 'After drain(), and once every outcome has been read, the iteration ends, and not before.',
    situation: 'a drain while somebody reads',
    shown: true,
    after: [...BASICS, 'outcomes-in-submission-order', 'drain-fulfils-at-the-end'],
    hit: always,
  }),

  // Shown on the page, and held against nobody.
  ...(['submit', 'next'] as const).map((op) =>
    costClass({
      id: `cost-of-${op}`,
      rungs: ALL,
      scenarios: ['cost-of-jobs'],
      sentence:
        op === 'submit'
          ? 'A submission costs the same, however many jobs wait.'
          : 'To take the next job costs the same, however many wait.',
      op,
      expected: 'O(1)',
      size: 'jobs that wait',
      judged: false,
    }),
  ),
];

/** Whether some job was submitted after all before it had ended. */
function sameOrLater(jobs: readonly Job[]): boolean {
  return jobs.some(({ submitted, order }) => {
    return (
      order > 0 &&
      jobs.every(
        (one) => one.order >= order || (one.end?.t ?? Infinity) < submitted.t || one.submitted.t === submitted.t,
      )
    );
  });
}

// References.

interface Task {
  start(signal: AbortSignal): Promise<void>;
  accept(): void;
  refuse(): void;
}

/** A pool with everything that the last rung asks for; each rung shows what it has. */
function createReference({ workers, queueLimit }: Partial<PoolOptions> & { workers: number }, facts: Facts) {
  const controller = new AbortController();
  const finished = withResolvers<undefined>();
  const outcomes: Promise<Outcome>[] = [];
  let more = withResolvers<undefined>();
  let isClosed = false;
  const dispatcher = createDispatcher<Task>(
    {
      workers,
      ...(queueLimit === undefined ? {} : { queueLimit }),
      next: facts['startOrder'] === 'newest' ? 'newest' : 'oldest',
    },
    {
      accept: (task) => task.accept(),
      refuse: (task) => task.refuse(),
      start: (task) =>
        void task.start(controller.signal).then(() => {
          dispatcher.ended();
          if (dispatcher.isFinished) finished.resolve(undefined);
        }),
    },
  );

  function submit<T>(job: ContractJob<T>): Submission<T> {
    const accepted = withResolvers<undefined>();
    const result = withResolvers<T>();
    const outcome = result.promise.then(
      (value): Outcome => ({ ok: true, value }),
      (error: unknown): Outcome => ({ ok: false, error }),
    );
    if (!isClosed) outcomes.push(outcome);
    more.resolve(undefined);
    more = withResolvers();
    dispatcher.submit({
      accept: () => accepted.resolve(undefined),
      refuse: () => {
        const error = Object.assign(new Error('The pool is closed.'), { name: 'PoolClosed' });
        accepted.reject(error);
        result.reject(error);
      },
      async start(signal) {
        try {
          result.resolve(await job(signal));
        } catch (error) {
          result.reject(error);
        }
      },
    });
    return { accepted: accepted.promise as Promise<void>, result: result.promise };
  }

  async function close(waiting: 'keep' | 'refuse'): Promise<void> {
    isClosed = true;
    dispatcher.close(waiting);
    more.resolve(undefined);
    if (dispatcher.isFinished) finished.resolve(undefined);
    await finished.promise;
  }

  return {
    submit,
    drain: () => close(facts['waitingOnDrain'] === 'reject' ? 'refuse' : 'keep'),
    abort(): Promise<void> {
      const closed = close('refuse');
      controller.abort();
      return closed;
    },
    async *results(): AsyncGenerator<Outcome> {
      for (let next = 0; ;) {
        const outcome = outcomes[next];
        if (outcome !== undefined) {
          yield await outcome;
          next += 1;
        } else if (isClosed) return;
        else await more.promise;
      }
    },
  };
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function whole(facts: Facts): Exports {
  return { createPool: (options: PoolOptions) => createReference(options, facts) };
}

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  workers: (facts) => ({
    createPool(options: { workers: number }) {
      const pool = createReference(options, facts);
      return { submit: <T>(job: () => Promise<T>) => pool.submit(job).result };
    },
  }),
  backpressure: whole,
  failures: whole,
  shutdown: whole,
  'ordered-results': whole,
};
