import type ts from 'typescript-lowering';
import type { OwnNames } from './own-names';
import type { TypeScript } from './typescript';

/** What the guards are given by the transformation that they work in. */
export interface GuardContext {
  readonly ts: TypeScript;
  readonly context: ts.TransformationContext;
  readonly names: OwnNames;
  runtime(member: string): ts.Expression;
  readonly visit: ts.Visitor;
}

/** Visits `try` statements so that no `catch` and no `finally` of the program can swallow a halt. */
export function guardedTry({ ts, context, names, runtime, visit }: GuardContext): (node: ts.TryStatement) => ts.Node {
  const { factory } = context;
  const id = (name: string): ts.Identifier => factory.createIdentifier(name);
  /** The compiler takes a block for a statement only where its parent is not a `try` or `catch`; a new one has none. */
  const afresh = (block: ts.Block): ts.Block => factory.createBlock(block.statements, true);
  /** A halt passes through: `if ($k.halted) throw e;` comes first. */
  const visitCatch = (clause: ts.CatchClause): ts.CatchClause => {
    const block = ts.visitEachChild(clause.block, visit, context);
    const name = clause.variableDeclaration?.name;
    const caught = name !== undefined && ts.isIdentifier(name) ? name : id(`${names.prefix}e`);
    const guard = factory.createIfStatement(runtime('halted'), factory.createThrowStatement(id(caught.text)));
    if (name === undefined || ts.isIdentifier(name)) {
      return factory.updateCatchClause(
        clause,
        clause.variableDeclaration ?? factory.createVariableDeclaration(caught),
        factory.updateBlock(block, [guard, ...block.statements]),
      );
    }
    const pattern = factory.createVariableDeclaration(
      ts.visitNode(name, visit, ts.isBindingName) ?? name,
      undefined,
      undefined,
      id(caught.text),
    );
    const unpack = factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList([pattern], ts.NodeFlags.Let),
    );
    return factory.updateCatchClause(
      clause,
      factory.createVariableDeclaration(caught),
      factory.createBlock([guard, unpack, afresh(block)]),
    );
  };

  const visitTry = (node: ts.TryStatement): ts.Node => {
    const tried = ts.visitEachChild(node.tryBlock, visit, context);
    const clause = node.catchClause === undefined ? undefined : visitCatch(node.catchClause);
    const last = node.finallyBlock === undefined ? undefined : ts.visitEachChild(node.finallyBlock, visit, context);
    const guarded =
      last === undefined
        ? undefined
        : factory.createBlock([factory.createIfStatement(factory.createLogicalNot(runtime('halted')), afresh(last))]);
    return factory.updateTryStatement(node, tried, clause, guarded);
  };

  return visitTry;
}
