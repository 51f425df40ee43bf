import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlots } from './index';

describe('slots', () => {
  it('hold an entry until exactly ttlMs after its write, whoever reads it', () => {
    const slots = createSlots<string>({ ttlMs: 100 });
    slots.write('a', 'x', 0);
    expect(slots.read('a', 99)).toEqual({ value: 'x', isStale: false });
    expect(slots.read('a', 100)).toBeUndefined();
    expect(slots.remove('a', 100)).toBe(false);
  });

  it('hold it for another ttlMs after each read, where reads extend', () => {
    const slots = createSlots<string>({ ttlMs: 100, readExtends: true });
    slots.write('a', 'x', 0);
    expect(slots.read('a', 99)).toBeDefined();
    expect(slots.read('a', 198)).toBeDefined();
    expect(slots.read('a', 298)).toBeUndefined();
  });

  it('keep it stale for staleMs more', () => {
    const slots = createSlots<string>({ ttlMs: 100, staleMs: 50, readExtends: true });
    slots.write('a', 'x', 0);
    expect(slots.read('a', 100)).toEqual({ value: 'x', isStale: true });
    expect(slots.read('a', 149)).toEqual({ value: 'x', isStale: true });
    expect(slots.read('a', 150)).toBeUndefined();
  });

  it('drop the least recently used, an expired one before it', () => {
    const slots = createSlots<string>({ ttlMs: 100, capacity: 2 });
    slots.write('a', 'x', 0);
    slots.write('b', 'x', 50);
    slots.read('a', 60);
    expect(slots.keys(60)).toEqual(['b', 'a']);
    slots.write('c', 'x', 110);
    expect(slots.keys(110)).toEqual(['b', 'c']);
    slots.write('d', 'x', 120);
    expect(slots.keys(120)).toEqual(['c', 'd']);
  });

  it('say which option is wrong', () => {
    expect(() => createSlots({ ttlMs: 0 })).toThrow('ttlMs must be an integer ≥ 1 or Infinity, got 0');
    expect(() => createSlots({ staleMs: -1 })).toThrow('staleMs must be an integer ≥ 0, got -1');
    expect(() => createSlots({ capacity: 0.5 })).toThrow('capacity must be an integer ≥ 1 or Infinity, got 0.5');
  });

  it('answer as a list that is searched from end to end', () => {
    const act = fc.record({
      op: fc.constantFrom('read', 'write', 'remove'),
      key: fc.constantFrom('a', 'b', 'c', 'd', '__proto__'),
      waitMs: fc.constantFrom(0, 1, 5, 30),
    });
    const options = fc.record({
      ttlMs: fc.constantFrom(1, 10, 40),
      staleMs: fc.constantFrom(0, 20),
      capacity: fc.integer({ min: 1, max: 4 }),
      readExtends: fc.boolean(),
    });
    fc.assert(
      fc.property(options, fc.array(act, { maxLength: 60 }), (given, acts) => {
        const slots = createSlots<number>(given);
        let model: { key: string; value: number; freshUntilMs: number }[] = [];
        let nowMs = 0;
        for (const [index, { op, key, waitMs }] of acts.entries()) {
          nowMs += waitMs;
          model = model.filter(({ freshUntilMs }) => nowMs < freshUntilMs + given.staleMs);
          const found = model.find((entry) => entry.key === key);
          const others = model.filter((entry) => entry !== found);
          if (op === 'write') {
            slots.write(key, index, nowMs);
            model = [...others, { key, value: index, freshUntilMs: nowMs + given.ttlMs }].slice(-given.capacity);
          } else if (op === 'remove') {
            expect(slots.remove(key, nowMs)).toBe(found !== undefined);
            model = others;
          } else {
            const isStale = found !== undefined && nowMs >= found.freshUntilMs;
            expect(slots.read(key, nowMs)).toEqual(found && { value: found.value, isStale });
            if (found === undefined) continue;
            const freshUntilMs = given.readExtends && !isStale ? nowMs + given.ttlMs : found.freshUntilMs;
            model = [...others, { ...found, freshUntilMs }];
          }
          expect(slots.keys(nowMs)).toEqual(model.map((entry) => entry.key));
        }
      }),
      { seed: 7 },
    );
  });
});
