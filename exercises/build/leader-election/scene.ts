/** The lanes of a counterexample: who held the lease in the store, what travelled, what the nodes answered, what went wrong. */
import {
  formatData,
  sceneData,
  type Data,
  type NodeLanesEvent,
  type NodeLanesFault,
  type NodeLanesLease,
  type NodeLanesMessage,
  type NodeLanesOverlap,
  type NodeLanesSceneSpec,
  type SceneInput,
  type SceneStep,
  type Trace,
  type TraceEvent,
} from 'drydock';
import type { Plan } from './scenarios/plan';

type Fields = Readonly<Record<string, Data>>;

const STORE = 'store';
/** Steps that are told, the last before the difference first. */
const MAX_STEPS = 60;

/** One instant that is worth a step. */
interface Told {
  readonly event: TraceEvent;
  readonly node: string;
  readonly kind: NodeLanesEvent['kind'];
  readonly text: string;
}

export function scene(shown: SceneInput): Data | null {
  const plan = shown.input as Plan;
  const { trace, at } = shown;
  const wrong = trace[at];
  if (wrong === undefined) return null;
  const nodes = plan.nodes.flatMap(({ ids }) => ids);
  const toMs = wrong.t + Math.max(20, Math.floor(Math.min(wrong.t, plan.ttlMs) / 5));
  const fromMs = Math.max(0, Math.floor(wrong.t - 2.2 * plan.ttlMs));
  const leases = leasesOf(trace);
  const reference = leasesOf(shown.reference);
  const told = toldOf(trace, plan, at).filter(({ event }) => event.t >= fromMs && event.t <= toMs);
  const last = told.findIndex(({ event }) => event.seq >= at);
  const until = last < 0 ? told.length : last + 6;
  const kept = told.slice(Math.max(0, until - MAX_STEPS), until);
  const difference = kept.findIndex(({ event }) => event.seq >= at);
  const overlap = overlapOf(trace, wrong, leases, toMs);
  const spec: NodeLanesSceneSpec = {
    kind: 'node-lanes',
    sentence: `${shown.because} The contract says: ${shown.sentence}`,
    fromMs,
    toMs,
    nodes,
    store: STORE,
    reference,
    leases,
    messages: messagesOf(trace, nodes),
    faults: faultsOf(trace, plan),
    events: kept.map(({ event, node, kind }) => ({ node, t: event.t, kind })),
    steps: kept.map((one) => stepOf(one, nodes, leases, reference, shown)),
    ...(difference < 0 ? {} : { firstDifference: difference }),
    ...(overlap === undefined ? {} : { overlap }),
  };
  return sceneData(spec);
}

function fieldsOf({ data }: TraceEvent): Fields {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Fields) : {};
}

function isMark(event: TraceEvent, op: string): boolean {
  return event.kind === 'mark' && event.op === op;
}

/** Who held a key that expires, from when until when, as it turned out. */
function leasesOf(trace: Trace): readonly NodeLanesLease[] {
  const leases: { id: string; node: string; key: string; fromMs: number; untilMs: number }[] = [];
  for (const event of trace.filter((one) => isMark(one, 'apply'))) {
    const { by, did } = fieldsOf(event);
    for (const { op, key, ok, px } of (did ?? []) as unknown as readonly {
      op: string;
      key: string;
      ok: boolean;
      px?: number;
    }[]) {
      const current = leases.find((one) => one.key === key && one.fromMs <= event.t && event.t < one.untilMs);
      if (!ok) continue;
      if (op === 'expire' || (op === 'set' && px !== undefined && current?.node === by)) {
        if (current !== undefined) current.untilMs = event.t + (px ?? 0);
      } else {
        if (current !== undefined) current.untilMs = event.t;
        if (op === 'set' && px !== undefined)
          leases.push({ id: `l${leases.length + 1}`, node: String(by), key, fromMs: event.t, untilMs: event.t + px });
      }
    }
  }
  return leases.map(({ id, node, fromMs, untilMs }) => ({
    id,
    node,
    fromMs,
    untilMs,
    text: `${node} holds the lease until ${untilMs}`,
  }));
}

