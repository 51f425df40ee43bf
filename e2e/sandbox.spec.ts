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

/** Wrong from the third call on, and each tries to be judged right in its own way. */
const WRONG = `(step) => { let n = 0; return { next: () => (n += n > 3 ? 0 : step) }; }`;
const FORGERIES: Readonly<Record<string, string>> = {
  'a patched push': `Array.prototype.push = function () { return 0; };`,
  'a patched map, filter and every': `Array.prototype.map = Array.prototype.filter = () => []; Array.prototype.every = () => true; Array.prototype.some = () => false;`,
  'a patched then': `Promise.prototype.then = function (f) { f({ ok: true, value: 2 }); return this; }; Object.prototype.then = function (f) { f([]); };`,
  'a patched iterator': `Array.prototype[Symbol.iterator] = function* () {}; Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true });`,
  'setters on Object.prototype': `for (const name of ['0', '1', 'kind', 'data', 'value', 'op', 'result', 'type', 'trace', 'halt', 'seq', 'cause', 'get', 'set']) Object.defineProperty(Object.prototype, name, { set() {}, get() { return undefined; }, configurable: true });`,
  'values on Object.prototype': `Object.assign(Object.prototype, { kind: 'done', data: 2, verdict: 'pass', get: () => 2, seed: 7, explain: false });`,
  toJSON: `Object.prototype.toJSON = () => ({}); Number.prototype.toJSON = () => 2; JSON.stringify = () => '{}';`,
  'a patched valueOf': `Number.prototype.valueOf = () => 2; Number.prototype.toString = () => '2'; Object.prototype.valueOf = () => 2;`,
  'a patched Reflect and Object': `Reflect.apply = () => 2; Reflect.ownKeys = () => []; Object.keys = () => []; Object.defineProperty = (o) => o; Object.getOwnPropertyDescriptor = () => undefined;`,
  'a patched Function.prototype.call': `Function.prototype.call = Function.prototype.apply = Function.prototype.bind = function () { return 2; };`,
  'a global of its own': `globalThis.$drydock = () => {}; globalThis.postMessage = () => {};`,
};

for (const [name, patch] of Object.entries(FORGERIES)) {
  test(`${name} turns no failing program into a pass`, async ({ runs }) => {
    const told = await runs.factory(`${patch}\nexports.createCounter = ${WRONG};`);
    expect(told.outcome).not.toEqual({ kind: 'judged', verdict: 'pass' });
    // Nor does it hide behind a run that decides nothing.
    expect(told.outcome.kind === 'judged' ? told.outcome.verdict : told.outcome.kind).toMatch(/^(fail|halted)$/);
    await expectWhole(told, runs);
  });
}

/** Answers that are not numbers, whatever they say when they are looked at. */
const ANSWERS: Readonly<Record<string, string>> = {
  'a thenable': `({ then: (resolve) => resolve(2) })`,
  'a proxy': `new Proxy({}, { get: () => 2, getPrototypeOf: () => Number.prototype })`,
  'a getter': `({ get value() { return 2; }, valueOf: () => 2 })`,
  'a boxed number': `Object(2)`,
  'a proxy that throws': `new Proxy({}, { get() { throw 1; }, ownKeys() { throw 1; }, getPrototypeOf() { throw 1; } })`,
  'an object of another class': `new (class Two extends Number {})(2)`,
};

for (const [name, answer] of Object.entries(ANSWERS)) {
  test(`${name} is no answer`, async ({ runs }) => {
    const told = await runs.factory(`exports.createCounter = () => ({ next: () => ${answer} });`);
    expect(told.outcome).toEqual({ kind: 'judged', verdict: 'fail' });
    await expectWhole(told, runs);
  });
}

test('an error that throws when it is read is told as such', async ({ runs }) => {
  const told = await runs.factory(
    `exports.createCounter = () => { throw new Proxy(new Error('x'), { get() { throw new Error('y'); }, getPrototypeOf() { throw 1; }, getOwnPropertyDescriptor() { throw 2; } }); };`,
  );
  expect(told.outcome).toMatchObject({ kind: 'halted', halt: { kind: 'unhandled' } });
  await expectWhole(told, runs);
});

test('a text that registers itself again changes only itself', async ({ runs }) => {
  // Scenarios that ask the program nothing, and record the right answers.
  const scenarios = `{ id: 'calls', rungs: ['many'], run(stage, calls) { for (let i = 1; i <= calls; i += 1) stage.call('next', [], () => 2 * i); } }`;
  const config = '{"rung":"many","facts":{"step":2},"requiredExport":"createCounter","program":{},"explain":{}}';
  const fake = `$drydock('${config}', function (k, e) { e.scenarios = [${scenarios}]; })`;
  const told = await runs.texts({ code: `(${fake}, function ($k, exports) { exports.createCounter = ${WRONG}; })` });
  expect(told.outcome).not.toEqual({ kind: 'judged', verdict: 'pass' });
  await expectWhole(told, runs);
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
