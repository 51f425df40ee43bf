/** Quantities: a number with the dimensions that a capacity estimate needs. Pure. */

/** A number in bytes, seconds and plain counts, whatever it was written in. */
export interface Quantity {
  readonly value: number;
  /** Power of bytes: 1 for a size, 1 for a bandwidth. */
  readonly bytes: number;
  /** Power of seconds: −1 for a rate. */
  readonly seconds: number;
  /**
   * Powers of what is counted, by name: `{ link: 1 }`. They are carried to be shown, and not compared: links created and
   * redirects answered are rightly added to a load of requests.
   */
  readonly things: ReadonlyMap<string, number>;
  /** Whether a binary size (KiB) went into it: it is then shown in binary sizes. */
  readonly isBinary: boolean;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

/** A number without a unit. */
export function plain(value: number): Quantity {
  return { value, bytes: 0, seconds: 0, things: NOTHING, isBinary: false };
}

/** Product, or with `power` −1 the quotient. */
export function times(a: Quantity, b: Quantity, power: 1 | -1 = 1): Quantity {
  const things = new Map(a.things);
  for (const [thing, exponent] of b.things) {
    const sum = (things.get(thing) ?? 0) + power * exponent;
    if (sum === 0) things.delete(thing);
    else things.set(thing, sum);
  }
  return {
    value: power === 1 ? a.value * b.value : a.value / b.value,
    bytes: a.bytes + power * b.bytes,
    seconds: a.seconds + power * b.seconds,
    things,
    isBinary: a.isBinary || b.isBinary,
  };
}

/** Whether two may be added: both sizes, or both times, or both rates. What is counted is not compared. */
export function isAlike(a: Quantity, b: Quantity): boolean {
  return a.bytes === b.bytes && a.seconds === b.seconds;
}

/** Whether it is a bare number, which has no dimension and counts nothing. */
export function isPlain(a: Quantity): boolean {
  return a.bytes === 0 && a.seconds === 0 && a.things.size === 0;
}

/** Sum, or with `sign` −1 the difference, of two that are alike. What both count is kept. */
export function plus(a: Quantity, b: Quantity, sign: 1 | -1 = 1): Quantity {
  const same =
    a.things.size === b.things.size && [...a.things].every(([thing, power]) => b.things.get(thing) === power);
  const things = same || b.things.size === 0 ? a.things : a.things.size === 0 ? b.things : NOTHING;
  return { ...a, value: a.value + sign * b.value, things, isBinary: a.isBinary || b.isBinary };
}

/** `a size`, `a rate`: what kind it is, in words for a message. */
export function kindOf({ bytes, seconds, things }: Quantity): string {
  if (bytes === 1 && seconds === 0) return 'a size in bytes';
  if (bytes === 1 && seconds === -1) return 'bytes per time';
  if (bytes === 0 && seconds === 1) return 'a time';
  const counted = [...things].filter(([, power]) => power === 1).map(([thing]) => `${thing}s`);
  const noun = counted[0];
  if (bytes === 0 && seconds === -1) return noun === undefined ? 'a number per time' : `${noun} per time`;
  if (bytes === 0 && seconds === 0) return noun === undefined ? 'a plain number' : `a number of ${noun}`;
  const power = (name: string, exponent: number): string[] =>
    exponent === 0 ? [] : [exponent === 1 ? name : `${name}^${exponent}`];
  return `a quantity in ${[...power('bytes', bytes), ...power('seconds', seconds)].join(' × ')}`;
}
