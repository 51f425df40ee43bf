import { expect } from '@playwright/test';
import type { Told } from './fixtures/sandbox/main';
import { outcomesInBareChromium, test, type Runs } from './tools/sandbox-page';

/** The fixture's exercise: `createCounter(step).next()` answers step, 2 × step, 3 × step, ... */
const CORRECT = 'export function createCounter(step: number) { let n = 0; return { next: () => (n += step) }; }';
const BACKTRACKING = `export function createCounter() {\n  return /^(a+)+$/.test('${'a'.repeat(60)}b');\n}`;

/** The page had its turn all the while, nothing came after the outcome, and the next run works. */
async function expectWhole(told: Told, runs: Runs): Promise<void> {
  expect(told.longestPauseMs).toBeLessThan(1_000);
  expect(told.events.filter(({ type }) => type === 'settled')).toHaveLength(1);
  expect(told.events.at(-1)?.type).toBe('settled');
  expect((await runs.source(CORRECT)).outcome).toEqual({ kind: 'judged', verdict: 'pass' });
}

test('a correct program passes, its verdicts streamed', async ({ runs }) => {
  const told = await runs.source(CORRECT);
  expect(told.outcome).toEqual({ kind: 'judged', verdict: 'pass' });
  expect(told.events.map(({ type }) => type)).toEqual(['progress', 'rule', 'rule', 'done', 'settled']);
});

test('a wrong program fails with the smallest run that shows it', async ({ runs }) => {
  const told = await runs.source(CORRECT.replace('(n += step)', '(n += n > 3 ? 0 : step)'));
  expect(told.outcome).toEqual({ kind: 'judged', verdict: 'fail' });
  const shown = told.events.flatMap((event) => (event.type === 'rule' ? [event.result.counterexample] : []));
  expect(shown.find((one) => one !== undefined)).toMatchObject({ input: 3, expected: 6, actual: 4 });
});

const HALTS: readonly {
  readonly name: string;
  readonly code: string;
  readonly halt: Readonly<Record<string, unknown>>;
}[] = [
  {
    name: 'an endless loop',
    code: 'export function createCounter() {\n  for (;;);\n}',
    halt: { kind: 'sync-loop', loc: { line: 2 } },
  },
  {
    name: 'an endless microtask loop',
    code: `const again = () => queueMicrotask(again);\nagain();\n${CORRECT}`,
    halt: { kind: 'microtask-loop' },
  },
  {
    name: 'a memory bomb',
    code: 'export function createCounter() {\n  const all: unknown[] = [];\n  for (;;) all.push(new Array(1_000_000).fill(0));\n}',
    halt: { kind: expect.stringMatching(/^(memory|sync-loop)$/) as unknown },
  },
  {
    name: 'deep recursion',
    code: 'export function createCounter(n: number): unknown {\n  return createCounter(n + 1);\n}',
    // Whichever of the two the last of the frames stood on.
    halt: { kind: 'recursion', loc: { line: expect.any(Number) as unknown, column: expect.any(Number) as unknown } },
  },
  {
    name: 'a throw at module level',
    code: `const a = 1;\n\nthrow new Error('no configuration');\n${CORRECT}`,
    halt: {
      kind: 'load',
      loc: { line: 3, column: 7 },
      message: expect.stringContaining('no configuration') as unknown,
    },
  },
  {
    name: 'an export of the wrong kind',
    code: 'export const createCounter = 3;',
    halt: { kind: 'load', message: expect.stringContaining('createCounter is a number') as unknown },
  },
];

for (const { name, code, halt } of HALTS) {
  test(`${name} is told with its own message, and the next run works`, async ({ runs }) => {
    const told = await runs.source(code);
    expect(told.outcome).toMatchObject({ kind: 'halted', halt });
    await expectWhole(told, runs);
  });
}

test('a throw in the middle of a run is traced, and its line is known', async ({ runs }) => {
  const told = await runs.source(
    'export function createCounter() {\n  const none: unknown = null;\n  return (none as never[]).length;\n}',
  );
  expect(told.outcome).toMatchObject({ kind: 'halted', halt: { kind: 'unhandled', loc: { line: 3 } } });
});

test('ten million log lines keep to their cap, and the run goes on', async ({ runs }) => {
  const told = await runs.source(
    `export function createCounter(step: number) {\n  let n = 0;\n  for (let i = 0; i < 10_000_000; i += 1) console.log('line', i);\n  return { next: () => (n += step) };\n}`,
    { runs: 1 },
  );
  const lines = told.events.flatMap((event) => (event.type === 'console' ? event.lines : []));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThan(20_000);
  await expectWhole(told, runs);
});

test('a call that never ends is given up after the silence that is allowed', async ({ runs }) => {
  const told = await runs.source(BACKTRACKING);
  expect(told.outcome).toMatchObject({
    kind: 'lost',
    reason: expect.stringContaining('has not answered for 3 s') as unknown,
  });
  await expectWhole(told, runs);
});

test('a call that never ends is stopped at once', async ({ runs }) => {
  const told = await runs.source(BACKTRACKING, { stopAfterMs: 300 });
  expect(told.outcome).toEqual({ kind: 'stopped' });
  expect(told.events.at(-1)?.atMs).toBeLessThan(800);
  await expectWhole(told, runs);
});

test('a text that is no script is told as such', async ({ runs }) => {
  const told = await runs.texts({ code: '(function ( {' });
  expect(told.outcome).toMatchObject({ kind: 'lost', reason: expect.stringContaining('SyntaxError') as unknown });
  await expectWhole(told, runs);
});

