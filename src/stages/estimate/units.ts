/**
 * Units and multiples as people write them in estimates. SI and binary sizes are kept apart: 1 kB is 1000 bytes, 1 KiB is
 * 1024 (IEC 80000-13). Pure.
 */
import { nearest } from '../../packs/strict';
import { plain, type Quantity } from './quantity';

const SECOND = 1;
const DAY = 86_400 * SECOND;

/** A month is 30 days and a year 365: nobody estimates closer. */
const TIMES: readonly (readonly [names: string, seconds: number])[] = [
  ['ns nanosecond nanoseconds', 1e-9],
  ['us µs μs microsecond microseconds', 1e-6],
  ['ms millisecond milliseconds', 1e-3],
  ['s sec secs second seconds', SECOND],
  ['min mins minute minutes', 60],
  ['h hr hrs hour hours', 3600],
  ['d day days daily', DAY],
  ['week weeks', 7 * DAY],
  ['month months', 30 * DAY],
  ['y yr yrs year years', 365 * DAY],
];

const SI: readonly (readonly [letters: string, word: string, factor: number])[] = [
  ['kK', 'kilo', 1e3],
  ['M', 'mega', 1e6],
  ['G', 'giga', 1e9],
  ['T', 'tera', 1e12],
  ['P', 'peta', 1e15],
  ['E', 'exa', 1e18],
];

/** What follows a number without being a unit: `100M`, `1.5k`, `2 billion`. */
const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['mio', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['thousand', 1e3],
  ['million', 1e6],
  ['millions', 1e6],
  ['billion', 1e9],
  ['billions', 1e9],
  ['trillion', 1e12],
]);

/** Things that every system counts; a case adds its own. */
const THINGS =
  'request reply query read write lookup user client customer account connection session message event job task worker server node ' +
  'instance shard partition replica row record entry item object file key post view click call operation thread core';

function build(): ReadonlyMap<string, Quantity> {
  const units = new Map<string, Quantity>();
  const put = (name: string, unit: Partial<Quantity>): void => void units.set(name, { ...plain(1), ...unit });
  for (const [names, seconds] of TIMES) {
    for (const name of names.split(' ')) put(name, { value: seconds, seconds: 1 });
  }
  for (const [symbol, words, size] of [
    ['B', 'byte', 1],
    ['b', 'bit', 1 / 8],
  ] as const) {
    for (const name of [words, `${words}s`]) put(name, { value: size, bytes: 1 });
    if (symbol === 'B') put('B', { value: 1, bytes: 1 });
    for (const [index, [letters, word, factor]] of SI.entries()) {
      for (const letter of letters) {
        const names = symbol === 'B' ? [`${letter}B`] : [`${letter}b`, `${letter}bit`];
        for (const name of names) put(name, { value: factor * size, bytes: 1 });
        if (symbol === 'b') put(`${letter}bps`, { value: factor * size, bytes: 1, seconds: -1 });
      }
      put(`${word}${words}`, { value: factor * size, bytes: 1 });
      put(`${word}${words}s`, { value: factor * size, bytes: 1 });
      const letter = letters.at(-1) ?? '';
      const binary = { value: 1024 ** (index + 1) * size, bytes: 1, isBinary: true };
      for (const name of symbol === 'B' ? [`${letter}iB`] : [`${letter}ib`, `${letter}ibit`]) put(name, binary);
    }
  }
  put('bps', { value: 1 / 8, bytes: 1, seconds: -1 });
  for (const name of ['rps', 'qps', 'RPS', 'QPS', 'tps', 'TPS', 'Hz']) put(name, { seconds: -1 });
  for (const thing of THINGS.split(' ')) putThing(units, thing);
  put('req', { things: new Map([['request', 1]]) });
  put('reqs', { things: new Map([['request', 1]]) });
  put('msgs', { things: new Map([['message', 1]]) });
  return units;
}

function putThing(units: Map<string, Quantity>, thing: string): void {
  const plural = /(s|x|ch)$/.test(thing) ? `${thing}es` : thing.replace(/([^aeiou])y$/, '$1ie') + 's';
  for (const name of [thing, plural]) units.set(name, { ...plain(1), things: new Map([[thing, 1]]) });
}

const UNITS = build();

/** The units of one sheet: those that everybody knows, and what the case counts. */
export type Units = ReadonlyMap<string, Quantity>;

/** @param things what the case counts, in the singular: `link` */
export function unitsWith(things: readonly string[]): Units {
  const units = new Map(UNITS);
  for (const thing of things) putThing(units, thing);
  return units;
}

/** `M` is 1e6; none for a word that is no multiple. Upper and lower case differ: `m` is none. */
export function multipleOf(word: string): number | undefined {
  return MULTIPLES.get(word) ?? MULTIPLES.get(word.length > 2 ? word.toLowerCase() : '');
}

/** The unit of a name; words may be written with a capital, symbols may not be changed. */
export function unitOf(units: Units, word: string): Quantity | undefined {
  return units.get(word) ?? (word.length > 4 ? units.get(word.toLowerCase()) : undefined);
}

/** What to write instead of a word that is no unit; none where nothing is near. */
export function hintFor(units: Units, word: string, rows: readonly string[]): string | undefined {
  if (word === 'm') return 'Write M for million, min for minutes, or ms.';
  if (/^[kmgtp]b$/.test(word)) {
    const letter = word.charAt(0) === 'k' ? 'k' : word.charAt(0).toUpperCase();
    return `Write ${letter}B for bytes, or ${letter}b for bits.`;
  }
  const near = nearest(word, [...rows, ...[...units.keys()].filter((name) => name.length > 2)]);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}
