/**
 * The small API of a learner's own tests. It is ordinary TypeScript, compiled together with the tests so that it runs
 * beside the program in virtual time; on one line, so that lines of the tests keep their numbers.
 */
import type { SourceLocation } from '../../../engines/kernel/types';
import type { TestService } from '../../packs';
import { STORE_API, STORE_TYPES } from './store-api';

const LINES = `
export const drydockTests: { names: string[]; run(index: number, program: any, report: (message: string, thrown?: unknown) => void): Promise<void> } = (() => {
  const tests: { name: string; run: (program: any, services: any) => unknown }[] = [];
  return {
    names: [],
    add(name: string, run: (program: any, services: any) => unknown) { tests.push({ name, run }); this.names.push(name); },
    async run(index: number, program: any, report: (message: string, thrown?: unknown) => void) {
      try { await tests[index]!.run(program, { createStore: drydockStore }); }
      catch (thrown) {
        const error = thrown as any;
        report(error !== null && typeof error === 'object' && 'message' in error ? (error.name === 'Expectation' ? '' : String(error.name) + ': ') + String(error.message) : 'threw ' + drydockShow(thrown), thrown);
      }
    },
  } as any;
})();
function test(name: string, run: (program: any, services: any) => unknown): void { (drydockTests as any).add(String(name), run); }
function sleep(ms: number): Promise<void> { return new Promise((resolve) => setTimeout(resolve, ms)); }
function drydockShow(value: unknown, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return String(value) + 'n';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return value.name + ': ' + value.message;
  if (depth > 2) return Array.isArray(value) ? '[...]' : '{...}';
  if (Array.isArray(value)) return '[' + value.slice(0, 20).map((item) => drydockShow(item, depth + 1)).join(', ') + (value.length > 20 ? ', ...' : '') + ']';
  if (value instanceof Map) return 'Map ' + drydockShow([...value], depth + 1);
  if (value instanceof Set) return 'Set ' + drydockShow([...value], depth + 1);
  return '{ ' + Object.keys(value).slice(0, 20).map((key) => key + ': ' + drydockShow((value as any)[key], depth + 1)).join(', ') + ' }';
}
function drydockSame(a: any, b: any): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Error && b instanceof Error) return a.name === b.name && a.message === b.message;
  if (a instanceof Map && b instanceof Map) return drydockSame([...a], [...b]);
  if (a instanceof Set && b instanceof Set) return drydockSame([...a], [...b]);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  const others = Object.keys(b).filter((key) => b[key] !== undefined);
  return keys.length === others.length && keys.every((key) => others.includes(key) && drydockSame(a[key], b[key]));
}
function drydockExpect(actual: any, isNot: boolean): any {
  const check = (holds: boolean, words: string) => {
    if (holds !== isNot) return;
    const error = new Error('expected ' + drydockShow(actual) + (isNot ? ' not ' : ' ') + words);
    error.name = 'Expectation';
    throw error;
  };
  const named = (thrown: any, name: any) => {
    const got = thrown !== null && typeof thrown === 'object' ? thrown.name : undefined;
    if (name === undefined) return true;
    return typeof name === 'string' ? got === name || (typeof thrown?.message === 'string' && thrown.message.includes(name)) : thrown instanceof name;
  };
  const nameOf = (name: any) => (name === undefined ? '' : ' ' + (typeof name === 'string' ? name : name.name));
  return {
    toBe: (expected: any) => check(Object.is(actual, expected), 'to be ' + drydockShow(expected)),
    toEqual: (expected: any) => check(drydockSame(actual, expected), 'to equal ' + drydockShow(expected)),
    toBeTruthy: () => check(Boolean(actual), 'to be truthy'),
    toBeFalsy: () => check(!actual, 'to be falsy'),
    toBeUndefined: () => check(actual === undefined, 'to be undefined'),
    toBeGreaterThan: (least: number) => check(actual > least, 'to be greater than ' + least),
    toBeGreaterThanOrEqual: (least: number) => check(actual >= least, 'to be at least ' + least),
    toBeLessThan: (most: number) => check(actual < most, 'to be less than ' + most),
    toBeLessThanOrEqual: (most: number) => check(actual <= most, 'to be at most ' + most),
    toContain: (item: any) => check(typeof actual === 'string' ? actual.includes(item) : [...actual].some((one) => drydockSame(one, item)), 'to contain ' + drydockShow(item)),
    toHaveLength: (length: number) => check(actual.length === length, 'to have length ' + length),
    toThrow: (name?: any) => {
      let thrown: any; let threw = false;
      try { actual(); } catch (error) { thrown = error; threw = true; }
      check(threw && named(thrown, name), 'to throw' + nameOf(name) + (threw ? ', threw ' + drydockShow(thrown) : ''));
    },
    get not() { return drydockExpect(actual, !isNot); },
    get resolves() { return drydockSettled(actual, isNot, true); },
    get rejects() { return drydockSettled(actual, isNot, false); },
  };
}
function drydockSettled(promise: any, isNot: boolean, resolves: boolean): any {
  const held = (here: Error, check: (expectation: any, value: any) => void) => (async () => {
    try {
      let settled: any; let resolved = true;
      try { settled = await (typeof promise === 'function' ? promise() : promise); } catch (error) { settled = error; resolved = false; }
      if (resolved !== resolves) {
        const error = new Error('expected a promise to ' + (resolves ? 'resolve' : 'reject') + ', it ' + (resolved ? 'resolved with ' : 'rejected with ') + drydockShow(settled));
        error.name = 'Expectation';
        throw error;
      }
      check(drydockExpect(settled, isNot), settled);
    } catch (error) { here.name = (error as Error).name; here.message = (error as Error).message; throw here; }
  })();
  return {
    toBe: (expected: any) => held(new Error(), (it) => it.toBe(expected)),
    toEqual: (expected: any) => held(new Error(), (it) => it.toEqual(expected)),
    toBeUndefined: () => held(new Error(), (it) => it.toBeUndefined()),
    toBeTruthy: () => held(new Error(), (it) => it.toBeTruthy()),
    toBeFalsy: () => held(new Error(), (it) => it.toBeFalsy()),
    toThrow: (name?: any) => held(new Error(), (_it, thrown) => drydockExpect(() => { throw thrown; }, isNot).toThrow(name)),
    get not() { return drydockSettled(promise, !isNot, resolves); },
  };
}
function expect(actual: any): any { return drydockExpect(actual, false); }
${STORE_API}`;

