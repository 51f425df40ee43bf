/** TypeScript's own word on a pack's modules, under the settings that the built-in pack is held to. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { PackProblem } from './problem';
import { displayPath } from './source-files';

/** What `import ... from 'drydock'` means. */
const DRYDOCK = fileURLToPath(new URL('../../engines/drydock.ts', import.meta.url));

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  // No DOM and no Node: what a module runs in has neither.
  lib: ['lib.es2023.d.ts'],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
  paths: { drydock: [DRYDOCK] },
};

/**
 * Type errors in these files, by file and place.
 * @param files paths of modules
 * @param globals text of a declaration file: what there is besides ES2023
 */
export function typeProblems(files: readonly string[], globals: string): readonly PackProblem[] {
  const program = ts.createProgram([...files, GLOBALS_FILE], OPTIONS, hostWith(globals));
  const own = new Set(files.map((file) => program.getSourceFile(file)));
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file, category }) => category === ts.DiagnosticCategory.Error && (file === undefined || own.has(file)))
    .map(toProblem);
}

/** Where a program keeps its place among those of its exercise: its folder, and its rung. */
const PROGRAM = /^(.*)\/(?:starter\/([^/]+)\.ts|(?:accept|reject)\/([^/]+)\/[^/]+\.ts)$/;

/** `./contract` of a rung's starter or bank is the contract of that rung, as it is in the editor. */
function contractOf(file: string, exists: (name: string) => boolean): string | undefined {
  const [, folder, starter, bank] = PROGRAM.exec(file) ?? [];
  const own = `${folder}/contract/${starter ?? bank}`;
  if (folder === undefined) return undefined;
  return exists(`${own}.ts`) ? own : `${folder}/contract`;
}

/** No such file exists: the host makes it up. */
const GLOBALS_FILE = '/drydock-globals.d.ts';

function hostWith(globals: string): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  return {
    ...host,
    resolveModuleNameLiterals: (names, from, redirected, options) =>
      names.map(({ text }) => {
        const named = text === './contract' ? contractOf(from, host.fileExists) : undefined;
        return ts.resolveModuleName(named ?? text, from, options, host, undefined, redirected);
      }),
    fileExists: (name) => name === GLOBALS_FILE || host.fileExists(name),
    getSourceFile: (name, options, ...rest) =>
      name === GLOBALS_FILE ? ts.createSourceFile(name, globals, options) : host.getSourceFile(name, options, ...rest),
  };
}

function toProblem({ file, start, messageText, code }: ts.Diagnostic): PackProblem {
  const message = `${ts.flattenDiagnosticMessageText(messageText, ' ')} (TS${code})`;
  if (file === undefined || start === undefined) return { file: 'tsconfig', message };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { file: displayPath(file.fileName), line: line + 1, column: character + 1, message };
}
