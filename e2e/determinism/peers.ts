import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Batch } from './programs';

/** An entry with all that it imports, as the text of one classic script; by default what defines `runDeterminism`. */
export async function bundleRunner(entry = fileURLToPath(new URL('run.ts', import.meta.url))): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry, formats: ['iife'], name: 'determinism' },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) {
    const chunk = 'output' in output ? output.output.find(({ type }) => type === 'chunk') : undefined;
    if (chunk?.type === 'chunk') return chunk.code;
  }
  throw new Error('the runner of the determinism programs was not built');
}

/** Every trace, in a Node process of its own: the realm it prepares is no one else's. Files go to `folder`. */
export function runInNode(runner: string, batches: readonly Batch[], folder: string): readonly string[] {
  const [script, given, answer] = ['runner.cjs', 'batches.json', 'node.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const main = `const fs = require('node:fs');
const [given, answer] = process.argv.slice(2);
const batches = JSON.parse(fs.readFileSync(given, 'utf8'));
const traces = globalThis.runDeterminism(batches);
fs.writeFileSync(answer, JSON.stringify(traces));`;
  writeFileSync(script, `${runner}\n${main}`);
  writeFileSync(given, JSON.stringify(batches));
  execFileSync(process.execPath, [script, given, answer], { stdio: ['ignore', 'inherit', 'inherit'] });
  return JSON.parse(readFileSync(answer, 'utf8')) as readonly string[];
}

/** Where two peers part, one sentence for each program that differs, with the first line that does. */
export function differences(expected: readonly string[], actual: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let program = 0; program < Math.max(expected.length, actual.length); program += 1) {
    const [one, other] = [expected[program], actual[program]];
    if (one === other) continue;
    const lines = (one ?? '').split('\n');
    const others = (other ?? '').split('\n');
    const at = lines.findIndex((line, index) => line !== others[index]);
    found.push(`program ${program}, line ${at}: ${lines[at] ?? 'nothing'} against ${others[at] ?? 'nothing'}`);
  }
  return found;
}
