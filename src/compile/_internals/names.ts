import type ts from 'typescript-lowering';
import { ALLOWED_GLOBALS } from '../../../engines/kernel/program';
import { isDeclaredValue, isErased, isOwnArguments, isVariableReference } from './references';
import { identifiersOf, resolveInFile } from './typescript';
import type { Unit } from './unit';

/** What the module's free names are to become. */
export interface FreeNames {
  /** Allowed globals that the text uses: taken from the runtime. */
  readonly globals: readonly string[];
  /** References to names that are not there: each becomes a refusal in its place. */
  readonly absent: ReadonlySet<ts.Identifier>;
}

/** Constants of the language that no program can change: they may stay free. */
const CONSTANTS = new Set(['undefined', 'NaN', 'Infinity']);

const ALLOWED = new Set(ALLOWED_GLOBALS);

/** Finds every name that the module uses and does not declare, by the compiler's own scopes. */
export function freeNames(unit: Unit): FreeNames {
  const { ts, checker } = unit;
  const globals = new Set<string>();
  const absent = new Set<ts.Identifier>();
  const visit = (node: ts.Node): void => {
    if (isErased(ts, node)) return;
    if (ts.isIdentifier(node) && node.text !== '' && isVariableReference(ts, node)) classify(node);
    ts.forEachChild(node, visit);
  };
  const classify = (node: ts.Identifier): void => {
    if (CONSTANTS.has(node.text) || isOwnArguments(ts, node) || isDeclaredValue(unit, node.text, node)) return;
    if (ALLOWED.has(node.text)) globals.add(node.text);
    else if (!isExportedType(node)) absent.add(node);
  };
  // `export default Limiter` of an interface is erased by the compiler.
  const isExportedType = (node: ts.Identifier): boolean =>
    ts.isExportAssignment(node.parent) && resolveInFile(checker, node.text, node, ts.SymbolFlags.Type) !== undefined;
  ts.forEachChild(unit.file, visit);
  return { globals: [...globals].toSorted(), absent };
}

/** Names for the compiled text's own use: a prefix that no identifier of the module begins with. */
export function freshPrefix(unit: Unit): string {
  const names = [...identifiersOf(unit.file).keys()];
  let prefix = '$';
  while (names.some((name) => name.startsWith(prefix))) prefix += '$';
  return prefix;
}
