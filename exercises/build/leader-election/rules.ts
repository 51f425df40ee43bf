/**
 * What must hold of an election, whatever the design: which node held the lease when is read from what happened in the
 * store, whatever the keys are called, and what the nodes answer is held against that. A rule is a situation (its scenarios)
 * and the kinds of mistakes that are told there.
 */
import {
  formatData,
  virtual,
  type Data,
  type Exports,
  type Facts,
  type Finding,
  type Rule,
  type Run,
  type TraceEvent,
} from 'drydock';
import type { Elector, ElectorOptions, ScriptStore } from './contract/fencing';
import type { Plan } from './scenarios';

// History.

/** A node's hold on a key that expires. */
interface Lease {
  readonly key: string;
  readonly by: string;
  readonly from: TraceEvent;
  untilMs: number;
  /** What ended it before its time. */
  ended?: TraceEvent;
  endedBy?: string;
}

interface Call {
  readonly op: string;
  readonly by: string;
  readonly call: TraceEvent;
  end?: TraceEvent;
  /** Number of a write. */
  readonly w?: number;
  /** Whether its node held a lease when it was called. */
  readonly held: boolean;
  /** For `guarded`: what became of the writes that it made. */
  readonly writes: Write[];
}

interface Write {
  readonly begun: TraceEvent;
  readonly token: Data;
  /** Whether its node held a lease when it began. */
  readonly held: boolean;
  written?: TraceEvent;
  isDone?: boolean;
  /** Whether its node held a lease when it reached the resource. */
  heldThen?: boolean;
}

type Kind =
  | 'answers'
  | 'acquire'
  | 'refuse'
  | 'winner'
  | 'release'
  | 'keep-foreign'
  | 'again'
  | 'no-leader'
  | 'flickers'
  | 'two-leaders'
  | 'unasked'
  | 'after-stop'
  | 'on-stop'
  | 'foreign'
  | 'after-end'
  | 'not-written'
  | 'outsider'
  | 'outsider-answer'
  | 'token'
  | 'shared-token'
  | 'token-order'
  | 'refused-done';

interface Problem {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
  readonly causes?: readonly number[];
  readonly expected?: Data;
  readonly actual?: Data;
}

export interface History {
  readonly plan: Plan;
  readonly leases: readonly Lease[];
  readonly calls: readonly Call[];
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
  const { trace, rung, scenario } = run;
  const plan = run.input as Plan;
  const leases: Lease[] = [];
  const byKey = new Map<string, Lease>();
  const calls: Call[] = [];
  const open = new Map<number, Call>();
  const byWrite = new Map<number, Call>();
  const problems: Problem[] = [];
  const say = (kind: Kind, event: TraceEvent, because: string, more: Partial<Problem> = {}): void =>
    void problems.push({ kind, at: event.seq, because, ...more });
  const isLive = (lease: Lease | undefined, t: number): lease is Lease =>
    lease !== undefined && lease.ended === undefined && t < lease.untilMs;
  const holds = (by: string, t: number): boolean => [...byKey.values()].some((one) => one.by === by && isLive(one, t));

  function applied(event: TraceEvent, { by, did }: Fields): void {
    for (const done of did as readonly Fields[]) {
      if (done['ok'] !== true) continue;
      const { t } = event;
      const key = String(done['key']);
      const before = byKey.get(key);
      const px = done['px'] as number | undefined;
      if (isLive(before, t) && before.by !== by) {
        const how = { set: 'replaces', delete: 'removes', expire: 'prolongs' }[String(done['op'])] ?? 'changes';
        say(
          'foreign',
          event,
          `${at(event)} ${String(by)} ${how} the lease of ${before.by}, which lasts until ${before.untilMs}.`,
          {
            causes: [before.from.seq],
          },
        );
      }
      if (done['op'] === 'expire') {
        if (isLive(before, t) && px !== undefined) before.untilMs = t + px;
      } else if (done['op'] === 'set' && px !== undefined && isLive(before, t) && before.by === by) {
        before.untilMs = t + px;
      } else {
        if (isLive(before, t)) {
          before.ended = event;
          before.endedBy = String(by);
        }
        if (done['op'] === 'set' && px !== undefined) {
          const lease: Lease = { key, by: String(by), from: event, untilMs: t + px };
          leases.push(lease);
          byKey.set(key, lease);
        }
      }
    }
  }

  for (const event of trace) {
    const { kind, op = '', cause } = event;
    const data = (typeof event.data === 'object' && event.data !== null ? event.data : {}) as Fields;
    if (kind === 'call' && op !== 'createElector') {
      const [by, w] = event.data as readonly [string, number?];
      const call: Call = {
        op,
        by,
        call: event,
        held: holds(by, event.t),
        writes: [],
        ...(w === undefined ? {} : { w }),
      };
      calls.push(call);
      open.set(event.seq, call);
      if (w !== undefined) byWrite.set(w, call);
    } else if (cause !== undefined && open.has(cause)) {
      (open.get(cause) as Call).end = event;
      open.delete(cause);
    } else if (kind === 'throw') {
      say('answers', event, `createElector throws ${String(data['name'])}: ${String(data['message'])}`);
    } else if (kind === 'mark' && op === 'apply') {
      applied(event, data);
    } else if (kind === 'mark' && op === 'write') {
      const call = byWrite.get(data['w'] as number);
      call?.writes.push({ begun: event, token: data['token'], held: holds(call.by, event.t) });
    } else if (kind === 'mark' && op === 'written') {
      const call = byWrite.get(data['w'] as number);
      const write = call?.writes.find(({ written, token }) => written === undefined && Object.is(token, data['token']));
      if (call !== undefined && write !== undefined) {
        write.written = event;
        write.isDone = data['isDone'] === true;
        write.heldThen = holds(call.by, event.t);
      }
    }
  }

