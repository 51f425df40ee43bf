import { reduce } from './reduce';
import { isArray, isObject, ownKeys, regExpExec, stringify, stringSlice, symbolToString } from './primordials';
import type { Data } from '../types';

/** What `reduce` says of a value that has no data. */
const DESCRIPTION = /^\[(function\b.*|promise|circular|getter|array|object|an object that .*|\d* ?more)\]$/;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A value as a condition's text shows it: at most some forty characters. */
export function shortText(value: unknown): string {
  return clip(inspect(value), 40);
}

/** A value as a console shows it. Bounded, never throws, never calls a getter of the program. */
export function inspect(value: unknown): string {
  return written(reduce(value), 0);
}

function written(data: Data, depth: number): string {
  if (typeof data === 'string') return regExpExec(DESCRIPTION, data) === null ? stringify(data) : data;
  if (typeof data === 'bigint') return `${data}n`;
  if (typeof data === 'symbol') return symbolToString(data as unknown as symbol);
  if (data === 0 && 1 / (data as number) < 0) return '-0';
  if (!isObject(data)) return `${data}`;
  if (depth > 6) return isArray(data) ? '[...]' : '{...}';
  return isArray(data)
    ? writtenArray(data as readonly Data[], depth)
    : writtenObject(data as Record<string, Data>, depth);
}

function writtenArray(items: readonly Data[], depth: number): string {
  let text = '';
  for (let index = 0; index < items.length && index < 100; index += 1) {
    text += `${index === 0 ? '' : ', '}${written(items[index], depth + 1)}`;
  }
  return items.length > 100 ? `[${text}, ... ${items.length - 100} more]` : `[${text}]`;
}

function writtenObject(fields: Record<string, Data>, depth: number): string {
  const keys = ownKeys(fields) as string[];
  let text = '';
  for (let index = 0; index < keys.length && index < 100; index += 1) {
    const key = keys[index]!;
    const name = regExpExec(IDENTIFIER, key) === null ? stringify(key) : key;
    text += `${index === 0 ? '' : ', '}${name}: ${written(fields[key], depth + 1)}`;
  }
  if (keys.length === 0) return '{}';
  return keys.length > 100 ? `{ ${text}, ... ${keys.length - 100} more }` : `{ ${text} }`;
}

export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${stringSlice(text, 0, length - 1)}…`;
}
