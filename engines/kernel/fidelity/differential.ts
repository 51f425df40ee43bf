import { createKernel } from '../index';
import { factoryOf } from './lower';
import { RandomWords } from '../_internals/choices';
import { PRELUDE, randomText } from './random-programs';

/** What a program logged, in order. */
export type Log = readonly string[];

type Log1 = (...told: unknown[]) => void;
type Program = (log: Log1, choose: (count: number) => number) => Promise<unknown>;

/** How many programs one text is: each is told other choices. */
export const PROGRAMS_A_TEXT = 60;

/** Entries after which a program is cut off: both sides alike. */
const MAX_LOG = 2000;

function logger(log: string[]): Log1 {
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

/** The source of a batch of texts: it fills an array of functions. */
export function batchSource(seeds: readonly number[]): string {
  const texts = seeds.map(
    (seed) => `programs.push(function (its, chooser) { log = its; choose = chooser;\n${randomText(seed)}\n});`,
  );
  return `let log, choose; ${PRELUDE}\n${texts.join('\n')}`;
}

/** The choices of one program: the same for both sides. */
function chooser(text: number, variant: number): (count: number) => number {
  const words = new RandomWords(text * PROGRAMS_A_TEXT + variant);
  return (count) => words.below(count);
}

/** Runs every program of a batch lowered, each in a kernel of its own; in order of text and then of variant. */
export function runLowered(source: string): Log[] {
  const factory = factoryOf(`const programs = []; ${source}\nexports.programs = programs;`);
  const logs: Log[] = [];
  let count = 1;
  for (let text = 0; text < count; text += 1) {
    for (let variant = 0; variant < PROGRAMS_A_TEXT; variant += 1) {
      const kernel = createKernel({ haltsOnRejection: false, tracesTimers: false });
      const loaded = kernel.load(factory);
      if (!loaded.ok) throw loaded.error;
      const programs = loaded.exports['programs'] as Program[];
      count = programs.length;
      const log: string[] = [];
      const halt = kernel.run(() => {
        void programs[text]!(logger(log), chooser(text, variant));
        return kernel.sleep(1000);
      });
      if (halt.kind !== 'done') log.push(halt.message);
      logs.push(log);
    }
  }
  return logs;
}

/** Runs a batch natively: the engine's own promises and async functions, timers by hand between its drains. */
export async function runNative(source: string): Promise<Log[]> {
  const programs: Program[] = [];
  let timers: { readonly due: number; readonly order: number; readonly fire: () => void }[] = [];
  let now = 0;
  let order = 0;
  const setTimer = (callback: (...args: unknown[]) => void, delay: number, ...args: unknown[]): void => {
    timers.push({ due: now + delay, order: (order += 1), fire: () => callback(...args) });
  };
  new Function('programs', 'setTimeout', `"use strict"; ${source}`)(programs, setTimer);
  const logs: Log[] = [];
  for (const [text, program] of programs.entries()) {
    for (let variant = 0; variant < PROGRAMS_A_TEXT; variant += 1) {
      timers = [];
      const log: string[] = [];
      void program(logger(log), chooser(text, variant));
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
  }
  return logs;
}

/** Resolves when the engine has no microtask left. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
