/** Queue lanes of a counterexample: the jobs of one pool on both sides, a step for each millisecond in which something happens. */
import {
  formatData,
  sceneData,
  type Data,
  type QueueLanesJob,
  type QueueLanesSceneSpec,
  type SceneInput,
  type SceneStep,
  type Trace,
  type TraceEvent,
} from 'drydock';
import type { Plan } from './scenarios/plan';

/** What one side shows of one pool. */
interface SideOf {
  readonly jobs: readonly QueueLanesJob[];
  /** When each result settled, and how. */
  readonly results: readonly { readonly id: string; readonly t: number; readonly error?: string }[];
  /** Outcomes that were read, in that order. */
  readonly outcomes: readonly { readonly id: string; readonly t: number }[];
  /** What happened, in words, by millisecond. */
  readonly said: ReadonlyMap<number, readonly string[]>;
}

type Fields = Readonly<Record<string, Data>>;

export function scene(shown: SceneInput): Data | null {
  const { pools, jobs: planned, closes = [], readEveryMs } = shown.input as Plan;
  const wrong = shown.trace.find(({ seq }) => seq === shown.at);
  const poolOf = (name: string): number => planned[Number(name.slice(1)) - 1]?.pool ?? 0;
  const at = poolOf(nameIn(wrong) ?? '');
  const pool = pools[at];
  if (pool === undefined) return null;
  const isMine = (name: string): boolean => poolOf(name) === at;
  const reference = sideOf(shown.reference, shown.rung, isMine);
  const yours = sideOf(shown.trace, shown.rung, isMine);
  const closed = at === 0 ? closes.map(({ atMs, how }) => ({ t: atMs, name: `${how}()` })) : [];
  const instants = new Set([...reference.said.keys(), ...yours.said.keys(), ...closed.map(({ t }) => t)]);
  // What went wrong may be that nothing happened: then at a time of its own.
  if (wrong !== undefined) instants.add(wrong.t);
  const steps = [...instants]
    .sort((a, b) => a - b)
    .map((t) => stepOf(t, { reference, yours, shown, closed, reads: readEveryMs !== undefined }));
  const first = steps.findIndex(({ t }) => t === wrong?.t);
  const spec: QueueLanesSceneSpec = {
    kind: 'queue-lanes',
    sentence: shown.because,
    workers: pool.workers,
    ...(pool.queueLimit === undefined ? {} : { bound: pool.queueLimit }),
    reference: reference.jobs,
    yours: yours.jobs,
    closes: closed,
    steps,
    ...(first < 0 ? {} : { firstDifference: first }),
  };
  return sceneData(spec);
}

function nameIn(event: TraceEvent | undefined): string | undefined {
  const { data } = event ?? {};
  const name = Array.isArray(data) ? (data as readonly Data[])[0] : ((data ?? {}) as Fields)['job'];
  return typeof name === 'string' ? name : undefined;
}