  const history: History = { plan, leases, calls, problems };
  judgeAnswers(history, trace, say);
  if (rung === 'acquire') judgeAcquire(history, run, say);
  else judgeElection(history, scenario, rung, trace, say);
  if (rung === 'fencing') judgeWrites(history, run, say);
  return history;
}

type Say = (kind: Kind, event: TraceEvent, because: string, more?: Partial<Problem>) => void;

function at({ t }: TraceEvent): string {
  return `At t = ${t}`;
}

function answerOf({ end }: Call): Data {
  return end?.data;
}

function isFailed({ end }: Call): boolean {
  return end?.kind === 'throw' || end?.kind === 'reject';
}

/** `rejects with TimeoutError: ...` */
function told(call: Call): string {
  const { end } = call;
  if (end === undefined) return 'never ends';
  const { name, message } = (typeof end.data === 'object' && end.data !== null ? end.data : {}) as Fields;
  if (isFailed(call)) return `${end.kind}s ${String(name)}: ${String(message)}`;
  return `${end.kind}s ${formatData(end.data)}`;
}

/** Milliseconds after which a call that needs a few answers must have ended. */
function patienceMs({ ttlMs }: Plan): number {
  return 2 * ttlMs;
}

/** Of the right kind, and there at all. */
function judgeAnswers(
  { plan, calls }: History,
  trace: History['calls'][number]['call'][] | Run['trace'],
  say: Say,
): void {
  const downs = trace.filter(({ kind, op }) => kind === 'mark' && op === 'crash');
  const forMs = Math.max(
    0,
    ...plan.acts.map((act) => (act.do === 'write' || act.do === 'pause' ? (act.forMs ?? 0) : 0)),
  );
  for (const call of calls) {
    const { op, by, call: event, end } = call;
    const what = `${at(event)} ${op}() of ${by}`;
    if (end === undefined) {
      // Nobody waits for these two: a loop may be what they are.
      if (op === 'start' || op === 'stop') continue;
      const isDown = downs.some((down) => (down.data as Fields)['by'] === by && down.seq > event.seq);
      if (isDown || event.t + patienceMs(plan) + forMs * 2 > plan.untilMs) continue;
      say('answers', event, `${what} has not ended ${plan.untilMs - event.t} ms later.`);
    } else if (op === 'isLeader') {
      if (isFailed(call) || typeof end.data !== 'boolean')
        say('answers', end, `${what} ${told(call)}; it answers true or false, at once.`, { actual: answerOf(call) });
    } else if (op === 'start' || op === 'stop') {
      if (isFailed(call)) say('answers', end, `${what} ${told(call)}.`);
    } else if (op !== 'guarded' && (isFailed(call) || typeof end.data !== 'boolean')) {
      say('answers', end, `${what} ${told(call)}; it fulfils with true or false.`, { actual: answerOf(call) });
    }
  }
}

// Acquire and release.

/** Whether a call may only answer true, or only false, by what was answered before; undefined where both are right. */
function judgeAcquire(history: History, run: Run, say: Say): void {
  const { calls, plan } = history;
  const { ttlMs } = plan;
  const isTrue = (call: Call): boolean => answerOf(call) === true;
  const grants = calls.filter((call) => call.op === 'acquire' && isTrue(call));
  const endOf = (call: Call): number => call.end?.seq ?? Infinity;
  const released = (grant: Call, before: number): boolean =>
    calls.some(
      (one) => one.op === 'release' && one.by === grant.by && one.call.seq > grant.call.seq && one.call.seq < before,
    );
  /** Held from before `call` until after it, whatever the network did. */
  const surelyHeld = (grant: Call, call: Call): boolean =>
    endOf(grant) < call.call.seq &&
    (call.end?.t ?? Infinity) < grant.call.t + ttlMs &&
    !released(grant, call.op === 'release' ? call.call.seq : endOf(call));
  const surelyOver = (grant: Call, call: Call): boolean =>
    endOf(grant) < call.call.seq &&
    ((grant.end?.t ?? Infinity) + ttlMs <= call.call.t ||
      calls.some(
        (one) =>
          one.op === 'release' &&
          one.by === grant.by &&
          isTrue(one) &&
          one.call.seq > endOf(grant) &&
          endOf(one) < call.call.seq,
      ));

  if (run.scenario === 'the-holder-again') return judgeAgain(history, run, say);
  for (const call of calls) {
    const { op, by, end } = call;
    if (end === undefined || typeof end.data !== 'boolean') continue;
    const others = grants.filter((grant) => grant !== call);
    const holder = others.find((grant) => surelyHeld(grant, call));
    const isQuiet = others.every((grant) => surelyOver(grant, call) || grant.call.seq > endOf(call));
    const isAlone = calls.every(
      (one) => one === call || one.op !== 'acquire' || endOf(one) < call.call.seq || one.call.seq > endOf(call),
    );
    if (op === 'acquire') {
      if (holder !== undefined && holder.by !== by && isTrue(call)) {
        say(
          'refuse',
          end,
          `${at(call.call)} ${by} asks for the lease and gets it, while ${holder.by} has held it since ${holder.end?.t} for ${ttlMs} ms.`,
          {
            causes: [holder.end?.seq ?? holder.call.seq],
            expected: false,
            actual: true,
          },
        );
      } else if (isQuiet && isAlone && !isTrue(call)) {
        const last = others.filter((grant) => endOf(grant) < call.call.seq).at(-1);
        const why =
          last === undefined ? 'nobody has held it yet' : `the lease that ${last.by} got at ${last.end?.t} is over`;
        say('acquire', end, `${at(call.call)} ${by} asks for the lease and is refused; ${why}.`, {
          expected: true,
          actual: false,
        });
      }
    } else {
      const own = others.filter((grant) => grant.by === by);
      if (holder?.by === by && !isTrue(call)) {
        say(
          'release',
          end,
          `${at(call.call)} ${by} gives up the lease that it got at ${holder.end?.t}, and release() answers false.`,
          {
            expected: true,
            actual: false,
          },
        );
      } else if (own.every((grant) => surelyOver(grant, call) || grant.call.seq > endOf(call)) && isTrue(call)) {
        say('keep-foreign', end, `${at(call.call)} ${by} holds no lease, and release() answers true.`, {
          expected: false,
          actual: true,
        });
      }
    }
  }
  const isRace = run.scenario === 'all-at-once';
  if (isRace && calls.every(({ end }) => end !== undefined) && grants.length !== 1) {
    const last = calls.at(-1)?.end ?? (calls.at(-1) as Call).call;
    const winners = grants.map(({ by }) => by).join(' and ') || 'nobody';
    say(
      'winner',
      last,
      `${calls.length} nodes ask at about the same time, and ${winners} get${grants.length === 1 ? 's' : ''} the lease; exactly one does.`,
    );
  }
}

