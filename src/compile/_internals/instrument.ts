import type ts from 'typescript-lowering';
import { replaceAbsent } from './absent-names';
import { copies } from './copies';
import { countingNodes, suspends } from './counting';
import { explainer, type Explainer } from './explain';
import { guardedTry } from './guards';
import type { FreeNames } from './names';
import type { OwnNames } from './own-names';
import type { TypeScript } from './typescript';
import { locationOf, type Unit } from './unit';

/** How a module is instrumented. */
export interface Instrumentation {
  readonly free: FreeNames;
  readonly names: OwnNames;
  /** Count loop turns and function entries, and keep the places of `await`. */
  readonly count: boolean;
  /** Record conditions and answers. */
  readonly explain: boolean;
}

/** One function's body, or the module's: what must be declared at its start. */
export interface Frame {
  readonly declare: string[];
  /** Counters of the loops around the current place, outermost first; empty outside of counted-in-locals loops. */
  readonly counters: string[];
}

/**
 * Runs before TypeScript's own transformers, while every node still has its place in the text.
 *
 * Each loop counts in a local of its own. An inner loop adds its count to the next outer one when it ends; the outermost
 * adds it to the meter in a `finally`, so that counts stay exact however the loop is left. One counter shared by nested
 * loops costs three times as much, since it must be merged on every path.
 */
