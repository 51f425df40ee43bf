import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { measureCase } from '../../engines/kernel/bench/case';
import { measure } from '../../engines/kernel/bench/mutex';
import { measureCompile, measureCounting } from '../../src/compile/bench';
import { SOLUTIONS } from '../tools/learner';
import type { Figure } from './table';

const least = (limit: number) => ({ limit, at: 'least' as const });
const most = (limit: number) => ({ limit, at: 'most' as const });

/** The kernel beside its peers, in one process and after warm-up: ten async workers contending for a mutex. */
export async function benchKernel(): Promise<readonly Figure[]> {
  const rates = await measure();
  const rateOf = (word: string): number => rates.find(({ name }) => name.includes(word))?.eventsPerS ?? Number.NaN;
  const kernel = rateOf('kernel');
  return [
    ...rates.map(({ name, eventsPerS }) => ({ what: name, value: eventsPerS / 1e6, unit: 'M events/s' })),
    { what: 'kernel / fake timers', value: kernel / rateOf('fake-timers'), unit: '×', budget: least(3) },
    { what: 'kernel / native promises by hand', value: kernel / rateOf('native'), unit: '×', budget: least(0.5) },
  ];
}

/** What counting costs a program, and what compiling costs a run. */
export function benchCompile(): readonly Figure[] {
  const { firstMs, medianMs } = measureCompile(SOLUTIONS.slidingLog);
  return [
    ...measureCounting().map(({ shape, ratio }) => ({
      what: `counted / plain: ${shape}`,
      value: ratio,
      unit: '×',
      budget: most(2),
    })),
    { what: 'compile a limiter, both builds: first', value: firstMs, unit: 'ms' },
    { what: 'compile a limiter, both builds: median of 20', value: medianMs, unit: 'ms' },
  ];
}

/** What a judged case costs beside its program, and what 300 heavy runs leave. Last: it prepares the realm for good. */
export function benchCase(): readonly Figure[] {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { createUs, caseUs, heapRatio } = measureCase({
    now: () => performance.now(),
    collect,
    heapBytes: () => process.memoryUsage().heapUsed,
  });
  return [
    { what: 'make a kernel', value: createUs, unit: 'µs' },
    { what: 'make, load and run a small program', value: caseUs, unit: 'µs' },
    { what: 'heap after 300 heavy runs / after 20', value: heapRatio, unit: '×', budget: most(1.1) },
  ];
}
