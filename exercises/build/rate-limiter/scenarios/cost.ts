/** What is held, and what a call takes. */
import type { Scenario } from 'drydock';
import { ONE_LIMIT, make } from './traffic';

/** Keys whose windows have ended, then others: what is still held? */
export const manyGone: Scenario<Crowd> = {
  id: 'many-gone',
  rungs: ['bounded-keys'],
  samples: () => [
    { gone: 3000, live: 1, atMs: 5000 },
    { gone: 2000, live: 100, atMs: 2600 },
  ],
  input: (draw) => ({ gone: draw.integer(200, 400), live: draw.integer(1, 30), atMs: draw.integer(2510, 9000) }),
  run(stage, { gone, live, atMs }) {
    const limiter = make(stage, { limit: 2, windowMs: 1000 });
    if (limiter === undefined) return;
    // The first key comes back while the windows of the others are still open: its next one ends after theirs.
    limiter.allow('first', 1000);
    for (let index = 0; index < gone; index += 1) limiter.allow(`gone${index}`, 1500 + (index % 7));
    limiter.allow('first', 2010);
    stage.watchMemory();
    for (let index = 0; index < live; index += 1) limiter.allow(`live${index}`, atMs);
    stage.retained(live + 1, limiter);
    for (let index = 0; index < live; index += 1) limiter.allow(`live${index}`, atMs + 200);
    stage.retained(live + 1, limiter);
  },
};

/** How many keys were there, and how many are. */
export type Crowd = { readonly gone: number; readonly live: number; readonly atMs: number };

/** Calls counted in steps, with more and more keys; half of them when the windows of the others have ended. */
export const costOfACall: Scenario<Sizes> = {
  id: 'cost-of-a-call',
  rungs: ONE_LIMIT,
  samples: () => [{ sizes: [64, 256, 1024] }],
  // Counts are exact: one run tells all.
  input: () => ({ sizes: [] }),
  run(stage, { sizes }) {
    for (const size of sizes) {
      const limiter = make(stage, { limit: 5, windowMs: 1000 });
      if (limiter === undefined) return;
      const calls = (prefix: string, nowMs: number): void => {
        for (let index = 0; index < size; index += 1) limiter.allow(`${prefix}${index}`, nowMs);
      };
      stage.measure('allow', size, () => (calls('a', 1000), calls('b', 4000)), 2 * size);
    }
  },
};

/** Numbers of keys. */
export type Sizes = { readonly sizes: readonly number[] };
