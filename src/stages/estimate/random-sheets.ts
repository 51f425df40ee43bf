/**
 * Random sheets for the tests, each formula written twice: as a learner would, and in plain arithmetic for an oracle. The
 * second never goes through this folder's parser or units. Pure.
 */
import fc from 'fast-check';

/** A row, and what must come of it. */
export interface RandomRow {
  readonly formula: string;
  /** Plain arithmetic in `+ - * / ^` and `r1`: what an oracle takes. */
  readonly oracle: string;
  readonly bytes: number;
  readonly seconds: number;
  /** Where a mistake of units was planted: the part that does not fit. */
  readonly mistake?: { readonly from: number; readonly to: number };
}

interface Part {
  readonly text: string;
  readonly oracle: string;
  /** 0 sum, 1 product, 2 sign, 3 power, 4 atom. */
  readonly level: number;
  readonly bytes: number;
  readonly seconds: number;
}

const LITERALS: readonly (readonly [text: string, oracle: string, bytes: number, seconds: number])[] = [
  ['100M', '100000000', 0, 0],
  ['1.5k', '1500', 0, 0],
  ['86 400', '86400', 0, 0],
  ['1,000,000', '1000000', 0, 0],
  ['20%', '0.2', 0, 0],
  ['3x', '3', 0, 0],
  ['2 billion', '2000000000', 0, 0],
  ['7', '7', 0, 0],
  ['0.125', '0.125', 0, 0],
  ['4e3', '4000', 0, 0],
  ['12 requests', '12', 0, 0],
  ['600 B', '600', 1, 0],
  ['2 kB', '2000', 1, 0],
  ['2 KiB', '2048', 1, 0],
  ['1.5 TB', '1500000000000', 1, 0],
  ['3 MiB', '3145728', 1, 0],
  ['8 Mbit', '1000000', 1, 0],
  ['5 years', '157680000', 0, 1],
  ['250 ms', '0.25', 0, 1],
  ['2 h', '7200', 0, 1],
  ['30 days', '2592000', 0, 1],
  ['1.5k/s', '1500', 0, -1],
  ['864M per day', '10000', 0, -1],
  ['10 Gbps', '1250000000', 1, -1],
  ['5 MB/s', '5000000', 1, -1],
];

const space = fc.constantFrom('', ' ');

function wrapped(part: Part, least: number): Part {
  if (part.level >= least) return part;
  return { ...part, text: `(${part.text})`, oracle: `(${part.oracle})`, level: 4 };
}

function joined(left: Part, right: Part, sign: '+' | '-' | '*' | '/', shown: string): Part {
  const isSum = sign === '+' || sign === '-';
  const a = wrapped(left, isSum ? 0 : 1);
  // The right side of − and ÷ needs its parentheses; an oracle that grouped otherwise would show it.
  const b = wrapped(right, isSum ? 1 : 2);
  const power = sign === '/' ? -1 : 1;
  return {
    text: `${a.text}${shown}${b.text}`,
    oracle: `${a.oracle} ${sign} ${b.oracle}`,
    level: isSum ? 0 : 1,
    bytes: isSum ? a.bytes : a.bytes + power * b.bytes,
    seconds: isSum ? a.seconds : a.seconds + power * b.seconds,
  };
}

/** A part over rows before it; sums only of what is alike. */
function part(rows: readonly RandomRow[], depth: number): fc.Arbitrary<Part> {
  const literal = fc
    .constantFrom(...LITERALS)
    .map(([text, oracle, bytes, seconds]): Part => ({ text, oracle, level: 4, bytes, seconds }));
  const sound = rows.flatMap((row, index) => (row.mistake === undefined ? [{ row, index }] : []));
  const reference = fc.nat().map((pick): Part | undefined => {
    const { row, index } = sound[pick % sound.length] ?? {};
    if (row === undefined || index === undefined) return undefined;
    const name = `r${index + 1}`;
    return { text: name, oracle: name, level: 4, bytes: row.bytes, seconds: row.seconds };
  });
  const atom = fc.tuple(literal, reference, fc.boolean()).map(([a, b, first]) => (first ? a : (b ?? a)));
  if (depth === 0) return atom;
  const below = part(rows, depth - 1);
  const product = fc
    .tuple(below, below, fc.constantFrom('*', '/'), fc.constantFrom(' × ', ' * ', ' · '), fc.constantFrom(' / ', ' ÷ '))
    .map(([a, b, sign, by, over]) => joined(a, b, sign as '*' | '/', sign === '*' ? by : over));
  const sum = fc.tuple(below, below, fc.constantFrom('+', '-'), space).map(([a, b, sign, gap]) => {
    if (a.bytes !== b.bytes || a.seconds !== b.seconds) return joined(a, b, '*', ' * ');
    // `+ 20%` of something is refused on purpose.
    const right = b.text.endsWith('%') ? { ...b, text: `(${b.text} * 1)`, oracle: `(${b.oracle} * 1)` } : b;
    return joined(a, right, sign as '+' | '-', `${gap}${sign}${gap}`);
  });
  const negative = below.map((of): Part => {
    const inner = wrapped(of, 3);
    return { ...inner, text: `-${inner.text}`, oracle: `-${inner.oracle}`, level: 2 };
  });
  const power = fc
    .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 0, max: 7 }), fc.boolean())
    .map(([base, to, isMinus]): Part => {
      const exponent = isMinus ? `-${to}` : String(to);
      return { text: `${base}^${exponent}`, oracle: `${base} ^ ${exponent}`, level: 3, bytes: 0, seconds: 0 };
    });
  return fc.oneof(
    { weight: 2, arbitrary: atom },
    { weight: 4, arbitrary: product },
    { weight: 3, arbitrary: sum },
    negative,
    power,
  );
}

function row(before: readonly RandomRow[]): fc.Arbitrary<RandomRow> {
  const sound = part(before, 3).map(({ text, oracle, bytes, seconds }): RandomRow => ({
    formula: text,
    oracle,
    bytes,
    seconds,
  }));
  const broken = fc
    .tuple(part(before, 1), fc.constantFrom(...LITERALS))
    .map(([left, [text, , bytes, seconds]]): RandomRow => {
      const head = `(${left.text}) + `;
      const whole: RandomRow = { formula: head + text, oracle: '0', bytes: 0, seconds: 0 };
      const isAlike = left.bytes === bytes && left.seconds === seconds;
      const planted = isAlike
        ? { formula: `(${left.text}) + 1 B × 1 B`, from: head.length, to: head.length + 9 }
        : undefined;
      const place = { from: planted?.from ?? head.length, to: planted?.to ?? head.length + text.length };
      return { ...whole, formula: planted?.formula ?? whole.formula, mistake: place };
    });
  return fc.oneof({ weight: 9, arbitrary: sound }, { weight: 1, arbitrary: broken });
}

/** Sheets of one to six rows, each over those before it. */
export const randomSheet: fc.Arbitrary<readonly RandomRow[]> = fc.integer({ min: 1, max: 6 }).chain((length) => {
  let rows: fc.Arbitrary<readonly RandomRow[]> = fc.constant([]);
  for (let index = 0; index < length; index++) {
    rows = rows.chain((before) => row(before).map((next) => [...before, next]));
  }
  return rows;
});
