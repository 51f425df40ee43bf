import type ts from 'typescript-lowering';
import { instrument, type Instrumentation } from './instrument';
import { ownNames, type OwnNames } from './own-names';
import { loweringTransformers } from './typescript';
import type { Unit } from './unit';

/** The text of a factory expression and its version 3 map, as JSON. */
export interface Emitted {
  readonly code: string;
  readonly map: string;
}

/** What TypeScript's transformers may call, in the runtime's keeping; taken only where the text names it. */
const HELPERS = ['__awaiter', '__await', '__asyncGenerator', '__asyncDelegator', '__asyncValues', '__rest'];

/** How the factory is built around the module's text. */
export interface FactoryShape extends Omit<Instrumentation, 'names'> {
  /** Free prefix of the compiled text's own names. */
  readonly prefix: string;
  /** Whether the module may `require`. */
  readonly requires: boolean;
  readonly fileName: string;
}

/** Lowers and instruments the module, and wraps it as a factory. */
export function emitFactory(unit: Unit, shape: FactoryShape): Emitted {
  const { ts, file, program } = unit;
  const names = ownNames(shape.prefix);
  let body = '';
  let map = '';
  program.emit(
    file,
    (name, text) => {
      if (name.endsWith('.map')) map = text;
      else body = text;
    },
    undefined,
    false,
    {
      before: [instrument(unit, { free: shape.free, names, count: shape.count, explain: shape.explain })],
      after: [...loweringTransformers(ts), captureObject(unit, names)],
    },
  );
  // Its own directive would stand in the middle, and the map is handed over separately.
  body = body.replace(/\n?\/\/# sourceMappingURL=[^\n]*\s*$/, '\n');
  const header = headerOf(body, shape, names);
  return { code: `${header}\n${body}})();\n})`, map: placeMap(map, header.split('\n').length, shape.fileName) };
}

/** One line each, so that the map is moved by whole lines. */
function headerOf(body: string, shape: FactoryShape, names: OwnNames): string {
  const helpers = HELPERS.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const globals = [...shape.free.globals, ...helpers, `Object: ${names.object}`];
  const parameters = [names.runtime, 'exports', ...(shape.requires ? ['require'] : [])];
  const counting = [
    `const ${names.meter} = ${names.runtime}.meter;`,
    `const ${names.publish} = (line) => { const turns = ${names.meter}.pending; ${names.meter}.pending = 0; ${names.runtime}.tick(turns, line); };`,
  ];
  return [
    `(function (${parameters.join(', ')}) {`,
    '"use strict";',
    `const { ${globals.join(', ')} } = ${names.runtime}.globals;`,
    ...(shape.count ? counting : []),
    '(function () {',
  ].join('\n');
}

/** Names the original file and moves every line down by the header's. */
function placeMap(json: string, headerLines: number, fileName: string): string {
  const map = JSON.parse(json) as { mappings: string };
  return JSON.stringify({
    version: 3,
    file: fileName.replace(/\.ts$/, '.js'),
    sources: [fileName],
    names: [],
    mappings: ';'.repeat(headerLines) + map.mappings,
  });
}

/**
 * A lowered object spread says `Object.assign`, and the module may have an `Object` of its own: the compiler's is renamed.
 * The `__esModule` mark is dropped: nobody here asks for it.
 */
function captureObject(unit: Unit, names: OwnNames): ts.TransformerFactory<ts.SourceFile> {
  const { ts } = unit;
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isIdentifier(node) && node.text === 'Object' && ts.getOriginalNode(node).pos < 0) {
        return context.factory.createIdentifier(names.object);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => {
      const statements = file.statements.filter((statement) => !isModuleMark(unit, statement));
      const visited = statements.map((statement) => ts.visitNode(statement, visit, ts.isStatement));
      return context.factory.updateSourceFile(
        file,
        ts.setTextRange(context.factory.createNodeArray(visited), file.statements),
      );
    };
  };
}

function isModuleMark({ ts }: Unit, statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
  const [target, key] = statement.expression.arguments;
  return (
    ts.getOriginalNode(statement).pos < 0 &&
    target !== undefined &&
    ts.isIdentifier(target) &&
    target.text === 'exports' &&
    key !== undefined &&
    ts.isStringLiteral(key) &&
    key.text === '__esModule'
  );
}
