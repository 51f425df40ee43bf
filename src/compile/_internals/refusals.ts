import type ts from 'typescript-lowering';
import type { Problem } from '../types';
import { isDeclaredValue, isErased, isOwnArguments, isVariableReference } from './references';
import { bare, identifiersOf, resolveInFile, type TypeScript } from './typescript';
import { firstProblems, locationOf, type Unit } from './unit';

/** Who the text is from: a learner's one module, or a pack's, which may import `drydock`. */
export type ModuleRole = 'program' | 'pack';

const RESERVED = ['exports', '__awaiter', '__await', '__asyncGenerator', '__asyncDelegator', '__asyncValues', '__rest'];

/** What the language allows and Drydock does not, each with its reason and what to do instead. */
export function refusals(unit: Unit, role: ModuleRole): Problem[] {
  const { ts, file } = unit;
  const problems: Problem[] = [];
  const report = (node: ts.Node, message: string): void => {
    problems.push({ kind: 'refused', message, loc: locationOf(unit, node) });
  };
  const reserved = new Set(RESERVED.filter((name) => identifiersOf(file).has(name)));
  const visit = (node: ts.Node): void => {
    const message = refuseStatement(node, ts, role) ?? refuseExpression(node, ts) ?? refuseExport(node, unit);
    if (message !== undefined) report(node, message);
    else if (ts.isIdentifier(node)) {
      const named = refuseName(node, unit, reserved);
      if (named !== undefined) report(node, named);
    }
    if (!isErased(ts, node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return firstProblems(problems);
}

const ONE_MODULE = 'A solution is one module and has only type imports';

function refuseStatement(node: ts.Node, ts: TypeScript, role: ModuleRole): string | undefined {
  if (ts.isImportDeclaration(node)) return refuseImport(node, ts, role);
  if (ts.isImportEqualsDeclaration(node)) return 'import ... = is not supported here. Write import type, or a const.';
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && !node.isTypeOnly) {
    const from = node.moduleSpecifier.getText();
    if (role === 'pack') return `A module cannot export from ${from}. Import it, and export it in a line of its own.`;
    return `${ONE_MODULE}: it cannot export from ${from}. Export what you declare here.`;
  }
  if (ts.isExportAssignment(node) && node.isExportEquals === true) {
    return 'export = is not supported here. Write export before the declaration.';
  }
  if (ts.isDecorator(node))
    return 'Decorators are not supported: no engine runs them natively. Call the function instead.';
  if (ts.isVariableDeclarationList(node)) {
    const kind = node.flags & ts.NodeFlags.BlockScoped;
    if (kind === ts.NodeFlags.Using || kind === ts.NodeFlags.AwaitUsing) {
      return 'using declarations are later than ES2023. Use try and finally.';
    }
  }
  if (ts.isPropertyDeclaration(node) && node.modifiers?.some((it) => it.kind === ts.SyntaxKind.AccessorKeyword)) {
    return 'accessor fields are not supported: no engine runs them natively. Write a getter and a setter.';
  }
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined && isTopLevel(node, ts)) return TOP_LEVEL_AWAIT;
  return undefined;
}

const TOP_LEVEL_AWAIT =
  'await at the top level is not supported: a module loads in one step, before time moves. Await inside an async function.';

/** Whether a pack's module names a file beside it, and not a package. */
export function isSibling(specifier: string): boolean {
  return /^\.{1,2}\//.test(specifier);
}

function refuseImport(node: ts.ImportDeclaration, ts: TypeScript, role: ModuleRole): string | undefined {
  const clause = node.importClause;
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return undefined;
  const from = node.moduleSpecifier;
  if (role === 'pack') {
    const known = ts.isStringLiteral(from) && (from.text === 'drydock' || isSibling(from.text));
    if (!known) {
      return `A pack's module imports from 'drydock' and from files of its own exercise ('./rules/ttl'), not from ${from.getText()}.`;
    }
    if (clause !== undefined && clause.phaseModifier === undefined) return undefined;
    return `import ${from.getText()} takes nothing from it. Name what you use: import { ... } from ${from.getText()}.`;
  }
  const named = clause?.namedBindings;
  const onlyTypes =
    clause !== undefined &&
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly);
  if (onlyTypes) return undefined;
  return `${ONE_MODULE}: it cannot import from ${from.getText()}. For types write import type; write the rest yourself.`;
}

function refuseExpression(node: ts.Node, ts: TypeScript): string | undefined {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
    return 'import.meta is not available: the program has no address.';
  }
  if (ts.isAwaitExpression(node) && isTopLevel(node, ts)) return TOP_LEVEL_AWAIT;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = bare(ts, node.expression);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return `${ONE_MODULE}: import() is not available.`;
  return undefined;
}

function refuseExport(node: ts.Node, unit: Unit): string | undefined {
  const { ts, checker } = unit;
  if (!ts.isExportSpecifier(node) || node.isTypeOnly || node.parent.parent.isTypeOnly) return undefined;
  if (node.parent.parent.moduleSpecifier !== undefined) return undefined;
  const local = node.propertyName ?? node.name;
  if (isDeclaredValue(unit, local.text, unit.file)) return undefined;
  if (resolveInFile(checker, local.text, unit.file, ts.SymbolFlags.Type | ts.SymbolFlags.Alias) !== undefined) {
    return undefined;
  }
  return `\`${local.text}\` is exported, but this file does not declare it.`;
}

function refuseName(node: ts.Identifier, unit: Unit, reserved: ReadonlySet<string>): string | undefined {
  const { ts } = unit;
  const { text } = node;
  if (text !== 'eval' && text !== 'Function' && text !== 'require' && !reserved.has(text)) return undefined;
  const declares = isBindingName(ts, node);
  if (reserved.has(text) && (declares || isVariableReference(ts, node))) {
    return `The name \`${text}\` is taken by the module's own machinery. Choose another.`;
  }
  if (text === 'eval' && declares) return '`eval` cannot be declared.';
  if (!isVariableReference(ts, node) || isTypeofOperand(ts, node)) return undefined;
  if (text === 'eval') return '`eval` is not available: programs are compiled before they run. Write the code itself.';
  if (isDeclaredValue(unit, text, node) || isOwnArguments(ts, node)) return undefined;
  if (text === 'require') return `${ONE_MODULE}: require is not available.`;
  const called =
    (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent)) && node.parent.expression === node;
  return text === 'Function' && called
    ? '`Function` cannot make code from text here: programs are compiled before they run. Write a function.'
    : undefined;
}

function isTypeofOperand(ts: TypeScript, node: ts.Identifier): boolean {
  return ts.isTypeOfExpression(node.parent);
}

function isBindingName(ts: TypeScript, node: ts.Identifier): boolean {
  const parent = node.parent;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isClassLike(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isFunctionExpression(parent) ||
      ts.isEnumDeclaration(parent) ||
      ts.isModuleDeclaration(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isImportClause(parent) ||
      ts.isNamespaceImport(parent)) &&
    parent.name === node
  );
}

function isTopLevel(node: ts.Node, ts: TypeScript): boolean {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (ts.isFunctionLike(outer) || ts.isClassStaticBlockDeclaration(outer)) return false;
  }
  return true;
}
