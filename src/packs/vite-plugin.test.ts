import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, type InlineConfig, type ViteDevServer } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURE_PACK, writeFixturePack } from './fixture-pack';
import { loadExercise, loadPackIndex } from './load';
import { packPlugin } from './vite-plugin';

let root = '';
let server: ViteDevServer | undefined;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drydock-site-'));
  await writeFixturePack(join(root, 'exercises'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>t</title>');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(root, { recursive: true });
});

const config = (): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins: [packPlugin({ folder: 'exercises', at: 'packs/built-in' })],
});

async function serve(): Promise<string> {
  server = await createServer({ ...config(), server: { host: '127.0.0.1', port: 0, hmr: false } });
  await server.listen();
  return `http://127.0.0.1:${(server.httpServer?.address() as AddressInfo).port}/packs/built-in`;
}

async function promptAt(base: string): Promise<string> {
  const index = await loadPackIndex(fetch, base);
  if (!index.ok) throw new Error(index.problem.what);
  const exercise = await loadExercise(fetch, base, index.value.exercises[0]!);
  if (!exercise.ok) throw new Error(exercise.problem.what);
  return exercise.value.prompt;
}

describe('the pack plugin', () => {
  it('emits the pack into the built site', async () => {
    await build(config());
    const emitted = join(root, 'dist', 'packs', 'built-in');
    const index = JSON.parse(await readFile(join(emitted, 'index.json'), 'utf8')) as { exercises: { file: string }[] };
    const bank = expect.stringMatching(/^counter-bank\.[0-9a-f]{16}\.json$/) as string;
    expect((await readdir(emitted)).sort()).toEqual([bank, index.exercises[0]?.file, 'index.json']);
  });

  it('fails the build with the problems of the pack', async () => {
    await writeFixturePack(join(root, 'exercises'), { 'pack.yaml': 'format: 1\n' });
    await expect(build(config())).rejects.toThrow(/pack\.yaml:1:1: the key "id" is missing/);
  });

  it('serves the pack in dev, and says what it has not', async () => {
    const base = await serve();
    expect(await promptAt(base)).toBe(FIXTURE_PACK['build/counter/prompt.md']);
    expect((await fetch(`${base}/../built-in/none.json`)).status).toBe(404);
  });

  it('builds the pack again when one of its files changes', async () => {
    const base = await serve();
    await promptAt(base);
    const file = join(root, 'exercises/build/counter/prompt.md');
    await writeFile(file, 'Count again.\n');
    server?.watcher.emit('all', 'change', file);
    expect(await promptAt(base)).toBe('Count again.\n');
  });

  it('answers with the problems of the pack in dev', async () => {
    await writeFixturePack(join(root, 'exercises'), { 'pack.yaml': 'format: 1\n' });
    const response = await fetch(`${await serve()}/index.json`);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('the key "licence" is missing');
  });
});
