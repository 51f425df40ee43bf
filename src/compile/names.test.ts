import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

function compile(source: string): { readonly code: string; readonly explainCode: string } {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join('; '));
  return compiled.program;
}

/** Runs the exported `run`, or the module alone. */
function evaluate(source: string, globals: Record<string, unknown> = {}): unknown {
  const exports = load(compile(source).code, new TrivialRuntime({ globals }));
  const { run } = exports;
  return typeof run === 'function' ? (run as () => unknown)() : run;
}

/** Names that the text asks the realm for, seen by a global object that answers every question. */
function namesThatReachTheRealm(code: string): string[] {
  const reached = new Set<string>();
  const target: Record<string, unknown> = {};
  const spy = new Proxy(target, {
    has: (_, name) => {
      if (typeof name === 'string') reached.add(name);
      return true;
    },
    get: (_, name) => {
      if (typeof name === 'string') reached.add(name);
      return undefined;
    },
    set: (_, name) => reached.add(`${String(name)} =`) !== undefined,
    getOwnPropertyDescriptor: (_, name) => {
      if (typeof name === 'string') reached.add(name);
      return undefined;
    },
  });
  // `with` cannot stand around strict code that is read together with it; a function made inside it can.
  const wrapped = `(function (realm) { with (realm) { return ${code.replace('"use strict";', '').replaceAll(/'use strict';|"use strict";/g, '')}; } })`;
  const factory = (new Script(wrapped).runInContext(createContext({})) as (realm: object) => unknown)(spy);
  expect(typeof factory).toBe('function');
  try {
    (factory as (runtime: TrivialRuntime, exports: object) => void)(new TrivialRuntime(), {});
  } catch {
    // That a program throws says nothing about its names.
  }
  return [...reached].filter((name) => !['undefined', 'NaN', 'Infinity'].includes(name));
}

describe('free names', () => {
  it.each([
    ['fetch("x")', 'fetch', 5],
    ['const a = { fetch };', 'fetch', 17],
    ['new Worker("x")', 'Worker', 9],
    ['class A extends Fancy {}', 'Fancy', 21],
    ['for (const x of somewhere) x;', 'somewhere', 21],
    ['`${process}`', 'process', 8],
    ['tagged`x`', 'tagged', 5],
    ['const { a = missing } = { a: undefined };', 'missing', 17],
    ['((a = missing) => a)()', 'missing', 11],
    ['const f = { [missing]: 1 };', 'missing', 18],
    ['undeclared = 1;', 'undeclared', 5],
    ['undeclared += 1;', 'undeclared', 5],
    ['undeclared++;', 'undeclared', 5],
    ['[undeclared] = [1];', 'undeclared', 6],
    ['({ undeclared } = { undeclared: 1 });', 'undeclared', 8],
    ['({ a: undeclared } = { a: 1 });', 'undeclared', 11],
    ['({ a: undeclared = 2 } = {});', 'undeclared', 11],
    ['for (undeclared of [1]);', 'undeclared', 10],
    ['for (undeclared in { a: 1 });', 'undeclared', 10],
    ['arguments;', 'arguments', 5],
    ['{ let inner = 1; } inner;', 'inner', 24],
    ['(function () { function deep() {} })(); deep();', 'deep', 45],
    ['(function named() {})(); named;', 'named', 30],
  ])('%s is refused by name and place', (text, name, column) => {
    expect(() => evaluate(`\n    ${text}`)).toThrow(`${name} is not available here: line 2, column ${column}`);
  });

  it.each([
    'declare const fetch: any; export const run = () => fetch;',
    'declare function fetch(): any; export const run = () => fetch();',
    'declare class fetch {} export const run = () => new fetch();',
    'declare namespace fetch { const a: number } export const run = () => fetch.a;',
    'declare enum fetch { A } export const run = () => fetch.A;',
    'declare global { var fetch: any } export const run = () => fetch;',
    "import type { fetch } from './x'; export const run = () => fetch;",
    'function fetch(): void; export const run = () => fetch();',
    'interface fetch {} export const run = () => fetch;',
    'type fetch = 1; export const run = () => fetch;',
    'namespace N { export declare const fetch: any; export const run = () => fetch } export const run = N.run;',
    'function f(g: (fetch: number) => void) { return fetch } export const run = () => f(null!);',
  ])('what is only declared to the checker is not there: %s', (source) => {
    expect(() => evaluate(source)).toThrow(/fetch is not available here/);
  });

  it.each([
    ['typeof fetch', 'undefined'],
    ['typeof (fetch)', 'undefined'],
    ['typeof (fetch as unknown)', 'undefined'],
    ['typeof Map', 'function'],
    ['typeof undefined', 'undefined'],
    ['(() => { const fetch = 1; return typeof fetch })()', 'number'],
    ['(() => { fetch: for (;;) break fetch; return "label" })()', 'label'],
    ['({ fetch: 1 }).fetch', 1],
    ['({ fetch() { return 2 } }).fetch()', 2],
    ['((fetch: number) => fetch)(3)', 3],
    ['(() => { try { throw 4 } catch (fetch) { return fetch } })()', 4],
    ['(() => { const { fetch } = { fetch: 5 }; return fetch })()', 5],
    ['(() => { const { a: fetch } = { a: 6 }; return fetch })()', 6],
    ['(() => { class fetch { static a = 7 } return fetch.a })()', 7],
    ['(function fetch(): unknown { return typeof fetch })()', 'function'],
    ['(() => { for (const fetch of [8]) return fetch })()', 8],
    ['(() => { var x = fetch; return x; var fetch })()', undefined],
    ['(() => { enum fetch { A = 9, B = A } return fetch.B })()', 9],
    ['(function () { return arguments.length })(...([1, 2] as []))', 2],
    ['(() => { type fetch = number; const x: fetch = 10; return x })()', 10],
    ['[NaN, Infinity, undefined].length', 3],
  ])('%s is left as it is', (text, value) => {
    expect(evaluate(`export const run = () => ${text};`)).toEqual(value);
  });

  it('gives the runtime its own globals, and the program its own of the same name', () => {
    const source =
      'export const run = () => { const inner = () => { const Map = 2; return Map }; return [Map, inner()] };';
    expect(evaluate(source, { Map: 1 })).toEqual([1, 2]);
    expect(evaluate('class Event { a = 3 } export const run = () => new Event().a;', { Event: 1 })).toBe(3);
  });

  it('copies objects though the program has an Object of its own', () => {
    expect(evaluate('const Object = 1; const a = { p: 1 }; export const run = () => ({ ...a, q: Object });')).toEqual({
      p: 1,
      q: 1,
    });
  });

  it.each([
    'const $k = 1, $m = 2, $p = 3, $O = 4, $e = 5, $n1 = 6, $v1 = 7; export const run = () => { for (let i = 0; i < 2; i++); try { throw 1 } catch {} return [$k, $m, $p, $O, $e, $n1, $v1].length };',
    'const $$k = 1, $k = 2, $$$ = 3; export const run = () => { let n = 4; for (const x of [1, 2, 3]) n += x > 9 ? 1 : 0; return $$k + $k + n };',
    'export const run = ($k = 7) => $k;',
    'export const run = () => { const \\u0024k = 7; for (;;) return $k };',
  ])('never collides with the names of the program: %s', (source) => {
    expect(evaluate(source)).toBe(7);
    const explained = load(compile(source).explainCode, new TrivialRuntime());
    expect((explained['run'] as () => unknown)()).toBe(7);
  });
});