/**
 * Texts that no compiler made: with the realm's own names and in sloppy mode, as if a hole in the compiler had let them
 * through. Each answers a sentence, which comes back as what the program threw.
 */
const REACHES: readonly { readonly name: string; readonly body: string; readonly out: RegExp }[] = [
  ...[
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
    'WebTransport',
    'indexedDB',
    'caches',
    'navigator',
    'location',
    'importScripts',
    'postMessage',
    'close',
    'onmessage',
    'addEventListener',
    'dispatchEvent',
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
    'MessageChannel',
    'MessagePort',
    'URL',
    'Blob',
    'WebAssembly',
    'SharedArrayBuffer',
    'Atomics',
    'setTimeout',
    'queueMicrotask',
    'self',
    'crypto',
    'performance',
    'console',
    'Intl',
    'eval',
    'WorkerGlobalScope',
    'EventTarget',
    '$drydock',
  ].map((name) => ({ name, body: `say(typeof ${name})`, out: /^undefined$/ })),
  { name: 'Function', body: `new Function('return 1')(); say('reached');`, out: /unsafe-eval|Content Security Policy/ },
  {
    name: 'eval, by way of a constructor',
    body: `(() => {}).constructor('return 1')(); say('reached');`,
    out: /unsafe-eval|Content Security Policy/,
  },
  {
    name: 'anything else of the platform on the global object',
    body: `const found = []; const language = /^(Object|Function|Array|String|Number|Boolean|Symbol|BigInt|RegExp|Proxy|Reflect|(Weak)?(Map|Set)|JSON|Math|Date|Promise|\\w*Error|ArrayBuffer|DataView|\\w+Array|parse(Int|Float)|isNaN|isFinite|(en|de)codeURI(Component)?|undefined|NaN|Infinity|globalThis)$/;
      for (let at = globalThis; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) for (const name of Reflect.ownKeys(at)) if (!language.test(String(name))) found.push(String(name));
      // Two numbers of Chromium's that cannot be deleted.
      say('found ' + found.join());`,
    out: /^found (TEMPORARY,PERSISTENT)?$/,
  },
  {
    name: "the functions of a stack's frames",
    body: `Error.prepareStackTrace = (e, frames) => frames.map((frame) => frame.getFunction()); const { stack } = new Error('x'); say(typeof stack);`,
    out: /^string$/,
  },
];

/** Runs a text in the realm, as the program, and reads what it said. */
async function heard(runs: Runs, body: string): Promise<string> {
  const told = await runs.factory(`const say = (text) => { throw new Error('said: ' + text + ' :said'); };\n${body}`);
  const message = told.outcome.kind === 'halted' ? told.outcome.halt.message : JSON.stringify(told.outcome);
  return /said: (.*) :said/s.exec(message)?.[1] ?? message;
}

// Taken away: `lockGlobals` in `src/sandbox/harness/run.ts`. Then names of the platform were there.
test('a program that got past the compiler reaches nothing of the platform', async ({ runs }) => {
  for (const { name, body, out } of REACHES) expect(await heard(runs, body), name).toMatch(out);
});

test('a program that got past the compiler can import nothing', async ({ runs, page }) => {
  const refused: string[] = [];
  const answered: string[] = [];
  page.on('requestfailed', (request) => refused.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => answered.push(response.url()));
  const script = await page.locator('script[src]').getAttribute('src');
  const addresses = ['data:text/javascript,export default 1', new URL(script ?? '', page.url()).href];
  for (const address of addresses) {
    // A native promise settles in no virtual time: what came of it is kept on the realm, and answered by a later case.
    const told = await runs.factory(
      `
      if (globalThis.asked === undefined) {
        globalThis.asked = true;
        import(${JSON.stringify(address)}).then(() => (globalThis.got = 'loaded'), (error) => (globalThis.got = 'refused: ' + error));
      }
      for (const end = Date.now() + 2; Date.now() < end; );
      exports.createCounter = (step) => { let n = 0; return { next: () => (globalThis.got === undefined ? (n += step) : globalThis.got) }; };`,
      { runs: 400 },
    );
    const answers = told.events.flatMap((event) =>
      event.type === 'rule' ? [event.result.counterexample?.actual] : [],
    );
    expect(
      answers.find((answer) => answer !== undefined),
      address,
    ).toMatch(/^refused: TypeError/);
  }
  expect(refused).toEqual([`${addresses[1]} csp`]);
  expect(answered.filter((url) => addresses.includes(url))).toEqual([]);
});

test('a new run stops the one before', async ({ runs }) => {
  const [former, latter] = await Promise.all([runs.source(BACKTRACKING), runs.source(CORRECT)]);
  expect(former.outcome).toEqual({ kind: 'stopped' });
  expect(latter.outcome).toEqual({ kind: 'judged', verdict: 'pass' });
});

test('a program that exhausts the browser’s memory loses its frame, not the page', async ({ bench }) => {
  test.setTimeout(120_000);
  // Numbers of a megabyte each: no built-in is called, so that no counter sees them.
  const bomb = `exports.createCounter = () => { const all = []; for (;;) all.push(BigInt(all.length) + (1n << 8_000_000n)); };`;
  const right = `exports.createCounter = (step) => { let n = 0; return { next: () => (n += step) }; };`;
  const outcomes = await outcomesInBareChromium(bench, [bomb, right]);
  expect(outcomes).toEqual([
    { kind: expect.stringMatching(/^(lost|halted)$/) as unknown, reason: expect.stringContaining('memory') as unknown },
    { kind: 'judged', verdict: 'pass' },
  ]);
});
