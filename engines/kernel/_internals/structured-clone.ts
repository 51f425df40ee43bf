import { DOMException } from './events';
import {
  construct,
  dataDescriptor,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  isObject,
  mapForEach,
  mapGet,
  mapSet,
  mapSize,
  NativeTypeError,
  NativeMap,
  NativeSet,
  ownKeys,
  regExpFlags,
  regExpSource,
  setAdd,
  setForEach,
  setSize,
  symbolToString,
  toObject,
} from './primordials';
import { cellOf } from './promise';
import { dateConstructor } from './date';

type Seen = Map<object, object>;

const dateTime = Function.prototype.call.bind(Date.prototype.getTime) as (date: unknown) => number;
const bufferSlice = Function.prototype.call.bind(ArrayBuffer.prototype.slice) as (
  buffer: unknown,
  from: number,
) => ArrayBuffer;
const isView = ArrayBuffer.isView;
const NativeRegExp = RegExp;
const booleanOf = Function.prototype.call.bind(Boolean.prototype.valueOf) as (value: unknown) => boolean;
const numberOf = Function.prototype.call.bind(Number.prototype.valueOf) as (value: unknown) => number;
const stringOf = Function.prototype.call.bind(String.prototype.valueOf) as (value: unknown) => string;
const bigintOf = Function.prototype.call.bind(BigInt.prototype.valueOf) as (value: unknown) => bigint;
const symbolOf = Function.prototype.call.bind(Symbol.prototype.valueOf) as (value: unknown) => symbol;
const weakMapHas = Function.prototype.call.bind(WeakMap.prototype.has) as (map: unknown, key: object) => boolean;
const weakSetHas = Function.prototype.call.bind(WeakSet.prototype.has) as (set: unknown, key: object) => boolean;

/** What cannot be cloned, by a method that throws for everything else. */
const unclonable: readonly (readonly [is: (value: object) => unknown, what: string])[] = [
  [(value) => weakMapHas(value, value), '#<WeakMap>'],
  [(value) => weakSetHas(value, value), '#<WeakSet>'],
];
const errors: readonly ErrorConstructor[] = [
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  Error,
] as readonly ErrorConstructor[];

/**
 * The HTML standard's structured clone for what a program here can have: primitives and their objects, dates, regular
 * expressions, maps, sets, buffers and views, errors, arrays, plain objects, cycles. Functions, symbols, promises and
 * weak collections throw a `DataCloneError`.
 */
export function structuredClone(...args: unknown[]): unknown {
  if (args.length === 0) throw new NativeTypeError('structuredClone: a value is required');
  const value = args[0];
  const options = args[1];
  const transfer = isObject(options) ? (options as { transfer?: unknown }).transfer : undefined;
  if (isArray(transfer) && transfer.length > 0) {
    return refuse('What is to be transferred is not available here: there is one thread. Clone it; it');
  }
  return clone(value, new NativeMap());
}

function refuse(what: string): never {
  throw new DOMException(`${what} could not be cloned.`, 'DataCloneError');
}

function clone(value: unknown, seen: Seen): unknown {
  if (typeof value === 'symbol') return refuse(symbolToString(value));
  if (!isObject(value)) return value;
  if (typeof value === 'function') return refuse('A function');
  const earlier = mapGet(seen, value);
  if (earlier !== undefined) return earlier;
  if (isArray(value)) return clonedFields(value, keep(seen, value, [] as unknown as object), seen);
  if (cellOf(value) !== null) return refuse('#<Promise>');
  return clonedBuiltIn(value, seen) ?? clonedFields(value, keep(seen, value, {}), seen);
}

function keep<T extends object>(seen: Seen, from: object, to: T): T {
  mapSet(seen, from, to);
  return to;
}

function clonedFields(from: object, to: object, seen: Seen): object {
  if (isArray(from)) (to as unknown[]).length = from.length;
  const keys = ownKeys(from);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    if (typeof key !== 'string' || getOwnPropertyDescriptor(from, key)?.enumerable !== true) continue;
    const item = clone((from as Record<string, unknown>)[key], seen);
    defineProperty(to, key, dataDescriptor(item, true));
  }
  return to;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function clonedBuiltIn(value: object, seen: Seen): object | undefined {
  const time = attempt(() => dateTime(value));
  if (time !== undefined) return keep(seen, value, construct(dateConstructor(), [time], dateConstructor()));
  if (attempt(() => mapSize(value)) !== undefined) return clonedMap(value as Map<unknown, unknown>, seen);
  if (attempt(() => setSize(value)) !== undefined) return clonedSet(value as Set<unknown>, seen);
  const buffer = attempt(() => bufferSlice(value, 0));
  if (buffer !== undefined) return keep(seen, value, buffer);
  if (isView(value)) return clonedView(value, seen);
  const index = errorIndex(value);
  if (index >= 0) return clonedError(value, errors[index]!, seen);
  const boxed = attempt(() => booleanOf(value)) ?? attempt(() => numberOf(value)) ?? attempt(() => stringOf(value));
  const bigint = boxed ?? attempt(() => bigintOf(value));
  if (bigint !== undefined) return keep(seen, value, toObject(bigint));
  if (attempt(() => symbolOf(value)) !== undefined) return refuse('A symbol');
  for (let index = 0; index < unclonable.length; index += 1) {
    const [is, what] = unclonable[index]!;
    if (attempt(() => (is(value), true)) === true) return refuse(what);
  }
  const source = attempt(() => regExpSource(value));
  if (source !== undefined) return keep(seen, value, new NativeRegExp(source, regExpFlags(value)));
  return undefined;
}

function clonedMap(from: Map<unknown, unknown>, seen: Seen): object {
  const to = keep(seen, from, new NativeMap<unknown, unknown>());
  mapForEach(from, (item, key) => void mapSet(to, clone(key, seen), clone(item, seen)));
  return to;
}

function clonedSet(from: Set<unknown>, seen: Seen): object {
  const to = keep(seen, from, new NativeSet<unknown>());
  setForEach(from, (item) => void setAdd(to, clone(item, seen)));
  return to;
}

function clonedView(view: ArrayBufferView, seen: Seen): object {
  const buffer = clone(view.buffer, seen);
  const length = (view as unknown as { length?: number }).length ?? view.byteLength;
  const constructor = (view as unknown as { constructor: unknown }).constructor;
  return keep(seen, view, construct(constructor, [buffer, view.byteOffset, length], constructor));
}

function errorIndex(value: object): number {
  for (let at: object | null = value, depth = 0; at !== null && depth < 20; at = getPrototypeOf(at), depth += 1) {
    for (let index = 0; index < errors.length; index += 1) if (errors[index]!.prototype === at) return index;
  }
  return -1;
}

function clonedError(from: object, constructor: ErrorConstructor, seen: Seen): object {
  const message = getOwnPropertyDescriptor(from, 'message')?.value as unknown;
  const to = keep(seen, from, new constructor(message === undefined ? undefined : `${message as string}`));
  const cause = getOwnPropertyDescriptor(from, 'cause');
  if (cause !== undefined) defineProperty(to, 'cause', dataDescriptor(clone(cause.value, seen), false));
  return to;
}
