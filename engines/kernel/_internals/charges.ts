import { active, interrupted, isActive } from './machine';
import { noteGrowth } from './retained';
import {
  apply,
  construct,
  getOwnPropertyDescriptor,
  isObject,
  mapClear,
  mapDelete,
  mapSet,
  mapSize,
  ownKeys,
  setAdd,
  setClear,
  setDelete,
  setSize,
  toNumber,
  toObject,
  typedArrayLength,
} from './primordials';

/** Units of memory that an entry of a map or set is counted as, beside one of an array. */
const ENTRY = 16;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Charges before the engine works: so that what would exhaust memory is refused and never begun. */
function charge(steps: number, units: number): void {
  if (isActive() && !interrupted()) active().charge(steps > 0 ? steps : 0, units > 0 ? units : 0);
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (!isObject(value)) return 0;
  const { length } = value as { length?: unknown };
  return typeof length === 'number' ? length : 0;
}

/** A method that charges and then does what the engine's own does; with its name and length. */
function charged(holder: object, name: string, cost: (self: unknown, args: ArrayLike<unknown>) => void): Method {
  const original = (holder as Record<string, unknown>)[name] as Method;
  const replacement = {
    [name](this: unknown, ...args: unknown[]): unknown {
      cost(this, args);
      return apply(original, this, args);
    },
  }[name]!;
  Object.defineProperty(replacement, 'length', { value: original.length, configurable: true });
  return replacement;
}

const byLength = (self: unknown): void => charge(lengthOf(self), 0);
const byCopy = (self: unknown): void => charge(lengthOf(self), lengthOf(self));

/** As `charged`, with a cost that only the result tells. */
function chargedAfter(holder: object, name: string, cost: (result: unknown) => void): Method {
  const original = (holder as Record<string, unknown>)[name] as Method;
  const replacement = {
    [name](this: unknown, ...args: unknown[]): unknown {
      const result = apply(original, this, args);
      cost(result);
      return result;
    },
  }[name]!;
  Object.defineProperty(replacement, 'length', { value: original.length, configurable: true });
  return replacement;
}

const byResult = (result: unknown): void => charge(lengthOf(result), lengthOf(result));

/** ECMA-262, Object.assign: the keys of a source are asked for once, and charged. */
function assign(target: unknown, ...sources: unknown[]): object {
  const to = toObject(target);
  for (let index = 0; index < sources.length; index += 1) {
    const source = sources[index];
    if (source === undefined || source === null) continue;
    const from = toObject(source);
    const keys = ownKeys(from);
    charge(keys.length, keys.length);
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] as string;
      if (getOwnPropertyDescriptor(from, key)?.enumerable !== true) continue;
      (to as Record<string, unknown>)[key] = (from as Record<string, unknown>)[key];
    }
  }
  return to;
}

/** Growth of a map is charged, and what leaves it is given back. */
const mapMethods = {
  set(this: Map<unknown, unknown>, key: unknown, value: unknown) {
    const before = mapSize(this);
    mapSet(this, key, value);
    if (mapSize(this) !== before) enter(this);
    return this;
  },
  delete(this: Map<unknown, unknown>, key: unknown) {
    const isGone = mapDelete(this, key);
    if (isGone) leave(1);
    return isGone;
  },
  clear(this: Map<unknown, unknown>) {
    leave(mapSize(this));
    mapClear(this);
  },
};

const setMethods = {
  add(this: Set<unknown>, item: unknown) {
    const before = setSize(this);
    setAdd(this, item);
    if (setSize(this) !== before) enter(this);
    return this;
  },
  delete(this: Set<unknown>, item: unknown) {
    const isGone = setDelete(this, item);
    if (isGone) leave(1);
    return isGone;
  },
  clear(this: Set<unknown>) {
    leave(setSize(this));
    setClear(this);
  },
};

function enter(container: object): void {
  if (!isActive() || interrupted()) return;
  const machine = active();
  machine.entries += 1;
  noteGrowth(machine, container);
  // A step, so that a map that is made of a list costs the list's length.
  machine.charge(1, ENTRY);
}

function leave(count: number): void {
  if (!isActive()) return;
  const machine = active();
  machine.entries -= count;
  // What was put in outside of a run was never charged.
  machine.allocated = machine.allocated > count * ENTRY ? machine.allocated - count * ENTRY : 0;
}

