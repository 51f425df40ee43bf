/**
 * `npm run test:firefox`: the traces of 1,000 generated programs in Node and in Firefox, byte for byte. Not part of
 * `npm test`, since few machines have a Firefox. It needs no driver: a page of a server of its own runs the programs and
 * posts what they told. Exit code 0 when all are the same, 1 when some differ, 2 when there is no Firefox.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { bundleRunner, differences, runInNode } from './peers';
import { compileBatches } from './programs';

const TIMEOUT_MS = 180_000;

const SYSTEM_PATHS = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const PREFERENCES = `user_pref('browser.shell.checkDefaultBrowser', false);
user_pref('datareporting.policy.dataSubmissionEnabled', false);
user_pref('toolkit.telemetry.enabled', false);
user_pref('app.update.enabled', false);
user_pref('browser.startup.homepage_override.mstone', 'ignore');
user_pref('dom.max_script_run_time', 0);
`;

const PAGE = `<!doctype html><meta charset="utf-8"><title>Determinism</title><script src="runner.js"></script><script>
fetch('batches.json')
  .then((answer) => answer.json())
  .then((batches) => JSON.stringify({ agent: navigator.userAgent, traces: runDeterminism(batches) }))
  .catch((error) => JSON.stringify({ agent: navigator.userAgent, error: String(error) }))
  .then((body) => fetch('told', { method: 'POST', body }));
</script>`;

/** What the page posts. */
interface Told {
  readonly agent: string;
  readonly traces?: readonly string[];
  readonly error?: string;
}

/** `FIREFOX_PATH`, else one on the path, else where installers put it. */
function findFirefox(): string | undefined {
  const named = process.env['FIREFOX_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = ['firefox', 'firefox-esr'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...SYSTEM_PATHS].find((path) => existsSync(path));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Starts Firefox on a page that runs the batches, and answers what it posts. */
async function runInFirefox(path: string, files: Readonly<Record<string, string>>, folder: string): Promise<Told> {
  const profile = mkdtempSync(join(folder, 'profile-'));
  writeFileSync(join(profile, 'user.js'), PREFERENCES);
  const { promise, resolve, reject } = settler<Told>();
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    if (request.method === 'POST') {
      void bodyOf(request).then((body) => resolve(JSON.parse(body) as Told), reject);
      response.end();
      return;
    }
    const text = files[name];
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': name === '' ? 'text/html' : name.endsWith('.js') ? 'text/javascript' : 'application/json',
    });
    response.end(text ?? '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const browser = spawn(path, ['--headless', '--no-remote', '--profile', profile, `http://127.0.0.1:${port}/`], {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder },
  });
  browser.on('error', reject);
  browser.on('exit', (code) => reject(new Error(`Firefox ended with code ${code} before it had run the programs`)));
  const timer = setTimeout(() => reject(new Error(`Firefox did not answer in ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    browser.kill('SIGKILL');
    server.close();
    server.closeAllConnections();
  }
}

function settler<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

async function main(): Promise<number> {
  const path = findFirefox();
  if (path === undefined) {
    console.error(
      'No Firefox found. Install one (Debian: apt-get install firefox-esr; elsewhere: https://www.mozilla.org/firefox) ' +
        'or set FIREFOX_PATH to its executable.',
    );
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'drydock-firefox-'));
  try {
    const batches = compileBatches();
    const runner = await bundleRunner();
    const expected = runInNode(runner, batches, folder);
    const files = { '': PAGE, 'runner.js': runner, 'batches.json': JSON.stringify(batches) };
    const { agent, traces, error } = await runInFirefox(path, files, folder);
    if (traces === undefined) throw new Error(`${agent}: ${error}`);
    const found = differences(expected, traces);
    for (const difference of found) console.error(difference);
    console.log(`${agent}: ${expected.length} programs, ${found.length} of them differ from Node`);
    return found.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await main();
