import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchSource, PROGRAMS_A_TEXT, runLowered, runNative } from './differential';

const TEXTS = 250;
const BATCH = 25;
const PROGRAMS = TEXTS * PROGRAMS_A_TEXT;

// Random programs leave rejections that nobody handles: here that is not an error.
const ignored = (): void => undefined;
let warnings: NodeJS.WarningListener[] = [];
let listeners: NodeJS.UnhandledRejectionListener[] = [];
beforeAll(() => {
  listeners = process.listeners('unhandledRejection');
  warnings = process.listeners('warning');
  process.removeAllListeners('unhandledRejection');
  process.removeAllListeners('warning');
  process.on('unhandledRejection', ignored);
});
afterAll(() => {
  process.removeListener('unhandledRejection', ignored);
  for (const listener of warnings) process.on('warning', listener);
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

describe('lowered programs in a kernel', () => {
  it(`log what native ones log, in the same order, in 10,000 different random programs`, async () => {
    let entries = 0;
    let distinct = 0;
    for (let first = 1; first <= TEXTS; first += BATCH) {
      const seeds = Array.from({ length: BATCH }, (_, index) => first + index);
      const source = batchSource(seeds);
      const lowered = runLowered(source);
      const native = await runNative(source);
      expect(lowered.length).toBe(BATCH * PROGRAMS_A_TEXT);
      for (const [index, log] of native.entries()) {
        entries += log.length;
        if (lowered[index]!.join('\n') === log.join('\n')) continue;
        const seed = first + Math.floor(index / PROGRAMS_A_TEXT);
        expect({ seed, variant: index % PROGRAMS_A_TEXT, log: lowered[index] }).toEqual({ log });
      }
      distinct += new Set(native.map((log) => log.join('\n'))).size;
    }
    console.log(
      `${PROGRAMS} random programs, ${distinct} of them distinct, ${entries} events: no difference from native order`,
    );
    expect(entries).toBeGreaterThan(10 * PROGRAMS);
    expect(distinct).toBeGreaterThan(10_000);
    // A busy machine is slower; the compiler takes most of it.
  }, 300_000);
});
