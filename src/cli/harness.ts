/**
 * The harness as scripts: kernel and runner bundled for the program's realm, and the child's own file for Node. Kept
 * under `node_modules/.cache`, and made again when a file that went into it changed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/drydock');

/** What the child's folder holds besides the program. */
export interface HarnessTexts {
  /** `child.ts`, as a CommonJS script. */
  readonly main: string;
  /** `realm.ts`, as one classic expression. */
  readonly harness: string;
}

const cachedSchema = v.strictObject({
  /** SHA-256 of each file that went in, by path from the root. */
  inputs: v.record(v.string(), v.string()),
  main: v.string(),
  harness: v.string(),
});

type Cached = v.InferOutput<typeof cachedSchema>;

/** The harness's scripts: in about 10 ms from the cache, else in about a second. */
export async function harnessTexts(): Promise<HarnessTexts> {
  const file = join(CACHE, 'harness.json');
  const cached = await readCached(file);
  if (cached !== undefined && (await isFresh(cached))) return cached;
  const made = await bundleAll();
  // Kept where that is allowed; a read-only checkout bundles each time.
  await keep(file, made).catch(() => undefined);
  return made;
}

/** Renamed into place: two grades at once each leave a whole file. */
async function keep(file: string, made: Cached): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(made));
  await rename(temporary, file);
}

async function readCached(file: string): Promise<Cached | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const parsed = v.safeParse(cachedSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

async function isFresh({ inputs }: Cached): Promise<boolean> {
  const hashes = await Promise.all(Object.keys(inputs).map((path) => hashFile(path).catch(() => undefined)));
  return Object.values(inputs).every((hash, index) => hash === hashes[index]);
}

async function hashFile(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(ROOT, path)))
    .digest('hex');
}

async function bundleAll(): Promise<Cached> {
  const main = await bundle('child.ts', 'cjs');
  const harness = await bundle('realm.ts', 'iife');
  const paths = [...new Set([...main.inputs, ...harness.inputs])].sort();
  const hashes = await Promise.all(paths.map(async (path) => [path, await hashFile(path)] as const));
  return { inputs: Object.fromEntries(hashes), main: main.text, harness: harness.text };
}

async function bundle(entry: string, format: 'cjs' | 'iife'): Promise<{ text: string; inputs: string[] }> {
  const { build } = await import('vite');
  const input = fileURLToPath(new URL(entry, import.meta.url));
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    resolve: { alias: { drydock: join(ROOT, 'engines/drydock.ts') } },
    build: {
      write: false,
      minify: false,
      target: 'node20',
      lib: { entry: input, formats: [format], name: 'harness', fileName: 'harness' },
      rolldownOptions: { external: [/^node:/] },
    },
  });
  const [chunk, ...more] = (Array.isArray(output) ? output : [output]).flatMap((made) =>
    'output' in made ? made.output.filter((item) => item.type === 'chunk') : [],
  );
  if (chunk === undefined || more.length > 0) throw new Error(`${entry} did not become one script`);
  const inputs = chunk.moduleIds.filter((id) => !id.startsWith('\0')).map((id) => relative(ROOT, id));
  // Strict, so that no function of it can be had from a stack.
  const body = `'use strict';\n${chunk.code}`;
  return { text: format === 'iife' ? `(function () {\n${body}\nreturn harness;\n})()` : body, inputs };
}
