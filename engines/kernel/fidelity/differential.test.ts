import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchText, runLowered, runNative } from './differential';

const PROGRAMS = 10_000;
const BATCH = 250;

// Random programs leave rejections that nobody handles: here that is not an error.
const ignored = (): void => undefined;
let listeners: NodeJS.UnhandledRejectionListener[] = [];
beforeAll(() => {
  listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', ignored);
});
afterAll(() => {
  process.removeListener('unhandledRejection', ignored);
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

describe('lowered programs in a kernel', () => {
  it(`log what native ones log, in the same order, in ${PROGRAMS} random programs`, async () => {
    let entries = 0;
    for (let first = 1; first <= PROGRAMS; first += BATCH) {
      const seeds = Array.from({ length: BATCH }, (_, index) => first + index);
      const text = batchText(seeds);
      const lowered = runLowered(text);
      const native = await runNative(text);
      for (const [index, seed] of seeds.entries()) {
        entries += native[index]!.length;
        expect({ seed, log: lowered[index] }).toEqual({ seed, log: native[index] });
      }
    }
    console.log(`${PROGRAMS} random programs, ${entries} events: no difference from native order`);
    expect(entries).toBeGreaterThan(10 * PROGRAMS);
  });
});
