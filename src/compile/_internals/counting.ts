import type ts from 'typescript-lowering';
import type { OwnNames } from './own-names';
import type { TypeScript } from './typescript';

/** Turns and calls are published when a counter passes this. */
const PUBLISH_ABOVE = 1023;

/** The text that counts. */
export interface Counting {
  /** `if (++$m.pending > 1023) $p(12);` */
  inMeter(node: ts.Node): ts.Statement;
  /** The same as an expression: `++$m.pending > 1023 && $p(12)`. */
  inMeterAsExpression(node: ts.Node): ts.Expression;
  /** `if (++$n1 > 1023) { $m.pending += $n1; $n1 = 0; $p(12); }` */
  inLocal(counter: string, node: ts.Node): ts.Statement;
  /** `$n1 += $n2; $n2 = 0;` */
  moveToLocal(outer: string, counter: string): ts.Statement[];
  /** `$m.pending += $n1; $n1 = 0;` */
  moveToMeter(counter: string): ts.Statement[];
}

/**
 * Makes the nodes that count.
 *
 * @param lineOf the line of the original text that a node is told by
 */
export function countingNodes(
  ts: TypeScript,
  factory: ts.NodeFactory,
  names: OwnNames,
  lineOf: (node: ts.Node) => number,
): Counting {
  const id = (name: string): ts.Identifier => factory.createIdentifier(name);
  const number = (value: number): ts.NumericLiteral => factory.createNumericLiteral(value);
  const pending = (): ts.Expression => factory.createPropertyAccessExpression(id(names.meter), 'pending');
  const isAbove = (left: ts.Expression): ts.Expression =>
    factory.createBinaryExpression(
      factory.createPrefixUnaryExpression(ts.SyntaxKind.PlusPlusToken, left as ts.UnaryExpression),
      ts.SyntaxKind.GreaterThanToken,
      number(PUBLISH_ABOVE),
    );
  const publish = (node: ts.Node): ts.Expression =>
    factory.createCallExpression(id(names.publish), undefined, [number(lineOf(node))]);
  const assign = (to: ts.Expression, operator: ts.BinaryOperator, value: ts.Expression): ts.Statement =>
    factory.createExpressionStatement(factory.createBinaryExpression(to, operator, value));
  const move = (target: ts.Expression, counter: string): ts.Statement[] => [
    assign(target, ts.SyntaxKind.PlusEqualsToken, id(counter)),
    assign(id(counter), ts.SyntaxKind.EqualsToken, number(0)),
  ];
  return {
    inMeter: (node) => factory.createIfStatement(isAbove(pending()), factory.createExpressionStatement(publish(node))),
    inMeterAsExpression: (node) => factory.createLogicalAnd(isAbove(pending()), publish(node)),
    inLocal: (counter, node) =>
      factory.createIfStatement(
        isAbove(id(counter)),
        factory.createBlock([...move(pending(), counter), factory.createExpressionStatement(publish(node))]),
      ),
    moveToLocal: (outer, counter) => move(id(outer), counter),
    moveToMeter: (counter) => move(pending(), counter),
  };
}

/**
 * Whether a loop's body can be left without ending: then its count may not wait in a local, since a generator that is
 * never resumed would keep it.
 */
export function suspends(ts: TypeScript, loop: ts.Node): boolean {
  const found = (child: ts.Node): boolean => {
    if (ts.isFunctionLike(child) || ts.isClassStaticBlockDeclaration(child)) return false;
    if (ts.isAwaitExpression(child) || ts.isYieldExpression(child)) return true;
    if (ts.isForOfStatement(child) && child.awaitModifier !== undefined) return true;
    return ts.forEachChild(child, (it) => found(it) || undefined) ?? false;
  };
  return found(loop);
}
