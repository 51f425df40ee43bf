import { describe, expect, it } from 'vitest';
import { createKernel, describeError, prepareRealm, reduce } from './index';
import { factoryOf } from './fidelity/lower';

const PROGRAM = `
  const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
  async function* numbers() { try { yield 1; yield* [2, sleep(2, 3)]; } finally { await sleep(1); } }
  exports.main = async () => {
    hostile();
    const seen = [];
    const say = (v) => { exports.mark(v); };
    for await (const n of numbers()) say(n);
    const all = await Promise.all([sleep(5, 'a'), { then(r) { r('b'); } }, sleep(1, 'c')]);
    say(all[0] + all[1] + all[2]);
    try { await Promise.any([Promise.reject(1), sleep(3).then(() => { throw 2; })]); } catch (e) { say(e.name); }
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => say('aborted'), { once: true });
    const t = setInterval(() => say('tick'), 4);
    await sleep(9); clearInterval(t); controller.abort();
    say(structuredClone({ a: [1, { b: 2 }] }));
    say(Date.now()); say(Math.sin(1)); say(crypto.randomUUID());
    say({ deep: { list: [1, 2, 3], text: 'x' } });
    console.log('%s', 'x', [1, { a: 2 }]);
    try { throw new TypeError('told'); } catch (e) { exports.told(e); }
    await Promise.race([sleep(1), sleep(2)]).finally(() => say('last'));
    return 'end';
  };
`;

function record(hostile: () => void): string {
  const lines = setPrototypeOf([], null) as unknown[];
  const kernel = createKernel({ onConsole: (line) => (lines[lines.length] = line) });
  const factory = factoryOf(`const hostile = () => exports.hostile(); ${PROGRAM}`);
  const loaded = kernel.load((runtime, exports) => {
    exports['hostile'] = hostile;
    exports['mark'] = (value: unknown) => kernel.record({ kind: 'mark', data: reduce(value) });
    exports['told'] = (error: unknown) => {
      const { name, message } = describeError(error);
      kernel.record({ kind: 'throw', data: { name, message } });
    };
    factory(runtime, exports);
  });
  if (!loaded.ok) throw loaded.error;
  let trace: unknown;
  let halt: unknown;
  try {
    halt = kernel.run(loaded.exports['main'] as () => unknown);
    trace = kernel.trace;
  } finally {
    restore();
  }
  return JSON.stringify({ halt, trace, lines: Array.from(lines), steps: kernel.steps });
}

const { defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;
const setPrototypeOf = Object.setPrototypeOf as (target: object, prototype: object | null) => unknown;

let restore = (): void => undefined;

/** Replaces a property until `restore`. */
function replace(holder: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
  const before = getOwnPropertyDescriptor(holder, key);
  const outer = restore;
  restore = () => {
    if (before === undefined) deleteProperty(holder, key);
    else defineProperty(holder, key, setPrototypeOf(before, null) as PropertyDescriptor);
    restore = outer;
    outer();
  };
  defineProperty(holder, key, setPrototypeOf({ ...descriptor, configurable: true }, null) as PropertyDescriptor);
}

const lie = function (): never {
  throw new Error('a patched built-in was called by the kernel');
};

type Target = readonly [holder: object, name: PropertyKey];
const of = (holder: object, ...names: PropertyKey[]): Target[] => names.map((name) => [holder, name] as const);

// Not the iterator of arrays: the program's own `yield*` and `Promise.all` use it, natively too.
const BUILT_INS: readonly Target[] = [
  ...of(Array.prototype, 'push', 'pop', 'shift', 'slice', 'map', 'forEach', 'concat', 'join', 'indexOf', 'fill'),
  ...of(Map.prototype, 'get', 'set', 'has', 'delete', 'forEach', Symbol.iterator),
  ...of(Set.prototype, 'add', 'has', 'delete', 'forEach', Symbol.iterator),
  ...of(String.prototype, 'slice', 'padStart', 'indexOf', 'charCodeAt', 'toString', Symbol.iterator),
  ...of(Number.prototype, 'toString', 'valueOf'),
  ...of(RegExp.prototype, 'exec', 'test', Symbol.replace),
];

const generatorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf(
    (function* () {
      yield 1;
    })(),
  ),
) as object;
const REFLECTION: readonly Target[] = [
  ...of(Function.prototype, 'call', 'apply', 'bind', 'toString'),
  ...of(Reflect, 'apply', 'construct', 'ownKeys', 'getPrototypeOf', 'defineProperty'),
  ...of(Object, 'defineProperty', 'keys', 'create', 'freeze', 'getOwnPropertyDescriptor', 'assign'),
  ...of(JSON, 'stringify', 'parse'),
  ...of(generatorPrototype, 'next', 'throw', 'return'),
  ...of(Date.prototype, 'getTime', 'valueOf', 'toISOString'),
];

