import { formatInteger } from '../shared/labels';
import type { NodeLanesSceneSpec, SceneTable } from '../types';

/** Steps told in full before the description says how many more there are. */
const TOLD_STEPS = 30;

/** Name and whole story of the lanes, for whoever does not see them. */
export function describeNodeLanes(spec: NodeLanesSceneSpec): { readonly title: string; readonly description: string } {
  const { nodes, fromMs, toMs, steps, sentence, overlap } = spec;
  const told = steps.slice(0, TOLD_STEPS).map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
  const more = steps.length - told.length;
  return {
    title: `${nodes.length} nodes and a store from ${formatInteger(fromMs)} to ${formatInteger(toMs)} ms, the leases of the reference above and yours below`,
    description: [
      sentence,
      ...(overlap === undefined ? [] : [`Marked from ${overlap.fromMs} to ${overlap.untilMs} ms: ${overlap.text}.`]),
      ...told,
      ...(more > 0 ? [`${formatInteger(more)} more steps are in the table.`] : []),
    ].join(' '),
  };
}

/** One row a step: when, where, what. */
export function tableOfNodeLanes(spec: NodeLanesSceneSpec): SceneTable {
  return {
    columns: ['Time, ms', 'Lane', 'What', 'Lease in the reference', 'Lease in yours'],
    cells(step) {
      const [at, event] = [spec.steps[step], spec.events[step]];
      if (at === undefined || event === undefined) return [];
      const held = (leases: NodeLanesSceneSpec['leases']): string =>
        leases
          .filter(({ fromMs, untilMs }) => fromMs <= at.t && at.t < untilMs)
          .map(({ node, untilMs }) => `${node} until ${formatInteger(untilMs)}`)
          .join(', ') || 'nobody';
      const what = at.text.replace(/^t = [^:]*: /, '');
      return [formatInteger(at.t), event.node, what, held(spec.reference), held(spec.leases)];
    },
  };
}
