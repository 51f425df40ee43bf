/** Entries that end. */
import type { Scenario } from 'drydock';
import { type Act, KEYS, TIMED, drawTtl, get, makePlain, remove, set, slots, timed, traffic } from './traffic';

/** A get while the entry is live, up to its last millisecond. */
export const lastLiveMs = traffic(
  'last-live-ms',
  TIMED,
  () => [{ options: { ttlMs: 100 }, acts: [set('a', 'one'), get('a', 99)] }],
  (draw) => {
    const ttlMs = draw.oneOf([100, 2, 1000, 60_000]);
    const waitMs = draw.oneOf([ttlMs - 1, 1, Math.floor(ttlMs / 2)]);
    return { options: { ttlMs }, acts: [get('a', draw.integer(0, 9)), set('a', 'one'), get('a', waitMs)] };
  },
);

/** A get long after the entry's end. */
export const longAfter = traffic(
  'long-after',
  TIMED,
  () => [{ options: { ttlMs: 100 }, acts: [set('a', 'one'), get('a', 300)] }],
  (draw) => {
    const ttlMs = drawTtl(draw);
    const waitMs = ttlMs * draw.integer(2, 9) + draw.integer(0, 3);
    return { options: { ttlMs }, acts: [set('a', 'one'), set('b', 'two'), get('a', waitMs), get('b'), get('a')] };
  },
);

/** A get at exactly the end of the entry. */
export const expiryEdge = traffic(
  'expiry-edge',
  TIMED,
  () => [{ options: { ttlMs: 100 }, acts: [set('a', 'one'), get('a', 100)] }],
  (draw) => {
    const ttlMs = drawTtl(draw);
    return { options: { ttlMs }, acts: [set('a', 'one', draw.integer(0, 9)), get('a', ttlMs), get('a')] };
  },
);

/** Gets while it lives, then at the end that it would have without them, and at the one that the last would give it. */
export const getsMeanwhile = traffic(
  'gets-meanwhile',
  TIMED,
  () => [
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [60, get('a')],
        [100, get('a')],
        [160, get('a')],
      ]),
    },
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [60, get('a')],
        [159, get('a')],
        [259, get('a')],
      ]),
    },
  ],
  (draw) => {
    const ttlMs = draw.oneOf([100, 10, 1000]);
    const reads = draw.list({ min: 1, max: 4 }, () => draw.integer(1, ttlMs - 1)).sort((a, b) => a - b);
    const last = reads.at(-1) ?? 1;
    const late = draw.oneOf([[ttlMs], [ttlMs, last + ttlMs], [last + ttlMs - 1], [last + ttlMs]]);
    return {
      options: { ttlMs },
      acts: timed([[0, set('a', 'one')], ...[...reads, ...late].map((atMs) => [atMs, get('a')] as const)]),
    };
  },
);

/** A live entry is set again: it lives from then. */
export const setAgain = traffic(
  'set-again',
  TIMED,
  () => [
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [60, set('a', 'two')],
        [110, get('a')],
      ]),
    },
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [60, set('a', 'two')],
        [160, get('a')],
      ]),
    },
  ],
  (draw) => {
    const ttlMs = draw.oneOf([100, 10, 1000]);
    const againMs = draw.integer(1, ttlMs - 1);
    const thenMs = draw.oneOf([ttlMs, againMs + ttlMs - 1, againMs + ttlMs]);
    return {
      options: { ttlMs },
      acts: timed([
        [0, set('a', 'one')],
        [againMs, set('a', 'two')],
        [thenMs, get('a')],
      ]),
    };
  },
);

/** An entry is deleted, and its key set again before the end that the first one had. */
export const deletedAndSet = traffic(
  'deleted-and-set',
  TIMED,
  () => [
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [40, remove('a')],
        [60, set('a', 'two')],
        [110, get('a')],
      ]),
    },
  ],
  (draw) => {
    const ttlMs = draw.oneOf([100, 10, 1000]);
    const goneMs = draw.integer(1, ttlMs - 3);
    const againMs = draw.integer(goneMs, ttlMs - 1);
    const thenMs = draw.oneOf([ttlMs, againMs + ttlMs - 1, againMs + ttlMs]);
    const acts = timed([
      [0, set('a', 'one')],
      [goneMs, remove('a')],
      [againMs, set('a', 'two')],
      [thenMs, get('a')],
    ]);
    return { options: { ttlMs }, acts };
  },
);

