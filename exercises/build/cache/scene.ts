/** Slots of a counterexample: the calls, loads and lives of one cache on both sides, a step for each thing that happens. */
import { sceneData, type CacheSlotsSceneSpec, type Data, type SceneInput, type SceneStep } from 'drydock';
import type { Plan } from './scenarios/plan';
import type { Traffic } from './scenarios/traffic';
import { cacheOf, happeningsOf, type Happening } from './scene/happenings';
import { axisOf, callsAndLoads, livesByAnswers, livesByContract, type Axis } from './scene/lives';

export function scene(shown: SceneInput): Data | null {
  const input = shown.input as Traffic | Plan;
  // What is measured, of memory or of steps, is told by its numbers.
  if (!('acts' in input) && !('gets' in input)) return null;
  const cache = cacheOf(shown.trace, input, shown.at);
  const yours = happeningsOf(shown.trace, input, cache);
  const reference = happeningsOf(shown.reference, input, cache);
  // An answer in the millisecond of its call is no step of its own.
  const axis = axisOf(reference.filter(isStep(reference)), yours.filter(isStep(yours)));
  const options = input.caches[cache] ?? {};
  const { lives, held } = livesByContract(reference, axis, options, shown.facts);
  const theirs = { ...callsAndLoads(reference, axis), lives };
  const mine = { ...callsAndLoads(yours, axis), lives: livesByAnswers(yours, axis) };
  const keys = [...new Set([...yours, ...reference].map(({ key }) => key))];
  const steps = axis.moments.map((moment, index) => stepOf(moment, index, { reference, yours, axis, held, shown }));
  const first = firstDifference(steps, yours, axis, shown.at);
  const spec: CacheSlotsSceneSpec = {
    kind: 'cache-slots',
    sentence: shown.because,
    ...(options.capacity === undefined ? {} : { capacity: options.capacity }),
    keys,
    reference: theirs,
    yours: mine,
    held,
    steps,
    ...(first < 0 ? {} : { firstDifference: first }),
  };
  return sceneData(spec);
}

function isStep(all: readonly Happening[]): (one: Happening) => boolean {
  return ({ what, t }) => {
    if (what.is !== 'answer') return true;
    return all.find(({ id }) => id === what.of)?.t !== t;
  };
}

interface Around {
  readonly reference: readonly Happening[];
  readonly yours: readonly Happening[];
  readonly axis: Axis;
  readonly held: readonly (readonly string[])[];
  readonly shown: SceneInput;
}

function stepOf(moment: Axis['moments'][number], index: number, around: Around): SceneStep {
  const { reference, yours, held, shown } = around;
  const mine = told(yours, moment);
  const theirs = told(reference, moment);
  const answers = { reference: answered(reference, moment), yours: answered(yours, moment) };
  const loads = { reference: loading(reference, around.axis, index), yours: loading(yours, around.axis, index) };
  const row = (label: string, { reference: left, yours: right }: typeof answers): SceneStep['state'][number] => ({
    label,
    reference: left,
    yours: right,
    differs: left !== right,
  });
  const seq = yours.findLast((one) => around.axis.at(one) <= index && one.t <= moment.t)?.seq ?? 0;
  const decision = shown.decisions.findLast((one) => one.seq === seq);
  const text =
    mine === undefined
      ? `nothing in yours; in the reference ${theirs ?? 'nothing'}`
      : `${mine}${mine === theirs ? '' : `; the reference: ${theirs ?? 'nothing'}`}`;
  return {
    seq,
    t: moment.t,
    text: `t = ${moment.t}: ${text}`,
    state: [
      row('answer', answers),
      ...([...reference, ...yours].some(({ what }) => what.is === 'load') ? [row('loading', loads)] : []),
      // What a program holds shows in its answers alone.
      { label: 'held', reference: held[index]?.join(', ') || 'none', yours: 'not known', differs: false },
    ],
    ...(decision === undefined ? {} : { line: decision.loc.line }),
  };
}

/** What happens at a moment, in words: a call with its answer, where that comes at once. */
function told(side: readonly Happening[], { id, t }: { readonly id: string; readonly t: number }): string | undefined {
  const one = side.find((happening) => happening.id === id && happening.t === t);
  if (one === undefined) return undefined;
  const { what } = one;
  if (what.is === 'load') return `load ${id.slice(0, -1)} begins`;
  if (what.is === 'loaded') return `load ${id.slice(0, -1)} ${what.ok ? 'ends' : 'fails'}`;
  if (what.is === 'answer') {
    const call = side.find((happening) => happening.id === what.of)?.what;
    return `${call?.is === 'call' ? call.says : what.of} → ${what.says}`;
  }
  const answer = side.find((happening) => happening.id === `${id}>`);
  if (answer?.what.is !== 'answer') return `${what.says}, which never answers`;
  if (answer.t > t) return `${what.says} waits`;
  return what.op === 'set' && answer.what.answer !== 'error' ? what.says : `${what.says} → ${answer.what.says}`;
}

function answered(side: readonly Happening[], moment: { readonly id: string; readonly t: number }): string {
  const of = moment.id.replace('>', '');
  const call = side.find(({ id }) => id === of)?.what;
  const answer = side.find(({ id, t }) => id === `${of}>` && t <= moment.t);
  if (call?.is !== 'call') return 'none';
  if (answer?.what.is !== 'answer') return 'waits';
  return call.op === 'set' && answer.what.answer !== 'error' ? 'set' : answer.what.says;
}

function loading(side: readonly Happening[], axis: Axis, step: number): string {
  const { loads } = callsAndLoads(side, axis);
  const running = loads.filter(({ from, to = Infinity }) => from <= step && to > step);
  return running.map(({ id }) => id).join(', ') || 'none';
}

/** The first step whose rows differ, or the one that the rule names, whichever comes first. */
function firstDifference(
  steps: readonly SceneStep[],
  yours: readonly Happening[],
  axis: Axis,
  at: number | undefined,
): number {
  const differs = steps.findIndex(({ state }) => state.some((row) => row.differs));
  const wrong = yours.find(({ seq }) => seq === at);
  const named = wrong === undefined ? -1 : axis.at(wrong);
  return named < 0 || (differs >= 0 && differs < named) ? differs : named;
}