/** What the holder's second `acquire()` does, where the interview has said so. */
function judgeAgain({ calls, plan }: History, { facts }: Run, say: Say): void {
  const [first, again, other] = calls;
  if (first === undefined || again?.end === undefined || other?.end === undefined) return;
  const extends_ = facts['holderAgain'] === 'extend';
  if (answerOf(again) !== extends_) {
    const text = extends_ ? 'holds it again, for ttlMs from now' : 'is refused, like anybody else';
    say(
      'again',
      again.end,
      `${at(again.call)} ${again.by} asks for the lease that it holds, and acquire() answers ${formatData(answerOf(again))}; it ${text}.`,
      {
        expected: extends_,
      },
    );
  } else if (answerOf(other) === extends_) {
    const text = extends_ ? `lasts for ${plan.ttlMs} ms from then` : 'lasts no longer for it';
    say(
      'again',
      other.end,
      `${at(other.call)} ${other.by} ${extends_ ? 'gets' : 'is refused'} the lease; ${again.by} asked again at ${again.call.t}, and the lease ${text}.`,
      {
        expected: !extends_,
      },
    );
  }
}

// Elections.

function judgeElection(
  { plan, calls, leases }: History,
  scenario: string,
  rung: string,
  trace: Run['trace'],
  say: Say,
): void {
  const { ttlMs } = plan;
  const asks = calls.filter(({ op, end }) => op === 'isLeader' && end !== undefined);
  const leading = asks.filter((ask) => answerOf(ask) === true);
  const started = new Map(calls.filter(({ op }) => op === 'start').map(({ by, call }) => [by, call]));
  const stop = calls.find(({ op }) => op === 'stop');

  const byTime = new Map<number, Call>();
  for (const ask of leading) {
    const { t } = ask.call;
    const end = ask.end as TraceEvent;
    const other = byTime.get(t);
    if (other !== undefined && other.by !== ask.by) {
      say('two-leaders', end, `${at(end)} ${other.by} and ${ask.by} both answer that they lead.`, {
        causes: [other.end?.seq ?? 0],
      });
    }
    byTime.set(t, ask);
    if (!started.has(ask.by)) say('unasked', end, `${at(end)} ${ask.by} answers that it leads, and was never started.`);
    if (stop !== undefined && ask.by === stop.by && t >= stop.call.t + ttlMs) {
      say('after-stop', end, `${at(end)} ${ask.by} answers that it leads, ${t - stop.call.t} ms after stop().`);
    }
    if (!ask.held) {
      const last = leases.filter((one) => one.by === ask.by && one.from.seq < ask.call.seq).at(-1);
      // To give the lease up and know it a moment later is no mistake that anybody sees.
      // One that another has taken away is told by what took it.
      if (last?.endedBy === undefined) {
        const over =
          last === undefined ? 'it never had a lease' : `its lease ended at ${last.ended?.t ?? last.untilMs}`;
        say('after-end', end, `${at(end)} isLeader() of ${ask.by} answers true; ${over}.`, {
          expected: false,
          actual: true,
          ...(last === undefined ? {} : { causes: [last.from.seq] }),
        });
      }
    }
  }

  const patience = (rung === 'fencing' ? 3 : 5) * ttlMs;
  const restart = trace.find(({ kind, op }) => kind === 'mark' && op === 'restart');
  const fromMs = Math.max(stop?.call.t ?? 0, plan.healedMs ?? 0, restart?.t ?? 0);
  const isLed = leading.some(({ by, call }) => call.t >= fromMs && call.t <= fromMs + patience && by !== stop?.by);
  if (started.size > 0 && !isLed && fromMs + patience <= plan.untilMs) {
    const last = asks.filter(({ call }) => call.t <= fromMs + patience).at(-1)?.end ?? (trace.at(-1) as TraceEvent);
    const since = fromMs === 0 ? 'the beginning' : `t = ${fromMs}`;
    say('no-leader', last, `No node leads from ${since} to ${fromMs + patience}, though nothing goes wrong any more.`);
  }
  if (scenario === 'one-node' || scenario === 'calm') {
    const first = leading[0];
    const lost =
      first && asks.find(({ by, call, end }) => by === first.by && call.seq > first.call.seq && end?.data === false);
    if (first !== undefined && lost?.end !== undefined) {
      say(
        'flickers',
        lost.end,
        `${at(lost.end)} ${first.by} leads no longer, though it was not stopped and nothing went wrong.`,
        {
          causes: [first.end?.seq ?? 0],
        },
      );
    }
  }
  if (stop !== undefined) judgeStop({ plan, leases }, stop, trace, say);
}

