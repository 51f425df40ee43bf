import { active } from './machine';
import { elapsedOn } from './process';
import {
  apply,
  construct,
  createObject,
  dataDescriptor,
  defineProperty,
  getOwnPropertyDescriptor,
  hasOwn,
  isObject,
  NativeTypeError,
  ownKeys,
  padStart,
  regExpExec,
  setPrototypeOf,
} from './primordials';

/** What `Date.now()` answers at virtual time 0: 2024-01-01T00:00:00.000Z. */
export const EPOCH_MS = 1_704_067_200_000;

type NativeDate = Date;
const NativeDateConstructor = Date;
const symbolToPrimitive: typeof Symbol.toPrimitive = Symbol.toPrimitive;
const utc = Date.UTC;
const prototype = Date.prototype as unknown as Record<PropertyKey, unknown>;
const bindCall = Function.prototype.bind.bind(Function.prototype.call) as unknown as (
  method: unknown,
) => (self: unknown, ...args: unknown[]) => unknown;
const getTime = bindCall(prototype['getTime']) as (date: unknown) => number;
const fields = {
  year: bindCall(prototype['getUTCFullYear']) as (date: unknown) => number,
  month: bindCall(prototype['getUTCMonth']) as (date: unknown) => number,
  day: bindCall(prototype['getUTCDate']) as (date: unknown) => number,
  weekday: bindCall(prototype['getUTCDay']) as (date: unknown) => number,
  hours: bindCall(prototype['getUTCHours']) as (date: unknown) => number,
  minutes: bindCall(prototype['getUTCMinutes']) as (date: unknown) => number,
  seconds: bindCall(prototype['getUTCSeconds']) as (date: unknown) => number,
};

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (value: number): string => padStart(`${value}`, 2, '0');
const year = (value: number): string => `${value < 0 ? '-' : ''}${padStart(`${value < 0 ? -value : value}`, 4, '0')}`;
const dateText = (date: unknown): string =>
  `${DAYS[fields.weekday(date)]} ${MONTHS[fields.month(date)]} ${two(fields.day(date))} ${year(fields.year(date))}`;
const timeText = (date: unknown): string =>
  `${two(fields.hours(date))}:${two(fields.minutes(date))}:${two(fields.seconds(date))} GMT+0000 (Coordinated Universal Time)`;
const orInvalid = (date: unknown, text: (date: unknown) => string): string =>
  getTime(date) === getTime(date) ? text(date) : 'Invalid Date';

/** Wall-clock milliseconds of the running process. */
export function wallNow(): number {
  const machine = active();
  const { process } = machine;
  return EPOCH_MS + process.startedAt + elapsedOn(process, machine.now) + process.wallOffset;
}

/** The zone is UTC: local getters and setters are the UTC ones, and texts do not depend on a locale. */
const overrides: Record<string, unknown> = {
  getTimezoneOffset(this: unknown) {
    return getTime(this) === getTime(this) ? 0 : NaN;
  },
  toString(this: unknown) {
    return orInvalid(this, (date) => `${dateText(date)} ${timeText(date)}`);
  },
  toDateString(this: unknown) {
    return orInvalid(this, dateText);
  },
  toTimeString(this: unknown) {
    return orInvalid(this, timeText);
  },
  toLocaleString(this: unknown) {
    return orInvalid(this, (date) => `${isoDay(date)}, ${clock(date)}`);
  },
  toLocaleDateString(this: unknown) {
    return orInvalid(this, isoDay);
  },
  toLocaleTimeString(this: unknown) {
    return orInvalid(this, clock);
  },
  getYear(this: unknown) {
    return fields.year(this) - 1900;
  },
};
const isoDay = (date: unknown): string =>
  `${year(fields.year(date))}-${two(fields.month(date) + 1)}-${two(fields.day(date))}`;
const clock = (date: unknown): string =>
  `${two(fields.hours(date))}:${two(fields.minutes(date))}:${two(fields.seconds(date))}`;

const LOCAL = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;

/**
 * The program's `Date`: reads virtual time, in UTC. `new Date(text)` reads what the language defines (ISO 8601, and the
 * two forms that `Date` itself writes); any other text is an invalid date in every engine.
 */
function VirtualDate(this: unknown, ...args: unknown[]): unknown {
  if (new.target === undefined)
    return orInvalid(
      construct(NativeDateConstructor, [wallNow()], VirtualDate),
      (date) => `${dateText(date)} ${timeText(date)}`,
    );
  return construct(NativeDateConstructor, [timeOf(args)], new.target);
}

function timeOf(args: readonly unknown[]): number {
  if (args.length === 0) return wallNow();
  if (args.length > 1) return apply(utc, undefined, args) as number;
  const first = args[0];
  if (isObject(first) && isDate(first)) return getTime(first);
  const value = isObject(first) ? primitive(first) : first;
  // Not `Number`: a bigint is no time value, and throws.
  return typeof value === 'string' ? parse(value) : +(value as number);
}

function isDate(value: object): value is NativeDate {
  try {
    getTime(value);
    return true;
  } catch {
    return false;
  }
}

