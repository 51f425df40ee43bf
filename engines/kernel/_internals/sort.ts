import { active, isActive } from './machine';
import {
  arrayFrom,
  clz32,
  createList,
  deleteProperty,
  getPrototypeOf,
  NativeTypeError,
  toNumber,
  toObject,
  toText,
  trunc,
  typedArrayLength,
  typedArraySet,
  uncurryThis,
  type List,
} from './primordials';

type Compare = (a: unknown, b: unknown) => unknown;

/** Sorts a list in place: a bottom-up merge sort, stable, with the same comparisons in every engine. */
export function mergeSort(items: List<unknown>, count: number, precedes: (a: unknown, b: unknown) => boolean): void {
  let from = items;
  let to: List<unknown> = createList();
  for (let index = 0; index < count; index += 1) to[index] = undefined;
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) mergeRuns(from, to, { start, width, count }, precedes);
    const swap = from;
    from = to;
    to = swap;
  }
  if (from !== items) for (let index = 0; index < count; index += 1) items[index] = from[index];
}

function mergeRuns(
  from: List<unknown>,
  to: List<unknown>,
  { start, width, count }: { readonly start: number; readonly width: number; readonly count: number },
  precedes: (a: unknown, b: unknown) => boolean,
): void {
  const middle = start + width < count ? start + width : count;
  const end = start + 2 * width < count ? start + 2 * width : count;
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const takesRight = left >= middle || (right < end && precedes(from[right], from[left]));
    if (takesRight) {
      to[at] = from[right];
      right += 1;
    } else {
      to[at] = from[left];
      left += 1;
    }
  }
}

/** Whether `b` must stand before `a`: strictly, so that equals keep their order. */
function order(compare: Compare | undefined): (b: unknown, a: unknown) => boolean {
  if (compare === undefined) return (b, a) => (b as string) < (a as string);
  return (b, a) => toNumber(compare(b, a)) < 0;
}

function checkCompare(compare: unknown): Compare | undefined {
  if (compare !== undefined && typeof compare !== 'function') {
    throw new NativeTypeError('The comparison function must be either a function or undefined');
  }
  return compare as Compare | undefined;
}

function lengthOf(source: ArrayLike<unknown>): number {
  const length = trunc(toNumber(source.length));
  return length > 0 ? length : 0;
}

/** `log2(n)` comparisons an element, charged as such. */
function chargeSort(length: number): void {
  if (isActive()) active().charge(length * (32 - clz32(length)), 0);
}

/** A value with the text it is compared by, when there is no comparison function. */
class Keyed {
  constructor(
    readonly key: string,
    readonly value: unknown,
  ) {}
}

/** The values of `source` in order; `undefined` last, as the language says. Holes are left out and counted. */
function sorted(source: ArrayLike<unknown>, compare: Compare | undefined, skipsHoles: boolean): List<unknown> {
  const length = lengthOf(source);
  chargeSort(length);
  const values: List<unknown> = createList();
  let undefinedCount = 0;
  for (let index = 0; index < length; index += 1) {
    if (skipsHoles && !(index in source)) continue;
    const value = source[index];
    if (value === undefined) undefinedCount += 1;
    else values[values.length] = compare === undefined ? new Keyed(toText(value), value) : value;
  }
  if (compare === undefined) {
    mergeSort(values, values.length, (b, a) => (b as Keyed).key < (a as Keyed).key);
    for (let index = 0; index < values.length; index += 1) values[index] = (values[index] as Keyed).value;
  } else mergeSort(values, values.length, order(compare));
  for (let index = 0; index < undefinedCount; index += 1) values[values.length] = undefined;
  return values;
}

/** `sort` and `toSorted` for arrays. */
export const arraySorts = {
  sort(this: unknown[], comparefn?: unknown): unknown[] {
    const compare = checkCompare(comparefn);
    const target = toObject(this) as unknown[];
    const length = lengthOf(target);
    const values = sorted(target, compare, true);
    for (let index = 0; index < values.length; index += 1) target[index] = values[index];
    // Holes go to the end, and stay holes.
    for (let index = values.length; index < length; index += 1) deleteProperty(target, index);
    return target;
  },
  toSorted(this: unknown[], comparefn?: unknown): unknown[] {
    const compare = checkCompare(comparefn);
    return arrayFrom(sorted(toObject(this) as unknown[], compare, false));
  },
};

type Numbers = ArrayLike<number | bigint>;
const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as {
  sort: (this: Numbers, compare?: unknown) => Numbers;
  toSorted: (this: Numbers, compare?: unknown) => Numbers;
  slice: (this: Numbers) => Numbers;
};
const nativeSort = uncurryThis(typedArrayPrototype.sort);
const nativeSlice = uncurryThis(typedArrayPrototype.slice);

/** `sort` and `toSorted` for typed arrays. Without a function nothing of the order can be seen: the engine sorts. */
export const typedArraySorts = {
  sort(this: Numbers, comparefn?: unknown): Numbers {
    return sortTyped(this, comparefn);
  },
  toSorted(this: Numbers, comparefn?: unknown): Numbers {
    checkCompare(comparefn);
    return sortTyped(nativeSlice(this), comparefn);
  },
};

function sortTyped(target: Numbers, comparefn: unknown): Numbers {
  const compare = checkCompare(comparefn);
  const length = typedArrayLength(target);
  if (compare === undefined) {
    chargeSort(length);
    return nativeSort(target);
  }
  typedArraySet(target, arrayFrom(sorted(target, compare, false)));
  return target;
}
