import { beforeAll, describe, expect, it } from 'vitest';
import { createKernel, prepareRealm, type Halt } from './index';
import { factoryOf } from './fidelity/lower';

beforeAll(() => prepareRealm());

function halted(body: string): Halt {
  const kernel = createKernel();
  const loaded = kernel.load(factoryOf(`exports.main = () => { ${body} };`));
  return loaded.ok ? kernel.run(() => (loaded.exports['main'] as () => unknown)()) : loaded.halt;
}

function answer(body: string): unknown {
  const kernel = createKernel();
  const loaded = kernel.load(factoryOf(`exports.answer = (() => { ${body} })();`));
  if (!loaded.ok) throw loaded.error;
  return loaded.exports['answer'];
}

describe('a prepared realm', () => {
  it.each([
    'const a = []; for (;;) a.push(new Array(1e6).fill(0));',
    'const a = []; for (;;) a.push(new Array(1e6));',
    'const a = []; for (;;) a.push(new Float64Array(1e6));',
    `'x'.repeat(1e8)`,
    'const m = new Map(); for (let i = 0; ; i++) m.set(i, i);',
    'Array.from({ length: 1e8 })',
    'let a = [1]; for (;;) a = a.concat(a);',
  ])('halts for memory: %s', (body) => {
    expect(halted(body).kind).toBe('memory');
  });

  it('gives back what leaves a map', () => {
    expect(halted('const m = new Map(); for (let i = 0; i < 9e6; i++) { m.set(i, i); m.delete(i); }').kind).toBe(
      'done',
    );
  });

  it('keeps identities of what it replaces', () => {
    expect(
      answer(`class Stack extends Array {}
        return [
          [] instanceof Array, [].constructor === Array, Array.isArray(new Array(3)), new Array(3).length, Array(1, 2).length,
          new Stack(2) instanceof Stack, new Stack(1, 2).map((x) => x) instanceof Stack, Array.from('ab').join(), Array.of(7)[0],
          [3, 1].map((x) => x).constructor === Array, new Uint8Array(2).constructor === Uint8Array, Uint8Array.from([1]).length,
          typeof [].fill, [].fill.name, [].fill.length,
        ];`),
    ).toEqual([true, true, true, 3, 2, true, true, 'a,b', 7, true, true, 1, 'function', 'fill', 1]);
  });

  it('has nothing later than ES2023', () => {
    expect(
      answer(`return [Array.fromAsync, Promise.try, Promise.withResolvers, Object.groupBy, Map.groupBy, new Set().union,
        'x'.isWellFormed, RegExp.escape, Error.isError, Math.f16round, [].values().map, new ArrayBuffer(1).transfer];`),
    ).toEqual(Array.from({ length: 12 }));
  });

  it('sorts stably, with the same comparisons everywhere', () => {
    const compared: string[] = [];
    const items = [5, 3, 4, 1, 2];
    items.sort((a, b) => (compared.push(`${a}${b}`), a - b));
    expect(items).toEqual([1, 2, 3, 4, 5]);
    expect(compared.join(' ')).toBe('35 14 13 43 45 21 23');
  });

  it('sorts as the engine does', () => {
    let seed = 1;
    const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    for (let round = 0; round < 300; round += 1) {
      const items: unknown[] = Array.from(
        { length: random(40) },
        () => [random(9), `${random(100)}`, undefined][random(3)],
      );
      if (items.length > 3 && random(2)) delete items[2];
      const copy = items.slice();
      const compare = random(2) ? undefined : (a: unknown, b: unknown) => (Number(a) % 5) - (Number(b) % 5);
      const expected = stableReference(copy, compare);
      const sorted = items.sort(compare);
      expect(Object.keys(sorted)).toEqual(Object.keys(expected));
      expect(sorted).toEqual(expected);
    }
    expect([...new Float64Array([3, NaN, -0, 0, 1]).sort()]).toEqual([-0, 0, 1, 3, NaN]);
    expect([...new Int8Array([3, 1, 2]).sort((a, b) => b - a)]).toEqual([3, 2, 1]);
    expect([3, 1, 2].toSorted()).toEqual([1, 2, 3]);
  });
});

/** Insertion sort: stable, `undefined` then holes last. */
function stableReference(items: unknown[], compare?: (a: unknown, b: unknown) => number): unknown[] {
  const order = compare ?? ((a: unknown, b: unknown) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0));
  const defined: unknown[] = [];
  let missing = 0;
  for (let index = 0; index < items.length; index += 1) {
    if (!(index in items)) continue;
    const item = items[index];
    if (item === undefined) {
      missing += 1;
      continue;
    }
    let at = defined.length;
    while (at > 0 && order(item, defined[at - 1]) < 0) at -= 1;
    defined.splice(at, 0, item);
  }
  for (let index = 0; index < missing; index += 1) defined.push(undefined);
  defined.length = items.length;
  return defined;
}
