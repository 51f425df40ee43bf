import { interrupted, outside } from './machine';
import { getOwnPropertyDescriptor, getPrototypeOf, isObject, stringSlice, symbolToString } from './primordials';

const MAX_TEXT = 10_000;
const errorPrototype: object = Error.prototype;

/** Whether a value is an error by its prototypes, without asking any `Symbol.hasInstance`. */
export function isError(value: object): boolean {
  for (let at: object | null = value, depth = 0; at !== null && depth < 20; at = getPrototypeOf(at), depth += 1) {
    if (at === errorPrototype) return true;
  }
  return false;
}

/** What is known of anything that was thrown. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** Describes what a program threw, error or not, without running the program's code where that can be helped. */
export function describeError(error: unknown): ErrorDescription {
  try {
    if (!isObject(error)) return { name: 'Error', message: `threw ${thrownText(error)}` };
    const message = textOf(error, 'message');
    const name = textOf(error, 'name');
    if (name === undefined && message === undefined) return { name: 'Error', message: 'threw an object' };
    const stack = stackOf(error);
    const description = { name: name ?? 'Error', message: message ?? '' };
    return typeof stack === 'string' ? { ...description, stack } : description;
  } catch (failure) {
    if (interrupted()) throw failure;
    return { name: 'Error', message: 'threw an object that throws when it is read' };
  }
}

/** V8 makes the text when it is first read, by the program's own `prepareStackTrace` if there is one. */
function stackOf(error: object): unknown {
  try {
    return outside(() => (error as { stack?: unknown }).stack);
  } catch (failure) {
    if (interrupted()) throw failure;
    return undefined;
  }
}

function thrownText(value: unknown): string {
  if (typeof value === 'string') return `the text "${bounded(value)}"`;
  if (typeof value === 'symbol') return symbolToString(value);
  return typeof value === 'bigint' ? `${value}n` : `${value as undefined}`;
}

/** A text property, own or inherited, by descriptors: no getter is called. */
function textOf(error: object, key: string): string | undefined {
  for (let at: object | null = error, depth = 0; at !== null && depth < 20; at = getPrototypeOf(at), depth += 1) {
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) {
      const value = own(descriptor, 'value');
      return typeof value === 'string' ? bounded(value) : undefined;
    }
  }
  return undefined;
}

function bounded(text: string): string {
  return text.length > MAX_TEXT ? `${stringSlice(text, 0, MAX_TEXT)}…` : text;
}

/** A field of a descriptor: one of a data property has no own `get`, and `Object.prototype` may have been given one. */
export function own(descriptor: PropertyDescriptor, field: 'get' | 'set' | 'value'): unknown {
  return getOwnPropertyDescriptor(descriptor, field)?.value;
}
