import type { SceneStep, WindowRequest, WindowSceneSpec } from '../types';

/** A run to be drawn: who asks when, and what a program of the learner's would answer. */
export interface WindowRun {
  readonly edges: WindowSceneSpec['edges'];
  readonly limit: number;
  readonly windowMs: number;
  readonly sentence: string;
  readonly arrivals: readonly (readonly [key: string, t: number])[];
  /** The learner's answer, from what they hold by their own rule; by default the contract's. */
  readonly answer?: (request: { readonly index: number; readonly held: readonly string[] }) => WindowRequest['yours'];
  /** Whether the learner still counts an entry of this age in ms; by default the contract's rule. */
  readonly counts?: (ageMs: number) => boolean;
  readonly line?: number;
}

interface Entry {
  readonly id: string;
  readonly t: number;
}

/** The spec of a run on a small reference limiter: fixed data for the gallery and for tests. Cost: requests × limit. */
export function windowSpecOf(run: WindowRun): WindowSceneSpec {
  const counts = (ageMs: number): boolean => ageMs < run.windowMs;
  const lanes = { reference: new Map<string, Entry[]>(), yours: new Map<string, Entry[]>() };
  const starts = new Map<string, number>();
  const requests = run.arrivals.map(([key, t], index): WindowRequest => {
    const id = `r${index + 1}`;
    const start = starts.get(key);
    const opens = start === undefined || t - start >= run.windowMs;
    const from = opens ? t : start;
    if (run.edges === 'closed-open') starts.set(key, from);
    const held = (lane: 'reference' | 'yours', rule: (ageMs: number) => boolean): Entry[] => {
      const entries = lanes[lane].get(key) ?? [];
      const kept = entries.filter((entry) =>
        rule(run.edges === 'closed-open' && start !== undefined ? t - start : t - entry.t),
      );
      lanes[lane].set(key, kept);
      return kept;
    };
    const byReference = held('reference', counts);
    const byYours = held('yours', run.counts ?? counts);
    const heldByYours = byYours.map((entry) => entry.id);
    const heldByReference = byReference.map((entry) => entry.id);
    const reference = byReference.length < run.limit ? 'admit' : 'reject';
    const yours = run.answer?.({ index, held: heldByYours }) ?? (byYours.length < run.limit ? 'admit' : 'reject');
    if (reference === 'admit') byReference.push({ id, t });
    if (yours === 'admit') byYours.push({ id, t });
    const window = run.edges === 'closed-open' ? { from, to: from + run.windowMs } : { from: t - run.windowMs, to: t };
    return { id, key, t, reference, yours, window, heldByReference, heldByYours };
  });
  const firstDifference = requests.findIndex(({ reference, yours }) => reference !== yours);
  return {
    kind: 'window',
    sentence: run.sentence,
    operation: 'allow',
    limit: run.limit,
    windowMs: run.windowMs,
    edges: run.edges,
    requests,
    steps: requests.map((request, index) => stepOf(request, index, run.line)),
    ...(firstDifference < 0 ? {} : { firstDifference }),
  };
}

const SAID = { admit: 'admits', reject: 'refuses', error: 'throws', none: 'does not answer' } as const;

function stepOf(request: WindowRequest, index: number, line: number | undefined): SceneStep {
  const { key, t, reference, yours, heldByReference, heldByYours } = request;
  const call = `allow(${JSON.stringify(key)})`;
  const differs = reference !== yours;
  const text = differs
    ? `t = ${t}: ${call}: yours ${SAID[yours]}, the reference ${SAID[reference]}`
    : `t = ${t}: ${call}: both ${SAID[yours].replace(/s$/, '')}`;
  const list = (ids: readonly string[]): string => `[${ids.join(', ')}]`;
  const state = [
    {
      label: 'held in window',
      reference: list(heldByReference),
      yours: list(heldByYours),
      differs: list(heldByReference) !== list(heldByYours),
    },
    { label: `${request.id} returns`, reference: String(reference === 'admit'), yours: returned(yours), differs },
  ];
  return { seq: index * 2 + 1, t, text, state, ...(line === undefined ? {} : { line }) };
}

function returned(yours: WindowRequest['yours']): string {
  if (yours === 'error') return 'throws TypeError';
  return yours === 'none' ? 'nothing' : String(yours === 'admit');
}
