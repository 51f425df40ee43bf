import ts from 'typescript-lowering';
import { describe, expect, it } from 'vitest';
import { load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

/** Each exports `run`; what it answers natively it must answer compiled. */
const BANK: readonly string[] = [
  'class A { m() { return 1 } } class B extends A { async m2() { const f = async () => super.m(); return await f() } } export const run = () => new B().m2();',
  'class A { static async s() { return this === A } } export const run = () => A.s();',
  'class A { #x = 2; async get() { await null; return this.#x++ + this.#x } #p() { return 5 } async q() { return this.#p() } } export const run = async () => [await new A().get(), await new A().q()];',
  'export async function run() { return arguments.length + [...arguments].length }',
  'function F(this: unknown) { return new.target === undefined } export const run = () => [F(), new (F as any)() instanceof F];',
  'class A { async *[Symbol.asyncIterator]() { yield 1; yield* [2, 3]; yield* (async function* () { yield 4 })() } } export async function run() { const seen = []; for await (const x of new A()) seen.push(x); return seen }',
  'export async function run() { const seen: unknown[] = []; for await (const x of [Promise.resolve(1), 2]) seen.push(x); return seen }',
  'export async function run() { const log: string[] = []; async function* g() { try { yield 1; yield 2 } finally { log.push("closed") } } for await (const x of g()) { log.push(String(x)); break } return log }',
  'export function run() { const log: string[] = []; function* g() { try { yield 1; yield 2 } finally { log.push("closed") } } outer: for (const x of g()) { for (;;) continue outer } return log }',
  'export function run() { const fs = []; for (let i = 0; i < 3; i++) { fs.push(() => i); i += 0 } return fs.map((f) => f()) }',
  'export function run() { const fs = []; for (const k in { a: 1, b: 2 }) fs.push(() => k); return fs.map((f) => f()) }',
  'export function run() { const o = { get a() { return 1 }, b: 2 }; const { a, ...rest } = { ...o, c: 3 }; return [a, rest] }',
  'export function run() { const [a, , b = 3, ...c] = [1, 2, undefined, 4, 5]; return [a, b, c] }',
  'export function run() { f: { try { break f } finally { return 7 } } }',
  'export function run() { a: for (let i = 0; i < 3; i++) { try { continue a } finally { if (i === 1) break a } } return 8 }',
  'export function run() { try { throw { code: 3, more: [1, 2] } } catch ({ code, more: [, second], none = 4 }) { return [code, second, none] }  }',
  'export function run() { let e = 1; try { throw 2 } catch { e += 1 } try { throw 3 } catch (e) { var inner = e } return [e, inner] }',
  'export function run() { return [(() => ({ a: 1 }))(), (() => { })(), ((x) => x || { b: 2 })(0), (() => (1, 2))()] }',
  'export const run = () => [(() => 1).name, (function named() {}).name, (class Named {}).name, ({ m() {} }).m.name, run.name];',
  'export const f = (a: number, b = a, ...c: number[]) => [a, b, c]; export const run = () => [f(1), f(1, 2, 3), f.length];',
  'export const run = () => { "use strict"; const f = function (this: unknown) { return this }; return f() };',
  'export let n = 0; export function bump() { n++; n += 2; [n] = [n + 1]; return { n } } export const run = () => [bump(), n];',
  'export default class { x = 1 } export const run = () => 1;',
  'enum E { A, B = "b", C = 1 << 3 } const enum F { X = 3 } export const run = () => [E.A, E.B, E.C, E[8], F.X];',
  'namespace N { export let x = 1; export function f() { return x++ } export namespace M { export const y = x } } export const run = () => [N.f(), N.x, N.M.y];',
  'class A { constructor(readonly a: number, private b = a + 1) {} sum() { return this.a + this.b } } class B extends A { c = this.a; constructor() { super(4) } } export const run = () => [new B().sum(), new B().c];',
  'class A { static x = 1; static { for (let i = 0; i < 3; i++) A.x += i } } export const run = () => A.x;',
  'export const run = () => `${[1, 2].map((x) => `${x > 1 ? "big" : "small"}`)}`;',
  'export const run = () => { switch (3 as number) { case 1: return 1; default: { let x = 2; return x } case 2: return 3 } };',
  'const o: any = { a: { b: () => 5 } }; export const run = () => [o?.a?.b?.(), o.x?.y.z, o.x ?? 3, (o.y ||= 4), (o.z &&= 5)];',
  'export function run() { const log: string[] = []; const t = (s: string, v: unknown) => (log.push(s), v); if (t("a", 0) || (t("b", 1) && !t("c", 0))) log.push("yes"); const x = t("d", 1) > (t("e", 0) as number) ? t("f", 1) : t("g", 2); return [log.join(""), x] }',
  'export function run() { let i = 0; do { if (i === 2) continue; if (i > 4) break } while (i++ < 9); return i }',
  'export function run() { const g = (function* (): Generator<number, string, number> { const x = yield 1; const y = (yield x) > 1 ? yield 3 : 4; return `${x} ${y}` })(); return [g.next(), g.next(2), g.next(3), g.next(4)] }',
  'export const run = () => { const sort = [3, 1, 2].sort((a, b) => a - b || 0); return sort };',
  'export const run = () => 2n ** 64n + BigInt(1);',
  'export const run = () => { const d = Object.getOwnPropertyDescriptor({ ...{ __proto__: null, a: 1 } }, "a"); return d };',
  'export async function run() { const r = await Promise.allSettled([(async () => { throw 1 })(), (async (x = 2) => x)()]); return r.map((x) => x.status) }',
  'export async function run() { try { return await (async () => { try { await Promise.reject(1) } finally { await null } })() } catch (e) { return ["caught", e] } finally { await null } }',
  'const a = async (x: number) => x < 2 ? x : await a(x - 1) + await a(x - 2); export const run = () => a(9);',
  'var hoisted = typeof later; export function run() { return [hoisted, typeof before, later()] } function later() { return 1 } var before: unknown;',
  'export function run() { { function inner() { return 1 } } const v = typeof (globalThis as any).inner; return v }',
];

async function answer(exports: Record<string, unknown>): Promise<unknown> {
  const { run } = exports;
  return typeof run === 'function' ? await (run as () => unknown)() : run;
}

describe('a compiled program', () => {
  it.each(BANK)('answers as natively: %s', async (source) => {
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
    });
    const native = await answer(
      load(`(function ($k, exports) { (function () { ${outputText}\n})() })`, new TrivialRuntime()),
    );
    const compiled = compileProgram(source);
    if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
    expect(await answer(load(compiled.program.code, new TrivialRuntime()))).toEqual(native);
    expect(await answer(load(compiled.program.explainCode, new TrivialRuntime()))).toEqual(native);
  });
});