function messagesOf(trace: Trace, nodes: readonly string[]): readonly NodeLanesMessage[] {
  const messages: NodeLanesMessage[] = [];
  const sent = new Map<Data, TraceEvent>();
  const applied = new Map<Data, TraceEvent>();
  for (const event of trace) {
    if (event.kind !== 'mark') continue;
    const { n, by, op = '', part } = fieldsOf(event);
    const [from, name] = [sent.get(n), String(by)];
    if (event.op === 'send') sent.set(n, event);
    if (from === undefined || !nodes.includes(name)) continue;
    const there = applied.get(n);
    const add = (way: 'there' | 'back', fromMs: number, isLost: boolean): void =>
      void messages.push({
        id: `${String(n)}-${way}`,
        from: way === 'there' ? name : STORE,
        to: way === 'there' ? STORE : name,
        fromMs,
        toMs: event.t,
        isLost,
        text: way === 'there' ? String(op) : 'answer',
      });
    if (event.op === 'apply' || event.op === 'written') {
      applied.set(n, event);
      add('there', from.t, false);
    } else if (event.op === 'answer' && there !== undefined) {
      add('back', there.t, false);
    } else if (event.op === 'lost') {
      if (part === 'request') add('there', from.t, true);
      else if (there !== undefined) add('back', there.t, true);
    }
  }
  return messages;
}

function faultsOf(trace: Trace, plan: Plan): readonly NodeLanesFault[] {
  const idOf = (name: Data): string => plan.nodes[Number(String(name).slice(1)) - 1]?.ids[0] ?? String(name);
  return trace.flatMap((event, index): readonly NodeLanesFault[] => {
    const { by, forMs } = fieldsOf(event);
    if (isMark(event, 'pause'))
      return [
        { id: `f${event.seq}`, node: idOf(by), kind: 'paused', fromMs: event.t, untilMs: event.t + Number(forMs) },
      ];
    if (!isMark(event, 'crash')) return [];
    const back = trace.slice(index).find((later) => isMark(later, 'restart') && fieldsOf(later)['by'] === by);
    const end = back === undefined ? {} : { untilMs: back.t };
    return [{ id: `f${event.seq}`, node: idOf(by), kind: 'down', fromMs: event.t, ...end }];
  });
}

/** What is worth a step: all but the answers that only repeat what the node answered before. */
function toldOf(trace: Trace, plan: Plan, at: number): readonly Told[] {
  const told: Told[] = [];
  const calls = new Map<number, TraceEvent>();
  const answers = new Map<string, Data>();
  const idOf = (name: Data): string => plan.nodes[Number(String(name).slice(1)) - 1]?.ids[0] ?? String(name);
  for (const event of trace) {
    const { kind, op = '', cause } = event;
    const fields = fieldsOf(event);
    const add = (node: string, text: string, how: Told['kind'] = 'step'): void =>
      void told.push({ event, node, kind: how, text: `t = ${event.t}: ${text}` });
    if (kind === 'call' && op !== 'createElector') {
      calls.set(event.seq, event);
      const [id] = event.data as readonly [string];
      if (op !== 'isLeader' || event.seq === at) add(id, `${id} is asked to ${op}()`);
    } else if (cause !== undefined && calls.has(cause)) {
      const [id] = (calls.get(cause) as TraceEvent).data as readonly [string];
      const failed = kind === 'throw' || kind === 'reject';
      const answer = failed ? `${kind}s ${String(fields['name'])}` : formatData(event.data);
      if (op !== 'isLeader') add(id, `${op}() of ${id} ${failed ? answer : `ends with ${answer}`}`);
      else if (answers.get(id) !== event.data || event.seq === at) {
        const text = event.data === true ? `${id} answers that it leads` : `${id} answers that it does not lead`;
        add(
          id,
          failed || typeof event.data !== 'boolean' ? `isLeader() of ${id} answers ${answer}` : text,
          event.data === true ? 'leads' : 'follows',
        );
        answers.set(id, event.data);
      }
    } else if (kind === 'mark') {
      const by = String(fields['by']);
      if (op === 'apply') add(STORE, `the store does the ${String(fields['op'])} of ${by}${effectOf(fields['did'])}`);
      if (op === 'written')
        add(
          STORE,
          `the resource ${fields['isDone'] === true ? 'takes' : 'refuses'} the write of ${by} with token ${formatData(fields['token'])}`,
        );
      if (op === 'lost') add(STORE, `${fields['part'] === 'request' ? 'a request of' : 'the answer to'} ${by} is lost`);
      if (op === 'timeout') add(by, `${by} has waited too long for an answer`);
      if (op === 'crash') add(idOf(by), `${idOf(by)} crashes`);
      if (op === 'restart') add(idOf(by), `${idOf(by)} starts again, with empty memory`);
      if (op === 'pause') add(idOf(by), `${idOf(by)} stands still for ${String(fields['forMs'])} ms`);
      if (op === 'jump') add(idOf(by), `the wall clock of ${idOf(by)} is set by ${String(fields['forMs'])} ms`);
    }
  }
  return told;
}

