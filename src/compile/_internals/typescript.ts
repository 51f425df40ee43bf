import type ts from 'typescript-lowering';

/** The compiler, given by whoever calls: the module in Node, `globalThis.ts` in Monaco's worker. Version 5.9.3. */
export type TypeScript = typeof ts;

/** What is used of the compiler beyond its public declarations; internal, so the version is pinned (DESIGN §3). */
interface Internals {
  transformES2018(context: ts.TransformationContext): ts.Transformer<ts.SourceFile>;
  transformES2017(context: ts.TransformationContext): ts.Transformer<ts.SourceFile>;
  skipOuterExpressions(node: ts.Expression): ts.Expression;
  readonly NodeFlags: { readonly Ambient: number };
}

interface InternalChecker {
  resolveName(
    name: string,
    location: ts.Node | undefined,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** The transformers that lower `for await` and async generators, then async functions, and nothing else. */
export function loweringTransformers(compiler: TypeScript): ts.TransformerFactory<ts.SourceFile>[] {
  const { transformES2018, transformES2017 } = compiler as unknown as Internals;
  return [transformES2018, transformES2017];
}

/** The symbol that `name` means at `location` within its own file, or nothing: lib and realm are not looked at. */
export function resolveInFile(
  checker: ts.TypeChecker,
  name: string,
  location: ts.Node,
  meaning: ts.SymbolFlags,
): ts.Symbol | undefined {
  return (checker as unknown as InternalChecker).resolveName(name, location, meaning, true);
}

/** Every identifier of the text, in its cooked form: `\u0065val` is `eval`. */
export function identifiersOf(file: ts.SourceFile): ReadonlyMap<string, string> {
  return (file as unknown as { identifiers: ReadonlyMap<string, string> }).identifiers;
}

/** An expression without the parentheses, `as`, `satisfies` and `!` around it. */
export function bare(compiler: TypeScript, node: ts.Expression): ts.Expression {
  return (compiler as unknown as Internals).skipOuterExpressions(node);
}

/** Whether a node stands in a `declare`: it tells the checker something and has no text of its own. */
export function isAmbient(compiler: TypeScript, node: ts.Node): boolean {
  return (node.flags & (compiler as unknown as Internals).NodeFlags.Ambient) !== 0;
}
