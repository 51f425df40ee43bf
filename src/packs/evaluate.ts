/**
 * Evaluates a pack's own compiled module in Node: rules and scenarios as the judge needs them. Not a sandbox: whoever
 * builds a pack, or grades with it, runs its author's code, as with any package that they install.
 */
import { Script } from 'node:vm';
import * as drydock from '../../engines/drydock';
import { ALLOWED_GLOBALS } from '../../engines/kernel/program';
import type { PackProblem, Parsed } from './problem';

/** What a module exports. */
export type ModuleExports = Readonly<Record<string, unknown>>;

type PackModuleFactory = (
  runtime: { readonly globals: Readonly<Record<string, unknown>>; absent(name: string): never },
  exports: Record<string, unknown>,
  require: (name: string) => unknown,
) => void;

/**
 * @param code text of a `CompiledPackModule`
 * @param file its name in stacks and problems
 */
export function evaluatePackModule(code: string, file: string): Parsed<ModuleExports> {
  try {
    const factory = new Script(code, { filename: file }).runInThisContext() as PackModuleFactory;
    const exports: Record<string, unknown> = {};
    factory({ globals: hostGlobals(), absent: refuse }, exports, (name) => {
      if (name !== 'drydock') throw new Error(`a pack imports "drydock" and nothing else, not "${name}"`);
      return drydock;
    });
    return { ok: true, value: exports };
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const problem: PackProblem = { file, message: `threw while it was loaded: ${what}. Mend it.` };
    return { ok: false, problems: [problem] };
  }
}

/** The realm's own globals under the allowed names. */
function hostGlobals(): Readonly<Record<string, unknown>> {
  const realm = globalThis as unknown as Record<string, unknown>;
  return Object.fromEntries(ALLOWED_GLOBALS.map((name) => [name, realm[name]]));
}

function refuse(name: string): never {
  throw new Error(`${name} is not available to a pack`);
}
