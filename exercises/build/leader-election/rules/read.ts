/**
 * Reads a run: which node held the lease when is read from what happened in the store, whatever the keys are called.
 */
import type { Run, TraceEvent } from 'drydock';
import type { Plan } from '../scenarios/plan';
import { at, type Call, type Fields, type History, type Lease, type Kind, type Problem } from './history';
import { judgeAcquire } from './judge-acquire';
import { judgeAnswers } from './judge-answers';
import { judgeElection } from './judge-election';
import { judgeWrites } from './judge-writes';

const histories = new WeakMap<Run, History>();

export function historyOf(run: Run): History {
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
