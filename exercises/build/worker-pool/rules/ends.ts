/** What must have happened to each job, close and outcome when all is over. */
import { type TraceEvent, formatData } from 'drydock';
import type { Close, Fields, Job, Problem, Settled } from './history';

/** How one job's promises must have settled when all is over. */
export function problemsAtEnd({
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

export function how(settled: Settled | undefined): string {
  if (settled === undefined) return 'never settled';
  return settled.error === undefined ? 'fulfilled' : `rejected with ${settled.error}`;
}

export function closeProblems({ how: name, call, end }: Close, jobs: readonly Job[]): readonly Problem[] {
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

export function resultProblems(
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

export function at({ t }: TraceEvent): string {
  return `t = ${t}`;
}
