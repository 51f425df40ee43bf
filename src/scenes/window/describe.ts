import type { SceneTable, WindowSceneSpec } from '../types';
import { formatInteger } from '../shared/labels';

/** Steps told in full before the description says how many more there are. */
const TOLD_STEPS = 30;

/** Name and whole story of a window scene, for whoever does not see it. */
export function describeWindow(spec: WindowSceneSpec): { readonly title: string; readonly description: string } {
  const { requests, limit, windowMs, edges, steps } = spec;
  const interval = edges === 'closed-open' ? '[start, start + W)' : '(t − W, t]';
  const offset = requests[0]?.t ?? 0;
  const start = offset >= 1e7 ? ` The first request is at ${formatInteger(offset)} ms.` : '';
  const told = steps.slice(0, TOLD_STEPS).map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
  const more = steps.length - told.length;
  return {
    title: `${requests.length} requests against a limit of ${limit} in ${formatInteger(windowMs)} ms, the reference above and yours below`,
    description: [
      `${spec.sentence} The window is ${interval} with W = ${formatInteger(windowMs)} ms.${start}`,
      ...told,
      ...(more > 0 ? [`${formatInteger(more)} more steps are in the table.`] : []),
    ].join(' '),
  };
}

const ANSWERS = { admit: 'admit', reject: 'reject', error: 'threw', none: 'no answer' } as const;

/** One row a request: what was asked, what both answered, what both held. */
export function tableOfWindow(spec: WindowSceneSpec): SceneTable {
  return {
    columns: ['Request', 'Key', 'Time, ms', 'Reference', 'Yours', 'Held by reference', 'Held by yours'],
    cells(step) {
      const request = spec.requests[step];
      if (request === undefined) return [];
      const { id, key, t, reference, yours, heldByReference, heldByYours } = request;
      const held = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
      const answers = [ANSWERS[reference], ANSWERS[yours]];
      return [id, JSON.stringify(key), formatInteger(t), ...answers, held(heldByReference), held(heldByYours)];
    },
  };
}
