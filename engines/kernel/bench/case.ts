import { createKernel, prepareRealm } from '../index';
import { factoryOf } from '../fidelity/lower';

/** Microseconds that a judged case costs beside the program's own work, and bytes that are left of many. */
export interface CaseCost {
  /** `createKernel`, the median of batches after warm-up. */
  readonly createUs: number;
  /** `createKernel`, `load` and `run` of a program that uses a class, a map, `Math` and `Date`. */
  readonly caseUs: number;
  /** Heap in use after `runs` heavy runs over heap in use after the first twenty, garbage collected at both. */
  readonly heapRatio: number;
}

const LIGHT = `
  class Limiter { #at = new Map(); allow(key) { const n = (this.#at.get(key) ?? 0) + 1; this.#at.set(key, n); return Math.max(n, 0) < 5 && Date.now() > 0; } }
  exports.main = () => { const it = new Limiter(); let allowed = 0; for (let i = 0; i < 30; i += 1) if (it.allow('k' + (i % 3))) allowed += 1; return allowed; };`;

/** Leaves behind what a run can: entries, timers, promises that never settle, a long trace, console lines. */
const HEAVY = `
  const all = new Map();
  exports.main = async () => {
    for (let i = 0; i < 2000; i += 1) {
      all.set(i, { text: 'x'.repeat(20) + i });
      setInterval(() => all.size, 1e6);
      (async () => { await new Promise(() => {}); })();
      if (i % 50 === 0) console.log(i);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  };`;

function run(factory: ReturnType<typeof factoryOf>): void {
  const kernel = createKernel();
  const loaded = kernel.load(factory);
  if (!loaded.ok) throw loaded.error;
  const halt = kernel.run(() => (loaded.exports['main'] as () => unknown)());
  if (halt.kind !== 'done') throw new Error(halt.message);
}

/** Median microseconds of one call, over 9 batches. */
function microseconds(now: () => number, calls: number, work: () => void): number {
  const batches: number[] = [];
  for (let batch = 0; batch <= 9; batch += 1) {
    const started = now();
    for (let call = 0; call < calls; call += 1) work();
    if (batch > 0) batches.push(((now() - started) * 1000) / calls);
  }
  return batches.sort((a, b) => a - b)[4]!;
}

/**
 * Measures. The host passes its clock (milliseconds), a full collection of garbage and the heap in use (bytes): an
 * engine knows none of them.
 */
export function measureCase(host: { now(): number; collect(): void; heapBytes(): number }, runs = 300): CaseCost {
  prepareRealm();
  const light = factoryOf(LIGHT);
  const heavy = factoryOf(HEAVY);
  const createUs = microseconds(host.now, 500, () => void createKernel());
  const caseUs = microseconds(host.now, 300, () => run(light));
  const heapAfter = (count: number): number => {
    for (let index = 0; index < count; index += 1) run(heavy);
    host.collect();
    return host.heapBytes();
  };
  const first = heapAfter(20);
  return { createUs, caseUs, heapRatio: heapAfter(runs) / first };
}