export function instrument(unit: Unit, { free, names, count, explain }: Instrumentation) {
  return (context: ts.TransformationContext): ts.Transformer<ts.SourceFile> => {
    const { ts } = unit;
    const { factory } = context;
    const frames: Frame[] = [];
    let serial = 0;
    const top = (): Frame => frames.at(-1)!;
    const fresh = (kind: string): string => `${names.prefix}${kind}${(serial += 1)}`;
    const id = (name: string): ts.Identifier => factory.createIdentifier(name);
    const number = (value: number): ts.NumericLiteral => factory.createNumericLiteral(value);
    const runtime = (member: string): ts.PropertyAccessExpression =>
      factory.createPropertyAccessExpression(id(names.runtime), member);
    const lineOf = (node: ts.Node): number => locationOf(unit, node).line;
    const counting = countingNodes(ts, factory, names, lineOf);
    const absent = replaceAbsent({
      unit,
      factory,
      absent: free.absent,
      runtime,
      visit: (node) => visitExpression(node),
    });
    const guarded = guardedTry({ ts, context, names, runtime, visit: (node) => visit(node) });
    const copying = copies({
      ts,
      factory,
      runtime,
      temporary: () => declareTemporary(),
      visit: (node) => visitExpression(node),
      visitChildren: (node) => ts.visitEachChild(node, visit, context),
    });
    const explaining: Explainer | undefined = explain
      ? explainer({
          unit,
          factory,
          runtime,
          temporary: () => declareTemporary(),
          visit: (node) => visitExpression(node),
          visitStatement: (node) => visitStatement(node),
        })
      : undefined;
    const declareTemporary = (): ts.Identifier => {
      const name = fresh('v');
      top().declare.push(name);
      return id(name);
    };
    const visitExpression = (node: ts.Expression): ts.Expression => ts.visitNode(node, visit, ts.isExpression);
    const visitStatement = (node: ts.Statement): ts.Statement => ts.visitNode(node, visit, ts.isStatement)!;

    const declarations = (frame: Frame): ts.Statement[] =>
      frame.declare.length === 0
        ? []
        : [
            factory.createVariableStatement(
              undefined,
              factory.createVariableDeclarationList(
                frame.declare.map((name) =>
                  factory.createVariableDeclaration(
                    name,
                    undefined,
                    undefined,
                    name.startsWith(`${names.prefix}n`) ? number(0) : undefined,
                  ),
                ),
                ts.NodeFlags.Let,
              ),
            ),
          ];

    const inFrame = <T>(work: () => T): { result: T; frame: Frame } => {
      const frame: Frame = { declare: [], counters: [] };
      frames.push(frame);
      const result = work();
      frames.pop();
      return { result, frame };
    };

    /** A function's body or a static block's: the entry is counted, locals are declared, directives are dropped. */
    const visitBody = (body: ts.Block, counted: boolean): ts.Block => {
      const { result, frame } = inFrame(() => withoutDirectives(ts, body.statements).map(visitStatement));
      const entry = counted && count ? [counting.inMeter(body.parent)] : [];
      const statements = [...entry, ...declarations(frame), ...result];
      return factory.updateBlock(body, ts.setTextRange(factory.createNodeArray(statements), body.statements));
    };

    const visitArrow = (node: ts.ArrowFunction): ts.Node => {
      if (ts.isBlock(node.body)) return ts.visitEachChild(node, visit, context);
      const expression = node.body;
      const { result, frame } = inFrame(() =>
        explaining === undefined ? visitExpression(expression) : explaining.answer(expression, expression),
      );
      const body =
        frame.declare.length > 0
          ? factory.createBlock([
              ...(count ? [counting.inMeter(expression)] : []),
              ...declarations(frame),
              factory.createReturnStatement(result),
            ])
          : count
            ? factory.createParenthesizedExpression(
                factory.createComma(counting.inMeterAsExpression(expression), result),
              )
            : result;
      return factory.updateArrowFunction(
        node,
        node.modifiers,
        node.typeParameters,
        ts.visitNodes(node.parameters, visit, ts.isParameter),
        node.type,
        node.equalsGreaterThanToken,
        body,
      );
    };

    /** The loop with its turns counted; `labels` stay with it inside the `try`. */
    const visitLoop = (statement: ts.Statement, loop: ts.IterationStatement): ts.Statement => {
      if (!count) return ts.visitEachChild(statement, visitInside(loop), context);
      const { counters, declare } = top();
      if (counters.length === 0 && suspends(ts, loop)) {
        return ts.visitEachChild(statement, visitInside(loop, counting.inMeter(loop)), context);
      }
      const counter = fresh('n');
      declare.push(counter);
      counters.push(counter);
      const counted = ts.visitEachChild(statement, visitInside(loop, counting.inLocal(counter, loop)), context);
      counters.pop();
      const outer = counters.at(-1);
      if (outer === undefined) {
        const used = declare.slice(declare.indexOf(counter)).filter((name) => name.startsWith(`${names.prefix}n`));
        return factory.createTryStatement(
          factory.createBlock([counted]),
          undefined,
          factory.createBlock(used.flatMap((name) => counting.moveToMeter(name))),
        );
      }
      return factory.createBlock([counted, ...counting.moveToLocal(outer, counter)]);
    };

    /** Visits a loop's parts, and puts `turn` at the start of its body. */
    const visitInside = (loop: ts.IterationStatement, turn?: ts.Statement) => {
      const inside = (node: ts.Node): ts.VisitResult<ts.Node> => {
        if (node === loop) return ts.visitEachChild(node, inside, context);
        if (ts.isLabeledStatement(node) && labelled(ts, node) === loop) return ts.visitEachChild(node, inside, context);
        if (node.parent === loop && node === loop.statement) return visitTurn(loop.statement, turn);
        if (node.parent === loop && explaining !== undefined && isCondition(ts, loop, node)) {
          return explaining.condition(node as ts.Expression);
        }
        return visit(node);
      };
      return inside;
    };
    const visitTurn = (body: ts.Statement, turn: ts.Statement | undefined): ts.Statement => {
      const visited = visitStatement(body);
      if (turn === undefined) return visited;
      return ts.isBlock(visited)
        ? factory.updateBlock(
            visited,
            ts.setTextRange(factory.createNodeArray([turn, ...visited.statements]), visited.statements),
          )
        : factory.createBlock([turn, visited]);
    };

    const visit = (node: ts.Node): ts.VisitResult<ts.Node> => {
      const named = absent(node);
      if (named !== undefined) return named;
      if (ts.isArrowFunction(node)) return visitArrow(node);
      if (ts.isBlock(node) && ts.isClassStaticBlockDeclaration(node.parent)) return visitBody(node, false);
      if (ts.isBlock(node) && ts.isFunctionLike(node.parent)) return visitBody(node, true);
      if (ts.isIterationStatement(node, false)) return visitLoop(node, node);
      if (ts.isLabeledStatement(node)) {
        const loop = labelled(ts, node);
        if (loop !== undefined) return visitLoop(node, loop);
      }
      if (ts.isTryStatement(node)) return guarded(node);
      if (ts.isAwaitExpression(node) && count) {
        const operand = visitExpression(node.expression);
        return factory.updateAwaitExpression(
          node,
          factory.createCallExpression(runtime('awaits'), undefined, [operand, number(lineOf(node))]),
        );
      }
      if (node.kind === ts.SyntaxKind.DebuggerStatement) return factory.createEmptyStatement();
      // What the explaining build looks at is no power and no copy of its own.
      if (!count) return explaining?.explain(node) ?? ts.visitEachChild(node, visit, context);
      return copying.rewrite(node) ?? explaining?.explain(node) ?? ts.visitEachChild(node, visit, context);
    };

    return (file) => {
      const { result, frame } = inFrame(() => withoutDirectives(ts, file.statements).map(visitStatement));
      return factory.updateSourceFile(
        file,
        ts.setTextRange(factory.createNodeArray([...declarations(frame), ...result]), file.statements),
      );
    };
  };
}

/** `'use strict'` changes nothing here, and may not stand in a function with defaults. */
function withoutDirectives(ts: TypeScript, statements: ts.NodeArray<ts.Statement>): ts.Statement[] {
  const first = statements.findIndex(
    (statement) => !(ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)),
  );
  return first === -1 ? [] : statements.slice(first);
}

/** The loop that a label, or a label of a label, stands before. */
function labelled(ts: TypeScript, node: ts.LabeledStatement): ts.IterationStatement | undefined {
  const { statement } = node;
  if (ts.isLabeledStatement(statement)) return labelled(ts, statement);
  return ts.isIterationStatement(statement, false) ? statement : undefined;
}

function isCondition(ts: TypeScript, loop: ts.IterationStatement, node: ts.Node): boolean {
  if (ts.isForStatement(loop)) return loop.condition === node;
  return (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) && loop.expression === node;
}
