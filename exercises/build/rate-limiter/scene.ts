/** The window drawing of a counterexample: one key's requests at one limiter, as the reference and the program see them. */
import {
  callsOf,
  formatCall,
  formatData,
  formatEnd,
  heldWindow,
  sceneData,
  type Call,
  type Data,
  type HeldWindow,
  type SceneInput,
  type SceneStep,
  type WindowRequest,
  type WindowSceneSpec,
} from 'drydock';
import type { Traffic } from './scenarios/traffic';
import type { Visits } from './scenarios/user-and-ip';

/** One request with everything that is said of it. */
interface Entry {
  readonly id: string;
  readonly key: string;
  readonly nowMs: number;
  readonly call: Call;
  readonly reference: WindowRequest['reference'];
  readonly yours: WindowRequest['yours'];
  readonly window: HeldWindow;
  readonly heldByReference: readonly string[];
  readonly heldByYours: readonly string[];
}

type Kind = 'fixed' | 'aligned' | 'sliding';

function kindOf({ rung, facts }: SceneInput): Kind {
  if (rung === 'sliding-log') return 'sliding';
  return rung === 'sliding-counter' || (rung === 'fixed-window' && facts['windowStart'] === 'aligned')
    ? 'aligned'
    : 'fixed';
}

/** A request as the drawing needs it: of two limits, the one that decides gives key, limit and window. */
interface Drawn {
  readonly limiter: number;
  readonly key: string;
  readonly nowMs: number;
}

interface Lane {
  readonly requests: readonly (Drawn | undefined)[];
  readonly options: { readonly limit: number; readonly windowMs: number };
}

/** Which requests are drawn, and by which limit. */
function laneOf(shown: SceneInput, at: number): Lane | undefined {
  const { limiters, requests } = shown.input as Partial<Traffic>;
  if (shown.rung === 'user-and-ip') return decidingLane(shown, at);
  const options = limiters?.[requests?.[at]?.limiter ?? -1];
  return requests === undefined || options === undefined ? undefined : { requests, options };
}

/** The user's requests where the user's window is full (or there is room in the address's), else the address's. */
function decidingLane(shown: SceneInput, at: number): Lane | undefined {
  const { options, visits, limiters = 1 } = shown.input as Visits;
  const wrong = visits[at];
  if (wrong === undefined) return undefined;
  const references = callsOf(shown.reference, 'allow');
  const turn = at % limiters;
  const laneFor = (side: 'user' | 'ip'): Lane => ({
    options: options[side],
    requests: visits.map((visit, index) =>
      index % limiters === turn && visit[side] === wrong[side]
        ? { limiter: turn, key: `${side} ${formatData(visit[side])}`, nowMs: visit.nowMs }
        : undefined,
    ),
  });
  const isFull = (lane: Lane): boolean => {
    const times = lane.requests.slice(0, at).flatMap((request, index) => {
      return request !== undefined && outcomeOf(references[index]) === 'admit' ? [request.nowMs] : [];
    });
    return heldWindow('fixed', lane.options.windowMs, times, wrong.nowMs).held.length >= lane.options.limit;
  };
  const ip = laneFor('ip');
  return wrong.user === null || isFull(ip) ? ip : laneFor('user');
}

export function scene(shown: SceneInput): Data | null {
  const calls = callsOf(shown.trace, 'allow');
  const at = calls.findIndex(({ seq, end }) => seq === shown.at || ('seq' in end && end.seq === shown.at));
  const lane = laneOf(shown, at);
  const wrong = lane?.requests[at];
  if (lane === undefined || wrong === undefined) return null;
  const { requests, options } = lane;
  const { limit } = options;
  const kind = kindOf(shown);
  const references = callsOf(shown.reference, 'allow');
  const entries: Entry[] = [];
  for (const [index, call] of calls.entries()) {
    const request = requests[index];
    if (request === undefined || request.limiter !== wrong.limiter) continue;
    const before = entries.filter(({ key }) => key === request.key);
    const byReference = before.filter(({ reference }) => reference === 'admit');
    const byYours = before.filter(({ yours }) => yours === 'admit');
    const window = heldWindow(kind, options.windowMs, timesOf(byReference), request.nowMs);
    const yourWindow = heldWindow(kind, options.windowMs, timesOf(byYours), request.nowMs);
    entries.push({
      id: `r${entries.length + 1}`,
      key: request.key,
      nowMs: request.nowMs,
      call,
      reference: outcomeOf(references[index]) === 'admit' ? 'admit' : 'reject',
      yours: outcomeOf(call),
      window,
      heldByReference: idsOf(byReference, window.held),
      heldByYours: heldByAnswer(
        idsOf(byYours, yourWindow.held),
        idsOf(byYours, [...byYours.keys()]),
        limit,
        outcomeOf(call),
      ),
    });
  }
  const of = entries.find(({ call }) => call === calls[at]);
  if (of === undefined) return null;
  const spec: WindowSceneSpec = {
    kind: 'window',
    operation: 'allow',
    sentence: shown.rung === 'sliding-counter' ? shown.because : sentenceOf(of, entries, limit, options.windowMs, kind),
    limit,
    windowMs: options.windowMs,
    edges: kind === 'sliding' ? 'open-closed' : 'closed-open',
    requests: entries.map(({ id, key, nowMs, reference, yours, window, heldByReference, heldByYours }) => ({
      id,
      key,
      t: nowMs,
      reference,
      yours,
      window: { from: window.fromMs, to: window.toMs },
      heldByReference,
      heldByYours,
    })),
    steps: entries.map((entry) => stepOf(entry, limit, shown)),
    firstDifference: entries.indexOf(of),
  };
  return sceneData(spec);
}

