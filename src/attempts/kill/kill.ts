/**
 * Kills a browser while it types, opens it again, and compares: `tsx src/attempts/kill/kill.ts [kills] [seed]`.
 * The last line is `N kills, 0 corrupt, worst loss M ms`; exit code 1 when a log was corrupt or the loss exceeds a
 * second. The loss of a kill is the time between it and the first stroke that was not found again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { build } from 'vite';
import { CHROMIUM_FLAGS, findOrInstallChromium } from '../../../e2e/tools/browser';
import { applyChanges } from '../replay';
import { START, stroke, strokeOf } from './model';
import type { Report } from './page';

const MOST_LOST_MS = 1_000;
const OPEN_TIMEOUT_MS = 30_000;
const MIN_TYPING_MS = 100;
const MAX_TYPING_MS = 3_000;

const kills = Number(process.argv[2] ?? 25);
const seed = Number(process.argv[3] ?? 1);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('usage: kill.ts [kills >= 1] [seed]');
  process.exit(64);
}

/** Files of the built page by path. */
async function buildPage(): Promise<ReadonlyMap<string, string>> {
  const output = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: resolve(import.meta.dirname, '../../../svelte.config.js') })],
    build: { write: false, target: 'es2023' },
  });
  const outputs = Array.isArray(output) ? output : [output];
  const files = outputs.flatMap((one) => ('output' in one ? one.output : []));
  return new Map(files.map((file) => [`/${file.fileName}`, String(file.type === 'chunk' ? file.code : file.source)]));
}

/** The site of the page; calls `heard` with what the page reports. */
async function serve(files: ReadonlyMap<string, string>, heard: (report: Report) => void): Promise<string> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      heard(JSON.parse(Buffer.concat(parts).toString()) as Report);
      response.writeHead(204).end();
      return;
    }
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const type = path.endsWith('.html') ? 'text/html' : 'text/javascript';
    const file = files.get(path);
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type }).end(file);
  };
  // A request that breaks off was cut by the kill.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The browser, as the leader of a process group of its own. */
function startBrowser(url: string, profile: string): ChildProcess {
  const flags = [...CHROMIUM_FLAGS, '--headless', `--user-data-dir=${profile}`];
  return spawn(findOrInstallChromium(), [...flags, url], { detached: true, stdio: 'ignore' });
}

/** SIGKILL to the browser process and all of its children at once, as a machine that runs out of memory would. */
async function killBrowser(browser: ChildProcess): Promise<void> {
  const ended = once(browser, 'exit');
  if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
  await ended;
}

const typedAt = new Map<number, number>();
let opened: ((report: Report & { type: 'opened' }) => void) | undefined;
const url = await serve(await buildPage(), (report) => {
  if (report.type === 'opened') opened?.(report);
  else typedAt.set(report.stroke, report.at);
});

/** Starts the browser and waits until its page has opened the attempt. */
async function open(profile: string): Promise<{ browser: ChildProcess; report: Report & { type: 'opened' } }> {
  const browser = startBrowser(url, profile);
  const report = await new Promise<Report & { type: 'opened' }>((settle, refuse) => {
    const timer = setTimeout(() => refuse(new Error('the page did not open its attempt')), OPEN_TIMEOUT_MS);
    opened = (message) => {
      clearTimeout(timer);
      settle(message);
    };
  });
  return { browser, report };
}

/** The text after stroke `n`, from a text after an earlier one. */
function textAfter(n: number, from: { stroke: number; text: string }): string {
  let { text } = from;
  for (let i = from.stroke + 1; i <= n; i += 1) text = applyChanges(text, stroke(i, text)) ?? '';
  return text;
}

const random = xoroshiro128plus(seed);
const profile = mkdtempSync(join(tmpdir(), 'drydock-kill-'));
let known = { stroke: 0, text: START };
let corrupt = 0;
let worstMs = 0;
const losses: number[] = [];
let { browser } = await open(profile);
for (let kill = 1; kill <= kills; kill += 1) {
  const typingMs = uniformInt(random, MIN_TYPING_MS, MAX_TYPING_MS);
  await new Promise((done) => setTimeout(done, typingMs));
  const killedAt = Date.now();
  await killBrowser(browser);
  const last = Math.max(known.stroke, ...typedAt.keys());
  const again = await open(profile);
  browser = again.browser;
  const { text, save, notice } = again.report;
  const found = strokeOf(text) ?? -1;
  // A stroke may be on disk without its report having been heard of; one before the last known text may not be missing.
  const sound = found >= known.stroke && text === textAfter(found, known) && notice === undefined && save === 'saved';
  if (!sound) corrupt += 1;
  const lostAt = typedAt.get(found + 1);
  const lossMs = lostAt === undefined ? 0 : Math.max(0, killedAt - lostAt);
  losses.push(lossMs);
  worstMs = Math.max(worstMs, lossMs);
  const strokes = Math.max(0, last - found);
  console.log(
    `${kill}: typed ${typingMs} ms, lost ${strokes} strokes, ${lossMs} ms${sound ? '' : `, CORRUPT ${notice ?? save}`}`,
  );
  known = sound ? { stroke: found, text } : { stroke: strokeOf(text) ?? 0, text };
  typedAt.clear();
}
await killBrowser(browser);
rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
losses.sort((a, b) => a - b);
console.log(`median loss ${losses[Math.floor(losses.length / 2)] ?? 0} ms; text of ${known.text.length} characters`);
console.log(`${kills} kills, ${corrupt} corrupt, worst loss ${worstMs} ms`);
process.exit(corrupt === 0 && worstMs <= MOST_LOST_MS ? 0 : 1);
