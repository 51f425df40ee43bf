/**
 * Hand-written parsers for what comes out of a worker: a structured clone has neither getters nor identity with anything
 * of ours, so it is checked in place and not copied. Thousands of trace events pass here in each run: a schema library
 * took longer over them than the program took to make them.
 */

/** What is wrong with a message: where in it, and what was expected there. */
export class Malformed extends Error {
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === '' ? 'the message' : path} ${problem}`);
  }
}

/** Returns its argument when it has the shape; throws `Malformed` otherwise. */
export type Parser<T> = (value: unknown) => T;

/** Text of at most `max` UTF-16 units. */
export function text(max: number): Parser<string> {
  return (value) => {
    if (typeof value !== 'string') throw new Malformed('', `is ${kindOf(value)}, not text`);
    if (value.length > max) throw new Malformed('', `is longer than ${max} characters`);
    return value;
  };
}

/** An integer from `min`, by default 0, to 2^53 - 1. */
export function integer(min = 0): Parser<number> {
  return (value) => {
    if (!Number.isSafeInteger(value)) throw new Malformed('', `is ${kindOf(value)}, not an integer`);
    if ((value as number) < min) throw new Malformed('', `is ${value as number}, less than ${min}`);
    return value as number;
  };
}

/** A finite number. */
export const number: Parser<number> = (value) => {
  if (!Number.isFinite(value)) throw new Malformed('', `is ${kindOf(value)}, not a finite number`);
  return value as number;
};

/** `true` or `false`. */
export const boolean: Parser<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new Malformed('', `is ${kindOf(value)}, not true or false`);
  return value;
};

/** One of some texts. */
export function oneOf<T extends string>(names: readonly T[]): Parser<T> {
  const known: ReadonlySet<unknown> = new Set(names);
  return (value) => {
    if (!known.has(value)) throw new Malformed('', `is ${kindOf(value)}, not one of ${names.join(', ')}`);
    return value as T;
  };
}

/** A list of at most `max` items. */
export function list<T>(item: Parser<T>, max: number): Parser<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Malformed('', `is ${kindOf(value)}, not a list`);
    if (value.length > max) throw new Malformed('', `has more than ${max} items`);
    let index = 0;
    try {
      for (; index < value.length; index += 1) item(value[index]);
    } catch (error) {
      throw within(error, `[${index}]`);
    }
    return value as readonly T[];
  };
}

/** A member that may be absent. */
export interface Optional<T> {
  readonly optional: Parser<T>;
}

/** Marks a member that may be absent or `undefined`. */
export function optional<T>(parser: Parser<T>): Optional<T> {
  return { optional: parser };
}

/** How each member of a `T` is parsed. */
export type Shape<T> = {
  readonly [Name in keyof T]-?: undefined extends T[Name]
    ? Optional<T[Name]> | Optional<Exclude<T[Name], undefined>> | Parser<T[Name]>
    : Parser<T[Name]>;
};

/** An object with these members and no other. */
export function record<T extends object>(shape: Shape<T>): Parser<T> {
  const members = Object.entries(shape as Record<string, Parser<unknown> | Optional<unknown>>).map(([name, member]) =>
    typeof member === 'function'
      ? { name, parse: member, isOptional: false }
      : { name, parse: member.optional, isOptional: true },
  );
  const known: ReadonlySet<string> = new Set(members.map(({ name }) => name));
  return (value) => {
    if (!isPlain(value)) throw new Malformed('', `is ${kindOf(value)}, not an object`);
    let found = 0;
    for (const { name, parse, isOptional } of members) {
      const has = Object.hasOwn(value, name);
      if (has) found += 1;
      const member = has ? value[name] : undefined;
      if (member === undefined && isOptional) continue;
      try {
        parse(member);
      } catch (error) {
        throw within(error, name);
      }
    }
    const names = Object.keys(value);
    if (names.length > found) {
      const other = names.find((name) => !known.has(name)) ?? '';
      throw new Malformed(other.slice(0, 80), 'is not known here');
    }
    return value as T;
  };
}

/** A value whose `type` says which of the parsers it is for. */
export function variant<T extends { readonly type: string }>(byType: {
  readonly [Type in T['type']]: Parser<Extract<T, { readonly type: Type }>>;
}): Parser<T> {
  const parseType = oneOf(Object.keys(byType) as T['type'][]);
  return (value) => {
    if (!isPlain(value)) throw new Malformed('', `is ${kindOf(value)}, not an object`);
    let type: T['type'];
    try {
      type = parseType(value['type']);
    } catch (error) {
      throw within(error, 'type');
    }
    return byType[type](value);
  };
}

/** An object of neither class nor collection. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** The same problem, seen from one level further out. */
export function within(error: unknown, step: string): unknown {
  if (!(error instanceof Malformed)) return error;
  const inner = error.path === '' || error.path.startsWith('[') ? error.path : `.${error.path}`;
  return new Malformed(step + inner, error.problem);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
