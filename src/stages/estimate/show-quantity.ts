/** Quantities in the words of an estimate: `579 /s`, `110 TB`, `3.5 T`. Pure. */
import { isPlain, type Quantity } from './quantity';

const THIN = '\u2009';
const SI = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const TIMES = [
  ['years', 365 * 86_400],
  ['days', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
] as const;

/**
 * Three figures and a unit.
 * @param isPerDay whether a rate is told by the day; default by the second, and slower ones by the day
 */
export function showQuantity(quantity: Quantity, isPerDay = false): string {
  const { bytes, seconds, things, isBinary } = quantity;
  if (bytes === 0 && seconds === 1) return showTime(quantity.value);
  const isDaily = seconds === -1 && (isPerDay || (quantity.value !== 0 && Math.abs(quantity.value) < 0.5));
  const value = isDaily ? quantity.value * 86_400 : quantity.value;
  const rate = seconds === -1 ? (isDaily ? ` a day` : '/s') : seconds === 0 ? '' : ` s^${seconds}`;
  if (isPlain(quantity) && value !== 0 && Math.abs(value) < 1) return `${figures(value * 100)} %`;
  if (bytes === 1) return `${scaled(value, isBinary, false)}B${rate}`;
  const counted = [...things].filter(([, power]) => power === 1).map(([thing]) => thing);
  const noun = counted.length === 1 && things.size === 1 && seconds >= -1 ? ` ${pluralOf(counted[0] ?? '')}` : '';
  const unit = bytes === 0 ? noun : ` B^${bytes}`;
  const count = scaled(value, false, true).trimEnd();
  return unit === '' && rate === '/s' ? `${count} /s` : `${count}${unit}${rate}`;
}

function showTime(seconds: number): string {
  const [unit, size] = TIMES.find(([, one]) => Math.abs(seconds) >= one) ?? ['µs', 1e-6];
  return `${figures(seconds / size)} ${unit}`;
}

/** `110 T`: with the multiple, and a space to put a unit after. */
function scaled(value: number, isBinary: boolean, isCount: boolean): string {
  const base = isBinary ? 1024 : 1000;
  const names = isBinary ? BINARY : SI;
  const size = Math.abs(value);
  let power = 0;
  // Counts of four digits are read more easily whole than as 2.02 k; sizes are not.
  while (power < names.length - 1 && size / base ** power >= (power === 0 && isCount ? 9_999.5 : base * 0.9995))
    power += 1;
  return `${figures(value / base ** power)} ${names[power] ?? ''}`;
}

/** Three significant figures, four from a thousand on; thin spaces between thousands. */
export function figures(value: number): string {
  const rounded = Number(value.toPrecision(Math.abs(value) >= 1000 && Math.abs(value) < 9_999.5 ? 4 : 3));
  if (rounded !== 0 && (Math.abs(rounded) >= 1e7 || Math.abs(rounded) < 1e-4)) return rounded.toExponential(2);
  return String(rounded).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, THIN);
}

function pluralOf(thing: string): string {
  return /(s|x|ch)$/.test(thing) ? `${thing}es` : `${thing.replace(/([^aeiou])y$/, '$1ie')}s`;
}

/** `2.4 times`: how far two are from each other, never below 1. */
export function showFactor(ratio: number): string {
  const factor = ratio >= 1 ? ratio : 1 / ratio;
  return Number.isFinite(factor) ? `${figures(factor < 99.5 ? Number(factor.toPrecision(2)) : factor)} times` : 'far';
}