function outcomeOf(call: Call | undefined): WindowRequest['yours'] {
  if (call === undefined || call.end.kind === 'none') return 'none';
  if (call.end.kind !== 'return' || typeof call.end.value !== 'boolean') return 'error';
  return call.end.value ? 'admit' : 'reject';
}

/**
 * What a program must have counted to answer as it did, as far as its answers tell: one that refuses while its window has
 * room still counts the latest before it, up to the limit; one that admits into a full window has let the oldest go.
 */
function heldByAnswer(
  held: readonly string[],
  admitted: readonly string[],
  limit: number,
  answer: WindowRequest['yours'],
): readonly string[] {
  if (answer === 'reject' && held.length < limit) return admitted.slice(-limit);
  if (answer === 'admit' && held.length >= limit) return held.slice(held.length - limit + 1);
  return held;
}

function timesOf(entries: readonly Entry[]): readonly number[] {
  return entries.map(({ nowMs }) => nowMs);
}

function idsOf(entries: readonly Entry[], indexes: readonly number[]): readonly string[] {
  return indexes.flatMap((index) => entries[index]?.id ?? []);
}

/** Says which request decides, where it stands to the window, what the contract says of it, and what was done. */
function sentenceOf(wrong: Entry, entries: readonly Entry[], limit: number, windowMs: number, kind: Kind): string {
  const { nowMs, window, heldByReference, reference, yours, call } = wrong;
  const at = `At t = ${nowMs}`;
  if (yours === 'error' || yours === 'none')
    return `${at} ${formatCall(call)} ${formatEnd(call.end)}: neither true nor false.`;
  const sameKey = entries.filter(({ key, call: other }) => key === wrong.key && other.seq < call.seq);
  const edge = sameKey.find((entry) => entry.reference === 'admit' && nowMs - entry.nowMs === windowMs);
  const used = `${heldByReference.length} of ${limit}`;
  if (reference === 'admit') {
    if (edge !== undefined && kind === 'sliding') {
      return `${at} the request ${edge.id} is exactly one window old. The contract says it no longer counts. Yours still counts it.`;
    }
    if (edge !== undefined && window.fromMs === nowMs) {
      return `${at} the window that ${edge.id} opened has just ended. The contract says the next one opens here. Yours still counts in the old one.`;
    }
    return `${at} the window ${written(window, kind)} holds ${used}. The contract says there is room. Yours refuses.`;
  }
  return `${at} the window ${written(window, kind)} holds ${used}. The contract says it is full. Yours admits one more.`;
}

function written({ fromMs, toMs }: HeldWindow, kind: Kind): string {
  return kind === 'sliding' ? `(${fromMs}, ${toMs}]` : `[${fromMs}, ${toMs})`;
}

function stepOf(entry: Entry, limit: number, shown: SceneInput): SceneStep {
  const { call, nowMs, reference, yours, heldByReference, heldByYours } = entry;
  const decision = shown.decisions.find(({ seq }) => 'seq' in call.end && call.end.seq === seq);
  const yourAnswer = call.end.kind === 'return' ? formatData(call.end.value) : call.end.kind;
  const answer = reference === 'admit' ? 'true' : 'false';
  const words = { admit: 'admitted', reject: 'refused', error: formatEnd(call.end), none: 'never ended' };
  const differs = reference !== yours;
  const contrast = differs ? `; the reference ${reference === 'admit' ? 'admits' : 'refuses'}` : '';
  return {
    seq: 'seq' in call.end ? call.end.seq : call.seq,
    t: nowMs,
    text: `t = ${nowMs}: allow(${formatData(entry.key)}) ${words[yours]}${contrast}`,
    state: [
      row('held in window', `${heldByReference.length} of ${limit}`, `${heldByYours.length} of ${limit}`),
      row('which', heldByReference.join(', ') || 'none', heldByYours.join(', ') || 'none'),
      row(`${entry.id} returns`, answer, yourAnswer),
    ],
    ...(decision === undefined ? {} : { line: decision.loc.line }),
  };
}

function row(label: string, reference: string, yours: string): SceneStep['state'][number] {
  return { label, reference, yours, differs: reference !== yours };
}