function effectOf(did: Data): string {
  const done = ((did ?? []) as unknown as readonly { op: string; ok: boolean; px?: number }[]).filter(
    ({ ok, px, op }) => ok && (px !== undefined || op === 'delete'),
  );
  if (done.length === 0) return ', which changes no lease';
  return done.some(({ op }) => op === 'delete') ? ', which ends a lease' : ', which sets a lease';
}

/** Two leaders at once, or one that leads when its lease is over. */
function overlapOf(
  trace: Trace,
  wrong: TraceEvent,
  leases: readonly NodeLanesLease[],
  toMs: number,
): NodeLanesOverlap | undefined {
  if (wrong.op !== 'isLeader' || wrong.data !== true || wrong.cause === undefined) return undefined;
  const asks = trace.filter((event) => event.op === 'isLeader' && event.kind === 'return');
  const idOf = (event: TraceEvent): string => (trace[event.cause ?? 0]?.data as readonly [string])[0];
  const node = idOf(wrong);
  const other = asks.find((event) => event.t === wrong.t && event.data === true && idOf(event) !== node);
  if (other !== undefined) {
    const pair = [idOf(other), node];
    const times = [...new Set(asks.filter(({ t }) => t >= wrong.t).map(({ t }) => t))];
    const both = (t: number): boolean =>
      pair.every((id) => asks.some((event) => event.t === t && event.data === true && idOf(event) === id));
    const end = times.find((t) => !both(t)) ?? toMs;
    const untilMs = Math.max(wrong.t + 1, Math.min(end, toMs));
    return { fromMs: wrong.t, untilMs, nodes: pair, text: `two leaders for ${untilMs - wrong.t} ms` };
  }
  const lease = leases.filter((one) => one.node === node && one.fromMs <= wrong.t).at(-1);
  if (lease === undefined || lease.untilMs > wrong.t) return undefined;
  const lateMs = wrong.t - lease.untilMs;
  return {
    fromMs: lease.untilMs,
    untilMs: Math.max(lease.untilMs + 1, wrong.t),
    nodes: [node],
    text: `says that it leads, ${lateMs} ms after the end of its lease`,
  };
}

function stepOf(
  { event, text }: Told,
  nodes: readonly string[],
  leases: readonly NodeLanesLease[],
  reference: readonly NodeLanesLease[],
  shown: SceneInput,
): SceneStep {
  const holder = (of: readonly NodeLanesLease[]): string => {
    const held = of.find(({ fromMs, untilMs }) => fromMs <= event.t && event.t < untilMs);
    return held === undefined ? 'nobody' : `${held.node}, until ${held.untilMs}`;
  };
  const asked = shown.trace.some(({ op }) => op === 'isLeader');
  const decision = shown.decisions.find(({ seq }) => seq === event.seq);
  return {
    seq: event.seq,
    t: event.t,
    text,
    state: [
      row('lease', holder(reference), holder(leases)),
      ...(asked
        ? nodes.map((id) =>
            row(`${id} leads`, lastAnswer(shown.reference, id, event), lastAnswer(shown.trace, id, event)),
          )
        : []),
    ],
    ...(decision === undefined ? {} : { line: decision.loc.line }),
  };
}

/** What a node answered last, until that instant. */
function lastAnswer(trace: Trace, id: string, { t }: TraceEvent): string {
  let answer = 'not asked';
  for (const event of trace) {
    if (event.t > t) break;
    if (event.op !== 'isLeader' || event.cause === undefined) continue;
    if ((trace[event.cause]?.data as readonly [string] | undefined)?.[0] === id)
      answer = event.data === true ? 'yes' : event.data === false ? 'no' : formatData(event.data);
  }
  return answer;
}

function row(label: string, reference: string, yours: string): SceneStep['state'][number] {
  return { label, reference, yours, differs: reference !== yours };
}
