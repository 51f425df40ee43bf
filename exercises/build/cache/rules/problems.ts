/** What is wrong with one get. */
import { type TraceEvent, formatData } from 'drydock';
import type { Fields } from './facts';
import type { Get, Kind, Problem } from './history';

/** How one get must have ended when all is over. */
export function problemsOf({ key, call, end, expects, isBroken }: Get): readonly Problem[] {
  if (isBroken || expects.of === 'pending') return [];
  const { load } = expects;
  const asked = `get(${formatData(key)}) at ${at(call)}`;
  const wrong = (kind: Kind, why: string, more: Partial<Problem> = {}): readonly Problem[] => [
    { kind, at: end?.event.seq ?? call.seq, because: `${asked} ${why}`, causes: [call.seq], ...more },
  ];
  if (expects.of !== 'load') {
    const ok = expects.of !== 'remembered';
    const what = ok
      ? `finds ${load.id}, loaded at t = ${load.end?.event.t ?? 0}, ${expects.of}`
      : `comes after the failure of ${load.id}, which is remembered`;
    const must = `so it ${ok ? 'answers that' : 'rejects with the same value'} within the same millisecond`;
    if (end === undefined) return wrong(expects.of, `${what}, ${must}; it never settles.`);
    if (end.event.t !== call.t) {
      return wrong(expects.of, `${what}, ${must}; it settles at ${at(end.event)}.`, {
        expected: call.t,
        actual: end.event.t,
      });
    }
    if (end.ok === ok && end.loads.includes(load.id)) return [];
    return wrong(expects.of, `${what}, ${must}; it ${how(end)}.`, {
      expected: ok ? load.id : { rejects: load.id },
      actual: end.event.data,
    });
  }
  // A load that never ended is the scenario's own doing.
  if (load.end === undefined)
    return end === undefined ? [] : wrong('waiter', `waits for ${load.id}, and ${how(end)} before that has ended.`);
  const { ok, event } = load.end;
  const kind = ok ? 'waiter' : 'failure';
  const waits = `waits for ${load.id}, which ${ok ? 'fulfils' : 'rejects'} at ${at(event)}`;
  if (end === undefined) return wrong(kind, `${waits}; it never settles.`);
  if (end.event.t !== event.t || end.event.seq < event.seq) {
    return wrong(kind, `${waits}; it settles at ${at(end.event)}, and ${how(end)}.`, {
      expected: event.t,
      actual: end.event.t,
    });
  }
  if (end.ok === ok && end.loads.includes(load.id)) return [];
  const very = end.ok === ok ? ' That is not the very value.' : '';
  return wrong(kind, `${waits}; it ${how(end)}.${very}`, {
    expected: ok ? load.id : { rejects: load.id },
    actual: end.event.data,
  });
}

export function how({ event, ok }: { readonly event: TraceEvent; readonly ok: boolean }): string {
  if (ok) return `fulfils with ${formatData(event.data)}`;
  return `rejects with ${formatData(((event.data ?? {}) as Fields)['message'])}`;
}

export function at({ t }: TraceEvent): string {
  return `t = ${t}`;
}
