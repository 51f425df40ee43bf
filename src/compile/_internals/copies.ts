import type ts from 'typescript-lowering';
import type { TypeScript } from './typescript';

/** Work that the language does at once and in proportion to a length: told to the runtime, which charges it. */
export interface Copies {
  /** The node rewritten, or undefined where it copies nothing and is no power. */
  rewrite(node: ts.Node): ts.Node | undefined;
}

export interface CopiesOptions {
  readonly ts: TypeScript;
  readonly factory: ts.NodeFactory;
  readonly runtime: (member: string) => ts.Expression;
  /** A fresh local. */
  readonly temporary: () => ts.Identifier;
  readonly visit: (node: ts.Expression) => ts.Expression;
  readonly visitChildren: <T extends ts.Node>(node: T) => T;
}

/**
 * `[...a]` becomes `$k.copied([...a])` and `f(...a)` becomes `f(...$k.copied([...a]))`: the length is charged when it is
 * known, and nothing that can be seen is iterated twice. An object spread is lowered to `Object.assign`, which charges.
 * `a ** b` becomes `$k.power(a, b)`, since engines differ in its last digit.
 */
export function copies({ ts, factory, runtime, temporary, visit, visitChildren }: CopiesOptions): Copies {
  const call = (member: string, ...args: ts.Expression[]): ts.Expression =>
    factory.createCallExpression(runtime(member), undefined, args);
  const hasSpread = (nodes: readonly ts.Node[] | undefined): boolean =>
    nodes?.some((node) => ts.isSpreadElement(node)) ?? false;

  const spreadArguments = (args: readonly ts.Expression[]): readonly ts.Expression[] => [
    factory.createSpreadElement(call('copied', factory.createArrayLiteralExpression(args.map(visitArgument)))),
  ];
  const visitArgument = (node: ts.Expression): ts.Expression =>
    ts.isSpreadElement(node) ? factory.updateSpreadElement(node, visit(node.expression)) : visit(node);

  const rewriteCall = (node: ts.CallExpression | ts.NewExpression): ts.Node | undefined => {
    const args = node.arguments;
    if (args === undefined || !hasSpread(args)) return undefined;
    const callee = visit(node.expression as ts.Expression);
    if (ts.isNewExpression(node)) return factory.updateNewExpression(node, callee, undefined, spreadArguments(args));
    if (ts.isCallChain(node)) {
      return factory.updateCallChain(node, callee, node.questionDotToken, undefined, spreadArguments(args));
    }
    return factory.updateCallExpression(node, callee, undefined, spreadArguments(args));
  };

  const power = (node: ts.BinaryExpression): ts.Node | undefined => {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.AsteriskAsteriskToken) return call('power', visit(node.left), visit(node.right));
    if (kind !== ts.SyntaxKind.AsteriskAsteriskEqualsToken) return undefined;
    const assign = (target: ts.Expression, value: ts.Expression): ts.Expression =>
      factory.createParenthesizedExpression(factory.createAssignment(target, call('power', value, visit(node.right))));
    const keep = (expression: ts.Expression): readonly [set: ts.Expression, get: ts.Expression] => {
      // `this` and `super` are no values to be kept, and change no more than a local does.
      if (expression.kind === ts.SyntaxKind.ThisKeyword || expression.kind === ts.SyntaxKind.SuperKeyword) {
        return [expression, expression];
      }
      const name = temporary();
      return [factory.createParenthesizedExpression(factory.createAssignment(name, visit(expression))), name];
    };
    const { left } = node;
    if (ts.isPropertyAccessExpression(left)) {
      const [set, get] = keep(left.expression);
      return assign(
        factory.createPropertyAccessExpression(set, left.name),
        factory.createPropertyAccessExpression(get, left.name),
      );
    }
    if (ts.isElementAccessExpression(left)) {
      const [setObject, getObject] = keep(left.expression);
      const [setKey, getKey] = keep(left.argumentExpression);
      return assign(
        factory.createElementAccessExpression(setObject, setKey),
        factory.createElementAccessExpression(getObject, getKey),
      );
    }
    return assign(visit(left), visit(left));
  };

  return {
    rewrite(node) {
      if (ts.isArrayLiteralExpression(node) && hasSpread(node.elements) && !isTarget(ts, node)) {
        return call('copied', visitChildren(node));
      }
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) return rewriteCall(node);
      if (ts.isVariableDeclaration(node) && node.initializer !== undefined && hasRest(ts, node.name)) {
        const visited = visitChildren(node);
        return factory.updateVariableDeclaration(
          visited,
          visited.name,
          undefined,
          undefined,
          call('copied', visited.initializer as ts.Expression),
        );
      }
      if (!ts.isBinaryExpression(node)) return undefined;
      const isAssigned = node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      if (isAssigned && ts.isArrayLiteralExpression(node.left) && hasSpread(node.left.elements)) {
        const visited = visitChildren(node);
        return factory.updateBinaryExpression(
          visited,
          visited.left,
          visited.operatorToken,
          call('copied', visited.right),
        );
      }
      return power(node);
    },
  };
}

function hasRest(ts: TypeScript, name: ts.BindingName): boolean {
  return (
    ts.isArrayBindingPattern(name) &&
    name.elements.some((element) => ts.isBindingElement(element) && element.dotDotDotToken !== undefined)
  );
}

/** Whether a literal is assigned to: `[a, ...b] = c`, alone, within another, or as what a loop assigns. */
function isTarget(ts: TypeScript, node: ts.Node): boolean {
  const { parent } = node;
  if (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.left === node
  ) {
    return true;
  }
  if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === node) return true;
  if (ts.isPropertyAssignment(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) {
    const { parent: around } = parent;
    return isPattern(ts, around) && isTarget(ts, around);
  }
  if (ts.isBinaryExpression(parent) || ts.isParenthesizedExpression(parent)) return false;
  return isPattern(ts, parent) && isTarget(ts, parent);
}

function isPattern(ts: TypeScript, node: ts.Node): boolean {
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
}
