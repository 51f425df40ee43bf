import type ts from 'typescript-lowering';
import type { TypeScript } from './typescript';
import { locationOf, type Unit } from './unit';

/** The explaining build: what decided, and where. Values, order and short circuits stay as they are. */
export interface Explainer {
  /** A node that gives an answer or branches, explained; nothing for any other. */
  explain(node: ts.Node): ts.Node | undefined;
  /** `$k.condition(value, line, column, text)` around an expression that decides a branch. */
  condition(expression: ts.Expression): ts.Expression;
  /** `$k.answer(value, line, column)` around what a function returns; the place is that of `at`. */
  answer(expression: ts.Expression | undefined, at: ts.Node): ts.Expression;
}

/** What the explainer is given by the transformation that it works in. */
export interface ExplainerContext {
  readonly unit: Unit;
  readonly factory: ts.NodeFactory;
  runtime(member: string): ts.Expression;
  /** A variable of the current function. */
  temporary(): ts.Identifier;
  visit(node: ts.Expression): ts.Expression;
  visitStatement(node: ts.Statement): ts.Statement;
}

/** Longer conditions are told by their beginning. */
const MAX_TEXT = 200;

/** The explaining half of a transformation; see `Explainer`. */
export function explainer({ unit, factory, runtime, temporary, visit, visitStatement }: ExplainerContext): Explainer {
  const { ts } = unit;
  const place = (node: ts.Node): ts.Expression[] => {
    const { line, column } = locationOf(unit, node);
    return [factory.createNumericLiteral(line), factory.createNumericLiteral(column ?? 1)];
  };
  const textOf = (node: ts.Node): string => node.getText(unit.file).replaceAll(/\s+/g, ' ').slice(0, MAX_TEXT);

  /** `$k.compare(($v1 = a) < ($v2 = b), $v1, '<', $v2)`: each operand is evaluated once, in its order. */
  const compare = (node: ts.BinaryExpression): ts.Expression => {
    const left = temporary();
    const right = temporary();
    const keep = (to: ts.Identifier, value: ts.Expression): ts.Expression =>
      factory.createParenthesizedExpression(factory.createAssignment(to, visit(value)));
    const result = factory.updateBinaryExpression(
      node,
      keep(left, node.left),
      node.operatorToken,
      keep(right, node.right),
    );
    const operator = factory.createStringLiteral(node.operatorToken.getText(unit.file));
    return factory.createCallExpression(runtime('compare'), undefined, [result, left, operator, right]);
  };

  /** The parts of a condition: comparisons keep their operands, `&&`, `||` and `!` stay as they are. */
  const parts = (node: ts.Expression): ts.Expression => {
    if (ts.isParenthesizedExpression(node)) return factory.updateParenthesizedExpression(node, parts(node.expression));
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      return factory.updatePrefixUnaryExpression(node, parts(node.operand) as ts.UnaryExpression);
    }
    if (!ts.isBinaryExpression(node)) return visit(node);
    if (isLogical(ts, node)) {
      return factory.updateBinaryExpression(node, parts(node.left), node.operatorToken, parts(node.right));
    }
    return isComparison(ts, node) ? compare(node) : visit(node);
  };

  const condition = (expression: ts.Expression): ts.Expression =>
    factory.createCallExpression(runtime('condition'), undefined, [
      parts(expression),
      ...place(expression),
      factory.createStringLiteral(textOf(expression)),
    ]);

  const answer = (expression: ts.Expression | undefined, at: ts.Node): ts.Expression => {
    const value =
      expression === undefined
        ? factory.createVoidZero()
        : decides(ts, expression)
          ? condition(expression)
          : visit(expression);
    return factory.createCallExpression(runtime('answer'), undefined, [value, ...place(at)]);
  };

  const explain: Explainer['explain'] = (node) => {
    if (ts.isReturnStatement(node)) return factory.updateReturnStatement(node, answer(node.expression, node));
    if (ts.isIfStatement(node)) {
      const otherwise = node.elseStatement === undefined ? undefined : visitStatement(node.elseStatement);
      return factory.updateIfStatement(node, condition(node.expression), visitStatement(node.thenStatement), otherwise);
    }
    if (ts.isConditionalExpression(node)) {
      return factory.updateConditionalExpression(
        node,
        condition(node.condition),
        node.questionToken,
        visit(node.whenTrue),
        node.colonToken,
        visit(node.whenFalse),
      );
    }
    if (ts.isBinaryExpression(node) && isLogical(ts, node)) {
      return factory.updateBinaryExpression(node, condition(node.left), node.operatorToken, visit(node.right));
    }
    return undefined;
  };

  return { explain, condition, answer };
}

function isLogical(ts: TypeScript, node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function isComparison(ts: TypeScript, node: ts.BinaryExpression): boolean {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return true;
    default:
      return false;
  }
}

/** Whether a returned expression is a decision in itself: `return count < limit`. */
function decides(ts: TypeScript, node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return decides(ts, node.expression);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken && decides(ts, node.operand);
  return ts.isBinaryExpression(node) && (isComparison(ts, node) || (isLogical(ts, node) && decides(ts, node.left)));
}
