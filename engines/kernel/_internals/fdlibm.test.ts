import { describe, expect, it } from 'vitest';
import { RandomWords } from './choices';
import { transcendental } from './fdlibm';

/** Distance in units of the last place. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (a !== a && b !== b)) return 0;
  const order = (x: number): bigint => {
    const word = new BigInt64Array(new Float64Array([x]).buffer)[0]!;
    return word < 0n ? -(word & 0x7fffffffffffffffn) : word;
  };
  const distance = order(a) - order(b);
  return Number(distance < 0n ? -distance : distance) + (a === b ? 1 : 0);
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  3,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  1e-17,
  1e17,
  1e22,
  Math.PI,
  Math.PI / 2,
  Math.PI / 4,
  709.78,
  710.4,
  -745.1,
  22,
  1e-9,
  0.25,
  10,
  100,
  1000,
  1024,
  -1074,
  0.1,
  1e300,
  123456789.123,
] as const;

const math = Math as unknown as Record<string, (...args: number[]) => number>;
const ours = transcendental as unknown as Record<string, (...args: number[]) => number>;

describe('our transcendental functions', () => {
  const random = new RandomWords(7);
  const anyDouble = (): number => {
    const kind = random.below(4);
    if (kind === 0) return (random.ratio() - 0.5) * 2;
    if (kind === 1) return (random.ratio() - 0.5) * 1400;
    if (kind === 2) return (random.ratio() - 0.5) * 2e7;
    return new Float64Array(new Uint32Array([random.word(), random.word()]).buffer)[0]!;
  };

  it.each(Object.keys(transcendental))('%s is within two units in the last place of the engine', (name) => {
    const arity = name === 'pow' || name === 'atan2' ? 2 : 1;
    let worst = { ulps: 0, args: [] as number[] };
    const compare = (...args: number[]): void => {
      const distance = ulps(ours[name]!(...args), math[name]!(...args));
      if (distance > worst.ulps) worst = { ulps: distance, args };
    };
    for (const x of SPECIAL) {
      if (arity === 1) compare(x);
      else for (const y of SPECIAL) compare(x, y);
    }
    for (let round = 0; round < 20_000; round += 1) {
      if (arity === 1) compare(anyDouble());
      else
        compare(round % 2 ? anyDouble() : random.ratio() * 10, round % 3 ? (random.ratio() - 0.5) * 50 : anyDouble());
    }
    expect(worst.ulps, `${name}(${worst.args.join(', ')})`).toBeLessThanOrEqual(2);
  });
});
