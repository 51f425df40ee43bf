/** What happened in a run: the leases in the store, what the nodes were asked and answered, and what is wrong with it. */
import { formatData, type Data, type TraceEvent } from 'drydock';
import type { Plan } from '../scenarios/plan';

/** A node's hold on a key that expires. */
export interface Lease {
  readonly key: string;
  readonly by: string;
  readonly from: TraceEvent;
  untilMs: number;
  /** What ended it before its time. */
  ended?: TraceEvent;
  endedBy?: string;
}

export interface Call {
  readonly op: string;
  readonly by: string;
  readonly call: TraceEvent;
  end?: TraceEvent;
  /** Number of a write. */
  readonly w?: number;
  /** Whether its node held a lease when it was called. */
  readonly held: boolean;
  /** For `guarded`: what became of the writes that it made. */
  readonly writes: Write[];
}

export interface Write {
  readonly begun: TraceEvent;
  readonly token: Data;
  /** Whether its node held a lease when it began. */
  readonly held: boolean;
  written?: TraceEvent;
  isDone?: boolean;
  /** Whether its node held a lease when it reached the resource. */
  heldThen?: boolean;
}

export type Kind =
  | 'answers'
  | 'acquire'
  | 'refuse'
  | 'winner'
  | 'release'
  | 'keep-foreign'
  | 'again'
  | 'no-leader'
  | 'flickers'
  | 'two-leaders'
  | 'unasked'
  | 'after-stop'
  | 'on-stop'
  | 'foreign'
  | 'after-end'
  | 'not-written'
  | 'outsider'
  | 'outsider-answer'
  | 'token'
  | 'shared-token'
  | 'token-order'
  | 'refused-done'
  | 'nothing-done';

export interface Problem {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
  readonly causes?: readonly number[];
  readonly expected?: Data;
  readonly actual?: Data;
}

export interface History {
  readonly plan: Plan;
  readonly leases: readonly Lease[];
  readonly calls: readonly Call[];
  readonly problems: readonly Problem[];
}

export type Fields = Readonly<Record<string, Data>>;

export type Say = (kind: Kind, event: TraceEvent, because: string, more?: Partial<Problem>) => void;

export function at({ t }: TraceEvent): string {
  return `At t = ${t}`;
}

export function answerOf({ end }: Call): Data {
  return end?.data;
}

export function isFailed({ end }: Call): boolean {
  return end?.kind === 'throw' || end?.kind === 'reject';
}

/** `rejects with TimeoutError: ...` */
export function told(call: Call): string {
  const { end } = call;
  if (end === undefined) return 'never ends';
  const { name, message } = (typeof end.data === 'object' && end.data !== null ? end.data : {}) as Fields;
  if (isFailed(call)) return `${end.kind}s ${String(name)}: ${String(message)}`;
  return `${end.kind}s ${formatData(end.data)}`;
}
