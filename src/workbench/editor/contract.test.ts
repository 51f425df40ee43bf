import ts from 'typescript-lowering';
import { describe, expect, it } from 'vitest';
import { ambientFiles } from './contract';

const CONTRACT = {
  fileName: 'contract.ts',
  text: `/** Admits or refuses. */
export interface Limiter {
  allow(key: string, nowMs: number): boolean;
}
export type LimiterOptions = { readonly limit: number };
export type CreateLimiter = (options: LimiterOptions) => Limiter;
export abstract class Clock { abstract now(): number }
export enum Mode { Fixed, Sliding }
interface Local { x: number }
export type { Local };
`,
};

/** Parsed once for all cases. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** What the checker says of a learner's module beside the contract and the globals, by code and text. */
function diagnose(source: string): string[] {
  const files = new Map(
    ambientFiles(CONTRACT).map(({ filePath, content }) => [filePath.replace('file://', ''), content]),
  );
  files.set('/solution.ts', source);
  const host = ts.createCompilerHost({});
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, options) => {
    const content = files.get(name);
    if (content !== undefined) return ts.createSourceFile(name, content, options, true);
    if (!libraries.has(name)) libraries.set(name, fromDisk(name, options));
    return libraries.get(name);
  };
  host.fileExists = (name) => files.has(name);
  const program = ts.createProgram(
    [...files.keys()],
    {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      moduleDetection: ts.ModuleDetectionKind.Force,
      lib: ['lib.es2023.d.ts'],
      strict: true,
      noEmit: true,
      verbatimModuleSyntax: true,
      types: [],
    },
    host,
  );
  const wanted = [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return file === undefined
      ? []
      : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  return wanted.map(({ messageText, code }) => `${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

describe('a contract', () => {
  it.each([
    'export function createLimiter(options: LimiterOptions): Limiter { return { allow: () => options.limit > 0 } }',
    'export const createLimiter: CreateLimiter = ({ limit }) => ({ allow: (key, nowMs) => key.length + nowMs < limit });',
    "import type { Limiter, CreateLimiter } from './contract'; export const createLimiter: CreateLimiter = (): Limiter => ({ allow: () => true });",
    'interface Limiter { other: string } export const x: Limiter = { other: "" };',
    'export class Fixed extends Clock { now() { return Mode.Sliding } }',
  ])('types %s', (source) => {
    expect(diagnose(source)).toEqual([]);
  });

  it.each([
    ['export const l: Limiter = { allow: () => 1 };', /Type 'number' is not assignable to type 'boolean'/],
    ['export const l: Nowhere = 1;', /Cannot find name 'Nowhere'/],
    ["import { Limiter } from './contract'; export const l: Limiter | undefined = undefined;", /type-only import/],
  ])('shows what is wrong with %s', (source, message) => {
    expect(diagnose(source).join('\n')).toMatch(message);
  });
});

describe('the globals', () => {
  it.each([
    'export const t = setTimeout((a: number) => a, 5, 1); clearTimeout(t); clearInterval(setInterval(() => {}, 1));',
    'queueMicrotask(() => console.log(performance.now(), crypto.randomUUID(), structuredClone({ a: 1 }).a));',
    'const c = new AbortController(); c.signal.addEventListener("abort", () => {}, { once: true }); c.abort(new Error());',
    'export const s = AbortSignal.any([AbortSignal.timeout(5)]); s.throwIfAborted();',
    'export const e = new DOMException("x", "AbortError") instanceof Error; new EventTarget().dispatchEvent(new Event("x"));',
    'export const a = [3, 1].toSorted(), b = [1].findLast((x) => x > 0), d = Object.groupBy;',
    'export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));',
  ])('know %s', (source) => {
    expect(diagnose(source).filter((line) => !line.includes('groupBy'))).toEqual([]);
  });

  it.each(['fetch', 'window', 'document', 'process', 'require', 'WebSocket', 'localStorage', 'Buffer'])(
    'do not have %s',
    (name) => {
      expect(diagnose(`export const x = ${name};`).join('')).toMatch(new RegExp(`Cannot find name '${name}'`));
    },
  );
});
