import type ts from 'typescript-lowering';
import { isAmbient, resolveInFile, type TypeScript } from './typescript';
import type { Unit } from './unit';

/** What has no text after types are erased: its names are neither used nor declared at run time. */
export function isErased(ts: TypeScript, node: ts.Node): boolean {
  if (isAmbient(ts, node)) return true;
  if (ts.isExpressionWithTypeArguments(node)) {
    const clause = node.parent;
    return ts.isHeritageClause(clause) && !isClassExtends(ts, clause);
  }
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isIndexSignatureDeclaration(node) ||
    (ts.isPropertyDeclaration(node) && has(ts, node, ts.SyntaxKind.AbstractKeyword)) ||
    ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) &&
      node.body === undefined)
  );
}

function isClassExtends(ts: TypeScript, clause: ts.HeritageClause): boolean {
  return clause.token === ts.SyntaxKind.ExtendsKeyword && ts.isClassLike(clause.parent);
}

/** Whether a declaration carries a modifier such as `export` or `declare`. */
export function has(ts: TypeScript, node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}

/** Whether an identifier reads or writes a variable, as against naming a member, a label or a declaration. */
export function isVariableReference(ts: TypeScript, node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isExportSpecifier(parent) || ts.isExportDeclaration(parent) || ts.isNamespaceExport(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isMetaProperty(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isLabeledStatement(parent)) return false;
  if (ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isNamedTupleMember(parent) || ts.isImportEqualsDeclaration(parent)) return false;
  if (
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isEnumMember(parent)
  ) {
    return parent.initializer === node;
  }
  if (ts.isFunctionLike(parent)) return ts.isArrowFunction(parent) && parent.body === node;
  if (ts.isClassLike(parent) || ts.isEnumDeclaration(parent) || ts.isModuleDeclaration(parent)) return false;
  return true;
}

/** Whether an expression stands where it is assigned to: `=` and its kin, `++`, patterns, heads of `for`. */
export function isAssignmentTarget(ts: TypeScript, node: ts.Node): boolean {
  const parent = node.parent;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    if (!assigns || parent.left !== node) return false;
    // `[a = 1] = b` assigns to a; `{ x: [a = 1] }` alone does not make the outer literal a target, but a is one anyway.
    return true;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isTypeAssertionExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isObjectLiteralExpression(parent)
  ) {
    return isAssignmentTarget(ts, parent);
  }
  if (ts.isShorthandPropertyAssignment(parent)) {
    return parent.name === node && isAssignmentTarget(ts, parent.parent);
  }
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isAssignmentTarget(ts, parent.parent);
  return false;
}

/** Whether a name means something that the module itself declares and that is there at run time. */
export function isDeclaredValue(unit: Unit, name: string, location: ts.Node): boolean {
  const { ts, checker } = unit;
  const symbol = resolveInFile(checker, name, location, ts.SymbolFlags.Value | ts.SymbolFlags.Alias);
  return symbol?.declarations?.some((declaration) => isRuntimeDeclaration(ts, declaration)) ?? false;
}

function isRuntimeDeclaration(ts: TypeScript, node: ts.Declaration): boolean {
  if (isAmbient(ts, node)) return false;
  if (ts.isFunctionDeclaration(node)) return node.body !== undefined;
  if (ts.isImportSpecifier(node)) return !node.isTypeOnly && !isTypeOnlyClause(node.parent.parent);
  if (ts.isImportClause(node)) return !isTypeOnlyClause(node);
  if (ts.isNamespaceImport(node)) return !isTypeOnlyClause(node.parent);
  if (ts.isParameter(node)) return !ts.isTypeNode(node.parent) && !ts.isTypeElement(node.parent);
  return (
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isModuleDeclaration(node)
  );
}

function isTypeOnlyClause(clause: ts.ImportClause): boolean {
  return clause.phaseModifier !== undefined;
}

/** `arguments` is the function's own, everywhere but outside of functions. */
export function isOwnArguments(ts: TypeScript, node: ts.Identifier): boolean {
  if (node.text !== 'arguments') return false;
  for (let outer: ts.Node = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (ts.isFunctionLike(outer) && !ts.isArrowFunction(outer)) return true;
  }
  return false;
}
