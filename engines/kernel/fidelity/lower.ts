import ts from 'typescript-lowering';
import type { ProgramFactory } from '../program';
import { ALLOWED_GLOBALS } from '../program';

const HELPERS = [
  '__awaiter',
  '__await',
  '__asyncGenerator',
  '__asyncDelegator',
  '__asyncValues',
  '__rest',
  '__makeTemplateObject',
];

/** Lowers a script's text as DESIGN §3 says, without counting: for comparing the kernel with native execution. */
export function lower(source: string): string {
  const { transformES2018, transformES2017 } = ts as unknown as Record<string, ts.TransformerFactory<ts.SourceFile>>;
  return ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, noEmitHelpers: true },
    transformers: { after: [transformES2018!, transformES2017!] },
  }).outputText;
}

/** A program factory from a script's text. What it assigns to `exports` is exported. */
export function factoryOf(source: string): ProgramFactory {
  const lowered = lower(source);
  const names = [...ALLOWED_GLOBALS, ...HELPERS].filter(
    (name) => !CONSTANTS.includes(name) && new RegExp(`\\b${name}\\b`).test(lowered),
  );
  const text = `const { ${names.join(', ')} } = $k.globals;\n(function () { "use strict"; ${lowered}\n})();`;
  return new Function('$k', 'exports', text) as ProgramFactory;
}

/** Names that no program can change: they stay free. */
const CONSTANTS = ['undefined', 'NaN', 'Infinity'];
