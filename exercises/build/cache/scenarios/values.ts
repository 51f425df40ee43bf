/** Values that are easily taken for none, and values that are told by identity. */

export const FALSY = ['zero', 'empty', 'null', 'false', 'nan'] as const;

export const OBJECTS = ['object', 'array', 'function', 'error', 'map'] as const;

export type OddValue = (typeof FALSY)[number] | (typeof OBJECTS)[number] | 'undefined';

export function oddValue(name: OddValue): unknown {
  const values: Record<OddValue, () => unknown> = {
    zero: () => 0,
    empty: () => '',
    null: () => null,
    false: () => false,
    nan: () => NaN,
    object: () => ({ name: 'ann' }),
    array: () => [1, 2],
    function: () => () => 'called',
    error: () => new Error('kept, not thrown'),
    map: () => new Map([['a', 1]]),
    undefined: () => undefined,
  };
  return values[name]();
}
