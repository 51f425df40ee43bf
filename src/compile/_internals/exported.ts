import type ts from 'typescript-lowering';
import type { Problem } from '../types';
import { has } from './references';
import { isAmbient } from './typescript';
import { locationOf, type Unit } from './unit';

/** The names that the module exports as values, in the order of the text; types are erased and not among them. */
export function exportedValues(unit: Unit): string[] {
  const { ts, checker } = unit;
  return exportedSymbols(unit)
    .filter((symbol) => {
      const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
      const ambient = target.declarations?.every((declaration) => isAmbient(ts, declaration));
      return (target.flags & ts.SymbolFlags.Value) !== 0 && ambient !== true;
    })
    .map((symbol) => symbol.name);
}

function exportedSymbols(unit: Unit): ts.Symbol[] {
  const module = unit.checker.getSymbolAtLocation(unit.file);
  return module === undefined ? [] : unit.checker.getExportsOfModule(module);
}

/** Says what was found instead, and what to write. */
export function missingExport(unit: Unit, required: string): Problem | undefined {
  const values = exportedValues(unit);
  if (values.includes(required)) return undefined;
  const declared = unit.file.statements.find((statement) => declares(unit, statement, required));
  const loc = declared === undefined ? undefined : { loc: locationOf(unit, declared) };
  return { kind: 'missing-export', message: explainMissing(unit, required, values, declared), ...loc };
}

function explainMissing(
  unit: Unit,
  required: string,
  values: readonly string[],
  declared: ts.Statement | undefined,
): string {
  const asType = exportedSymbols(unit).some((symbol) => symbol.name === required);
  if (asType) {
    return `\`${required}\` is exported as a type only, and types are gone when the program runs. Export a function or class of that name.`;
  }
  const isDefault = declared !== undefined && has(unit.ts, declared, unit.ts.SyntaxKind.DefaultKeyword);
  if (declared !== undefined && !isDefault) {
    const kind = wordFor(unit, declared);
    const found =
      values.length === 0 ? 'Nothing is exported' : `This file exports ${list(values)}, not \`${required}\``;
    return `${found}: write \`export\` before ${kind} ${required}.`;
  }
  if (values.length === 0) return `Nothing is exported. The exercise calls \`${required}\`: declare and export it.`;
  if (values.includes('default')) {
    return `This file exports ${list(values)}; the exercise calls \`${required}\` by name. Write \`export\` and the name instead of \`export default\`.`;
  }
  const single = values.length === 1 ? 'Rename it or export it.' : 'Rename one or export it.';
  return `This file exports ${list(values)}; the exercise calls \`${required}\`. ${single}`;
}

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

function declares(unit: Unit, statement: ts.Statement, name: string): boolean {
  const { ts } = unit;
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.some(
      (declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name,
    );
  }
  return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name;
}

function wordFor(unit: Unit, statement: ts.Statement): string {
  const { ts } = unit;
  if (ts.isFunctionDeclaration(statement)) return 'function';
  return ts.isClassDeclaration(statement) ? 'class' : 'const';
}
