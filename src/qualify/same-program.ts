import ts from 'typescript';

/**
 * A program's syntax tree with its names numbered in order of appearance and without its types: equal for renamed and
 * reformatted copies of one program, so that they do not count as two designs.
 */
export function normalisedTree(source: string): string {
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.ESNext, true);
  const names = new Map<string, number>();
  const visit = (node: ts.Node): string => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      if (!names.has(node.text)) names.set(node.text, names.size);
      return `#${names.get(node.text)}`;
    }
    if (ts.isLiteralExpression(node)) return node.text;
    const children: string[] = [];
    ts.forEachChild(node, (child) => void (ts.isTypeNode(child) ? undefined : children.push(visit(child))));
    return `${node.kind}(${children.join(' ')})`;
  };
  return visit(file);
}
