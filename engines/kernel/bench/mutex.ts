import FakeTimers from '@sinonjs/fake-timers';
import { createKernel } from '../index';
import { factoryOf } from '../fidelity/lower';

/** Ten async workers contend for a mutex, with a timer in each step. */
const SOURCE = `
  class Mutex {
    #held = false; #waiting = [];
    async acquire() {
      if (!this.#held) { this.#held = true; return; }
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
    release() {
      const next = this.#waiting.shift();
      if (next) next(); else this.#held = false;
    }
  }
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  exports.main = async (steps) => {
    const mutex = new Mutex();
    let total = 0;
    const worker = async (id) => {
      for (let step = 0; step < steps; step += 1) {
        await mutex.acquire();
        try { total += 1; await sleep(1); } finally { mutex.release(); }
        await sleep(id % 3);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, id) => worker(id)));
    return total;
  };
`;

type Main = (steps: number) => Promise<number>;

/** Timer events a second of one way of running the program. */
export interface Rate {
  readonly name: string;
  readonly eventsPerS: number;
}

const EVENTS_A_STEP = 20;

function inKernel(steps: number): number {
  const kernel = createKernel({ tracesTimers: false, budget: { timers: 1e9, steps: 1e9 } });
  const loaded = kernel.load(factoryOf(SOURCE));
  if (!loaded.ok) throw loaded.error;
  const started = performance.now();
  const halt = kernel.run(() => (loaded.exports['main'] as Main)(steps));
  if (halt.kind !== 'done') throw new Error(halt.message);
  return performance.now() - started;
}

function nativeMain(setTimeout: unknown): Main {
  const exports: { main?: Main } = {};
  new Function('exports', 'setTimeout', `"use strict"; ${SOURCE}`)(exports, setTimeout);
  return exports.main!;
}

/** Native promises, with a heap of timers fired by hand when the engine's microtasks have run. */
async function byHand(steps: number): Promise<number> {
  const heap: { due: number; order: number; fire: () => void }[] = [];
  let now = 0;
  let order = 0;
  const isBefore = (a: number, b: number): boolean =>
    heap[a]!.due < heap[b]!.due || (heap[a]!.due === heap[b]!.due && heap[a]!.order < heap[b]!.order);
  const swap = (a: number, b: number): void => {
    const kept = heap[a]!;
    heap[a] = heap[b]!;
    heap[b] = kept;
  };
  const main = nativeMain((fire: () => void, delay: number) => {
    let at = heap.push({ due: now + delay, order: (order += 1), fire }) - 1;
    for (let above = (at - 1) >> 1; at > 0 && isBefore(at, above); at = above, above = (at - 1) >> 1) swap(at, above);
  });
  const started = performance.now();
  let isDone = false;
  void main(steps).then(() => (isDone = true));
  // A macrotask a drain would measure the event loop: a turn of native microtasks is enough for every reaction here.
  for (let idle = 0; !isDone;) {
    for (let turn = 0; turn < 4; turn += 1) await undefined;
    const next = heap[0];
    if (next === undefined) {
      if ((idle += 1) > 100) throw new Error('nothing left');
      continue;
    }
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let at = 0; ;) {
        let below = 2 * at + 1;
        if (below >= heap.length) break;
        if (below + 1 < heap.length && isBefore(below + 1, below)) below += 1;
        if (!isBefore(below, at)) break;
        swap(at, below);
        at = below;
      }
    }
    now = next.due;
    next.fire();
  }
  return performance.now() - started;
}

async function byFakeTimers(steps: number): Promise<number> {
  const clock = FakeTimers.createClock();
  const main = nativeMain(clock.setTimeout);
  const started = performance.now();
  let isDone = false;
  void main(steps).then(() => (isDone = true));
  while (!isDone) await clock.nextAsync();
  return performance.now() - started;
}

/** The three ways, best of `rounds` after a warm-up, interleaved so that a busy machine slows all alike. */
export async function measure(steps = 2000, rounds = 5): Promise<readonly Rate[]> {
  const ways: readonly (readonly [string, (steps: number) => number | Promise<number>, number])[] = [
    ['kernel', inKernel, steps],
    ['native promises drained by hand', byHand, steps],
    ['@sinonjs/fake-timers nextAsync', byFakeTimers, steps / 10],
  ];
  const best = ways.map(() => 0);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, [, run, size]] of ways.entries()) {
      const rate = (size * EVENTS_A_STEP) / ((await run(size)) / 1000);
      if (round > 0) best[index] = Math.max(best[index]!, rate);
    }
  }
  return ways.map(([name], index) => ({ name, eventsPerS: Math.round(best[index]!) }));
}
