import { expect, it } from 'vitest';
import { createKernel, prepareRealm, type Kernel, type Leavings } from './index';
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
