import type { FanOutSceneSpec, SceneTable } from '../types';
import { formatInteger } from '../shared/labels';
import { SIDES, standingAt } from './history';

/** Steps told in full before the description says how many more there are. */
const TOLD_STEPS = 30;

/** Name and whole story of a fan-out scene, for whoever does not see it. */
export function describeFanOut(spec: FanOutSceneSpec): { readonly title: string; readonly description: string } {
  const { subscribers, steps, buffer } = spec;
  const count = `${subscribers.length} subscriber${subscribers.length === 1 ? '' : 's'}`;
  const room = buffer === undefined ? '' : `, each with a buffer of ${formatInteger(buffer)}`;
  const told = steps.slice(0, TOLD_STEPS).map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
  const more = steps.length - told.length;
  return {
    title: `Fan-out to ${count}${room}, the reference above and yours below`,
    description: [
      spec.sentence,
      ...told,
      ...(more > 0 ? [`${formatInteger(more)} more steps are in the table.`] : []),
    ].join(' '),
  };
}

/** One row a step: what each subscriber has seen and how far it is behind, on both sides. */
export function tableOfFanOut(spec: FanOutSceneSpec): SceneTable {
  return {
    columns: ['Time, ms', ...SIDES.flatMap((side) => spec.subscribers.map(({ id }) => `${side}: ${id}`))],
    cells(step) {
      const t = spec.steps[step]?.t;
      if (t === undefined) return [];
      const cells = SIDES.flatMap((side) =>
        spec.subscribers.map(({ id }) => {
          const { state, seen, behind, missed } = standingAt(spec, side, id, step);
          if (state === 'absent') return 'not there';
          const parts = [`${seen} seen`];
          if (behind.length > 0) parts.push(`${behind.length} behind`);
          if (missed.length > 0) parts.push(`${missed.length} missed`);
          return [...(state === 'live' ? [] : [state]), ...parts].join(', ');
        }),
      );
      return [formatInteger(t), ...cells];
    },
  };
}
