/**
 * Plain data as JSON and back, without a loss: `undefined`, bigints, −0 and what is not finite are told by a tag, and an object
 * that looks like one is wrapped. Pure.
 */
const TAG = '$drydock';

const NAMED = new Map<unknown, string>([
  [undefined, 'undefined'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
]);
const BY_NAME = new Map([...NAMED].map(([value, name]) => [name, value]));

/** What `JSON.stringify` may be given. */
export function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return { [TAG]: 'bigint', value: String(value) };
  if (Object.is(value, -0)) return { [TAG]: '-0' };
  if (Number.isNaN(value)) return { [TAG]: 'NaN' };
  const name = NAMED.get(value);
  if (name !== undefined) return { [TAG]: name };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toJson);
  // Data properties, whatever their names: `__proto__` is one here.
  const all = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  return Object.hasOwn(all, TAG) ? { [TAG]: 'object', value: all } : all;
}

/** What `toJson` was given; anything else comes back as it is. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(fromJson);
  const tagged = value as { readonly [TAG]?: unknown; readonly value?: unknown };
  const tag = Object.hasOwn(value, TAG) ? tagged[TAG] : undefined;
  if (tag === 'bigint' && typeof tagged.value === 'string' && /^-?\d{1,400}$/.test(tagged.value))
    return BigInt(tagged.value);
  if (tag === '-0') return -0;
  if (tag === 'NaN') return NaN;
  if (typeof tag === 'string' && BY_NAME.has(tag)) return BY_NAME.get(tag);
  const of = tag === 'object' && typeof tagged.value === 'object' && tagged.value !== null ? tagged.value : value;
  return Object.fromEntries(Object.entries(of).map(([key, item]) => [key, fromJson(item)]));
}

/** Whether two values are the same data, in depth. */
export function isSameData(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(toJson(a))) === JSON.stringify(sorted(toJson(b)));
}

/** With the keys of every object in one order; one that is undefined counts as absent, as in a structured clone. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const isAbsent = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && (item as { readonly [TAG]?: unknown })[TAG] === 'undefined';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => !isAbsent(item))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
