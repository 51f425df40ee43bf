import type ts from 'typescript-lowering';
import type { SourceLocation } from '../../../engines/kernel/types';
import type { Problem } from '../types';
import type { TypeScript } from './typescript';

/** One module, parsed and bound: what every later step works on. */
export interface Unit {
  readonly ts: TypeScript;
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly program: ts.Program;
}

/** At most so many problems are told at once: the first ones cause the rest. */
export const MAX_PROBLEMS = 5;

/**
 * Parses and binds `source` as the only file of a program without libraries: nothing is looked up, so that a compile
 * costs milliseconds and is the same everywhere.
 */
export function createUnit(ts: TypeScript, source: string, fileName: string): Unit {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.CommonJS,
    moduleDetection: ts.ModuleDetectionKind.Force,
    isolatedModules: true,
    noLib: true,
    noResolve: true,
    noEmitHelpers: true,
    removeComments: true,
    sourceMap: true,
    strict: true,
    experimentalDecorators: false,
    useDefineForClassFields: true,
    types: [],
    suppressOutputPathCheck: true,
    newLine: ts.NewLineKind.LineFeed,
  };
  // A hashbang may only be the first thing of a script, and the factory's text comes before it.
  const text = source.startsWith('#!') ? `//${source.slice(2)}` : source;
  // Under a fixed name: the caller's may end in anything, and the ending would decide how the text is read.
  const path = '/module.ts';
  const host: ts.CompilerHost = {
    getSourceFile: (name, languageVersionOrOptions) =>
      name === path ? ts.createSourceFile(fileName, text, languageVersionOrOptions, true, ts.ScriptKind.TS) : undefined,
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === path,
    readFile: () => undefined,
    directoryExists: () => true,
    getDirectories: () => [],
  };
  const program = ts.createProgram([path], options, host);
  const file = program.getSourceFile(path);
  if (file === undefined) throw new Error('the compiler lost its only file');
  return { ts, file, checker: program.getTypeChecker(), program };
}

/** Where `position` is, 1-based. */
export function locationAt(unit: Pick<Unit, 'ts' | 'file'>, position: number): SourceLocation {
  const { line, character } = unit.ts.getLineAndCharacterOfPosition(unit.file, position);
  return { line: line + 1, column: character + 1 };
}

/** Where a node begins, 1-based, without the blanks and comments before it. */
export function locationOf(unit: Pick<Unit, 'ts' | 'file'>, node: ts.Node): SourceLocation {
  return locationAt(unit, node.getStart(unit.file));
}

/** In the order of the text, without repetition, at most `MAX_PROBLEMS`. */
export function firstProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems
    .toSorted((a, b) => (a.loc?.line ?? 0) - (b.loc?.line ?? 0) || (a.loc?.column ?? 0) - (b.loc?.column ?? 0))
    .filter((problem) => {
      const key = `${problem.loc?.line}:${problem.loc?.column}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    })
    .slice(0, MAX_PROBLEMS);
}
