import { describe, expect, it } from 'vitest';
import { compilePackModule, compileProgram } from './node';
import type { Problem } from './types';

function problemsOf(source: string, requiredExport?: string): readonly Problem[] {
  const compiled = compileProgram(source, requiredExport === undefined ? {} : { requiredExport });
  return compiled.ok ? [] : compiled.problems;
}

describe('refusals', () => {
  it.each([
    ["import { readFileSync } from 'node:fs';", /one module.*node:fs/],
    ["import fs from 'node:fs';", /one module.*import type/],
    ["import 'polyfill';", /one module/],
    ["import * as all from './contract';", /import type/],
    ["import {} from './contract';", /import type/],
    ["import x = require('x');", /import \.\.\. =/],
    ["export * from './other';", /cannot export from/],
    ["export { a } from './other';", /cannot export from/],
    ['const a = 1; export = a;', /export =/],
    ["const a = () => import('x');", /import\(\)/],
    ['const a = import.meta;', /import\.meta/],
    ['await 1;', /top level.*async function/],
    ['for await (const x of []) x;', /top level/],
    ['const a = eval("1");', /eval.*not available/],
    ['const a = (0, eval)("1");', /eval/],
    ['const a = \\u0065val("1");', /eval/],
    ['const a = new Function("return 1");', /Function.*text/],
    ['const a = Function("return 1");', /Function.*text/],
    ["const a = require('fs');", /require/],
    ['function dec(x: unknown) { return x } @dec class A {}', /Decorators/],
    ['class A { accessor x = 1 }', /accessor/],
    ['function f() { using x = null; }', /using/],
    ['export { nothing };', /nothing.*does not declare/],
    ['const exports = 1;', /exports.*Choose another/],
    ['function __awaiter() {}', /__awaiter.*Choose another/],
  ])('%s', (source, message) => {
    const [problem] = problemsOf(`\n  ${source}`);
    expect(problem?.message).toMatch(message);
    expect(problem?.kind).toBe('refused');
    expect(problem?.loc?.line).toBe(2);
    expect(problem?.loc?.column).toBeGreaterThanOrEqual(3);
  });

  it.each([
    "import type { A } from './contract'; export type { A };",
    "import { type A, type B } from './contract'; let a: A | B;",
    "import type A from './contract'; let a: A;",
    "export type { A } from './contract';",
    "type A = import('./contract').A;",
    'interface A {} export { A };',
    'const type = typeof require === "undefined" && typeof eval === "undefined";',
    'function f(require: string) { return require }',
    'const o: { require(): void } = { require() {} }; o.require();',
    'const is = (x: unknown) => x instanceof Function;',
  ])('lets %s pass', (source) => {
    expect(problemsOf(source)).toEqual([]);
  });

  it.each(['', '  \n\t', '// only a comment\n/* another */', ';'])('calls %j empty', (source) => {
    expect(problemsOf(source, 'createLimiter')).toEqual([
      { kind: 'empty', message: 'The file is empty. Write and export `createLimiter`.' },
    ]);
  });

  it.each([
    [
      'export function makeLimiter() {}',
      'This file exports `makeLimiter`; the exercise calls `createLimiter`. Rename it or export it.',
    ],
    ['function createLimiter() {}', 'Nothing is exported: write `export` before function createLimiter.'],
    ['const createLimiter = () => 1;', 'Nothing is exported: write `export` before const createLimiter.'],
    [
      'export const x = 1; class createLimiter {}',
      'This file exports `x`, not `createLimiter`: write `export` before class createLimiter.',
    ],
    ['const x = 1;', 'Nothing is exported. The exercise calls `createLimiter`: declare and export it.'],
    ['export interface createLimiter {}', /exported as a type only/],
    ['export declare function createLimiter(): void;', /./],
    ['export default function createLimiter() {}', /by name/],
  ])('says what %s has instead of the export', (source, message) => {
    const [problem] = problemsOf(source, 'createLimiter');
    expect(problem?.kind).toBe('missing-export');
    expect(problem?.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it.each([
    'export function createLimiter() {}',
    'export const createLimiter = () => 1;',
    'export class createLimiter {}',
    'function make() {} export { make as createLimiter };',
    'function createLimiter() {} export { createLimiter };',
    'export const { createLimiter } = { createLimiter: 1 };',
  ])('finds the export of %s', (source) => {
    expect(problemsOf(source, 'createLimiter')).toEqual([]);
    const compiled = compileProgram(source);
    expect(compiled.ok && compiled.program.exports).toEqual(['createLimiter']);
  });
});

describe('a pack module', () => {
  it('may import from drydock, and types from its own files', () => {
    const compiled = compilePackModule(
      "import { rule } from 'drydock';\nimport type { A } from './contract';\nexport const x = rule(1 as A);",
      'rules.ts',
    );
    expect(compiled.ok && compiled.module.code).toContain('require("drydock")');
    expect(compiled.ok && compiled.module.code).not.toContain('contract');
  });

  it('may import values from files of its own exercise, and says which', () => {
    const compiled = compilePackModule("import { a } from './rules/ttl';\nexport const x = a;", 'rules.ts');
    expect(compiled.ok && compiled.module.siblings).toEqual([
      { specifier: './rules/ttl', loc: { line: 1, column: 1 } },
    ]);
    expect(compiled.ok && compiled.module.code).toContain('require("./rules/ttl")');
  });

  it.each([
    ["import fs from 'fs';", /from files of its own exercise \('.\/rules\/ttl'\), not from 'fs'/],
    ["import { a } from '/etc/a';", /not from '\/etc\/a'/],
    ["import 'drydock';", /takes nothing from it/],
    ["export { a } from './other';", /Import it, and export it/],
    ["export * from './other';", /Import it, and export it/],
  ])('may not %s', (source, why) => {
    const compiled = compilePackModule(source, 'rules.ts');
    expect(compiled.ok ? '' : compiled.problems[0]?.message).toMatch(why);
  });
});
