/** Builds the sandbox's fixture page and the fixture exercise once a worker, and serves them under the real headers. */
import { test as base, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compileProgram } from '../../src/compile/node';
import type { CompiledProgram } from '../../src/compile/types';
import { buildExercise } from '../../src/packs/build';
import { writeFixturePack } from '../../src/packs/fixture-pack';
import type { RunRequest } from '../../src/sandbox/types';
import { sandboxPlugin } from '../../src/sandbox/vite-plugin';
import { listen } from '../../src/server/listen';
import { loadSite } from '../../src/server/site';
import { CHROMIUM_FLAGS, findOrInstallChromium } from './browser';
import type { Told } from '../fixtures/sandbox/main';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A run of the fixture's exercise, but for the program. */
type Order = Omit<RunRequest, 'program'>;

export interface SandboxBench {
  readonly order: Order;
  readonly url: string;
  /** Folder of the built fixture page. */
  readonly site: string;
}

/** A program on the page. */
export interface Runs {
  /** Compiles a learner's text and runs it. */
  source(text: string, options?: { readonly stopAfterMs?: number; readonly runs?: number }): Promise<Told>;
  /** Runs a factory that no compiler made: `body` is that of `function ($k, exports)`, in sloppy mode. */
  factory(body: string, options?: { readonly runs?: number }): Promise<Told>;
  /** Compiles a learner's text and runs it again and again, each run begun in the turn that settled the one before. */
  inARow(text: string, times: number): Promise<readonly Told[]>;
  /** Runs texts as they are. */
  texts(program: Partial<CompiledProgram>, options?: { readonly runs?: number }): Promise<Told>;
}

export const test = base.extend<{ runs: Runs }, { bench: SandboxBench }>({
  bench: [
    async ({ playwright }, use) => {
      void playwright;
      const folder = await mkdtemp(join(tmpdir(), 'drydock-sandbox-'));
      const site = join(folder, 'site');
      await writeFixturePack(join(folder, 'pack'));
      const built = await buildExercise(join(folder, 'pack'), 'counter');
      if (!built.ok) throw new Error(JSON.stringify(built.problems));
      await build({
        configFile: false,
        root: join(ROOT, 'e2e/fixtures/sandbox'),
        base: './',
        logLevel: 'error',
        plugins: [sandboxPlugin()],
        resolve: { alias: { drydock: join(ROOT, 'engines/drydock.ts') } },
        build: { outDir: site, emptyOutDir: true, target: 'es2023' },
      });
      const server = await listen(await loadSite(site, '/'), { port: 0, strictPort: true });
      const { exercise, entry } = built.value;
      const rung = exercise.rungs[1];
      if (rung === undefined) throw new Error('the fixture has two rungs');
      await use({
        url: `http://localhost:${server.port}/`,
        site,
        order: {
          exercise: exercise.id,
          contentHash: entry.contentHash,
          rung: rung.id,
          facts: rung.facts,
          seed: 1,
          runs: 30,
          requiredExport: rung.requiredExport,
          modules: exercise.modules,
        },
      });
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  runs: async ({ page, bench }, use) => {
    await page.goto(bench.url);
    await page.waitForFunction(() => 'fixture' in globalThis);
    await use(runsOn(page, bench));
  },
});

const NO_MAP = '{"version":3,"sources":["solution.ts"],"names":[],"mappings":""}';

function factoryProgram(body: string): CompiledProgram {
  const code = `(function ($k, exports) {\n${body}\n})`;
  return { code, map: NO_MAP, explainCode: code, explainMap: NO_MAP, exports: [] };
}

/**
 * Runs factories one after the other in a Chromium that nothing drives. Playwright takes the death of any frame's
 * process for that of the page; here the page itself tells that it lives.
 */
export async function outcomesInBareChromium(
  { order, site }: SandboxBench,
  bodies: readonly string[],
): Promise<unknown> {
  const files = await loadSite(site, '/');
  const profile = await mkdtemp(join(tmpdir(), 'drydock-chromium-'));
  let tell: (outcomes: unknown) => void = () => undefined;
  const told = new Promise<unknown>((resolve) => (tell = resolve));
  const server = await listen(
    {
      handle(request, response) {
        const url = request.url ?? '';
        if (url === '/requests') {
          response.end(JSON.stringify(bodies.map((body) => ({ ...order, program: factoryProgram(body) }))));
        } else if (url.startsWith('/outcomes?')) {
          response.end();
          tell(JSON.parse(decodeURIComponent(url.slice('/outcomes?'.length))));
        } else files.handle(request, response);
      },
    },
    { port: 0, strictPort: true },
  );
  const browser = spawn(
    findOrInstallChromium(),
    ['--headless', ...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, `http://localhost:${server.port}/?unattended`],
    { stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  try {
    return await Promise.race([told, gone.then(() => 'the browser ended')]);
  } finally {
    browser.kill('SIGTERM');
    await gone;
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function runsOn(page: Page, { order }: SandboxBench): Runs {
  const run = (program: CompiledProgram, stopAfterMs?: number, runs = order.runs): Promise<Told> =>
    // As text: Playwright's types unfold an argument's, and data nests without end.
    page.evaluate(([json, stopAfter]) => fixture.run(JSON.parse(json) as RunRequest, stopAfter), [
      JSON.stringify({ ...order, runs, program }),
      stopAfterMs,
    ] as const);
  const texts: Runs['texts'] = (program, options = {}) => {
    const map = NO_MAP;
    const code = program.code ?? '(function () {})';
    return run({ code, map, explainCode: code, explainMap: map, exports: [], ...program }, undefined, options.runs);
  };
  const compile = (text: string): CompiledProgram => {
    const compiled = compileProgram(text, { fileName: 'solution.ts', requiredExport: order.requiredExport });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    return compiled.program;
  };
  return {
    source: (text, options = {}) => run(compile(text), options.stopAfterMs, options.runs),
    inARow: (text, times) =>
      page.evaluate(
        async ([json, count]) => {
          const told: Told[] = [];
          for (let time = 0; time < count; time += 1) told.push(await fixture.run(JSON.parse(json) as RunRequest));
          return told;
        },
        [JSON.stringify({ ...order, program: compile(text) }), times] as const,
      ),
    factory: (body, options) => texts(factoryProgram(body), options),
    texts,
  };
}