describe('a program stays inside its factory', () => {
  it.each([
    '})(); globalThis.escaped = 1; (function () {',
    '}); escaped = 1; ({',
    '} escaped = 1; {',
    '*/ escaped = 1; /*',
    'return 1;',
    '(',
    '`${',
    '/[/',
  ])('%j is a syntax problem', (source) => {
    const compiled = compileProgram(source);
    expect(compiled.ok ? [] : compiled.problems.map((problem) => problem.kind)).toContain('syntax');
  });

  it.each([
    ['const s = "})(); escaped = 1; (function () {"; export const run = s.length;', 33],
    ['const s = `})(); ${"}"} escaped = 1;`; export const run = s.length;', 20],
    ['const r = /}\\)\\(\\);escaped=1/; export const run = r.source.length;', 17],
    ['const s = "a\u2028b\u2029c"; export const run = s.length;', 5],
    ['const s = `a\u2028b`; export const run = s.length;', 3],
    ['const s = "</script><!--"; export const run = s.length;', 13],
    ['let x = 5, y = 3; export const run = x<!--y;', false],
    ['let x = 1; while (x --> 0); export const run = x;', -1],
    ['/*! kept comment })(); */ export const run = 1;', 1],
    ['// })(); escaped\nexport const run = 2;', 2],
    ['export const run = 3; //# sourceMappingURL=data:,evil', 3],
    ['export const run = 4; // \u2028 5;', 4],
    ['#!/usr/bin/env })();\nexport const run = 6;', 6],
    ['export const run = typeof this;', 'undefined'],
    ['export const run = (function (this: unknown) { return typeof this })();', 'undefined'],
    ['export const run = "\\u{7d}\\x29";', '})'],
  ])('%j is only what it says', (source, value) => {
    expect(evaluate(source)).toEqual(value);
    expect('escaped' in globalThis).toBe(false);
  });

  it.each([
    'export const run = fetch;',
    'x = 1; ({ y } = { y: 1 });',
    'class A extends B {} new C(); D`x`; [E] = [1];',
    'const a = { window, self, globalThis }; typeof document;',
    'let f = 1; { let g = 2; } g; (() => { var h = 1 })(); h;',
    'enum E { A = outside } namespace N { export const a = alsoOutside }',
    'export default nowhere;',
    'for (const k in nowhere) k; switch (there) { case here: }',
    'export let a = 1; a++; export { a as b }; export function c() { a = 2 }',
    'const { a = one, ...b } = two; async function f() { for await (const x of three) { four } }',
    'try { five } catch { six } finally { seven }',
    'const o = { ...spread, get [name]() { return 1 } }; delete o[member];',
    'new Map([[1, 2]]); setTimeout(() => {}, 1); console.log(Math.max(1, 2));',
  ])('%s asks the realm for nothing', (source) => {
    expect(namesThatReachTheRealm(compile(source).code)).toEqual([]);
  });
});
