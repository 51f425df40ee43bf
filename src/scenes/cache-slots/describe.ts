import { formatInteger } from '../shared/labels';
import type { CacheSlotsSceneSpec, SceneTable } from '../types';
import type { Side } from './geometry';

/** Steps told in full before the description says how many more there are. */
const TOLD_STEPS = 30;

/** Name and whole story of a scene of cache slots, for whoever does not see it. */
export function describeCacheSlots(spec: CacheSlotsSceneSpec): {
  readonly title: string;
  readonly description: string;
} {
  const { keys, capacity, yours, steps } = spec;
  const told = steps.slice(0, TOLD_STEPS).map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
  const more = steps.length - told.length;
  const room = capacity === undefined ? 'without a bound' : `with room for ${formatInteger(capacity)}`;
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return {
    title: `${plural(yours.calls.length, 'call')} on ${plural(keys.length, 'key')} of a cache ${room}, the reference above and yours below`,
    description: [
      spec.sentence,
      ...told,
      ...(more > 0 ? [`${formatInteger(more)} more steps are in the table.`] : []),
    ].join(' '),
  };
}

/** One row a step: what is held, what is being loaded and what was answered, on both sides. */
export function tableOfCacheSlots(spec: CacheSlotsSceneSpec): SceneTable {
  const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));
  const cellsOf = (side: Side, step: number): string[] => [
    list(loadingAt(spec, side, step)),
    list(answeredAt(spec, side, step)),
  ];
  return {
    columns: [
      'Time, ms',
      'Held, last used first',
      ...['Reference', 'Yours'].flatMap((side) => [`${side}: loading`, `${side}: answered`]),
    ],
    cells(step) {
      const t = spec.steps[step]?.t;
      if (t === undefined) return [];
      return [formatInteger(t), list(spec.held[step] ?? []), ...cellsOf('reference', step), ...cellsOf('yours', step)];
    },
  };
}

function loadingAt(spec: CacheSlotsSceneSpec, side: Side, step: number): readonly string[] {
  return spec[side].loads.filter(({ from, to = Infinity }) => from <= step && to > step).map(({ id }) => id);
}

function answeredAt(spec: CacheSlotsSceneSpec, side: Side, step: number): readonly string[] {
  return spec[side].calls
    .filter(({ at, settled = at, answer }) => settled === step && answer !== 'none')
    .map(({ op, key, answer }) => (op === 'get' ? `${op} ${key}: ${answer}` : `${op} ${key}`));
}
