/** What may be wrong in a run, and how events are read. */
import type { Data, Run, TraceEvent } from 'drydock';
import type { Plan } from '../scenarios/plan';

export type Kind =
  'missed' | 'extra' | 'gone' | 'late' | 'order' | 'error' | 'call' | 'value' | 'overlap' | 'time' | 'stats';

export interface Found {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
}

export const SYNC = ['broadcast', 'ordering', 'unsubscribe'];

export const NESTED = ['ordering', 'unsubscribe'];

export const ASYNC = ['slow-subscriber', 'dead-subscriber'];

export const ALL = [...SYNC, ...ASYNC];

export const DEAD = ['dead-subscriber'];

export const nameOf = (sub: number): string => `s${sub + 1}`;

export const eventNameOf = (event: number): string => `e${event + 1}`;

export const field = (event: TraceEvent | undefined, name: string): Data =>
  ((event?.data ?? {}) as Readonly<Record<string, Data>>)[name];

export const args = (event: TraceEvent): readonly Data[] =>
  Array.isArray(event.data) ? (event.data as readonly Data[]) : [];

export function calls(run: Run, trace: readonly TraceEvent[]): Found[] {
  const plan = run.input as Plan;
  const throwing = plan.reactions?.some(({ throws }) => throws === true) ?? false;
  const threw = trace.filter(({ kind }) => kind === 'throw');
  return threw.flatMap((event) => {
    if (event.op === 'publish' && throwing) return [];
    const because = `${event.op ?? 'A call'} threw ${String(field(event, 'name'))}: ${String(field(event, 'message'))}. Nothing here should throw.`;
    return [{ kind: 'call' as const, at: event.seq, because }];
  });
}
