import { expect, it } from 'vitest';
import { createKernel, prepareRealm, type Kernel, type Leavings, type Retained } from './index';
import { factoryOf } from './fidelity/lower';

/** Runs `main(look)`; what `look()` saw, in order. */
function seen(source: string): readonly Leavings[] {
  prepareRealm();
  const kernel: Kernel = createKernel();
  const looks: Leavings[] = [];
  const loaded = kernel.load(factoryOf(source));
  if (!loaded.ok) throw loaded.error;
  const halt = kernel.run(() =>
    (loaded.exports['main'] as (look: () => void) => unknown)(() => looks.push(kernel.leavings())),
  );
  expect(halt.kind).toBe('done');
  return looks;
}

it('names a forgotten await whose effect lands after the answer', () => {
  const [before, after] = seen(`
    const store = [];
    const save = async (x) => { await new Promise((r) => setTimeout(r, 5)); store.push(x); };
    const put = async (x) => { save(x); return 'saved'; };
    const putWell = async (x) => { await save(x); return 'saved'; };
    exports.main = async (look) => { await putWell(1); look(); await put(2); look(); };
  `);
  // The scenario's own promise is not asked for yet while it runs.
  expect(after!.floating.length - before!.floating.length).toBe(1);
});

it('names a timer left after close', () => {
  const [open, closed] = seen(`
    exports.main = (look) => {
      const sweeper = setInterval(() => {}, 60_000);
      const warmUp = setTimeout(() => {}, 10);
      look(); clearInterval(sweeper); look();
    };
  `);
  expect(open!.timers).toEqual([{ due: 10 }, { due: 60_000, everyMs: 60_000 }]);
  expect(closed!.timers).toEqual([{ due: 10 }]);
});

it('counts a per-key map that never shrinks', () => {
  const source = (expires: boolean) => `
    const windows = new Map();
    const allow = (key, now) => {
      if (${expires}) for (const [k, at] of windows) if (at < now) windows.delete(k);
      windows.set(key, now);
    };
    exports.main = (look) => { look(); for (let i = 0; i < 10_000; i += 1) allow('key' + i, i); look(); };
  `;
  const growth = (source: string): number => {
    const [before, after] = seen(source);
    return after!.entries - before!.entries;
  };
  expect(growth(source(false))).toBe(10_000);
  expect(growth(source(true))).toBe(1);
});

/** What is retained after 2,000 keys that have expired, and twenty more calls. */
function retainedAfter(program: string): Retained {
  prepareRealm();
  const kernel = createKernel();
  const loaded = kernel.load(factoryOf(program));
  if (!loaded.ok) throw loaded.error;
  let retained: Retained | undefined;
  const halt = kernel.run(() => {
    const limiter = (loaded.exports['create'] as () => { allow(key: string, now: number): void })();
    for (let index = 0; index < 2000; index += 1) limiter.allow(`key${index}`, index);
    kernel.watchMemory();
    for (let index = 0; index < 20; index += 1) limiter.allow(`new${index}`, 100_000 + index);
    retained = kernel.retained([limiter, loaded.exports]);
  });
  expect(halt.kind).toBe('done');
  return retained!;
}

it.each([
  [
    'a map in a private field',
    `exports.create = () => new (class { #m = new Map(); allow(k, t) { this.#m.set(k, t); } })();`,
    'map',
  ],
  ['a set in a closure', `exports.create = () => { const s = new Set(); return { allow(k) { s.add(k); } }; };`, 'set'],
  ['an object as a map', `exports.create = () => ({ all: {}, allow(k, t) { this.all[k] = t; } });`, 'object'],
  [
    'an array under a map',
    `exports.create = () => { const m = new Map(); return { allow(k, t) { m.set('last' + k, 1); m.delete('last' + k); const l = m.get('log') ?? []; l.push(t); m.set('log', l); } }; };`,
    'array',
  ],
] as const)('sees what is retained by %s', (_name, program, kind) => {
  const { entries, largest, isComplete } = retainedAfter(program);
  expect(entries).toBeGreaterThanOrEqual(2020);
  expect([largest!.kind, largest!.size, isComplete]).toEqual([kind, 2020, true]);
});

it.each([
  [
    'expires when it is asked',
    `const m = new Map(); exports.create = () => ({ allow(k, t) { for (const [o, at] of m) if (at < t - 10) m.delete(o); m.set(k, t); } });`,
  ],
  [
    'drops whole generations',
    `let old = new Map(), now = new Map(), at = 0; exports.create = () => ({ allow(k, t) { if (t - at > 50) { old = now; now = new Map(); at = t; } now.set(k, new Set([t])); } });`,
  ],
])('accuses no program that %s', (_name, program) => {
  expect(retainedAfter(program).entries).toBeLessThan(200);
});

it('says where the map was grown, runs no getter, and ends a run as a leak', () => {
  prepareRealm();
  const kernel = createKernel({ locate: () => ({ line: 7 }) });
  const loaded = kernel.load(
    factoryOf(
      `const m = new Map(); exports.grow = () => { m.set({ get x() { throw new Error('ran'); } }, new Proxy({}, { ownKeys() { throw 1; } })); };`,
    ),
  );
  if (!loaded.ok) throw loaded.error;
  const halt = kernel.run(() => {
    kernel.watchMemory();
    (loaded.exports['grow'] as () => void)();
    const { largest } = kernel.retained();
    expect(largest).toEqual({ kind: 'map', size: 1, loc: { line: 7 } });
    kernel.leak('keys stay', largest!.loc);
  });
  expect(halt).toEqual({ kind: 'leak', message: 'keys stay', loc: { line: 7 } });
});
