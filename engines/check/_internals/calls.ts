import type { Data, Trace } from '../types';

/** One call of the program and how it ended, read from a trace. */
export interface Call {
  /** `seq` of the call. */
  readonly seq: number;
  readonly t: number;
  readonly op: string;
  readonly args: readonly Data[];
  readonly end: CallEnd;
}

/** `none`: it had not ended when the run was over. */
export type CallEnd =
  | { readonly kind: 'return' | 'resolve'; readonly seq: number; readonly t: number; readonly value: Data }
  | {
      readonly kind: 'throw' | 'reject';
      readonly seq: number;
      readonly t: number;
      readonly name: string;
      readonly message: string;
    }
  | { readonly kind: 'none' };

/** The calls of a run in the order they were made; of one operation, if it is named. */
export function callsOf(trace: Trace, op?: string): readonly Call[] {
  const ends = new Map<number, CallEnd>();
  for (const event of trace) {
    if (event.cause !== undefined) {
      const end = endOf(event);
      if (end !== undefined) ends.set(event.cause, end);
    }
  }
  return trace
    .filter((event) => event.kind === 'call' && (op === undefined || event.op === op))
    .map(({ seq, t, op: name = '', data }) => ({
      seq,
      t,
      op: name,
      args: Array.isArray(data) ? (data as readonly Data[]) : [],
      end: ends.get(seq) ?? { kind: 'none' },
    }));
}

function endOf({ seq, t, kind, data }: Trace[number]): CallEnd | undefined {
  if (kind === 'return' || kind === 'resolve') return { kind, seq, t, value: data };
  if (kind !== 'throw' && kind !== 'reject') return undefined;
  const error = (typeof data === 'object' && data !== null ? data : {}) as Readonly<Record<string, Data>>;
  const { name = 'Error', message = '' } = error;
  return { kind, seq, t, name: String(name), message: String(message) };
}

/** `allow("a", 1000)` */
export function formatCall({ op, args }: Pick<Call, 'op' | 'args'>): string {
  return `${op}(${args.map(formatData).join(', ')})`;
}

/** Data as TypeScript writes it, one line, cut at some 80 characters. */
export function formatData(data: Data): string {
  const text = written(data);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function written(data: Data): string {
  if (typeof data === 'string') return JSON.stringify(data);
  if (typeof data === 'bigint') return `${data}n`;
  if (Object.is(data, -0)) return '-0';
  if (typeof data !== 'object' || data === null) return String(data);
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(written).join(', ')}]`;
  const fields = Object.entries(data).map(
    ([key, value]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${written(value)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Whether two data are the same all through; `NaN` is itself, and `0` is not `-0`. */
export function sameData(a: Data, b: Data): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Readonly<Record<string, Data>>;
  const right = b as Readonly<Record<string, Data>>;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameData(left[key], right[key]))
  );
}

/** Same call, same arguments. */
export function sameCall(a: Call | undefined, b: Call | undefined): boolean {
  return a !== undefined && b !== undefined && a.op === b.op && sameData(a.args, b.args);
}