/** What becomes of the lease of a node that is told to stop. */
function judgeStop(
  { plan, leases }: Pick<History, 'plan' | 'leases'>,
  stop: Call,
  trace: Run['trace'],
  say: Say,
): void {
  const dueMs = stop.call.t + Math.floor(plan.ttlMs / 4);
  const event = trace.find(({ t, kind }) => kind === 'call' && t >= dueMs) ?? (trace.at(-1) as TraceEvent);
  for (const lease of leases.filter(({ by, from }) => by === stop.by && from.t <= dueMs)) {
    const endMs = lease.ended?.t ?? lease.untilMs;
    if (endMs > dueMs) {
      say(
        'on-stop',
        event,
        `${at(event)} the lease of ${stop.by} lasts until ${endMs}; it was stopped at ${stop.call.t}.`,
        { expected: 'release' },
      );
    }
  }
  for (const { ended, endedBy, by } of leases) {
    if (ended !== undefined && by === stop.by && endedBy === by && ended.t >= stop.call.t) {
      say('on-stop', ended, `${at(ended)} ${by}, which was stopped at ${stop.call.t}, removes its lease.`, {
        expected: 'keep',
      });
    }
  }
}

// Writes.

function judgeWrites({ calls }: History, run: Run, say: Say): void {
  const guarded = calls.filter(({ op }) => op === 'guarded');
  const isDone = (call: Call): boolean => call.end?.kind === 'resolve' && call.end.data !== false;
  const lastAsk = (call: Call): Call | undefined =>
    calls.filter(({ op, by, call: asked }) => op === 'isLeader' && by === call.by && asked.seq < call.call.seq).at(-1);
  const accepted: { readonly by: string; readonly token: Data; readonly event: TraceEvent }[] = [];
  for (const call of guarded) {
    const { by, end, writes } = call;
    for (const { begun, token, held } of writes) {
      if (!Number.isSafeInteger(token) || (token as number) < 1)
        say(
          'token',
          begun,
          `${at(begun)} ${by} writes with the token ${formatData(token)}; a token is a whole number ≥ 1.`,
        );
      if (!held && !call.held)
        say('outsider', begun, `${at(begun)} ${by} writes, and holds no lease.`, { causes: [call.call.seq] });
    }
    const refused = writes.find((one) => one.isDone === false && one.written !== undefined);
    if (refused !== undefined && end !== undefined && isDone(call) && !writes.some((one) => one.isDone === true)) {
      const seen = (refused.written?.data as Fields)['highest'];
      say(
        'refused-done',
        end,
        `${at(end)} guarded() of ${by} ${told(call)}, as if it were done; the resource refused token ${formatData(refused.token)}, having seen ${formatData(seen)}.`,
        {
          causes: [refused.written?.seq ?? 0],
        },
      );
    }
    for (const { written, isDone: isIn, token, heldThen } of writes) {
      if (written === undefined) continue;
      if (isIn === true) accepted.push({ by, token, event: written });
      else if (heldThen === true && call.held && Number.isSafeInteger(token)) {
        const { highest } = written.data as Fields;
        say(
          'token-order',
          written,
          `${at(written)} the resource refuses ${by}, which leads: its token ${formatData(token)} is older than ${formatData(highest)}, of a leader before it.`,
        );
      }
    }
    if (run.scenario === 'a-write' && call.held && lastAsk(call)?.end?.data === true && end !== undefined) {
      if (!writes.some((one) => one.isDone === true))
        say('not-written', end, `${at(end)} guarded() of ${by}, which leads, ${told(call)}, and nothing was written.`);
      else if (!isDone(call))
        say('not-written', end, `${at(end)} guarded() of ${by} ${told(call)}, and the write was done.`);
    }
    if (run.scenario === 'a-write-by-another' && !call.held && end !== undefined) {
      const wanted = run.facts['notLeading'];
      if (wanted === 'reject' && end.kind === 'resolve')
        say('outsider-answer', end, `${at(end)} ${by} does not lead, and guarded() ${told(call)}; it rejects.`);
      if (wanted === 'answer' && (end.kind !== 'resolve' || end.data !== false))
        say(
          'outsider-answer',
          end,
          `${at(end)} ${by} does not lead, and guarded() ${told(call)}; it fulfils with false.`,
        );
    }
  }
  accepted.sort((a, b) => a.event.seq - b.event.seq);
  for (const [index, { by, token, event }] of accepted.entries()) {
    const other = accepted.slice(0, index).find((one) => one.by !== by && one.token === token);
    if (other === undefined) continue;
    say(
      'shared-token',
      event,
      `${at(event)} ${by} writes with token ${formatData(token)}, with which ${other.by} wrote at ${other.event.t}: the resource cannot tell them apart.`,
      {
        causes: [other.event.seq],
      },
    );
    break;
  }
}

