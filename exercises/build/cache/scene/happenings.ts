/** What happens to one cache in a trace, in order: calls and their answers, loads and their ends. */
import { formatData, type Data, type Trace, type TraceEvent } from 'drydock';
import type { Plan } from '../scenarios/plan';
import type { Act, Traffic } from '../scenarios/traffic';

type Fields = Readonly<Record<string, Data>>;

/** One thing that happens. `id` is the same on both sides: `c2` the second call, `c2>` its answer, `a1+` a load, `a1-` its end. */
export interface Happening {
  readonly id: string;
  readonly t: number;
  readonly seq: number;
  readonly key: string;
  readonly what:
    | { readonly is: 'call'; readonly op: Act['op']; readonly says: string; readonly value?: Data }
    /** `later`: in another millisecond than its call. */
    | { readonly is: 'answer'; readonly of: string; readonly answer: Answer; readonly says: string }
    | { readonly is: 'load' }
    | { readonly is: 'loaded'; readonly ok: boolean };
}

export type Answer = 'value' | 'nothing' | 'error';

/** Happenings of the cache with index `cache`. */
export function happeningsOf(trace: Trace, input: Traffic | Plan, cache: number): readonly Happening[] {
  const found: Happening[] = [];
  const calls = new Map<number, { readonly id: string; readonly key: string; readonly op: Act['op'] }>();
  let count = 0;
  for (const event of trace) {
    const { kind, op, seq, t, data, cause } = event;
    if (kind === 'call' && isOperation(op)) {
      const at = cacheOfCall(count, input);
      count += 1;
      if (at !== cache) continue;
      const [key, value] = data as readonly Data[];
      const call = { id: `c${count}`, key: String(key), op };
      calls.set(seq, call);
      const says = `${op}(${(data as readonly Data[]).map(formatData).join(', ')})`;
      found.push({ ...call, t, seq, what: { is: 'call', op, says, ...(op === 'set' ? { value } : {}) } });
    } else if (kind === 'mark' && (op === 'load-start' || op === 'load-end')) {
      const fields = data as Fields;
      if (Number(fields['cache']) !== cache) continue;
      const start = op === 'load-start';
      const head = { id: `${String(fields['load'])}${start ? '+' : '-'}`, t, seq, key: String(fields['key']) };
      found.push({ ...head, what: start ? { is: 'load' } : { is: 'loaded', ok: fields['ok'] === true } });
    } else if (cause !== undefined && calls.has(cause)) {
      const call = calls.get(cause);
      const answer = answerOf(event);
      if (call === undefined || answer === undefined) continue;
      const of = call.id;
      found.push({ id: `${of}>`, t, seq, key: call.key, what: { is: 'answer', of, ...answer } });
    }
  }
  return found;
}

/** Index of the cache in which the event with that `seq` happens. */
export function cacheOf(trace: Trace, input: Traffic | Plan, seq: number | undefined): number {
  const wrong = trace.find((event) => event.seq === seq);
  const fields = wrong?.data as Fields | undefined;
  if (wrong?.kind === 'mark' && typeof fields?.['cache'] === 'number') return fields['cache'];
  const call = wrong?.cause ?? seq;
  const index = trace.filter(({ kind, op }) => kind === 'call' && isOperation(op)).findIndex((one) => one.seq === call);
  return index < 0 ? 0 : cacheOfCall(index, input);
}

function cacheOfCall(index: number, input: Traffic | Plan): number {
  if ('acts' in input) return input.acts[index]?.cache ?? 0;
  if (input.caches.length < 2) return 0;
  return [...input.gets].sort((a, b) => a.atMs - b.atMs)[index]?.cache ?? 0;
}

function isOperation(op: string | undefined): op is Act['op'] {
  return op === 'get' || op === 'set' || op === 'delete';
}

function answerOf({ kind, data }: TraceEvent): { readonly answer: Answer; readonly says: string } | undefined {
  if (kind === 'reject' || kind === 'throw') {
    return { answer: 'error', says: `${kind === 'throw' ? 'throws' : 'rejects'} ${String((data as Fields)['name'])}` };
  }
  if (kind !== 'return' && kind !== 'resolve') return undefined;
  const isNothing = data === undefined || data === false;
  return { answer: isNothing ? 'nothing' : 'value', says: data === undefined ? 'undefined' : formatData(data) };
}
