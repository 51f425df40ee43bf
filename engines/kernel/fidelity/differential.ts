import { createKernel } from '../index';
import { factoryOf } from './lower';
import { PRELUDE, randomProgram } from './random-programs';

/** What a program logged, in order. */
export type Log = readonly string[];

type Program = (log: (...told: unknown[]) => void, host: Record<string, unknown>) => Promise<unknown>;

/** Entries after which a program is cut off: both sides alike. */
const MAX_LOG = 2000;

function logger(log: string[]): (...told: unknown[]) => void {
  return (...told) => {
    if (log.length < MAX_LOG) log.push(told.map(show).join(' '));
  };
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}`;
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null) return String(value);
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner instanceof Error ? inner.name : inner === undefined ? 'undefined' : inner,
  );
}

/** The text of a batch: an array of functions, one a program. */
export function batchText(seeds: readonly number[]): string {
  return seeds.map((seed) => `programs.push(function (log) {${PRELUDE}\n${randomProgram(seed)}\n});`).join('\n');
}

/** Runs a batch lowered, in kernels. */
export function runLowered(text: string): Log[] {
  const source = `const programs = []; ${text}\nexports.programs = programs;`;
  const factory = factoryOf(source);
  const count = text.split('programs.push(').length - 1;
  const logs: Log[] = [];
  for (let index = 0; index < count; index += 1) {
    const kernel = createKernel({ haltsOnRejection: false, tracesTimers: false });
    const loaded = kernel.load(factory);
    if (!loaded.ok) throw loaded.error;
    const log: string[] = [];
    const halt = kernel.run(() => {
      void (loaded.exports['programs'] as Program[])[index]!(logger(log), {});
      return kernel.sleep(1000);
    });
    if (halt.kind !== 'done') log.push(halt.message);
    logs.push(log);
  }
  return logs;
}

/** Runs a batch natively: the engine's own promises and async functions, timers by hand between its drains. */
export async function runNative(text: string): Promise<Log[]> {
  const programs: Program[] = [];
  let timers: { readonly due: number; readonly order: number; readonly fire: () => void }[] = [];
  let now = 0;
  let order = 0;
  const setTimer = (callback: (...args: unknown[]) => void, delay: number, ...args: unknown[]): void => {
    timers.push({ due: now + delay, order: (order += 1), fire: () => callback(...args) });
  };
  new Function('programs', 'setTimeout', `"use strict"; ${text}`)(programs, setTimer);
  const logs: Log[] = [];
  for (const program of programs) {
    timers = [];
    const log: string[] = [];
    void program(logger(log), {});
    await settled();
    while (timers.length > 0) {
      timers.sort((a, b) => a.due - b.due || a.order - b.order);
      const timer = timers.shift()!;
      now = timer.due;
      timer.fire();
      await settled();
    }
    logs.push(log);
  }
  return logs;
}

/** Resolves when the engine has no microtask left. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
