/** Bundles a TypeScript entry with all that it imports into one classic script (Node only). */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How an entry becomes one script. */
export interface BundleOptions {
  /** Path of the entry from the project's root. */
  readonly entry: string;
  /** `iife` for realms without modules, `cjs` for Node. Default `iife`. */
  readonly format?: 'iife' | 'cjs';
  /** What the syntax is for. Default `es2023`. */
  readonly target?: string;
  /** Default false. */
  readonly minify?: boolean;
}

/** One script, and the files that went into it, by path from the root. */
export interface Bundle {
  readonly text: string;
  readonly inputs: readonly string[];
}

/**
 * Bundles an entry. An `iife` is an expression whose value is the object of the entry's exports. Strict, so that no
 * function of it can be had from a stack. Throws where it does not become one script.
 */
export async function bundleScript({
  entry,
  format = 'iife',
  target = 'es2023',
  minify = false,
}: BundleOptions): Promise<Bundle> {
  const { build } = await import('vite');
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    resolve: { alias: { drydock: join(ROOT, 'engines/drydock.ts') } },
    build: {
      write: false,
      minify,
      target,
      lib: { entry: join(ROOT, entry), formats: [format], name: 'harness', fileName: 'harness' },
      rolldownOptions: { external: [/^node:/] },
    },
  });
  const [chunk, ...more] = (Array.isArray(output) ? output : [output]).flatMap((made) =>
    'output' in made ? made.output.filter((item) => item.type === 'chunk') : [],
  );
  if (chunk === undefined || more.length > 0) throw new Error(`${entry} did not become one script`);
  const inputs = chunk.moduleIds.filter((id) => !id.startsWith('\0')).map((id) => relative(ROOT, id));
  const body = `'use strict';\n${chunk.code}`;
  if (format === 'cjs') return { text: body, inputs };
  const value = chunk.exports.length > 0 ? '\nreturn harness;' : '';
  return { text: `(function () {\n${body}${value}\n})()`, inputs };
}

/** One harness as a classic script that is the first part of a worker's blob. */
export async function bundleHarness(entry: 'run' | 'judge' | 'tests', minify = true): Promise<Bundle> {
  const { text, inputs } = await bundleScript({ entry: `src/sandbox/harness/${entry}.ts`, minify });
  return { text: `${text};\n`, inputs };
}

/** The frame's boot script. */
export async function bundleBoot(): Promise<Bundle> {
  const { text, inputs } = await bundleScript({ entry: 'src/sandbox/boot.ts', minify: true });
  return { text: `${text};`, inputs };
}