/** What stands before the first character of the tests. */
export const TEST_API = `${LINES.trim()
  .split('\n')
  .map((line) => line.trim())
  .join(' ')} `;

/** Whether a place of the compiled text is one of the tests themselves, and not of the API before them. */
export function isOfTests({ line, column = 1 }: SourceLocation): boolean {
  return line > 1 || column > TEST_API.length;
}

/** The tests as they are compiled: lines keep their numbers. */
export function withApi(tests: string): string {
  return TEST_API + tests;
}

/** Types of the API for the editor, with the program as the rung's contract has it, and the services that the exercise has. */
export function apiTypes(contract: string, requiredExport: string, services: readonly TestService[] = []): string {
  const name = requiredExport.charAt(0).toUpperCase() + requiredExport.slice(1);
  const type = new RegExp(`export\\s+(type|interface)\\s+${name}\\b`).test(contract) ? name : 'any';
  const second = services.length === 0 ? '' : ', services: Services';
  return `${contract}${services.includes('store') ? STORE_TYPES : ''}
/** Adds a test. It fails when it throws, or when the promise that it returns rejects. Time is virtual. */
export declare function test(name: string, run: (program: { readonly ${requiredExport}: ${type} }${second}) => void | Promise<void>): void;
/** Waits in virtual time. */
export declare function sleep(ms: number): Promise<void>;
export interface Settled {
  toBe(expected: unknown): Promise<void>;
  /** By structure. */
  toEqual(expected: unknown): Promise<void>;
  toBeUndefined(): Promise<void>;
  toBeTruthy(): Promise<void>;
  toBeFalsy(): Promise<void>;
  /** By the error's name or a part of its message, or by its class. */
  toThrow(name?: string | (new (...args: never[]) => Error)): Promise<void>;
  readonly not: Settled;
}
export interface Expectation {
  /** The same value, as \`Object.is\`. */
  toBe(expected: unknown): void;
  /** By structure. */
  toEqual(expected: unknown): void;
  toBeTruthy(): void;
  toBeFalsy(): void;
  toBeUndefined(): void;
  toBeGreaterThan(least: number): void;
  toBeGreaterThanOrEqual(least: number): void;
  toBeLessThan(most: number): void;
  toBeLessThanOrEqual(most: number): void;
  toContain(item: unknown): void;
  toHaveLength(length: number): void;
  /** Calls the function. By the error's name or a part of its message, or by its class. */
  toThrow(name?: string | (new (...args: never[]) => Error)): void;
  readonly not: Expectation;
  /** Waits for the promise: \`await expect(pool.submit(job)).resolves.toBe(1)\`. */
  readonly resolves: Settled;
  readonly rejects: Settled;
}
export declare function expect(actual: unknown): Expectation;
`;
}
