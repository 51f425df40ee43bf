import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileProgram } from '../../../src/compile/node';
import { createKernel, prepareRealm, type ProgramFactory } from '../index';
import { ORDER_CASES, PLATFORM_CASES } from './native-cases';

type Log = (...told: unknown[]) => void;

/** Any value as text, errors by name: their messages are the engine's. */
function shown(value: unknown, depth = 0): string {
  if (typeof value === 'function') return 'function';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Error) return value.name;
  if (depth > 4) return '...';
  if (Array.isArray(value)) return `[${Array.from(value, (item) => shown(item, depth + 1)).join(',')}]`;
  const fields = Reflect.ownKeys(value).map(
    (key) => `${String(key)}:${shown((value as Record<PropertyKey, unknown>)[key], depth + 1)}`,
  );
  return `{${fields.join(',')}}`;
}

function logger(lines: string[]): Log {
  return (...told) => void lines.push(told.map((value) => shown(value)).join(' '));
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function natively(body: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const log = logger(lines);
  const main = new Function('log', `"use strict"; return (async () => { ${body} })();`) as (log: Log) => Promise<void>;
  await main(log).catch((error: unknown) => log('threw', error));
  await later(20);
  return lines;
}

function virtually(body: string): readonly string[] {
  const lines: string[] = [];
  const log = logger(lines);
  const compiled = compileProgram(`export const main = async (log) => { ${body} };`);
  if (!compiled.ok) return compiled.problems.map(({ message }) => message);
  const kernel = createKernel({ haltsOnRejection: false });
  const loaded = kernel.load(new Function(`return ${compiled.program.code}`)() as ProgramFactory);
  if (!loaded.ok) return [loaded.halt.message];
  const main = loaded.exports['main'] as (log: Log) => Promise<void>;
  const halt = kernel.run(whole);
  return halt.kind === 'done' ? lines : [...lines, halt.message];

  function whole(): Promise<void> {
    return main(log)
      .catch((error: unknown) => log('threw', error))
      .then(() => kernel.sleep(20));
  }
}

const ignored = (): void => undefined;
let listeners: NodeJS.UnhandledRejectionListener[] = [];
const zone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = 'UTC';
  listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', ignored);
  prepareRealm();
});
afterAll(() => {
  process.env['TZ'] = zone;
  process.removeListener('unhandledRejection', ignored);
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

it.each(ORDER_CASES)('the same happens in the same order: %s', async (body) => {
  expect(virtually(body)).toEqual(await natively(body));
});

it.each(PLATFORM_CASES)('the platform answers the same: %s', async (body) => {
  expect(virtually(body)).toEqual(await natively(body));
});

/** What is known to differ, each for the reason that it names; as a program sees it. */
const KNOWN: readonly (readonly [why: string, body: string, here: readonly string[]])[] = [
  [
    'an async function is a function that answers a promise',
    `async function f() {} async function* g() {} log(f.constructor.name, Object.prototype.toString.call(f), g() instanceof g);`,
    ['Function [object Function] false'],
  ],
  [
    'delays are not clamped: none waits 0 ms, and long ones wait',
    `setTimeout(() => log('long'), 2 ** 31); setTimeout(() => log('none'), 0); setTimeout(() => log('one'), 1); await new Promise((r) => setTimeout(r, 2 ** 32));`,
    ['none', 'one', 'long'],
  ],
  [
    'of dates in text, only those that the language defines are read',
    `log(['2024-1-1', '5', '2024-01-01 00:00', '2024-02-30', '2024-01-01T12:30:00+0530'].map((text) => Date.parse(text)));`,
    ['[NaN,NaN,NaN,NaN,NaN]'],
  ],
  [
    'a text that a date wrote is read as the same date, also before the year 100',
    `log([-62198755200000, -62167219200000].map((time) => Date.parse(String(new Date(time)))));`,
    ['[-62198755200000,-62167219200000]'],
  ],
  [
    'nothing is transferred: there is one thread',
    `try { structuredClone(new ArrayBuffer(1), { transfer: [new ArrayBuffer(1)] }); } catch (error) { log(error); }`,
    ['DataCloneError'],
  ],
];

it.each(KNOWN)('differs, and says why: %s', (_why, body, here) => {
  expect(virtually(body)).toEqual(here);
});
