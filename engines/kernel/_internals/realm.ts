import { arraySorts, typedArraySorts } from './sort';
import { chargedBuiltIns, chargedConstructors } from './charges';
import { replaceShared } from './globals';
import { pinnedLocales } from './locales';
import { numberFunctions, numberMethods } from './numbers';

/** Built-ins that some engines have and ES2023 has not, by the object that holds them. */
const LATER: readonly (readonly [holder: string, names: readonly string[]])[] = [
  ['Array', ['fromAsync']],
  ['ArrayBuffer.prototype', ['resize', 'transfer', 'transferToFixedLength', 'resizable', 'maxByteLength', 'detached']],
  ['Object', ['groupBy']],
  ['Map', ['groupBy']],
  ['Map.prototype', ['getOrInsert', 'getOrInsertComputed']],
  ['WeakMap.prototype', ['getOrInsert', 'getOrInsertComputed']],
  [
    'Set.prototype',
    ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
  ],
  ['String.prototype', ['isWellFormed', 'toWellFormed']],
  ['RegExp', ['escape']],
  ['Error', ['isError']],
  ['Math', ['f16round', 'sumPrecise']],
  ['DataView.prototype', ['getFloat16', 'setFloat16']],
  ['JSON', ['rawJSON', 'isRawJSON']],
  ['Uint8Array', ['fromBase64', 'fromHex']],
  ['Uint8Array.prototype', ['toBase64', 'toHex', 'setFromBase64', 'setFromHex']],
  ['Symbol', ['dispose', 'asyncDispose', 'metadata']],
  ['Iterator.prototype', iteratorHelpers()],
];

function iteratorHelpers(): readonly string[] {
  return ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some', 'every', 'find'];
}

let isPrepared = false;

/**
 * Makes the realm the same in every engine, once, before any program is loaded: takes away what is later than ES2023,
 * puts `sort`, and reading and writing numbers in other bases, in place of the engine's, pins the locale, and has built-ins that work or allocate at length charged to the run. Called by
 * the harness; a realm that is not prepared runs programs too, at the engine's own ways. Not to be undone.
 */
export function prepareRealm(): void {
  if (isPrepared) return;
  isPrepared = true;
  for (const [holder, names] of LATER) removeAll(holder, names);
  replaceAll(Array.prototype, arraySorts);
  replaceAll(Object.getPrototypeOf(Uint8Array.prototype) as object, typedArraySorts);
  for (const [holder, methods] of chargedBuiltIns()) replaceAll(holder, methods);
  for (const [holder, methods] of pinnedLocales()) replaceAll(holder, methods);
  replaceAll(Number.prototype, numberMethods);
  replaceAll(Number, numberFunctions);
  replaceShared({ ...chargedConstructors(), ...numberFunctions });
}

function find(path: string): object | undefined {
  const iteratorPrototype: unknown = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  if (path === 'Iterator.prototype') return iteratorPrototype as object;
  let at: unknown = globalThis;
  for (const name of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[name];
  return at as object | undefined;
}

function removeAll(path: string, names: readonly string[]): void {
  const holder = find(path);
  if (holder === undefined) return;
  for (const name of names) Reflect.deleteProperty(holder, name);
}

function replaceAll(holder: object, methods: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(methods)) {
    Object.defineProperty(holder, name, {
      value: methods[name],
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
}
