import { apply } from './primordials';

/** The locale of a program that names none: where a run takes place must not change what it does. */
const LOCALE = 'en-US';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A method whose locales are its argument `at`. */
function pinned(holder: object, name: string, at: number): Method {
  const original = (holder as Record<string, unknown>)[name] as Method;
  const replacement = {
    [name](this: unknown, ...args: unknown[]): unknown {
      const first = args[0];
      const locales = at === 0 ? first : args[1];
      const known = locales === undefined ? LOCALE : locales;
      return apply(original, this, at === 0 ? [known, args[1]] : [first, known, args[2]]);
    },
  }[name]!;
  Object.defineProperty(replacement, 'length', { value: original.length, configurable: true });
  return replacement;
}

/** Methods that read the locale of the machine, by holder. Made when the realm is prepared. */
export function pinnedLocales(): readonly (readonly [object, Readonly<Record<string, Method>>])[] {
  const toLocaleString = (holder: object): readonly [object, Readonly<Record<string, Method>>] => [
    holder,
    { toLocaleString: pinned(holder, 'toLocaleString', 0) },
  ];
  const text = String.prototype;
  return [
    toLocaleString(Number.prototype),
    toLocaleString(BigInt.prototype),
    toLocaleString(Array.prototype),
    toLocaleString(Object.getPrototypeOf(Uint8Array.prototype) as object),
    [
      text,
      {
        localeCompare: pinned(text, 'localeCompare', 1),
        toLocaleUpperCase: pinned(text, 'toLocaleUpperCase', 0),
        toLocaleLowerCase: pinned(text, 'toLocaleLowerCase', 0),
      },
    ],
  ];
}
