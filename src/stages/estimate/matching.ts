/** Which row of the reference a learner's row answers: by what it is called, and of what kind it is. Pure. */
import { isTelling, wordsOf } from '../language/words';
import { isError } from './ast';
import { isAlike, type Quantity } from './quantity';
import type { Reference, ReferenceRow } from './reference';
import type { SheetRow } from './sheet';

/** The learner's own word on what a row answers, which goes before any name: a row of the reference, or none. */
export type Choices = ReadonlyMap<string, string>;

/** A row that answers none, by the learner's own choice. */
export const NONE = '-';

/** Below this a name says too little. */
const LEAST = 0.5;

/** Rows of the sheet by the row of the reference that they answer; each answers one at most. */
export function matchRows(
  reference: Reference,
  sheet: readonly SheetRow[],
  choices: Choices,
): ReadonlyMap<string, SheetRow> {
  const matched = new Map<string, SheetRow>();
  const free: SheetRow[] = [];
  for (const row of sheet) {
    const choice = choices.get(row.id);
    if (choice !== undefined && reference.has(choice) && !matched.has(choice)) matched.set(choice, row);
    else if (choice === undefined || choice !== NONE) free.push(row);
  }
  const scored = free.flatMap((row) =>
    [...reference].flatMap(([id, answer]) => {
      const score = scoreOf(row, answer);
      return score < LEAST ? [] : [{ row, id, score }];
    }),
  );
  // Sorting keeps the order of what is equal, so the first row written goes first.
  const taken = new Set<SheetRow>();
  for (const { row, id } of scored.sort((a, b) => b.score - a.score)) {
    if (taken.has(row) || matched.has(id)) continue;
    taken.add(row);
    matched.set(id, row);
  }
  return matched;
}

function scoreOf(row: SheetRow, reference: ReferenceRow): number {
  const { text, value } = reference;
  const said = stemsOf(row.name);
  if (said.size === 0) return 0;
  const best = Math.max(...[text.name, ...text.names].map((name) => likeness(said, stemsOf(name))));
  if (row.value === undefined || isError(value)) return best;
  return isAlike(asMeant(row.value, reference), value) ? best + (best > 0.3 ? 0.2 : 0) : best - 0.15;
}

const PEAK = ['peak', 'max', 'maximum', 'busiest', 'spike', 'burst'];

/** Dice's coefficient over the stems, with a peak never taken for a mean. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((stem) => b.has(stem)).length;
  return (2 * both) / (a.size + b.size) - (a.has('peak') === b.has('peak') ? 0 : 0.4);
}

const MEAN = new Set([
  'mean',
  'averag',
  'avg',
  'total',
  'number',
  'estim',
  'expect',
  's',
  'sec',
  'second',
  'qp',
  'rp',
  'qps',
  'rps',
  'rate',
  'throughput',
  'traffic',
  'load',
]);

/** Words that tell a row from another: that it is a mean, or a rate, its unit says. */
function stemsOf(name: string): ReadonlySet<string> {
  const words = wordsOf(name.replaceAll('_', ' '));
  const stems = words.map(({ text, stem }) => (PEAK.includes(text) ? 'peak' : stem)).filter(isTelling);
  const telling = stems.filter((stem) => !MEAN.has(stem));
  return new Set(telling.length > 0 ? telling : stems);
}

/** `100M` under a heading of links a day, and then divided by a day, is a rate by the day. */
export function asMeant(value: Quantity, reference: ReferenceRow | undefined): Quantity {
  if (reference?.text.per !== 'day' || isError(reference.value)) return value;
  const isBare = value.seconds === 0 && value.bytes === reference.value.bytes;
  return isBare ? { ...value, value: value.value / 86_400, seconds: -1 } : value;
}
