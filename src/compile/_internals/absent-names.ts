import type ts from 'typescript-lowering';
import { isAssignmentTarget } from './references';
import { bare } from './typescript';
import { locationOf, type Unit } from './unit';

/** What the replacement is given by the transformation that it works in. */
export interface AbsentContext {
  readonly unit: Unit;
  readonly factory: ts.NodeFactory;
  /** References to names that are not there. */
  readonly absent: ReadonlySet<ts.Identifier>;
  runtime(member: string): ts.Expression;
  visit(node: ts.Expression): ts.Expression;
}

/** Replaces each name that is not there by `$k.absent("fetch", 3, 7)`, and answers nothing for every other node. */
export function replaceAbsent({
  unit,
  factory,
  absent,
  runtime,
  visit,
}: AbsentContext): (node: ts.Node) => ts.Node | undefined {
  const { ts } = unit;
  const absentCall = (node: ts.Identifier): ts.Expression => {
    const { line, column } = locationOf(unit, node);
    return factory.createCallExpression(runtime('absent'), undefined, [
      factory.createStringLiteral(node.text),
      factory.createNumericLiteral(line),
      factory.createNumericLiteral(column ?? 1),
    ]);
  };
  /** As something to assign to it is a member of what is absent: evaluated first, and so refused. */
  const absentReference = (node: ts.Identifier): ts.Expression =>
    isAssignmentTarget(ts, node)
      ? factory.createPropertyAccessExpression(absentCall(node), node.text)
      : absentCall(node);

  const visitNames = (node: ts.Node): ts.Node | undefined => {
    if (ts.isIdentifier(node)) return absent.has(node) ? absentReference(node) : undefined;
    if (ts.isShorthandPropertyAssignment(node) && absent.has(node.name)) {
      const value = absentReference(node.name);
      const fallback = node.objectAssignmentInitializer;
      return factory.createPropertyAssignment(
        node.name.text,
        fallback === undefined ? value : factory.createAssignment(value, visit(fallback)),
      );
    }
    if (ts.isTypeOfExpression(node)) {
      const operand = bare(ts, node.expression);
      if (ts.isIdentifier(operand) && absent.has(operand)) return factory.createStringLiteral('undefined');
    }
    return undefined;
  };

  return visitNames;
}