/** The language's ToPrimitive without a hint. */
function primitive(value: object): unknown {
  const exotic = (value as Record<symbol, unknown>)[symbolToPrimitive];
  if (exotic !== undefined && exotic !== null) {
    const made = apply(exotic, value, ['default']);
    if (isObject(made)) throw new NativeTypeError('Cannot convert object to primitive value');
    return made;
  }
  const { valueOf } = value as { valueOf?: unknown };
  const result = typeof valueOf === 'function' ? apply(valueOf, value, []) : value;
  return isObject(result) ? `${value as unknown as string}` : result;
}

const ISO =
  /^([+-]\d{6}|\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;
const WRITTEN =
  /^[A-Z][a-z]{2},? (?:([A-Z][a-z]{2}) (\d\d)|(\d\d) ([A-Z][a-z]{2})) (-?\d{4,6})(?: (\d\d):(\d\d):(\d\d)(?: GMT(?:([+-]\d\d)(\d\d))?(?: \(.*\))?)?)?$/;

/** Milliseconds of a date's text, or NaN. */
function parse(text: string): number {
  const iso = regExpExec(ISO, text);
  if (iso !== null) return parseIso(iso);
  const written = regExpExec(WRITTEN, text);
  if (written === null) return NaN;
  const month = monthOf(written[1] ?? written[4] ?? '');
  const time = makeTime(
    +written[5]!,
    month,
    +(written[2] ?? written[3])!,
    +(written[6] ?? 0),
    +(written[7] ?? 0),
    +(written[8] ?? 0),
    0,
  );
  const sign = written[9]?.[0] === '-' ? -1 : 1;
  const offsetHours = written[9] === undefined ? 0 : +written[9] * sign;
  return time - sign * (offsetHours * 60 + +(written[10] ?? 0)) * 60_000;
}

function parseIso(match: RegExpExecArray): number {
  const yearText = match[1]!;
  if (yearText === '-000000') return NaN;
  const month = match[2] === undefined ? 1 : +match[2];
  const day = match[3] === undefined ? 1 : +match[3];
  const hours = +(match[4] ?? 0);
  const minutes = +(match[5] ?? 0);
  const seconds = +(match[6] ?? 0);
  const isMidnight = hours === 24 && minutes === 0 && seconds === 0 && +(match[7] ?? 0) === 0;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(+yearText, month)) return NaN;
  if ((hours > 23 && !isMidnight) || minutes > 59 || seconds > 59) return NaN;
  const milliseconds = match[7] === undefined ? 0 : +padStart3(match[7]);
  const zone = match[8];
  let offset = 0;
  if (zone !== undefined && zone !== 'Z') {
    const zoneHours = +(zone[1]! + zone[2]!);
    const zoneMinutes = +(zone[4]! + zone[5]!);
    if (zoneHours > 23 || zoneMinutes > 59) return NaN;
    offset = (zone[0] === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes) * 60_000;
  }
  return makeTime(+yearText, month - 1, day, hours, minutes, seconds, milliseconds) - offset;
}

const padStart3 = (digits: string): string => `${digits[0]}${digits[1] ?? '0'}${digits[2] ?? '0'}`;

function daysIn(yearNumber: number, month: number): number {
  if (month === 2) return yearNumber % 4 === 0 && (yearNumber % 100 !== 0 || yearNumber % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function monthOf(name: string): number {
  for (let index = 0; index < 12; index += 1) if (MONTHS[index] === name) return index;
  return NaN;
}

/** As `Date.UTC`, but the years 0 to 99 are themselves and not the twentieth century's. */
function makeTime(
  yearNumber: number,
  month: number,
  day: number,
  hours: number,
  minutes: number,
  seconds: number,
  milliseconds: number,
): number {
  if (yearNumber < 0 || yearNumber > 99) return utc(yearNumber, month, day, hours, minutes, seconds, milliseconds);
  return utc(yearNumber + 400, month, day, hours, minutes, seconds, milliseconds) - 400 * 365.2425 * 86_400_000;
}

let isReady = false;

/** The program's `Date` constructor. */
export function dateConstructor(): unknown {
  if (isReady) return VirtualDate;
  isReady = true;
  const made = createObject(NativeDateConstructor.prototype);
  // The first kernel is made before any program is loaded: nothing is patched yet.
  for (const name of LOCAL) {
    for (const verb of ['get', 'set']) {
      if (hasOwn(prototype, `${verb}UTC${name}`)) {
        defineProperty(made, `${verb}${name}`, dataDescriptor(prototype[`${verb}UTC${name}`], false));
      }
    }
  }
  for (const key of ownKeys(overrides)) defineProperty(made, key, dataDescriptor(overrides[key as string], false));
  for (const key of ownKeys(prototype)) {
    if (!hasOwn(made, key)) defineProperty(made, key, getOwnPropertyDescriptor(prototype, key)!);
  }
  setPrototypeOf(made, Object.prototype);
  defineProperty(made, 'constructor', dataDescriptor(VirtualDate, false));
  VirtualDate.prototype = made as unknown as never;
  const statics = { now: () => wallNow(), parse: (text: unknown) => parse(`${text as string}`), UTC: utc };
  for (const key of ownKeys(statics)) {
    defineProperty(VirtualDate, key, dataDescriptor(statics[key as keyof typeof statics], false));
  }
  defineProperty(VirtualDate, 'name', { value: 'Date', configurable: true });
  defineProperty(VirtualDate, 'length', { value: 7, configurable: true });
  return VirtualDate;
}
