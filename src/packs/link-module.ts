/**
 * A module of a pack and the files of its exercise that it imports, linked into one factory. Pure: it reads and compiles
 * through what it is given, so that a browser that imports a pack links as the command line does.
 */
import type { PackModuleResult } from '../compile';
import type { PackProblem, Parsed } from './problem';
import { PROGRAM_FOLDERS } from './program-folders';

/** Reads a file of the exercise by its name (`rules/ttl.ts`); an unreadable one is told with its path. */
export type ReadSource = (name: string) => Promise<Parsed<string>>;

/** Compiles one module, told by its name alone: a path would make the text differ from machine to machine. */
export type CompileModule = (source: string, name: string) => PackModuleResult;

interface Linking {
  readonly read: ReadSource;
  readonly compile: CompileModule;
  /** As problems show it. */
  readonly pathOf: (name: string) => string;
  /** Compiled, each after what it imports: text of its factory, and the name of what each of its imports is. */
  readonly parts: Map<string, { readonly code: string; readonly imports: ReadonlyMap<string, string> }>;
}

/**
 * Text of one factory `(function ($k, exports, require) { ... })` for the module and all that it imports. A module that
 * imports no file is its own factory, unchanged.
 *
 * @param name of the module in its exercise's folder: `rules.ts`
 * @param pathOf a file's path as its author would name it, for problems
 */
export async function linkModule(
  name: string,
  given: { readonly read: ReadSource; readonly compile: CompileModule; readonly pathOf: (name: string) => string },
): Promise<Parsed<string>> {
  const linking: Linking = { ...given, parts: new Map() };
  const problems = await add(name, [], linking);
  if (problems.length > 0) return { ok: false, problems };
  const names = [...linking.parts.keys()];
  const main = linking.parts.get(name);
  if (main === undefined || names.length === 1) return { ok: true, value: main?.code ?? '' };
  const lines = [...linking.parts].map(([part, { code, imports }]) => {
    const known = [...imports].map(
      ([specifier, target]) => `name === ${JSON.stringify(specifier)} ? m${names.indexOf(target)} : `,
    );
    const require = known.length === 0 ? 'require' : `(name) => ${known.join('')}require(name)`;
    const own = part === name ? 'exports' : `m${names.indexOf(part)}`;
    return `${part === name ? '' : `const ${own} = {};\n`}${code}($k, ${own}, ${require});`;
  });
  return { ok: true, value: `(function ($k, exports, require) {\n"use strict";\n${lines.join('\n')}\n})` };
}

async function add(name: string, importers: readonly string[], linking: Linking): Promise<readonly PackProblem[]> {
  const { read, compile, pathOf, parts } = linking;
  const file = pathOf(name);
  const source = await read(name);
  if (!source.ok) return source.problems;
  const compiled = compile(source.value, name.slice(name.lastIndexOf('/') + 1));
  if (!compiled.ok) return compiled.problems.map(({ message, loc }) => ({ file, ...loc, message }));
  const imports = new Map<string, string>();
  for (const { specifier, loc } of compiled.module.siblings) {
    const target = targetOf(name, specifier);
    const chain = [...importers, name];
    const wrong =
      typeof target === 'object' ? target.message : (cycleProblem(target, chain) ?? leakProblem(target, chain));
    if (wrong !== undefined || typeof target === 'object') return [{ file, ...loc, message: wrong ?? '' }];
    imports.set(specifier, target);
    if (parts.has(target)) continue;
    const problems = await add(target, chain, linking);
    if (problems.length > 0) return problems;
  }
  parts.set(name, { code: compiled.module.code, imports });
  return [];
}

/** `./ttl` of `rules/index.ts` is `rules/ttl.ts`. */
function targetOf(importer: string, specifier: string): string | { readonly message: string } {
  if (/\.[cm]?[jt]s$/.test(specifier))
    return { message: `"${specifier}" is imported without its ending. Leave it out.` };
  const parts = importer.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '.' || part === '') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) {
      return { message: `"${specifier}" is outside of the exercise's folder. Import from files within it.` };
    }
  }
  if (PROGRAM_FOLDERS.includes(parts[0] ?? '') && parts.length > 1) {
    const message = `"${specifier}" is a program of the exercise, which runs apart. Put what both need into a file of its own.`;
    return { message };
  }
  return `${parts.join('/')}.ts`;
}

function cycleProblem(target: string, chain: readonly string[]): string | undefined {
  const start = chain.indexOf(target);
  if (start === -1) return undefined;
  const cycle = [...chain.slice(start), target].join(' → ');
  return `imports go in a circle: ${cycle}. Move what both need into a third file.`;
}

/** Scenarios run in the realm of the program, which could read there what a rule expects. */
function leakProblem(target: string, [entry]: readonly string[]): string | undefined {
  if (entry !== 'scenarios.ts' || !/^rules(\.ts$|\/)/.test(target)) return undefined;
  return `scenarios run beside the program, which must not see ${target}. Move what both need into a third file.`;
}
