import type { CompiledPackModule, CompileOptions, CompileResult, Problem } from '../types';
import { emitFactory } from './emit';
import { exportedValues, missingExport } from './exported';
import { freeNames, freshPrefix } from './names';
import { isSibling, refusals, type ModuleRole } from './refusals';
import { syntaxProblems } from './syntax';
import type { TypeScript } from './typescript';
import { createUnit, locationOf, type Unit } from './unit';

const DEFAULT_FILE_NAME = 'solution.ts';

/**
 * Compiles a learner's module to the two builds of a `ProgramFactory`: counted, and counted and explaining. Pure; the
 * same in Node and in the browser. Types never decide: only what no engine would read, what Drydock does not have, and a
 * missing export stop it, told with their places.
 *
 * @param ts the compiler, version 5.9.3
 */
export function compileProgram(ts: TypeScript, source: string, options: CompileOptions = {}): CompileResult {
  const fileName = options.fileName ?? DEFAULT_FILE_NAME;
  const unit = createUnit(ts, source, fileName);
  const problems = problemsOf(unit, 'program', options.requiredExport);
  if (problems.length > 0) return { ok: false, problems };
  const shape = { free: freeNames(unit), prefix: freshPrefix(unit), requires: false, count: true, fileName };
  const counted = emitFactory(unit, { ...shape, explain: false });
  const explaining = emitFactory(unit, { ...shape, explain: true });
  return {
    ok: true,
    program: {
      code: counted.code,
      map: counted.map,
      explainCode: explaining.code,
      explainMap: explaining.map,
      exports: exportedValues(unit),
    },
  };
}

/** What `compilePackModule` answers. */
export type PackModuleResult =
  | { readonly ok: true; readonly module: CompiledPackModule }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Compiles one module of a pack to `(function ($k, exports, require) { ... })`: lowered as a program is, since it runs
 * in the same virtual time, and not counted. It sees the same globals, and may import from `drydock` and from files of its
 * own exercise, which are named in `siblings` and asked for as they are written: whoever builds the pack links them.
 */
export function compilePackModule(ts: TypeScript, source: string, fileName: string): PackModuleResult {
  const unit = createUnit(ts, source, fileName);
  const problems = problemsOf(unit, 'pack');
  if (problems.length > 0) return { ok: false, problems };
  const { code, map } = emitFactory(unit, {
    free: freeNames(unit),
    prefix: freshPrefix(unit),
    requires: true,
    count: false,
    explain: false,
    fileName,
  });
  return { ok: true, module: { code, map, siblings: siblingsOf(unit) } };
}

function siblingsOf(unit: Unit): CompiledPackModule['siblings'] {
  return unit.file.statements.flatMap((statement) => {
    if (!unit.ts.isImportDeclaration(statement) || !unit.ts.isStringLiteral(statement.moduleSpecifier)) return [];
    if (statement.importClause?.phaseModifier === unit.ts.SyntaxKind.TypeKeyword) return [];
    const specifier = statement.moduleSpecifier.text;
    return isSibling(specifier) ? [{ specifier, loc: locationOf(unit, statement) }] : [];
  });
}

function problemsOf(unit: Unit, role: ModuleRole, requiredExport?: string): readonly Problem[] {
  const syntax = syntaxProblems(unit);
  const refused = syntax.length > 0 ? [] : refusals(unit, role);
  if (syntax.length > 0 || refused.length > 0) return [...syntax, ...refused];
  if (unit.file.statements.every((statement) => unit.ts.isEmptyStatement(statement))) {
    const what = requiredExport === undefined ? 'Write a program first.' : `Write and export \`${requiredExport}\`.`;
    return [{ kind: 'empty', message: `The file is empty. ${what}` }];
  }
  const missing = requiredExport === undefined ? undefined : missingExport(unit, requiredExport);
  return missing === undefined ? [] : [missing];
}
