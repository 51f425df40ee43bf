import type { QueueLanesSceneSpec, SceneTable } from '../types';
import { formatInteger } from '../shared/labels';
import { runningAt, waitingAt } from './history';

/** Steps told in full before the description says how many more there are. */
const TOLD_STEPS = 30;

/** Name and whole story of a scene of queue lanes, for whoever does not see it. */
export function describeQueueLanes(spec: QueueLanesSceneSpec): {
  readonly title: string;
  readonly description: string;
} {
  const { workers, bound, yours, steps } = spec;
  const told = steps.slice(0, TOLD_STEPS).map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
  const more = steps.length - told.length;
  const queue = bound === undefined ? 'a queue without bound' : `a queue for ${formatInteger(bound)}`;
  return {
    title: `${yours.length} job${yours.length === 1 ? '' : 's'} on ${workers} worker${workers === 1 ? '' : 's'} with ${queue}, the reference above and yours below`,
    description: [
      spec.sentence,
      ...told,
      ...(more > 0 ? [`${formatInteger(more)} more steps are in the table.`] : []),
    ].join(' '),
  };
}

/** One row an instant: who runs, who waits, whose producer is held back, on both sides. */
export function tableOfQueueLanes(spec: QueueLanesSceneSpec): SceneTable {
  const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
  const cellsOf = (side: 'reference' | 'yours', t: number): string[] => {
    const { accepted, heldBack } = waitingAt(spec[side], t);
    const waits = spec.bound === undefined ? [list([...accepted, ...heldBack])] : [list(accepted), list(heldBack)];
    return [list(runningAt(spec[side], t)), ...waits];
  };
  const heads = spec.bound === undefined ? ['run', 'wait'] : ['run', 'wait', 'held back'];
  return {
    columns: ['Time, ms', ...['Reference', 'Yours'].flatMap((side) => heads.map((head) => `${side}: ${head}`))],
    cells(step) {
      const t = spec.steps[step]?.t;
      return t === undefined ? [] : [formatInteger(t), ...cellsOf('reference', t), ...cellsOf('yours', t)];
    },
  };
}
