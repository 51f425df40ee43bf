/**
 * Evaluates a pack's own compiled module in Node: rules and scenarios as the judge needs them. Not a sandbox: whoever
 * builds a pack, or grades with it, runs its author's code, as with any package that they install.
 */
import { Script } from 'node:vm';
import * as drydock from '../../engines/drydock';
import { createKernel, type ProgramRuntime } from '../../engines/kernel';
import type { Parsed } from './problem';

/** What a module exports. */
export type ModuleExports = Readonly<Record<string, unknown>>;

type PackModuleFactory = (runtime: ProgramRuntime, exports: object, require: (name: string) => unknown) => void;

/**
 * @param code text of a `CompiledPackModule`
 * @param file its name in stacks and problems
 */
export function evaluatePackModule(code: string, file: string): Parsed<ModuleExports> {
  const factory = new Script(code, { filename: file }).runInThisContext() as PackModuleFactory;
  // A kernel's globals: what an async scenario or reference awaits is then in the virtual time of whichever run it is in.
  const loaded = createKernel().load((runtime, exports) => factory(runtime, exports, requireDrydock));
  if (loaded.ok) return { ok: true, value: loaded.exports };
  const { name, message, halt } = loaded;
  const what = halt.kind === 'unhandled' ? `${name}: ${message}` : halt.message;
  return { ok: false, problems: [{ file, message: `threw while it was loaded: ${what}. Mend it.` }] };
}

function requireDrydock(name: string): unknown {
  if (name !== 'drydock') throw new Error(`a pack imports "drydock" and nothing else, not "${name}"`);
  return drydock;
}