function patchAll(targets: readonly Target[]): void {
  for (let index = 0; index < targets.length; index += 1) {
    const target = targets[index]!;
    replace(target[0], target[1], { value: lie, writable: true });
  }
}

const ATTACKS: Readonly<Record<string, () => void>> = {
  'setters on the indices of Array.prototype': () => {
    for (let index = 0; index < 40; index += 1) {
      const forged = { set() {}, get: () => 'forged', configurable: true };
      replace(Array.prototype, `${index}`, forged);
    }
  },
  'accessors on Object.prototype': () => {
    for (const name of [
      'op',
      'cause',
      'loc',
      'data',
      'line',
      'kind',
      'next',
      'halted',
      'lines',
      'once',
      'status',
      'stack',
    ]) {
      replace(Object.prototype, name, { get: () => 'forged', set: lie });
    }
  },
  'descriptor fields on Object.prototype': () => {
    replace(Object.prototype, 'get', { value: lie, writable: true });
    replace(Object.prototype, 'set', { value: lie, writable: true });
  },
  'methods of arrays, maps, sets, strings and numbers': () => patchAll(BUILT_INS),
  'functions, generators and reflection': () => patchAll(REFLECTION),
  'a toJSON, a prepareStackTrace, a hasInstance': () => {
    replace(Object.prototype, 'toJSON', { value: () => 'forged', writable: true });
    replace(Error, 'prepareStackTrace', { value: lie, writable: true });
    replace(Object, Symbol.hasInstance, { value: () => true });
  },
};

describe('a program that patches every prototype', () => {
  prepareRealm();
  // The first run loads what the test tools read stacks with.
  record(() => undefined);
  const honest = record(() => undefined);

  it('has an honest run to compare with', () => {
    expect(JSON.parse(honest)).toMatchObject({ halt: { kind: 'done' } });
    expect(JSON.parse(honest).trace.length).toBeGreaterThan(30);
  });

  it.each(Object.entries(ATTACKS))('changes nothing of the run by %s', (_name, attack) => {
    expect(JSON.parse(record(attack))).toEqual(JSON.parse(honest));
  });

  it('may patch then, and is heard as natively: only by what calls then', () => {
    const heard = (body: string): unknown => {
      const kernel = createKernel();
      const loaded = kernel.load(
        factoryOf(`exports.main = async () => { let n = 0; const then = Promise.prototype.then;
        Promise.prototype.then = function (...a) { n += 1; return then.apply(this, a); };
        try { ${body} } finally { Promise.prototype.then = then; exports.n = n; } };`),
      );
      if (!loaded.ok) throw loaded.error;
      kernel.run(loaded.exports['main'] as () => unknown);
      return loaded.exports['n'];
    };
    expect(heard('await 1; await Promise.resolve(2);')).toBe(0);
    expect(heard('await Promise.all([1, 2]);')).toBe(2);
    expect(heard('await new Promise((r) => r(Promise.resolve(1)));')).toBe(1);
  });
});