// Rules.

interface Options extends Omit<Rule, 'check'> {
  readonly kinds: readonly Kind[];
  /** Whether a run without a problem is evidence. Default always. */
  readonly mustHit?: (history: History, run: Run) => boolean;
  /** Which problem of its kinds is this rule's. Default all. */
  readonly when?: (problem: Problem) => boolean;
}

function rule({ kinds, mustHit = () => true, when = () => true, ...head }: Options): Rule {
  return {
    ...head,
    check(run): Finding {
      const history = historyOf(run);
      const found = history.problems
        .filter((one) => kinds.includes(one.kind) && when(one))
        .sort((a, b) => a.at - b.at)[0];
      if (found !== undefined) return { verdict: 'fail', ...found };
      return { verdict: mustHit(history, run) ? 'pass' : 'unknown' };
    },
  };
}

const ACQUIRE = ['acquire'];
const ELECTIONS = ['renew', 'pause-and-skew', 'fencing'];
const PAUSED = ['pause-and-skew', 'fencing'];
const FENCED = ['fencing'];

const OF_ACQUIRE = [
  'nobody-else',
  'somebody-holds-it',
  'a-lease-ends',
  'all-at-once',
  'a-release',
  'a-release-by-another',
  'a-release-too-late',
  'a-release-at-the-end',
  'two-electors-in-one-process',
  'odd-names',
];
const OF_RENEW = [
  'one-node',
  'calm',
  'not-started',
  'a-stop',
  'a-crash',
  'slow-answers',
  'lost-answers',
  'a-late-renewal',
  'a-renewal-race',
];
const OF_FENCING = [
  'a-write',
  'a-write-by-another',
  'leaders-one-after-another',
  'a-write-that-comes-too-late',
  'a-pause-before-a-write',
  'everything-goes-wrong',
];
const OF_PAUSES = [
  'a-pause',
  'a-pause-within-a-call',
  'a-slow-clock',
  'a-wall-clock-set',
  'a-late-answer',
  'a-pause-before-a-renewal',
];

const hasLed = ({ calls }: History): boolean => calls.some((call) => call.op === 'isLeader' && answerOf(call) === true);

const ACQUIRE_KINDS: readonly Kind[] = ['acquire', 'refuse', 'winner', 'release', 'keep-foreign'];