/** Linear built-ins by holder, wrapped. Made when the realm is prepared, from the engine's own methods. */
export function chargedBuiltIns(): readonly (readonly [object, Readonly<Record<string, Method>>])[] {
  const wrap = (
    holder: object,
    costs: Readonly<Record<string, (self: unknown, args: ArrayLike<unknown>) => void>>,
  ): readonly [object, Readonly<Record<string, Method>>] => {
    const methods: Record<string, Method> = {};
    for (const name of Object.keys(costs)) methods[name] = charged(holder, name, costs[name]!);
    return [holder, methods];
  };
  return [
    wrap(Array.prototype, {
      ...all(['indexOf', 'lastIndexOf', 'includes', 'reverse', 'shift', 'copyWithin'], byLength),
      ...all(['toReversed', 'with', 'slice', 'flat', 'toSpliced', 'splice', 'toString'], byCopy),
      // Each calls back for every item; one that is native counts nothing itself.
      ...all(['map', 'filter', 'flatMap', 'forEach', 'reduce', 'reduceRight'], byLength),
      fill: byLength,
      join: byCopy,
      concat: (self, args) => {
        byCopy(self);
        for (let index = 0; index < args.length; index += 1) byCopy(args[index]);
      },
      unshift: (self, args) => charge(lengthOf(self) + args.length, args.length),
    }),
    [Array, { from: chargedAfter(Array, 'from', byResult), of: chargedAfter(Array, 'of', byResult) }],
    [
      Object,
      {
        ...after(Object, ['keys', 'values', 'entries', 'getOwnPropertyNames', 'getOwnPropertySymbols'], byResult),
        assign: assign as Method,
        fromEntries: chargedAfter(Object, 'fromEntries', (result) => charge(ownKeys(result as object).length, 0)),
      },
    ],
    [Reflect, after(Reflect, ['ownKeys'], byResult)],
    [
      JSON,
      {
        parse: charged(JSON, 'parse', (_self, args) => charge(lengthOf(args[0]), lengthOf(args[0]))),
        stringify: chargedAfter(JSON, 'stringify', byResult),
      },
    ],
    wrap(RegExp.prototype, { test: (_self, args) => charge(lengthOf(args[0]), 0) }),
    wrap(String.prototype, {
      repeat: (self, args) => {
        const size = lengthOf(self) * toNumber(args[0]);
        charge(size / 16, size);
      },
      padStart: (_self, args) => charge(toNumber(args[0]) / 16, toNumber(args[0])),
      padEnd: (_self, args) => charge(toNumber(args[0]) / 16, toNumber(args[0])),
      ...all(['indexOf', 'includes', 'lastIndexOf', 'replace', 'replaceAll', 'split'], byLength),
      ...all(['match', 'matchAll', 'search', 'normalize', 'toLowerCase', 'toUpperCase', 'trim'], byLength),
      ...all(['trimStart', 'trimEnd', 'concat'], byLength),
    }),
    [Map.prototype, mapMethods as unknown as Record<string, Method>],
    [Set.prototype, setMethods as unknown as Record<string, Method>],
    wrap(Object.getPrototypeOf(Uint8Array.prototype) as object, {
      ...all(
        [
          'fill',
          'indexOf',
          'lastIndexOf',
          'includes',
          'reverse',
          'copyWithin',
          'join',
          'map',
          'filter',
          'forEach',
          'reduce',
        ],
        (self: unknown) => charge(typedArrayLength(self), 0),
      ),
      set: (_self, args) => byLength(args[0]),
      slice: (self) => charge(typedArrayLength(self), typedArrayLength(self)),
    }),
  ];
}

function after(holder: object, names: readonly string[], cost: (result: unknown) => void): Record<string, Method> {
  const methods: Record<string, Method> = {};
  for (const name of names) methods[name] = chargedAfter(holder, name, cost);
  return methods;
}

function all<T>(names: readonly string[], cost: T): Record<string, T> {
  const costs: Record<string, T> = {};
  for (const name of names) costs[name] = cost;
  return costs;
}

/** Constructors that allocate at once, by name, and what a unit of their length holds in elements. */
const ALLOCATING: readonly (readonly [name: string, unitsPerElement: number])[] = [
  ['Array', 1],
  ['ArrayBuffer', 1 / 8],
  ['Int8Array', 1 / 8],
  ['Uint8Array', 1 / 8],
  ['Uint8ClampedArray', 1 / 8],
  ['Int16Array', 1 / 4],
  ['Uint16Array', 1 / 4],
  ['Int32Array', 1 / 2],
  ['Uint32Array', 1 / 2],
  ['Float32Array', 1 / 2],
  ['Float64Array', 1],
  ['BigInt64Array', 1],
  ['BigUint64Array', 1],
];

/** Constructors that charge a length given as a number, in place of the realm's own, which they construct with. */
export function chargedConstructors(): Readonly<Record<string, unknown>> {
  const made: Record<string, unknown> = {};
  const realm = globalThis as unknown as Record<string, unknown>;
  for (const [name, units] of ALLOCATING) made[name] = chargedConstructor(name, realm[name] as Callable, units);
  return made;
}

type Callable = ((...args: unknown[]) => object) & { prototype: object; length: number };

function chargedConstructor(name: string, native: Callable, units: number): unknown {
  const isCallable = name === 'Array';
  const replacement = function (...args: unknown[]): object {
    if (new.target === undefined && !isCallable) return apply(native, undefined, args) as object;
    if (args.length > 0 && typeof args[0] === 'number') charge(0, args[0] * units);
    const target = new.target === undefined || new.target === replacement ? native : new.target;
    return construct(native, args, target);
  };
  Object.setPrototypeOf(replacement, Object.getPrototypeOf(native) as object);
  for (const key of Reflect.ownKeys(native)) {
    const descriptor = Object.getOwnPropertyDescriptor(native, key)!;
    if (key !== 'prototype') Object.defineProperty(replacement, key, descriptor);
  }
  Object.defineProperty(replacement, 'prototype', { value: native.prototype, writable: false });
  if (Symbol.species in native) {
    Object.defineProperty(replacement, Symbol.species, {
      // `undefined` stands for the realm's own: what `map` makes of a plain array need not go through here.
      get(this: unknown) {
        return this === replacement ? undefined : this;
      },
      configurable: true,
    });
  }
  Object.defineProperty(native.prototype, 'constructor', {
    value: replacement,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return replacement;
}