/** Deletes at the end of an entry and after it. */
export const deleteExpired = traffic(
  'delete-expired',
  TIMED,
  () => [{ options: { ttlMs: 100 }, acts: [set('a', 'one'), remove('a', 100)] }],
  (draw) => {
    const ttlMs = drawTtl(draw);
    const waitMs = draw.oneOf([ttlMs, ttlMs + 1, 3 * ttlMs]);
    const other = draw.boolean() ? [set('b', 'two')] : [];
    return { options: { ttlMs }, acts: [set('a', 'one'), remove('a', waitMs), ...other, remove('a')] };
  },
);

/** A key whose entry has expired is set again. */
export const setAfterExpiry = traffic(
  'set-after-expiry',
  TIMED,
  () => [
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [150, set('a', 'two')],
        [249, get('a')],
        [250, get('a')],
      ]),
    },
  ],
  (draw) => {
    const ttlMs = draw.oneOf([100, 10, 1000]);
    const againMs = ttlMs + draw.oneOf([0, 1, ttlMs]);
    const before = draw.boolean() ? [[againMs, get('a')] as const] : [];
    const thenMs = againMs + draw.oneOf([ttlMs - 1, 0, ttlMs]);
    const acts = timed([[0, set('a', 'one')], ...before, [againMs, set('a', 'two')], [thenMs, get('a')]]);
    return { options: { ttlMs }, acts };
  },
);

/** Keys that were set at different times. */
export const expireApart = traffic(
  'expire-apart',
  TIMED,
  () => [
    {
      options: { ttlMs: 100 },
      acts: timed([
        [0, set('a', 'one')],
        [50, set('b', 'two')],
        [100, get('a')],
        [100, get('b')],
        [150, get('b')],
      ]),
    },
  ],
  (draw) => {
    const ttlMs = draw.oneOf([100, 30]);
    const sets = KEYS.slice(0, draw.integer(2, 4)).map((key) => [draw.integer(0, ttlMs - 1), key] as const);
    const looks = draw.list({ min: 1, max: 3 }, () => draw.integer(ttlMs, 2 * ttlMs));
    return {
      options: { ttlMs },
      acts: timed([
        ...sets.map(([atMs, key]) => [atMs, set(key, `value of ${key}`)] as const),
        ...looks.flatMap((atMs) => sets.map(([, key]) => [atMs, get(key)] as const)),
      ]),
    };
  },
);

/** Entries that have expired, and calls of one kind on other keys: what is still held? */
export type Crowd = { readonly gone: number; readonly live: number; readonly op: Act['op'] | 'miss' };

export const manyExpired: Scenario<Crowd> = {
  id: 'many-expired',
  rungs: TIMED,
  samples: () => [
    { gone: 400, live: 1, op: 'get' },
    { gone: 400, live: 10, op: 'set' },
    { gone: 400, live: 1, op: 'delete' },
    { gone: 400, live: 1, op: 'miss' },
  ],
  input: (draw) => ({
    gone: draw.integer(200, 300),
    live: draw.integer(1, 20),
    op: draw.oneOf(['get', 'set', 'delete', 'miss'] as const),
  }),
  async run(stage, { gone, live, op }) {
    const cache = makePlain(stage, slots(stage.rung, { ttlMs: 1000, capacity: 1000 }));
    if (cache === undefined) return;
    cache.set('first', 'early');
    await stage.sleep(500);
    for (let index = 0; index < gone; index += 1) cache.set(`gone${index}`, `value ${index}`);
    // It came first and outlives the others: what ends next need not stand in front.
    await stage.sleep(10);
    cache.set('first', 'late');
    await stage.sleep(989);
    // What grows from now on is found, wherever it is kept: so before the others have expired.
    stage.watchMemory();
    for (let index = 0; index < live; index += 1) cache.set(`live${index}`, `value ${index}`);
    await stage.sleep(1);
    const calls = {
      get: () => cache.get('live0'),
      set: () => cache.set('live0', 'new'),
      delete: () => cache.delete('nowhere'),
      miss: () => cache.get('gone0'),
    };
    stage.call(
      op === 'miss' ? 'get' : op,
      [op === 'get' || op === 'set' ? 'live0' : op === 'miss' ? 'gone0' : 'nowhere'],
      calls[op],
    );
    for (let index = 0; index < gone + live; index += 1) calls[op]();
    stage.retained(live + 1, cache);
  },
};
