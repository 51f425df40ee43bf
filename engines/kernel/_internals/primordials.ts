/**
 * The built-ins that the kernel uses, as they were when it was loaded. It runs in the same realm as a program that may
 * patch every prototype, so nothing here or in its neighbours looks a method up on a prototype after loading.
 */

/** `f.call` as a plain function: `uncurryThis(Map.prototype.get)(map, key)`. Survives any later patch of `call`. */
export const uncurryThis = Function.prototype.bind.bind(Function.prototype.call) as <
  This,
  Args extends readonly unknown[],
  R,
>(
  method: (this: This, ...args: Args) => R,
) => (self: This, ...args: Args) => R;

export const apply: (target: unknown, self: unknown, args: ArrayLike<unknown>) => unknown = Reflect.apply as never;
export const construct = Reflect.construct as (target: unknown, args: ArrayLike<unknown>, newTarget: unknown) => object;
export const ownKeys = Reflect.ownKeys;
export const defineProperty = Reflect.defineProperty;
export const getOwnPropertyDescriptor = Reflect.getOwnPropertyDescriptor;
export const getPrototypeOf = Reflect.getPrototypeOf;
export const deleteProperty = Reflect.deleteProperty;
export const setPrototypeOf = Reflect.setPrototypeOf;
export const freeze = Object.freeze;
export const createObject = Object.create as (prototype: object | null) => Record<PropertyKey, unknown>;
export const isArray: (value: unknown) => value is unknown[] = Array.isArray;
export const arrayFrom: <T>(items: ArrayLike<T>) => T[] = Array.from;

export const hasOwn: (target: object, key: PropertyKey) => boolean = uncurryThis(Object.prototype.hasOwnProperty);

export const NativeMap = Map;
export const mapGet = uncurryThis(Map.prototype.get) as <K, V>(map: Map<K, V>, key: K) => V | undefined;
export const mapSet = uncurryThis(Map.prototype.set) as <K, V>(map: Map<K, V>, key: K, value: V) => Map<K, V>;
export const mapDelete = uncurryThis(Map.prototype.delete) as <K, V>(map: Map<K, V>, key: K) => boolean;
export const mapForEach = uncurryThis(Map.prototype.forEach) as <K, V>(
  map: Map<K, V>,
  visit: (value: V, key: K) => void,
) => void;
export const mapSize = uncurryThis(getter(Map.prototype, 'size')) as (map: unknown) => number;

export const mapClear = uncurryThis(Map.prototype.clear) as (map: unknown) => void;

export const NativeSet = Set;
export const setAdd = uncurryThis(Set.prototype.add) as <T>(set: Set<T>, item: T) => Set<T>;
export const setDelete = uncurryThis(Set.prototype.delete) as <T>(set: Set<T>, item: T) => boolean;
export const setForEach = uncurryThis(Set.prototype.forEach) as <T>(set: Set<T>, visit: (item: T) => void) => void;
export const setSize = uncurryThis(getter(Set.prototype, 'size')) as (set: unknown) => number;

export const setClear = uncurryThis(Set.prototype.clear) as (set: unknown) => void;

export const stringSlice: (text: string, from: number, to?: number) => string = uncurryThis(String.prototype.slice);
export const padStart: (text: string, length: number, fill: string) => string = uncurryThis(String.prototype.padStart);
export const numberToString: (value: number, radix?: number) => string = uncurryThis(Number.prototype.toString);
export const symbolToString: (value: symbol) => string = uncurryThis(Symbol.prototype.toString);
export const regExpExec: (pattern: RegExp, text: string) => RegExpExecArray | null = uncurryThis(RegExp.prototype.exec);
export const regExpSource = uncurryThis(getter(RegExp.prototype, 'source')) as (pattern: unknown) => string;
export const regExpFlags = uncurryThis(getter(RegExp.prototype, 'flags')) as (pattern: unknown) => string;
export const toText = String;
export const toNumber = Number;
export const isFiniteNumber: (value: unknown) => boolean = Number.isFinite;
export const stringify = JSON.stringify;

export const NativeError = Error;
export const NativeTypeError = TypeError;
export const NativeRangeError = RangeError;
export const NativeAggregateError = AggregateError;

export const symbolIterator: typeof Symbol.iterator = Symbol.iterator;
export const symbolAsyncIterator: typeof Symbol.asyncIterator = Symbol.asyncIterator;
export const symbolSpecies: typeof Symbol.species = Symbol.species;
export const symbolToStringTag: typeof Symbol.toStringTag = Symbol.toStringTag;

// Generators carry the lowered async functions: the three methods of %GeneratorPrototype%.
const generatorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf(
    (function* () {
      yield;
    })(),
  ),
) as Generator<unknown, unknown, unknown>;
export type LoweredGenerator = Generator<unknown, unknown, unknown>;
export const generatorNext: (generator: LoweredGenerator, value: unknown) => IteratorResult<unknown, unknown> =
  uncurryThis(generatorPrototype.next) as never;
export const generatorThrow: (generator: LoweredGenerator, error: unknown) => IteratorResult<unknown, unknown> =
  uncurryThis(generatorPrototype.throw) as never;
export const generatorReturn: (generator: LoweredGenerator, value: unknown) => IteratorResult<unknown, unknown> =
  uncurryThis(generatorPrototype.return) as never;

export const floor = Math.floor;
export const ceil = Math.ceil;
export const trunc = Math.trunc;
export const imul = Math.imul;
export const clz32 = Math.clz32;
export const toObject = Object as (value: unknown) => object;

const typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
export const typedArrayLength = uncurryThis(getter(typedArrayPrototype, 'length')) as (array: unknown) => number;
export const typedArraySet = uncurryThis(typedArrayPrototype.set) as unknown as (
  array: unknown,
  items: ArrayLike<unknown>,
) => void;

function getter(prototype: object, name: PropertyKey): (this: unknown) => unknown {
  const found = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (found === undefined) throw new Error(`no getter ${String(name)}`);
  return found;
}

/** A list without prototype: no setter that a program puts on `Array.prototype` is ever reached. */
export interface List<T> {
  [index: number]: T;
  length: number;
}

export function createList<T>(): List<T> {
  const list: T[] = [];
  setPrototypeOf(list, null);
  return list as unknown as List<T>;
}

/** An ordinary array of a list's items, made by definition and not by assignment. */
export function toArray<T>(list: List<T>): T[] {
  return arrayFrom(list as unknown as ArrayLike<T>);
}

/** True for what has properties: objects and functions. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' ? value !== null : typeof value === 'function';
}

/** A data descriptor that inherits nothing: a `get` put on `Object.prototype` must not reach it. */
export function dataDescriptor(value: unknown, enumerable: boolean): PropertyDescriptor {
  const descriptor = createObject(null);
  descriptor['value'] = value;
  descriptor['writable'] = true;
  descriptor['enumerable'] = enumerable;
  descriptor['configurable'] = true;
  return descriptor;
}
