import type { Data } from '../types';
import { describeError, isError, own } from './describe';
import { interrupted } from './machine';
import { cellOf } from './promise';
import {
  createList,
  createObject,
  dataDescriptor,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  mapForEach,
  mapSize,
  ownKeys,
  regExpFlags,
  regExpSource,
  setForEach,
  setSize,
  stringSlice,
  symbolToString,
  toArray,
  type List,
} from './primordials';

/** Bounds of one reduction: enough for any answer, small enough for any mistake. */
const MAX_DEPTH = 8;
const MAX_PARTS = 10_000;
const MAX_TEXT = 10_000;

const objectPrototype: object = Object.prototype;

interface Reduction {
  parts: number;
  /** The objects around the current one. */
  readonly path: List<object>;
}

/**
 * Any value of a program as plain, acyclic data, read through built-ins that the program cannot have replaced. Getters
 * are not called; what a proxy throws is described. Deeper than 8, longer than 10,000 characters or with more than
 * 10,000 parts it is cut, and says so.
 */
export function reduce(value: unknown): Data {
  return reduced(value, { parts: 0, path: createList() });
}

function reduced(value: unknown, state: Reduction): Data {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
    case 'number':
      return value;
    case 'bigint':
      return value;
    case 'string':
      return value.length > MAX_TEXT ? `${stringSlice(value, 0, MAX_TEXT)}… (${value.length} characters)` : value;
    case 'symbol':
      return symbolToString(value);
    default:
      return value === null ? null : reducedObject(value as object, state);
  }
}

function reducedObject(value: object, state: Reduction): Data {
  const { path } = state;
  state.parts += 1;
  if (state.parts > MAX_PARTS) return '[more]';
  for (let index = 0; index < path.length; index += 1) if (path[index] === value) return '[circular]';
  if (path.length >= MAX_DEPTH) return isArray(value) ? '[array]' : '[object]';
  path[path.length] = value;
  try {
    return described(value, state);
  } catch (error) {
    if (interrupted()) throw error;
    return '[an object that throws when it is read]';
  } finally {
    path.length -= 1;
  }
}

function described(value: object, state: Reduction): Data {
  if (typeof value === 'function') return functionName(value);
  if (isArray(value)) return reducedArray(value, state);
  if (cellOf(value) !== null) return '[promise]';
  return reducedBuiltIn(value, state) ?? reducedFields(value, state);
}

function functionName(value: object): string {
  const name = getOwnPropertyDescriptor(value, 'name')?.value as unknown;
  return typeof name === 'string' && name !== '' ? `[function ${name}]` : '[function]';
}

function reducedArray(value: readonly unknown[], state: Reduction): Data {
  const items: List<Data> = createList();
  for (let index = 0; index < value.length; index += 1) {
    if ((state.parts += 1) > MAX_PARTS) {
      items[index] = `[${value.length - index} more]`;
      break;
    }
    items[index] = reducedProperty(value, `${index}`, state);
  }
  return toArray(items);
}

function reducedFields(value: object, state: Reduction): Data {
  const fields = createObject(null);
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    if (typeof key !== 'string') continue;
    if ((state.parts += 1) > MAX_PARTS) {
      fields['...'] = `[${keys.length - index} more]`;
      break;
    }
    if (getOwnPropertyDescriptor(value, key)?.enumerable !== true) continue;
    defineProperty(fields, key, dataDescriptor(reducedProperty(value, key, state), true));
  }
  return fields as { [key: string]: Data };
}

function reducedProperty(value: object, key: string, state: Reduction): Data {
  const descriptor = getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined) return undefined;
  return own(descriptor, 'get') === undefined && own(descriptor, 'set') === undefined
    ? reduced(own(descriptor, 'value'), state)
    : '[getter]';
}

/** What is not told by its fields. */
function reducedBuiltIn(value: object, state: Reduction): Data | undefined {
  const prototype = getPrototypeOf(value);
  if (prototype === null || prototype === objectPrototype) return undefined;
  if (isError(value)) {
    const error = describeError(value);
    return { name: error.name, message: error.message };
  }
  const size = sizeOf(value);
  if (size !== undefined) return reducedCollection(value, size, state);
  try {
    return `/${regExpSource(value)}/${regExpFlags(value)}`;
  } catch {
    return undefined;
  }
}

function sizeOf(value: object): { readonly kind: 'Map' | 'Set'; readonly size: number } | undefined {
  try {
    return { kind: 'Map', size: mapSize(value) };
  } catch {
    try {
      return { kind: 'Set', size: setSize(value) };
    } catch {
      return undefined;
    }
  }
}

function reducedCollection(
  value: object,
  { kind, size }: { readonly kind: 'Map' | 'Set'; readonly size: number },
  state: Reduction,
): Data {
  const entries: List<Data> = createList();
  const add = (produce: () => Data): void => {
    if ((state.parts += 1) <= MAX_PARTS) entries[entries.length] = produce();
  };
  if (kind === 'Map') {
    mapForEach(value as Map<unknown, unknown>, (item, key) =>
      add(() => [reduced(key, state), reduced(item, state)] as const),
    );
  } else setForEach(value as Set<unknown>, (item) => add(() => reduced(item, state)));
  const fields = createObject(null);
  fields[`${kind}(${size})`] = toArray(entries);
  return fields as { [key: string]: Data };
}
