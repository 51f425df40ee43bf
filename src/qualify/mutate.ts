/**
 * Mutants of a program: each differs from it by one small mistake of the kind that people make. Operators after those of
 * Offutt et al., _An Experimental Determination of Sufficient Mutant Operators_ (TOSEM 1996), with the ones that belong to
 * asynchronous code: a removed await, a lost `finally`.
 */
import ts from 'typescript';

/** One mutant. */
export interface Mutant {
  /** `start-and-count: count >= limit -> count > limit`: holds no line, so it outlives edits elsewhere. */
  readonly id: string;
  /** What was done: `boundary`, `removed statement`. */
  readonly operator: string;
  /** 1-based, of the original text. */
  readonly line: number;
  readonly was: string;
  readonly now: string;
  readonly source: string;
}

interface Edit {
  readonly operator: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The part of the program that is quoted in the id; the edit lies within. */
  readonly shown: ts.Node;
}

/** All mutants of a program, in order of their places; texts that come out equal count once. Pure. */
export function mutantsOf(program: string, source: string): readonly Mutant[] {
  const file = ts.createSourceFile('program.ts', source, ts.ScriptTarget.ESNext, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    // Types run nowhere: a change there is no mistake.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isTypeParameterDeclaration(node)) return;
    edits.push(...editsOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  const seen = new Set([source]);
  const counts = new Map<string, number>();
  return edits
    .toSorted((a, b) => a.from - b.from)
    .flatMap((edit) => {
      const mutated = source.slice(0, edit.from) + edit.text + source.slice(edit.to);
      if (seen.has(mutated)) return [];
      seen.add(mutated);
      const start = edit.shown.getStart(file);
      const was = oneLine(source.slice(start, edit.shown.end));
      const now = oneLine(source.slice(start, edit.from) + edit.text + source.slice(edit.to, edit.shown.end));
      const name = `${program}: ${was} -> ${now === '' ? '(nothing)' : now}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const id = count === 1 ? name : `${name} #${count}`;
      const line = file.getLineAndCharacterOfPosition(edit.from).line + 1;
      return [{ id, operator: edit.operator, line, was, now, source: mutated }];
    });
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 44)} ... ${line.slice(-41)}` : line;
}

type Operators = Readonly<Partial<Record<ts.SyntaxKind, readonly (readonly [operator: string, text: string])[]>>>;

const { SyntaxKind } = ts;

const BINARY: Operators = {
  [SyntaxKind.LessThanToken]: both('<=', '>='),
  [SyntaxKind.LessThanEqualsToken]: both('<', '>'),
  [SyntaxKind.GreaterThanToken]: both('>=', '<='),
  [SyntaxKind.GreaterThanEqualsToken]: both('>', '<'),
  [SyntaxKind.EqualsEqualsEqualsToken]: [['negated', '!==']],
  [SyntaxKind.ExclamationEqualsEqualsToken]: [['negated', '===']],
  [SyntaxKind.EqualsEqualsToken]: [['negated', '!=']],
  [SyntaxKind.ExclamationEqualsToken]: [['negated', '==']],
  [SyntaxKind.AmpersandAmpersandToken]: [['logic', '||']],
  [SyntaxKind.BarBarToken]: [['logic', '&&']],
  [SyntaxKind.PlusToken]: [['arithmetic', '-']],
  [SyntaxKind.MinusToken]: [['arithmetic', '+']],
  [SyntaxKind.AsteriskToken]: [['arithmetic', '/']],
  [SyntaxKind.SlashToken]: [['arithmetic', '*']],
  [SyntaxKind.PercentToken]: [['arithmetic', '*']],
  [SyntaxKind.AmpersandToken]: [['arithmetic', '|']],
  [SyntaxKind.BarToken]: [['arithmetic', '&']],
  [SyntaxKind.PlusEqualsToken]: [['arithmetic', '-=']],
  [SyntaxKind.MinusEqualsToken]: [['arithmetic', '+=']],
  [SyntaxKind.AsteriskEqualsToken]: [['arithmetic', '/=']],
  [SyntaxKind.SlashEqualsToken]: [['arithmetic', '*=']],
  [SyntaxKind.QuestionQuestionEqualsToken]: [['default', '=']],
};

function both(boundary: string, negated: string): readonly (readonly [string, string])[] {
  return [
    ['boundary', boundary],
    ['negated', negated],
  ];
}

/** Methods whose likeliest confusion is another method. */
const METHODS: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  shift: 'pop',
  pop: 'shift',
  push: 'unshift',
  unshift: 'push',
  some: 'every',
  every: 'some',
  finally: 'then',
  allSettled: 'all',
};

function editsOf(node: ts.Node, file: ts.SourceFile): readonly Edit[] {
  const textOf = (part: ts.Node): string => part.getText(file);
  const replace = (operator: string, part: ts.Node, text: string, shown: ts.Node = part): Edit => ({
    operator,
    from: part.getStart(file),
    to: part.end,
    text,
    shown,
  });

  if (ts.isBinaryExpression(node)) return binaryEdits(node, replace, textOf);
  if (ts.isNumericLiteral(node)) {
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
    const value = Number(node.text);
    const { parent } = node;
    const isPart = ts.isExpression(parent) || ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
    const shown = isPart ? parent : node;
    return [value + 1, value - 1].map((next) =>
      replace('constant', node, next < 0 ? `(${next})` : String(next), shown),
    );
  }
  if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword) {
    const flipped = node.kind === SyntaxKind.TrueKeyword ? 'false' : 'true';
    return [replace('constant', node, flipped, ts.isSourceFile(node.parent) ? node : node.parent)];
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unaryEdits(node, replace, textOf);
  if (ts.isIfStatement(node)) return conditionEdits(node.expression, ['true', 'false'], replace, textOf);
  if (ts.isConditionalExpression(node)) return conditionEdits(node.condition, ['true', 'false'], replace, textOf);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    return conditionEdits(node.expression, ['false'], replace, textOf);
  }
  if (ts.isForStatement(node) && node.condition !== undefined) {
    return conditionEdits(node.condition, ['false'], replace, textOf);
  }
  if (ts.isExpressionStatement(node) && !isDirective(node)) return [replace('removed statement', node, ';')];
  if (ts.isThrowStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
    return [replace('removed statement', node, ';')];
  }
  if (ts.isReturnStatement(node)) return returnEdits(node, replace, textOf);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && textOf(node.body) !== 'undefined') {
    return [replace('return value', node.body, 'undefined', node)];
  }
  if (ts.isAwaitExpression(node)) return [replace('removed await', node, textOf(node.expression), node.parent)];
  if (ts.isTryStatement(node)) {
    return [node.finallyBlock, node.catchClause?.block].flatMap((block) =>
      block === undefined || block.statements.length < 2 ? [] : [replace('removed block', block, '{}')],
    );
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return callEdits(node, replace, textOf);
  if (ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined) {
    return [replace('optional chain', node.questionDotToken, '.', node)];
  }
  return [];
}

type Replace = (operator: string, part: ts.Node, text: string, shown?: ts.Node) => Edit;
type TextOf = (part: ts.Node) => string;

function binaryEdits(node: ts.BinaryExpression, replace: Replace, textOf: TextOf): readonly Edit[] {
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === SyntaxKind.QuestionQuestionToken) {
    return [replace('default', node, textOf(left)), replace('default', node, `(${textOf(right)})`)];
  }
  const isText = [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  if (isText && operatorToken.kind === SyntaxKind.PlusToken) return [];
  return (BINARY[operatorToken.kind] ?? []).map(([operator, text]) => replace(operator, operatorToken, text, node));
}

function unaryEdits(
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  replace: Replace,
  textOf: TextOf,
): readonly Edit[] {
  const operand = textOf(node.operand);
  const swapped = node.operator === SyntaxKind.PlusPlusToken ? '--' : '++';
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return [replace('negated', node, operand, ts.isExpression(node.parent) ? node.parent : node)];
    case SyntaxKind.MinusToken:
      return [replace('arithmetic', node, operand)];
    case SyntaxKind.PlusPlusToken:
    case SyntaxKind.MinusMinusToken:
      return [replace('arithmetic', node, ts.isPrefixUnaryExpression(node) ? swapped + operand : operand + swapped)];
    default:
      return [];
  }
}

/** A comparison is negated by its own operator already. */
function conditionEdits(
  condition: ts.Expression,
  forced: readonly string[],
  replace: Replace,
  textOf: TextOf,
): readonly Edit[] {
  if (condition.kind === SyntaxKind.TrueKeyword || condition.kind === SyntaxKind.FalseKeyword) return [];
  const compares = ts.isBinaryExpression(condition) && BINARY[condition.operatorToken.kind]?.at(-1)?.[0] === 'negated';
  const isNot = ts.isPrefixUnaryExpression(condition);
  const negated = compares || isNot ? [] : [replace('negated', condition, `!(${textOf(condition)})`)];
  return [...negated, ...forced.map((text) => replace('forced condition', condition, text))];
}

function returnEdits(node: ts.ReturnStatement, replace: Replace, textOf: TextOf): readonly Edit[] {
  const { expression } = node;
  // A bare return is left early: without it the function goes on.
  if (expression === undefined) return [replace('removed statement', node, ';')];
  const text = textOf(expression);
  const isObject = ts.isObjectLiteralExpression(expression) || ts.isNewExpression(expression);
  // What is made is returned: without it nothing can be called, which tells nothing about the rules.
  if (text === 'undefined' || isObject) return [];
  return [replace('return value', expression, 'undefined', node)];
}

function callEdits(node: ts.CallExpression | ts.NewExpression, replace: Replace, textOf: TextOf): readonly Edit[] {
  const edits: Edit[] = [];
  const [first, second] = node.arguments ?? [];
  if (first !== undefined && second !== undefined && textOf(first) !== textOf(second)) {
    if (!ts.isSpreadElement(first) && !ts.isSpreadElement(second)) {
      const swapped = { ...replace('swapped arguments', first, `${textOf(second)}, ${textOf(first)}`, node) };
      edits.push({ ...swapped, to: second.end });
    }
  }
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return edits;
  const other = Object.hasOwn(METHODS, expression.name.text) ? METHODS[expression.name.text] : undefined;
  if (other !== undefined) edits.push(replace('other method', expression.name, other, node));
  const isStatement = ts.isExpressionStatement(node.parent);
  const changes = ['set', 'delete', 'add', 'clear'].includes(expression.name.text);
  // As a statement it is removed whole; within an expression the effect alone is.
  if (changes && !isStatement) edits.push(replace('removed effect', node, `(${textOf(expression.expression)})`));
  return edits;
}

function isDirective(node: ts.ExpressionStatement): boolean {
  return ts.isStringLiteral(node.expression);
}
