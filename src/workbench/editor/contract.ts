import { DRYDOCK_GLOBALS } from './drydock-globals';
import type { EditorContract } from './types';

/** A file that the checker knows besides the learner's. */
export interface AmbientFile {
  readonly filePath: string;
  readonly content: string;
}

const EXPORTED = /^(\s*)export\s+(?=(?:declare|interface|type|abstract|class|enum|const|let|function|namespace)\b)/gm;

/**
 * A contract is known twice: as the module it is, for `import type { Limiter } from './contract'`, and with its exports as
 * global types, so that a starter can name them without importing. A name that the learner declares hides the global one.
 */
export function ambientFiles(contract: EditorContract | undefined): AmbientFile[] {
  const globals = { filePath: 'file:///drydock-globals.d.ts', content: DRYDOCK_GLOBALS };
  if (contract === undefined) return [globals];
  const { fileName, text } = contract;
  return [
    globals,
    { filePath: `file:///${fileName}`, content: text },
    { filePath: `file:///${fileName.replace(/\.ts$/, '')}.globals.d.ts`, content: asGlobals(text) },
  ];
}

/** The text with its exports declared to all; lists of exports name what is declared anyway. */
function asGlobals(text: string): string {
  return text
    .replace(/^\s*export\s*(type\s*)?\{[^}]*\};?[^\n]*$/gm, '')
    .replace(EXPORTED, '$1')
    .replace(/^(\s*)(abstract class|class|enum|const|let|function|namespace)\b/gm, '$1declare $2');
}