export const rules: readonly Rule[] = [
  rule({
    id: 'answers-as-promised',
    rungs: [...ACQUIRE, ...ELECTIONS],
    scenarios: [...OF_ACQUIRE, ...OF_RENEW, ...OF_PAUSES, ...OF_FENCING],
    kinds: ['answers'],
    sentence: 'Every call ends, and answers what its type says.',
    shown: true,
  }),
  rule({
    id: 'acquires-a-free-lease',
    rungs: ACQUIRE,
    scenarios: ['nobody-else'],
    kinds: ['acquire'],
    sentence: 'A node that asks for a lease that nobody holds gets it.',
    shown: true,
    after: ['answers-as-promised'],
  }),
  rule({
    id: 'refuses-a-held-lease',
    rungs: ACQUIRE,
    scenarios: ['somebody-holds-it'],
    kinds: ['refuse'],
    sentence: 'While one node holds the lease, acquire() of every other answers false, until ttlMs have passed.',
    shown: true,
    after: ['answers-as-promised', 'acquires-a-free-lease'],
  }),
  rule({
    id: 'lease-ends-by-itself',
    rungs: ACQUIRE,
    scenarios: ['a-lease-ends'],
    kinds: ['acquire'],
    sentence: 'A lease that nobody gives up ends ttlMs after it was granted, and the next node gets it.',
    after: ['answers-as-promised', 'acquires-a-free-lease'],
  }),
  rule({
    id: 'one-winner-of-a-race',
    rungs: ACQUIRE,
    scenarios: ['all-at-once'],
    kinds: ['winner', 'refuse'],
    sentence: 'Of nodes that ask at the same time exactly one gets the lease.',
    after: ['answers-as-promised', 'acquires-a-free-lease', 'refuses-a-held-lease'],
  }),
  rule({
    id: 'release-frees-the-lease',
    rungs: ACQUIRE,
    scenarios: ['a-release'],
    kinds: ACQUIRE_KINDS,
    sentence: 'After the holder has released the lease it is free at once, and a second release answers false.',
    after: ['answers-as-promised', 'acquires-a-free-lease'],
  }),
  rule({
    id: 'only-the-holder-releases',
    rungs: ACQUIRE,
    scenarios: ['a-release-by-another'],
    kinds: ACQUIRE_KINDS,
    sentence: 'release() of a node that does not hold the lease answers false, and the lease stays with its holder.',
    after: ['answers-as-promised', 'acquires-a-free-lease', 'refuses-a-held-lease'],
  }),
  rule({
    id: 'a-late-release-spares-the-next-holder',
    rungs: ACQUIRE,
    scenarios: ['a-release-too-late'],
    kinds: ACQUIRE_KINDS,
    sentence: 'A node that releases after its lease has ended answers false, and leaves the lease of the next holder.',
    after: ['answers-as-promised', 'lease-ends-by-itself', 'only-the-holder-releases'],
  }),
  rule({
    id: 'release-checks-and-removes-in-one-step',
    rungs: ACQUIRE,
    scenarios: ['a-release-at-the-end'],
    kinds: ['refuse', 'foreign'],
    sentence: 'Whatever happens between two messages, a release never removes the lease of another node.',
    situation: 'a lease that ends while its holder releases it',
    after: ['answers-as-promised', 'a-late-release-spares-the-next-holder'],
  }),
  rule({
    id: 'electors-share-nothing-but-the-store',
    rungs: ACQUIRE,
    scenarios: ['two-electors-in-one-process'],
    kinds: ACQUIRE_KINDS,
    sentence: 'Two electors in one process are two parties, each with its own id.',
    after: ['answers-as-promised', 'refuses-a-held-lease', 'only-the-holder-releases'],
  }),
  rule({
    id: 'any-string-is-an-id',
    rungs: ACQUIRE,
    scenarios: ['odd-names'],
    kinds: ACQUIRE_KINDS,
    sentence: "Ids are any strings, '' and '__proto__' too, and one may begin like another.",
    after: ['answers-as-promised', 'refuses-a-held-lease', 'only-the-holder-releases', 'release-frees-the-lease'],
  }),
  rule({
    id: 'the-holder-extends',
    rungs: ACQUIRE,
    scenarios: ['the-holder-again'],
    under: ({ holderAgain }) => holderAgain === 'extend',
    kinds: ['again'],
    sentence: 'acquire() of the holder answers true, and the lease lasts for ttlMs from then.',
    after: ['answers-as-promised', 'acquires-a-free-lease'],
  }),
  rule({
    id: 'the-holder-is-refused-too',
    rungs: ACQUIRE,
    scenarios: ['the-holder-again'],
    under: ({ holderAgain }) => holderAgain === 'refuse',
    kinds: ['again'],
    sentence: 'acquire() of the holder answers false, and the lease ends when it would have.',
    after: ['answers-as-promised', 'acquires-a-free-lease'],
  }),

  rule({
    id: 'somebody-leads',
    rungs: ELECTIONS,
    scenarios: ['one-node', 'calm'],
    kinds: ['no-leader'],
    sentence: 'Of the nodes that were started one leads soon.',
    shown: true,
    after: ['answers-as-promised'],
  }),
  rule({
    id: 'never-two-leaders',
    rungs: ELECTIONS,
    scenarios: ['calm'],
    kinds: ['two-leaders'],
    sentence: 'Two nodes never lead at the same time.',
    shown: true,
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads'],
  }),
  rule({
    id: 'leads-until-stopped',
    rungs: ELECTIONS,
    scenarios: ['one-node', 'calm'],
    kinds: ['flickers'],
    sentence: 'A leader renews its lease in time, and leads for as long as nothing goes wrong.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'never-two-leaders'],
  }),
  rule({
    id: 'takes-part-when-started',
    rungs: ELECTIONS,
    scenarios: ['not-started'],
    kinds: ['unasked'],
    sentence: 'A node that was not started does not lead.',
    after: ['answers-as-promised'],
  }),
  rule({
    id: 'stop-ends-the-leadership',
    rungs: ELECTIONS,
    scenarios: ['a-stop'],
    kinds: ['after-stop', 'no-leader', 'two-leaders'],
    sentence: 'A node that was stopped leads no longer ttlMs later, and another takes over.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'leads-until-stopped'],
  }),
  rule({
    id: 'stop-releases',
    rungs: ELECTIONS,
    scenarios: ['a-stop'],
    under: ({ onStop }) => onStop === 'release',
    kinds: ['on-stop'],
    when: ({ expected }) => expected === 'release',
    sentence: 'stop() gives the lease up, so that nobody has to wait for its end.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'stop-ends-the-leadership'],
  }),
  rule({
    id: 'stop-lets-the-lease-end',
    rungs: ELECTIONS,
    scenarios: ['a-stop'],
    under: ({ onStop }) => onStop === 'keep',
    kinds: ['on-stop'],
    when: ({ expected }) => expected === 'keep',
    sentence:
      'stop() leaves the lease to end by itself, so that what is under way is over before the next leader begins.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'stop-ends-the-leadership'],
  }),
  rule({
    id: 'takes-over-after-a-crash',
    rungs: ELECTIONS,
    scenarios: ['a-crash'],
    kinds: ['no-leader', 'two-leaders'],
    sentence: 'When the leader crashes another node leads once its lease has ended.',
    after: ['answers-as-promised', 'somebody-leads', 'leads-until-stopped', 'stop-ends-the-leadership'],
  }),
  rule({
    id: 'slow-answers-make-no-second-leader',
    rungs: ELECTIONS,
    scenarios: ['slow-answers'],
    kinds: ['two-leaders'],
    sentence: 'A lease is as old as the request that got it, however late the answer comes.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'never-two-leaders'],
  }),
  rule({
    id: 'lost-answers-make-no-second-leader',
    rungs: ELECTIONS,
    scenarios: ['lost-answers'],
    kinds: ['two-leaders'],
    sentence: 'A node that cannot renew its lease leads no longer once it may have ended.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'never-two-leaders'],
  }),
  rule({
    id: 'recovers-from-lost-answers',
    rungs: ELECTIONS,
    scenarios: ['lost-answers', 'slow-answers'],
    kinds: ['no-leader'],
    sentence: 'Once answers come again one of the nodes leads.',
    after: ['answers-as-promised', 'somebody-leads', 'takes-over-after-a-crash'],
  }),
  rule({
    id: 'a-renewal-spares-another-lease',
    rungs: ELECTIONS,
    scenarios: ['a-late-renewal', 'a-renewal-race'],
    kinds: ['foreign'],
    sentence:
      'A renewal never prolongs, replaces or removes the lease of another node, whatever happened since it was sent.',
    situation: 'a leader whose lease has ended and went to another',
    mustHit: ({ leases }) => new Set(leases.map(({ by }) => by)).size > 1,
    after: ['answers-as-promised', 'somebody-leads', 'never-two-leaders'],
  }),
  rule({
    id: 'a-cut-off-leader-steps-down',
    rungs: ELECTIONS,
    scenarios: ['a-late-renewal', 'a-renewal-race'],
    kinds: ['two-leaders', 'no-leader'],
    sentence:
      'A leader that is cut off from the store leads no longer when another may, and takes part again when it is back.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'somebody-leads',
      'lost-answers-make-no-second-leader',
      'a-renewal-spares-another-lease',
    ],
  }),

  rule({
    id: 'no-leader-after-a-slow-clock',
    rungs: PAUSED,
    scenarios: ['a-slow-clock'],
    kinds: ['after-end'],
    sentence: 'A lease may take ttlMs - maxSkewMs by the clock of its node: then isLeader() answers false.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'lost-answers-make-no-second-leader'],
  }),
  rule({
    id: 'the-wall-clock-does-not-count',
    rungs: PAUSED,
    scenarios: ['a-wall-clock-set'],
    kinds: ['after-end'],
    sentence: 'The age of a lease is measured by performance.now(), which nobody sets.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'somebody-leads',
      'lost-answers-make-no-second-leader',
      'no-leader-after-a-slow-clock',
    ],
  }),
  rule({
    id: 'the-age-counts-from-the-request',
    rungs: PAUSED,
    scenarios: ['a-late-answer'],
    kinds: ['after-end'],
    sentence:
      'A lease began when the store granted it, which is after the request was sent and long before its answer came.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'somebody-leads',
      'lost-answers-make-no-second-leader',
      'no-leader-after-a-slow-clock',
    ],
  }),
  rule({
    id: 'no-leader-after-a-pause',
    rungs: PAUSED,
    scenarios: ['a-pause'],
    kinds: ['after-end'],
    sentence:
      'A node that stood still until its lease had ended answers false as soon as it wakes, before any of its timers.',
    situation: 'a leader that stood still until its lease had ended',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads'],
  }),
  rule({
    id: 'an-old-answer-is-no-new-lease',
    rungs: PAUSED,
    scenarios: ['a-pause-within-a-call'],
    kinds: ['after-end'],
    sentence:
      'An answer that waited until its node woke tells of a lease that has been running since it was asked for.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'no-leader-after-a-pause', 'the-age-counts-from-the-request'],
  }),
  rule({
    id: 'a-paused-renewal-spares-another-lease',
    rungs: PAUSED,
    scenarios: ['a-pause-before-a-renewal', 'a-pause'],
    kinds: ['foreign'],
    sentence:
      'A node that stood still between looking at the lease and renewing it harms nobody: both happen in one step.',
    situation: 'a leader that stood still until its lease went to another',
    mustHit: ({ leases }) => new Set(leases.map(({ by }) => by)).size > 1,
    after: ['answers-as-promised', 'somebody-leads', 'a-renewal-spares-another-lease'],
  }),

  rule({
    id: 'the-leader-writes',
    rungs: FENCED,
    scenarios: ['a-write'],
    kinds: ['not-written', 'token'],
    sentence: 'guarded() of the leader calls write with a token, a whole number ≥ 1, and fulfils when it is done.',
    shown: true,
    situation: 'a write of a leader',
    mustHit: ({ calls }) => calls.some((call) => call.op === 'guarded' && call.held),
    after: ['answers-as-promised', 'somebody-leads'],
  }),
  rule({
    id: 'only-the-leader-writes',
    rungs: FENCED,
    scenarios: ['a-write-by-another', 'a-pause-before-a-write'],
    kinds: ['outsider'],
    sentence: 'guarded() of a node that does not lead when it is called does not write.',
    situation: 'a write of a node that does not lead',
    mustHit: ({ calls }) => calls.some((call) => call.op === 'guarded' && !call.held),
    after: ['answers-as-promised', 'somebody-leads', 'the-leader-writes'],
  }),
  rule({
    id: 'outsiders-are-rejected',
    rungs: FENCED,
    scenarios: ['a-write-by-another'],
    under: ({ notLeading }) => notLeading === 'reject',
    kinds: ['outsider-answer'],
    sentence: 'guarded() of a node that does not lead rejects.',
    after: ['answers-as-promised', 'only-the-leader-writes'],
  }),
  rule({
    id: 'outsiders-are-told-false',
    rungs: FENCED,
    scenarios: ['a-write-by-another'],
    under: ({ notLeading }) => notLeading === 'answer',
    kinds: ['outsider-answer'],
    sentence: 'guarded() of a node that does not lead fulfils with false.',
    after: ['answers-as-promised', 'only-the-leader-writes'],
  }),
  rule({
    id: 'no-token-is-used-twice',
    rungs: FENCED,
    scenarios: ['leaders-one-after-another'],
    kinds: ['shared-token'],
    sentence: 'Two leaderships never write with the same token.',
    situation: 'writes of two leaders',
    mustHit: wroteTwo,
    after: ['answers-as-promised', 'the-leader-writes'],
  }),
  rule({
    id: 'tokens-rise',
    rungs: FENCED,
    scenarios: ['leaders-one-after-another'],
    kinds: ['token-order', 'token'],
    sentence: 'The token of a leadership is greater than those of all before it: the resource takes its writes.',
    situation: 'writes of two leaders',
    mustHit: wroteTwo,
    after: ['answers-as-promised', 'the-leader-writes', 'no-token-is-used-twice'],
  }),
  rule({
    id: 'a-refused-write-is-not-done',
    rungs: FENCED,
    scenarios: ['a-write-that-comes-too-late'],
    kinds: ['refused-done'],
    sentence: 'guarded() never fulfils for a write that the resource refused, unless with false.',
    situation: 'a write that the resource refused',
    mustHit: ({ calls }) => calls.some(({ writes }) => writes.some(({ isDone }) => isDone === false)),
    after: ['answers-as-promised', 'the-leader-writes', 'no-token-is-used-twice', 'tokens-rise'],
  }),
  rule({
    id: 'writes-of-leaders-never-mix',
    rungs: FENCED,
    scenarios: ['everything-goes-wrong', 'a-pause-before-a-write'],
    kinds: ['shared-token', 'token-order', 'refused-done', 'foreign'],
    sentence:
      'Whatever goes wrong: once a new leader has written, nothing of an older one is taken, and nobody is told so.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'only-the-leader-writes',
      'no-token-is-used-twice',
      'tokens-rise',
      'a-refused-write-is-not-done',
      'a-renewal-spares-another-lease',
      'a-paused-renewal-spares-another-lease',
    ],
  }),
  rule({
    id: 'a-healed-core-elects',
    rungs: FENCED,
    scenarios: ['everything-goes-wrong'],
    kinds: ['no-leader'],
    sentence: 'Once nothing goes wrong any more a node leads within 3 * ttlMs.',
    after: ['answers-as-promised', 'somebody-leads', 'recovers-from-lost-answers', 'takes-over-after-a-crash'],
  }),
];

