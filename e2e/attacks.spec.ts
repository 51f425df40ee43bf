import { expect } from '@playwright/test';
import type { Told } from './fixtures/sandbox/main';
import { test, type Runs } from './tools/sandbox-page';

/** The fixture's exercise: `createCounter(step).next()` answers step, 2 × step, 3 × step, ... */
const CORRECT = 'export function createCounter(step: number) { let n = 0; return { next: () => (n += step) }; }';

/** The page had its turn all the while, nothing came after the outcome, and the next run works. */
async function expectWhole(told: Told, runs: Runs): Promise<void> {
  expect(told.longestPauseMs).toBeLessThan(1_000);
  expect(told.events.filter(({ type }) => type === 'settled')).toHaveLength(1);
  expect(told.events.at(-1)?.type).toBe('settled');
  expect((await runs.source(CORRECT)).outcome).toEqual({ kind: 'judged', verdict: 'pass' });
}

/**
 * Wrong from the third call on, and each tries to be judged right in its own way. Taken away, for the console: formatting that
 * calls nothing of the program's (`format` in `engines/kernel/_internals/console.ts`, by `String(args[1])`); then the program
 * ended the run while it was loaded. For timers: a scenario's sleep that is the kernel's own, by the program's `setTimeout` in
 * `stage.ts`; then nothing was judged, for want of a timer that fires.
 */
const WRONG = `(step) => { let n = 0; return { next: () => (n += n > 3 ? 0 : step) }; }`;
const FORGERIES: Readonly<Record<string, string>> = {
  'prototypes: a patched push': `Array.prototype.push = function () { return 0; };`,
  'prototypes: a patched map, filter and every': `Array.prototype.map = Array.prototype.filter = () => []; Array.prototype.every = () => true; Array.prototype.some = () => false;`,
  'thenables: a patched then': `Promise.prototype.then = function (f) { f({ ok: true, value: 2 }); return this; }; Object.prototype.then = function (f) { f([]); };`,
  'prototypes: a patched iterator': `Array.prototype[Symbol.iterator] = function* () {}; Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true });`,
  'prototypes: setters on Object.prototype': `for (const name of ['0', '1', 'kind', 'data', 'value', 'op', 'result', 'type', 'trace', 'halt', 'seq', 'cause', 'get', 'set']) Object.defineProperty(Object.prototype, name, { __proto__: null, set() {}, get() { return undefined; }, configurable: true });`,
  'prototypes: values on Object.prototype': `Object.assign(Object.prototype, { kind: 'done', data: 2, verdict: 'pass', get: () => 2, seed: 7, explain: false });`,
  'prototypes: toJSON': `Object.prototype.toJSON = () => ({}); Number.prototype.toJSON = () => 2; JSON.stringify = () => '{}';`,
  'prototypes: a patched valueOf': `Number.prototype.valueOf = () => 2; Number.prototype.toString = () => '2'; Object.prototype.valueOf = () => 2;`,
  'globals: a patched Reflect and Object': `Reflect.apply = () => 2; Reflect.ownKeys = () => []; Object.keys = () => []; Object.defineProperty = (o) => o; Object.getOwnPropertyDescriptor = () => undefined;`,
  'prototypes: a patched Function.prototype.call': `Function.prototype.call = Function.prototype.apply = Function.prototype.bind = function () { return 2; };`,
  'globals: names of the harness': `globalThis.$drydock = () => {}; globalThis.postMessage = () => {};`,
  'Symbol.species: of arrays and promises': `for (const type of [[].constructor, Array, Promise, Map, Set, $k.globals.Promise]) Object.defineProperty(type, Symbol.species, { get: () => function () { return { then: (f) => f(2), length: 0, push: () => 0 }; } });`,
  'timers: patched, and never fired': `for (const from of [$k.globals, globalThis]) for (const name of ['setTimeout', 'setInterval', 'queueMicrotask', 'clearTimeout']) { try { Object.defineProperty(from, name, { value: () => 0 }); } catch {} }`,
  'timers: native jobs that outlive their case': `(async () => { for (let i = 0; i < 1_000; i += 1) { await null; exports.createCounter = (step) => { let n = 0; return { next: () => (n += step) }; }; } })();`,
  'errors: patched constructors and stacks': `Error.captureStackTrace = () => {}; Object.defineProperty(Error.prototype, 'message', { get: () => 'done' }); Object.defineProperty(Error.prototype, 'stack', { get() { throw 1; } }); Error = TypeError = function () { return { kind: 'done' }; };`,
  'console: arguments that throw when they are read, and a patched console': `const { console } = $k.globals; console.log(new Proxy({}, { get() { throw 1; }, ownKeys() { throw 1; } }), { toString() { throw 1; }, toJSON() { throw 1; }, get a() { throw 1; } }); Object.assign(console, { log() {}, error() {} });`,
  'messages: patched ports and events': `for (const name of ['data', 'ports', 'type', 'run', 'cases', 'postMessage', 'onmessage']) Object.defineProperty(Object.prototype, name, { get: () => [], set() {}, configurable: true }); globalThis.onmessage = () => {};`,
};

