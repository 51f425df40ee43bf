import type ts from 'typescript-lowering';
import type { Problem } from '../types';
import { earlyErrors } from './early-errors';
import { firstProblems, locationAt, type Unit } from './unit';

/**
 * Diagnostics that the checker makes although they are JavaScript's early errors: an engine would refuse the whole
 * text. Everything else that the checker says is about types, and types never decide.
 */
const EARLY_ERRORS = new Set([
  ...[1002, 1003, 1005, 1010, 1125, 1126, 1127, 1161, 1199],
  ...[1013, 1014, 1042, 1048, 1049, 1051, 1052, 1053, 1054, 1089, 1090, 1091, 1100, 1101, 1102, 1103, 1104, 1105],
  ...[1106, 1107, 1108, 1109, 1113, 1114, 1115, 1116, 1121, 1123, 1155, 1156, 1157, 1162, 1163, 1172, 1173, 1174],
  ...[1175, 1182, 1184, 1186, 1188, 1189, 1190, 1191, 1197, 1198, 1200, 1210, 1211, 1212, 1213, 1214, 1215, 1231],
  ...[1232, 1233, 1258, 1262, 1308, 1312, 1341, 1344, 1346, 1347, 1359, 1368, 1451, 2300, 2335, 2337, 2357, 2364],
  ...[2392, 2393, 2440, 2451, 2462, 2480, 2481, 2487, 2491, 2492, 2501, 2523, 2524, 2660, 2699, 2754, 2777, 2778],
  ...[2779, 2780, 2781, 2804, 5076, 17012, 17013, 18006, 18011, 18012, 18016, 18024, 18037, 18038, 18041],
]);

/** Of regular expressions: the checker reads each literal as an engine would. */
const isRegularExpressionError = (code: number): boolean => code >= 1499 && code < 1540;

const DUPLICATES = new Set([2300, 2393]);

/** What stops a compile because no engine would read it: at most five, in the order of the text. */
export function syntaxProblems(unit: Unit): Problem[] {
  const parse = unit.program.getSyntacticDiagnostics(unit.file);
  if (parse.length > 0) return firstProblems(parse.map((diagnostic) => toProblem(unit, diagnostic)));
  const checked = unit.program
    .getSemanticDiagnostics(unit.file)
    .filter(
      (diagnostic) =>
        (EARLY_ERRORS.has(diagnostic.code) && !isAboutTypes(unit, diagnostic)) ||
        isRegularExpressionError(diagnostic.code),
    )
    .map((diagnostic) => toProblem(unit, diagnostic));
  return firstProblems([...checked, ...earlyErrors(unit)]);
}

function toProblem(unit: Unit, diagnostic: ts.Diagnostic): Problem {
  const message = unit.ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  return { kind: 'syntax', message, loc: locationAt(unit, diagnostic.start ?? 0) };
}

/** Two members or two type aliases of one name are the checker's business; two variables are the engine's. */
function isAboutTypes(unit: Unit, diagnostic: ts.Diagnostic): boolean {
  if (!DUPLICATES.has(diagnostic.code)) return false;
  const { ts, file } = unit;
  let node: ts.Node = file;
  const descend = (child: ts.Node): void => {
    if (child.getStart(file) <= (diagnostic.start ?? 0) && (diagnostic.start ?? 0) < child.end) {
      node = child;
      ts.forEachChild(child, descend);
    }
  };
  ts.forEachChild(file, descend);
  if (ts.isPrivateIdentifier(node)) return false;
  const declaration = node.parent;
  return (
    ts.isTypeAliasDeclaration(declaration) ||
    ts.isInterfaceDeclaration(declaration) ||
    ts.isTypeParameterDeclaration(declaration) ||
    ts.isTypeElement(declaration) ||
    ts.isClassElement(declaration) ||
    ts.isObjectLiteralElement(declaration) ||
    ts.isEnumMember(declaration) ||
    (ts.isParameter(declaration) && (ts.isTypeNode(declaration.parent) || ts.isTypeElement(declaration.parent)))
  );
}
