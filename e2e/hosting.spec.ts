import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, readyEditor, run, SOLUTIONS, test, writeCode } from './tools/learner';

interface ManifestChunk {
  readonly file: string;
  readonly name?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

test('the catalogue loads under 120 KB of JavaScript, without Monaco or the compiler', async ({ page }) => {
  const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Record<string, ManifestChunk>;
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  expect(entry).toBeDefined();
  // What the page really fetched, checked against what the manifest says the entry and the catalogue need.
  const fetched = new Set<string>();
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname.slice(1);
    if (path.endsWith('.js')) fetched.add(path);
  });
  await page.goto('./');
  await expect(page.getByRole('link', { name: /Rate limiter/ }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');

  const reached = new Set<string>();
  const walk = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || reached.has(chunk.file)) return;
    reached.add(chunk.file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  walk(entry ?? '');
  const catalogue = Object.keys(manifest).filter((key) => /src\/catalogue\//.test(key));
  expect(catalogue.length).toBeGreaterThan(0);
  for (const key of catalogue) walk(key);
  for (const file of fetched) reached.add(file);

  const bytes = [...reached].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0);
  console.log(`catalogue: ${(bytes / 1000).toFixed(1)} KB of JavaScript, compressed`);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(120_000);
  // Words that the editor, the compiler and the sandbox cannot be without.
  for (const file of reached) {
    const text = readFileSync(`dist/${file}`, 'utf8');
    for (const word of ['MonacoEnvironment', 'createTextModel', 'transpileModule', 'allow-scripts']) {
      expect(text, file).not.toContain(word);
    }
  }
});

test('the built site works from a sub-path with the documented headers', async ({ page }, info) => {
  const port = Number(process.env['E2E_PORT'] ?? 4317) + 10 + info.parallelIndex;
  const server = spawn(
    'npm',
    ['run', '-s', 'serve', '--', '--port', String(port), '--strict-port', '--base', '/practice/drydock/'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    },
  );
  try {
    await listening(server);
    const response = await page.request.get(`http://localhost:${port}/practice/drydock/`);
    expect(response.status()).toBe(200);
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    page.removeAllListeners('request');
    await page.goto(`http://localhost:${port}/practice/drydock/#/build/rate-limiter/fixed-window`);
    await readyEditor(page);
    await writeCode(page, SOLUTIONS.fixedWindow);
    await run(page);
    await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText(/pass/i);
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
  }
});

async function listening(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('http://')) resolve();
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