for (const [name, patch] of Object.entries(FORGERIES)) {
  test(`${name} turns no failing program into a pass`, async ({ runs }) => {
    const told = await runs.factory(`${patch}\nexports.createCounter = ${WRONG};`);
    // It is judged as what it is: an attack neither passes, nor hides behind a run that decides nothing.
    expect(told.outcome).toEqual({ kind: 'judged', verdict: 'fail' });
    await expectWhole(told, runs);
  });
}

/** Each answers, in place of a built-in, what the program should have answered. */
const RIGHT_IN_ITS_PLACE: Readonly<Record<string, string>> = {
  'prototypes: a map': `Array.prototype.map = function () { return [(right += 2)]; };`,
  'globals: a JSON': `JSON.stringify = () => String((right += 2));`,
  'Symbol.species: an array': `const put = Reflect.defineProperty; Object.defineProperty([].constructor, Symbol.species, { get: () => function () { return new Proxy([], { defineProperty: (target, name, { writable, enumerable, configurable }) => put(target, name, { writable, enumerable, configurable, value: asked * 2 }) }); } });`,
};

// Taken away: that an answer is reduced without arrays and by captured built-ins, by doing so in
// `engines/check/_internals/stage.ts` with `[value].map(...)`, or with `JSON.stringify`. Then they passed, each by its own.
for (const [name, patch] of Object.entries(RIGHT_IN_ITS_PLACE)) {
  test(`${name} that answers what is right turns no failing program into a pass`, async ({ runs }) => {
    const told = await runs.factory(
      `let right = 0;\nlet asked = 0;\n${patch}\nconst wrong = ${WRONG};\nexports.createCounter = (step) => { right = asked = 0; const counter = wrong(step); return { next: () => { asked += 1; return counter.next(); } }; };`,
    );
    expect(told.outcome).toEqual({ kind: 'judged', verdict: 'fail' });
    await expectWhole(told, runs);
  });
}

/**
 * Answers that are not numbers, whatever they say when they are looked at. Taken away: `reduce` of an answer in
 * `engines/check/_internals/stage.ts`. Then each broke the harness, and nothing was decided.
 */
const ANSWERS: Readonly<Record<string, string>> = {
  'thenables: a thenable': `({ then: (resolve) => resolve(2) })`,
  'proxies: a proxy': `new Proxy({}, { get: () => 2, getPrototypeOf: () => Number.prototype })`,
  'getters: a getter': `({ get value() { return 2; }, valueOf: () => 2 })`,
  'prototypes: a boxed number': `Object(2)`,
  'proxies: a proxy that throws': `new Proxy({}, { get() { throw 1; }, ownKeys() { throw 1; }, getPrototypeOf() { throw 1; } })`,
  'prototypes: an object of another class': `new (class Two extends Number {})(2)`,
};

for (const [name, answer] of Object.entries(ANSWERS)) {
  test(`${name} is no answer`, async ({ runs }) => {
    const told = await runs.factory(`exports.createCounter = () => ({ next: () => ${answer} });`);
    expect(told.outcome).toEqual({ kind: 'judged', verdict: 'fail' });
    await expectWhole(told, runs);
  });
}

// Taken away: the `catch` of `describeError` in `engines/kernel/_internals/describe.ts`. Then it broke the harness.
test('errors: an error that throws when it is read is told as such', async ({ runs }) => {
  const told = await runs.factory(
    `exports.createCounter = () => { throw new Proxy(new Error('x'), { get() { throw new Error('y'); }, getPrototypeOf() { throw 1; }, getOwnPropertyDescriptor() { throw 2; } }); };`,
  );
  expect(told.outcome).toMatchObject({ kind: 'halted', halt: { kind: 'unhandled' } });
  await expectWhole(told, runs);
});

// Taken away: that only the first registration is the exercise's (`register` in `src/sandbox/harness/run.ts`). Then the
// program's own scenarios were run, and passed.
test('forged results: a text that registers itself again changes only itself', async ({ runs }) => {
  // Scenarios that ask the program nothing, and record the right answers.
  const scenarios = `{ id: 'calls', rungs: ['many'], run(stage, calls) { for (let i = 1; i <= calls; i += 1) stage.call('next', [], () => 2 * i); } }`;
  const config = '{"rung":"many","facts":{"step":2},"requiredExport":"createCounter","program":{},"explain":{}}';
  const fake = `$drydock('${config}', function (k, e) { e.scenarios = [${scenarios}]; })`;
  const told = await runs.texts({ code: `(${fake}, function ($k, exports) { exports.createCounter = ${WRONG}; })` });
  expect(told.outcome).not.toEqual({ kind: 'judged', verdict: 'pass' });
  await expectWhole(told, runs);
});

// Taken away: the comparison of run ids in `#hear` of `src/sandbox/sandbox.ts`. Then the last word of the run before
// ended the next one without a verdict.
test('messages: what is still said of one run says nothing of the next', async ({ runs }) => {
  const told = await runs.inARow(CORRECT, 3);
  expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => ({ kind: 'judged', verdict: 'pass' })));
});
