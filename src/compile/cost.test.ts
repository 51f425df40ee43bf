/** Exact counts on the bank of known growth: compiler and kernel together. */
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  createKernel,
  GROWTH_BANK,
  measureProgramCost,
  prepareRealm,
  type KnownGrowth,
  type ProgramFactory,
} from '../../engines/kernel';
import { compileProgram } from './node';

prepareRealm();

function factoryOf(source: string): ProgramFactory {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  return new Script(compiled.program.code).runInThisContext() as ProgramFactory;
}

type Call = (...args: unknown[]) => unknown;

function costOf({ source, amortised }: KnownGrowth) {
  return measureProgramCost({
    program: factoryOf(source),
    make: (exports, size) => (exports['make'] as Call)(size),
    run: (exports, it, size) => (exports['run'] as Call)(it, size),
    ...(amortised === true ? { operations: (size: number) => size } : {}),
  });
}

describe('the growth of a program, by exact counts', () => {
  test(`is known for at least sixty functions, each class among them`, () => {
    expect(GROWTH_BANK.length).toBeGreaterThanOrEqual(60);
    expect(new Set(GROWTH_BANK.map(({ name }) => name)).size).toBe(GROWTH_BANK.length);
    expect(new Set(GROWTH_BANK.map(({ growth }) => growth)).size).toBe(5);
  });

  test.each(GROWTH_BANK.map((one) => [one.growth, one.amortised === true ? 'a call of ' : '', one.name, one] as const))(
    'is %s for %s%s',
    (growth, _amortised, _name, one) => {
      const cost = costOf(one);
      expect({ growth: cost.growth, steps: cost.points.map(({ steps }) => Math.round(steps)) }).toMatchObject({
        growth,
      });
      expect(cost.confidence).toBeGreaterThan(0.15);
    },
  );

  test('is the same count each time', () => {
    for (const one of GROWTH_BANK.slice(0, 5)) expect(costOf(one)).toEqual(costOf(one));
  });
});

describe('a power', () => {
  const { power, assigned, big, order } = evaluate(`
    export const power = (a: any, b: any) => a ** b;
    export function assigned() {
      const log: string[] = [];
      const o: any = { n: 3, get self() { log.push('self'); return this; } };
      const k = () => { log.push('k'); return 'n'; };
      o.self[k()] **= 2;
      let x = 2;
      x **= 3;
      return [o.n, x, log.join()];
    }
    export const big = () => [2n ** 64n, (() => { try { return (2n as any) ** 2; } catch (e: any) { return e.name; } })()];
    export function order() {
      const log: string[] = [];
      const v = (n: number, s: string) => ({ valueOf() { log.push(s); return n; } });
      return [(v(2, 'l') as any) ** (v(5, 'r') as any), log.join()];
    }
  `) as Record<string, Call>;

  test('is the operator’s, BigInt too, and its last digit is the same in every engine', () => {
    for (const [a, b] of [
      [2, 10],
      [2, 0.5],
      [-8, 3],
      [0, 0],
      [-0, -1],
      [NaN, 0],
      [1, Infinity],
      ['3', '2'],
    ] as const) {
      const [ours, native] = [power?.(a, b), (a as number) ** (b as number)];
      if (Number.isFinite(native)) expect(ours).toBeCloseTo(native, 12);
      else expect(ours).toBe(native);
    }
    expect(big?.()).toEqual([2n ** 64n, 'TypeError']);
  });
  test('that assigns evaluates its target once, and operands in order', () => {
    expect(assigned?.()).toEqual([9, 8, 'self,k']);
    expect(order?.()).toEqual([32, 'l,r']);
  });
});

/** What a program exports, on a kernel. */
function evaluate(source: string): Readonly<Record<string, unknown>> {
  const loaded = createKernel().load(factoryOf(source));
  if (!loaded.ok) throw new Error(loaded.message);
  return loaded.exports;
}
