import type { ConsoleLine } from '../types';
import { clip, inspect } from './inspect';
import { grouped, type Machine } from './machine';
import {
  createList,
  mapDelete,
  mapGet,
  mapSet,
  NativeMap,
  stringSlice,
  toNumber,
  trunc,
  type List,
} from './primordials';

/** How much of a program's console is kept. */
export interface ConsoleCap {
  /** Lines. Default 1,000. */
  readonly lines: number;
  /** Characters of one line. Default 2,000. */
  readonly characters: number;
}

/** The console of one run: keeps the first lines, counts the rest, and formats nothing that is not kept. */
export class ConsoleSink {
  private kept = 0;
  private dropped = 0;
  constructor(
    private readonly cap: ConsoleCap,
    private readonly onLine: ((line: ConsoleLine) => void) | undefined,
  ) {}

  write(machine: Machine, level: ConsoleLine['level'], args: ArrayLike<unknown>, indent: string): void {
    if (this.kept >= this.cap.lines) {
      this.dropped += 1;
      return;
    }
    this.kept += 1;
    const text = clip(indent + format(args), this.cap.characters);
    this.onLine?.({ level, text, t: machine.now, ...(machine.line > 0 ? { loc: { line: machine.line } } : {}) });
  }

  /** Says how many lines were not kept since it was last asked. */
  flush(t: number): void {
    if (this.dropped === 0) return;
    const text = `${grouped(this.dropped)} more ${this.dropped === 1 ? 'line' : 'lines'} not kept`;
    this.dropped = 0;
    this.onLine?.({ level: 'warn', text, t });
  }
}

/** What `console.log` makes of its arguments: `%s %d %i %f %j %o %O %c %%` in a first text, then the rest. */
function format(args: ArrayLike<unknown>): string {
  const first = args[0];
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    next = 1;
    text = args.length === 1 ? first : '';
    for (let index = 0, from = 0; args.length > 1 && index <= first.length; index += 1) {
      const isEnd = index === first.length;
      const code = first[index] === '%' ? first[index + 1] : undefined;
      const known = code === '%' || (next < args.length && isDirective(code));
      if (!isEnd && !known) continue;
      text += stringSlice(first, from, index);
      if (isEnd) break;
      if (code === '%') text += '%';
      else {
        text += directive(code, args[next]);
        next += 1;
      }
      index += 1;
      from = index + 1;
    }
  }
  for (; next < args.length; next += 1) text += (next === 0 ? '' : ' ') + shown(args[next]);
  return text;
}

function isDirective(code: string | undefined): boolean {
  switch (code) {
    case 's':
    case 'd':
    case 'i':
    case 'f':
    case 'j':
    case 'o':
    case 'O':
    case 'c':
      return true;
    default:
      return false;
  }
}

function directive(code: string | undefined, value: unknown): string {
  if (code === 'c') return '';
  if (code === 's' || code === 'j' || code === 'o' || code === 'O') return shown(value);
  if (typeof value !== 'number' && typeof value !== 'string') return typeof value === 'bigint' ? `${value}n` : 'NaN';
  const number = toNumber(value);
  return `${code === 'i' ? trunc(number) : number}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}

/** The program's `console`: every line has a level; groups indent; counters and timers read virtual time. */
export function createConsole(machine: Machine, sink: ConsoleSink): Record<string, unknown> {
  let indent = '';
  const counts = new NativeMap<string, number>();
  const started = new NativeMap<string, number>();
  const write = (level: ConsoleLine['level'], args: ArrayLike<unknown>): void =>
    sink.write(machine, level, args, indent);
  const elapsed = (label: string): string => `${label}: ${machine.now - (mapGet(started, label) ?? machine.now)}ms`;
  const group = (args: ArrayLike<unknown>): void => {
    if (args.length > 0) write('log', args);
    if (indent.length < 40) indent += '  ';
  };
  return {
    log: (...args: unknown[]) => write('log', args),
    info: (...args: unknown[]) => write('info', args),
    debug: (...args: unknown[]) => write('debug', args),
    warn: (...args: unknown[]) => write('warn', args),
    error: (...args: unknown[]) => write('error', args),
    trace: (...args: unknown[]) => write('debug', args),
    dir: (value: unknown) => write('log', [value]),
    table: (value: unknown) => write('log', [value]),
    assert: (condition: unknown, ...args: unknown[]) => {
      if (condition) return;
      const told: List<unknown> = createList();
      told[0] = args.length === 0 ? 'Assertion failed' : 'Assertion failed:';
      for (let index = 0; index < args.length; index += 1) told[index + 1] = args[index];
      write('error', told);
    },
    group: (...args: unknown[]) => group(args),
    groupCollapsed: (...args: unknown[]) => group(args),
    groupEnd: () => {
      indent = stringSlice(indent, 0, indent.length >= 2 ? indent.length - 2 : 0);
    },
    count: (label: string = 'default') => {
      const count = (mapGet(counts, label) ?? 0) + 1;
      mapSet(counts, label, count);
      write('log', [`${label}: ${count}`]);
    },
    countReset: (label: string = 'default') => void mapDelete(counts, label),
    time: (label: string = 'default') => void mapSet(started, label, machine.now),
    timeLog: (label: string = 'default') => write('log', [elapsed(label)]),
    timeEnd: (label: string = 'default') => {
      write('log', [elapsed(label)]);
      mapDelete(started, label);
    },
  };
}