function sideOf(trace: Trace, rung: string, isMine: (name: string) => boolean): SideOf {
  const jobs = new Map<string, Partial<Record<keyof QueueLanesJob, unknown>> & { id: string; submitted: number }>();
  const results: { id: string; t: number; error?: string }[] = [];
  const outcomes: { id: string; t: number }[] = [];
  const said = new Map<number, string[]>();
  const names = new Map<number, string>();
  for (const event of trace) {
    const { seq, t, kind, op, cause, data } = event;
    const name = nameIn(event) ?? (cause === undefined ? undefined : names.get(cause));
    if (name === undefined || !isMine(name)) continue;
    if (kind === 'call') names.set(seq, name);
    const say = (what: string): void => void said.set(t, [...(said.get(t) ?? []), `${name} ${what}`]);
    const job = jobs.get(name);
    const error = kind === 'reject' || kind === 'throw' ? String((data as Fields)['name'] ?? 'Error') : undefined;
    if (kind === 'call' && op === 'submit') {
      jobs.set(name, { id: name, submitted: t, ...(rung === 'workers' ? { accepted: t } : {}) });
      say('is submitted');
    } else if (kind === 'mark' && op === 'start' && job && job.started === undefined) {
      job.started = t;
      say('starts');
    } else if (kind === 'mark' && op === 'end' && job && job.started !== undefined) {
      const { ends } = data as Fields;
      Object.assign(job, { ended: t, ...(ends === 'answers' ? {} : { failed: true }) });
      say(ends === 'answers' ? 'ends' : `ends, and ${formatData(ends).slice(1, -1)}`);
    } else if (kind === 'mark' && op === 'outcome') {
      outcomes.push({ id: name, t });
      say('is read');
    } else if (cause !== undefined && op === 'accepted' && job) {
      if (error === undefined) job.accepted = t;
      say(error === undefined ? 'is accepted' : `is not accepted: ${error}`);
    } else if (cause !== undefined && job && (op === 'result' || (op === 'submit' && kind !== 'return'))) {
      results.push({ id: name, t, ...(error === undefined ? {} : { error }) });
      if (error !== undefined && job.started === undefined) job.refused = t;
      if (error !== undefined) say(`rejects ${error}`);
    }
  }
  return { jobs: [...jobs.values()] as unknown as readonly QueueLanesJob[], results, outcomes, said };
}

interface Sides {
  readonly reference: SideOf;
  readonly yours: SideOf;
  readonly shown: SceneInput;
  readonly closed: QueueLanesSceneSpec['closes'];
  readonly reads: boolean;
}

function stepOf(t: number, { reference, yours, shown, closed, reads }: Sides): SceneStep {
  const last = shown.trace.findLast((event) => event.t <= t);
  const mine = yours.said.get(t) ?? [];
  const theirs = reference.said.get(t) ?? [];
  const only = theirs.filter((line) => !mine.includes(line));
  const happened = [...closed.filter((close) => close.t === t).map(({ name }) => name), ...mine];
  const contrast = only.length === 0 ? '' : `; in the reference ${only.join(', ')}`;
  const decision = shown.decisions.findLast(({ seq }) => shown.trace[seq]?.t === t);
  return {
    seq: last?.seq ?? 0,
    t,
    text: `t = ${t}: ${happened.join(', ') || 'nothing in yours'}${contrast}`,
    state: [
      row('run', running(reference, t), running(yours, t)),
      row('wait', waiting(reference, t, true), waiting(yours, t, true)),
      ...(shown.rung === 'workers' ? [] : [row('held back', waiting(reference, t, false), waiting(yours, t, false))]),
      row('results', settled(reference, t), settled(yours, t)),
      ...(reads ? [row('read', outcomesAt(reference, t), outcomesAt(yours, t))] : []),
    ],
    ...(decision === undefined ? {} : { line: decision.loc.line }),
  };
}

function running({ jobs }: SideOf, t: number): readonly string[] {
  return jobs.filter(({ started = Infinity, ended = Infinity }) => started <= t && ended > t).map(({ id }) => id);
}

function waiting({ jobs }: SideOf, t: number, isAccepted: boolean): readonly string[] {
  return jobs
    .filter(({ submitted, started = Infinity, refused = Infinity }) => submitted <= t && started > t && refused > t)
    .filter(({ accepted = Infinity }) => accepted <= t === isAccepted)
    .map(({ id }) => id);
}

function settled({ results }: SideOf, t: number): readonly string[] {
  const there = results
    .filter((result) => result.t <= t)
    .toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  return there.map(({ id, error }) => (error === undefined ? id : `${id} ${error}`));
}

function outcomesAt({ outcomes }: SideOf, t: number): readonly string[] {
  return outcomes.filter((outcome) => outcome.t <= t).map(({ id }) => id);
}

function row(label: string, reference: readonly string[], yours: readonly string[]): SceneStep['state'][number] {
  const [left, right] = [reference, yours].map((ids) => ids.join(', ') || 'none') as [string, string];
  return { label, reference: left, yours: right, differs: left !== right };
}
