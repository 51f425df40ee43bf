import type ts from 'typescript-lowering';
import type { Problem } from '../types';
import { isAssignmentTarget } from './references';
import { bare, type TypeScript } from './typescript';
import { locationOf, type Unit } from './unit';

/**
 * JavaScript's early errors that TypeScript 5.9 lets pass. Each was found by emitting a program and asking an engine;
 * without these, one such mistake would stop the whole worker script instead of naming its line.
 */
export function earlyErrors(unit: Unit): Problem[] {
  const { ts, file } = unit;
  const problems: Problem[] = [];
  const report = (node: ts.Node, message: string): void => {
    problems.push({ kind: 'syntax', message, loc: locationOf(unit, node) });
  };
  const visit = (node: ts.Node): void => {
    for (const rule of RULES) {
      const message = rule(node, ts);
      if (message !== undefined) report(node, message);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return problems;
}

type EarlyError = (node: ts.Node, ts: TypeScript) => string | undefined;

const undeclaredPrivateName: EarlyError = (node, ts) => {
  if (!ts.isPrivateIdentifier(node) || ts.isClassElement(node.parent)) return undefined;
  for (let outer: ts.Node = node.parent; outer !== undefined; outer = outer.parent) {
    const declared =
      ts.isClassLike(outer) &&
      outer.members.some(
        (member) => member.name !== undefined && ts.isPrivateIdentifier(member.name) && member.name.text === node.text,
      );
    if (declared) return undefined;
  }
  return `No class around this declares ${node.text}. Declare it as a field first.`;
};

const argumentsOutsideFunctions: EarlyError = (node, ts) => {
  if (!ts.isIdentifier(node) || node.text !== 'arguments') return undefined;
  if (isAssignmentTarget(ts, node)) return '`arguments` cannot be assigned to.';
  let outer: ts.Node = node.parent;
  if (ts.isPropertyAccessExpression(outer) && outer.name === node) return undefined;
  for (; !ts.isSourceFile(outer); outer = outer.parent) {
    if (ts.isFunctionLike(outer) && !ts.isArrowFunction(outer)) return undefined;
    if (ts.isClassStaticBlockDeclaration(outer) || (ts.isPropertyDeclaration(outer) && outer.name !== node)) {
      return '`arguments` is not available in a class field or a static block.';
    }
  }
  return undefined;
};

const deletedName: EarlyError = (node, ts) =>
  ts.isDeleteExpression(node) && ts.isIdentifier(bare(ts, node.expression))
    ? '`delete` cannot be called on a variable; only on a property.'
    : undefined;

const bareDeclaration: EarlyError = (node, ts) => {
  if (!ts.isFunctionDeclaration(node) && !ts.isClassDeclaration(node)) return undefined;
  const { parent } = node;
  const single =
    ts.isIfStatement(parent) ||
    ts.isLabeledStatement(parent) ||
    (ts.isIterationStatement(parent, false) && parent.statement === node);
  return single ? 'A function or class can only be declared in a block here: put it between { and }.' : undefined;
};

const changedMetaProperty: EarlyError = (node, ts) =>
  ts.isMetaProperty(node) && isAssignmentTarget(ts, node) ? 'This cannot be assigned to.' : undefined;

/** `var` climbs to its function, and may not pass a block that declares the name as a function, or a catch's pattern. */
const hoistedOverBlockName: EarlyError = (node, ts) => {
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return undefined;
  const list = node.parent;
  if (!ts.isVariableDeclarationList(list) || (list.flags & ts.NodeFlags.BlockScoped) !== 0) return undefined;
  const { text } = node.name;
  for (let outer: ts.Node = list.parent; !ts.isSourceFile(outer) && !ts.isFunctionLike(outer); outer = outer.parent) {
    if (ts.isFunctionLike(outer.parent) || ts.isClassStaticBlockDeclaration(outer)) return undefined;
    const statements = ts.isBlock(outer)
      ? outer.statements
      : ts.isCaseBlock(outer)
        ? outer.clauses.flatMap((clause) => [...clause.statements])
        : [];
    const declares = statements.some(
      (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === text,
    );
    if (declares) return `\`${text}\` is declared as a function in this block already.`;
    if (ts.isCatchClause(outer)) {
      const pattern = outer.variableDeclaration?.name;
      if (pattern !== undefined && !ts.isIdentifier(pattern) && bindsName(ts, pattern, text)) {
        return `\`${text}\` is declared by this catch clause already.`;
      }
    }
  }
  return undefined;
};

function bindsName(ts: TypeScript, pattern: ts.BindingPattern, text: string): boolean {
  return pattern.elements.some(
    (element) =>
      !ts.isOmittedExpression(element) &&
      (ts.isIdentifier(element.name) ? element.name.text === text : bindsName(ts, element.name, text)),
  );
}

/** ES2025's syntax of regular expressions, which Node 20 and Firefox's extended release do not read. */
const laterRegularExpression: EarlyError = (node, ts) => {
  if (!ts.isRegularExpressionLiteral(node)) return undefined;
  const pattern = node.text.replace(/\\[^]/g, '').replace(/\[[^\]]*\]/g, '');
  if (/\(\?[a-z]*-?[a-z]*:/.test(pattern.replaceAll('(?:', ''))) {
    return 'Flags inside a regular expression, as in (?i:...), are later than ES2023.';
  }
  const names = [...pattern.matchAll(/\(\?<([^=!>][^>]*)>/g)].map((match) => match[1]);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? undefined : `The group name ${repeated} is used twice; that is later than ES2023.`;
};

const repeatedPrototype: EarlyError = (node, ts) => {
  if (!ts.isObjectLiteralExpression(node) || isAssignmentTarget(ts, node)) return undefined;
  const set = node.properties.filter(
    (property) =>
      ts.isPropertyAssignment(property) &&
      (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) &&
      property.name.text === '__proto__',
  );
  return set.length > 1 ? '`__proto__` can be given once only.' : undefined;
};

const RULES: readonly EarlyError[] = [
  undeclaredPrivateName,
  argumentsOutsideFunctions,
  deletedName,
  bareDeclaration,
  changedMetaProperty,
  hoistedOverBlockName,
  laterRegularExpression,
  repeatedPrototype,
];