function wroteTwo({ calls }: History): boolean {
  const writers = calls.filter(({ writes }) => writes.some(({ isDone }) => isDone === true));
  return new Set(writers.map(({ by }) => by)).size > 1;
}

// The reference.

/** The whole of it; each rung's checks call what they know. */
function createReference({ id, store, ttlMs, maxSkewMs }: ElectorOptions, facts: Facts) {
  let isStarted = false;
  /** By the node's own clock: until when the lease surely lasts. */
  let leaseUntilMs = -Infinity;
  let token = 0;
  let timer: number | undefined;

  const isLeader = (): boolean => isStarted && virtual.nowMs() < leaseUntilMs;

  /** Gets the lease or renews it, in one step: the token, or 0. */
  const take = (at: ScriptStore): number => {
    const [holder, held] = split(at.get('lease'));
    if (holder !== null && holder !== id) return 0;
    const mine = holder === id ? held : at.increment('token');
    at.set('lease', `${mine} ${id}`, { px: ttlMs });
    return mine;
  };

  async function turn(): Promise<void> {
    const sentMs = virtual.nowMs();
    const got = await store.script(take).catch(() => undefined);
    if (!isStarted) return;
    if (got === 0) leaseUntilMs = -Infinity;
    else if (got !== undefined) {
      token = got;
      leaseUntilMs = sentMs + ttlMs - maxSkewMs;
    }
    timer = virtual.setTimer(() => void turn(), Math.floor(ttlMs / 4));
  }

  return {
    async acquire(): Promise<boolean> {
      if (facts['holderAgain'] === 'extend') return (await store.script(take)) > 0;
      return (await store.set('lease', `1 ${id}`, { nx: true, px: ttlMs })) === 'OK';
    },
    release: (): Promise<boolean> => store.script((at) => split(at.get('lease'))[0] === id && at.delete('lease')),
    start(): void {
      isStarted = true;
      void turn();
    },
    stop(): void {
      isStarted = false;
      virtual.clearTimer(timer);
      if (facts['onStop'] === 'keep') return;
      store.script((at) => split(at.get('lease'))[0] === id && at.delete('lease')).catch(() => undefined);
    },
    isLeader,
    async guarded(write: (token: number) => Promise<void>): Promise<boolean> {
      if (!isLeader()) {
        if (facts['notLeading'] === 'answer') return false;
        throw new Error('not leading');
      }
      await write(token);
      return true;
    },
  };
}

/** `7 n1`: who holds the lease, and its token. */
function split(value: string | null): readonly [holder: string | null, token: number] {
  if (value === null) return [null, 0];
  const at = value.indexOf(' ');
  return [value.slice(at + 1), Number(value.slice(0, at))];
}

const whole = (facts: Facts): Exports => ({
  createElector: (options: ElectorOptions): Elector => createReference(options, facts),
});

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  acquire: whole,
  renew: whole,
  'pause-and-skew': whole,
  fencing: whole,
};
