import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverlapping, labelBox } from '../shared/labels';
import type { CacheSlotsSceneSpec } from '../types';
import { describeCacheSlots, tableOfCacheSlots } from './describe';
import { CACHE_SLOTS, cacheSlotsSpecOf, evictedWrongly, loadedTwice, staleWaits } from './fixtures';
import { PLACE, type CacheSlotsLayout } from './geometry';
import { layoutCacheSlots } from './layout';
import { parseCacheSlotsSpec } from './schema';

const wide = { width: 524 };
const loadOf = (layout: CacheSlotsLayout, id: string) => layout.loads.find((load) => load.id === id);
const callOf = (layout: CacheSlotsLayout, id: string) => layout.calls.find((call) => call.id === id)!;
const texts = ({ labels }: CacheSlotsLayout): string[] => labels.map(({ text }) => text);

describe('the layout of cache slots', () => {
  it('moves the mark of a load that begins later', () => {
    const [before, after] = [1, 2].map((at) => loadOf(layoutCacheSlots(loadedTwice(at), wide, 9), 'yours-a2')!);
    expect(after!.left).toBeGreaterThan(before!.left);
    expect(after!.right).toBe(before!.right);
  });

  it('moves the mark of a call, and its answer, with their steps', () => {
    const spec = staleWaits();
    const moved = (at: number, settled: number): CacheSlotsSceneSpec => ({
      ...spec,
      yours: { ...spec.yours, calls: [{ id: 'c1', op: 'get', key: 'a', at, settled, answer: 'value' }] },
    });
    const [first, second] = [moved(0, 1), moved(1, 3)].map((one) => callOf(layoutCacheSlots(one, wide, 9), 'yours-c1'));
    expect(second!.x).toBeGreaterThan(first!.x);
    expect(second!.waitsTo).toBeGreaterThan(first!.waitsTo);
  });

  it('shows what has not come yet as ahead, and what is not answered yet as waiting', () => {
    const spec = loadedTwice();
    expect(callOf(layoutCacheSlots(spec, wide, 0), 'yours-c2').kind).toBe('ahead');
    expect(callOf(layoutCacheSlots(spec, wide, 2), 'yours-c2').kind).toBe('waits');
    expect(callOf(layoutCacheSlots(spec, wide, 4), 'yours-c2').kind).toBe('value');
    expect(loadOf(layoutCacheSlots(spec, wide, 0), 'yours-a2')).toBeUndefined();
    expect(loadOf(layoutCacheSlots(spec, wide, 3), 'yours-a2')).toMatchObject({ isOpen: true });
    expect(loadOf(layoutCacheSlots(spec, wide, 4), 'yours-a2')).toMatchObject({ isOpen: false });
  });

  it('puts a second load of a key below the first, so that both are seen', () => {
    const layout = layoutCacheSlots(loadedTwice(), wide, 9);
    expect(loadOf(layout, 'yours-a2')!.y).toBeGreaterThan(loadOf(layout, 'yours-a1')!.y);
  });

  it('grows a life up to the playhead, ends it where it ended, and tells its stale part', () => {
    const lifeAt = (step: number) =>
      layoutCacheSlots(staleWaits(), wide, step).lives.find(({ id }) => id === 'reference-life-0');
    expect(lifeAt(0)).toBeUndefined();
    expect(lifeAt(2)).toMatchObject({ staleFrom: lifeAt(2)!.right });
    expect(lifeAt(2)).not.toHaveProperty('end');
    const whole = lifeAt(5)!;
    expect(whole.staleFrom).toBeLessThan(whole.right);
    expect(whole.end).toBe('replaced');
  });

  it('has the places of the contract at each step, the last used in front, and marks who goes next when full', () => {
    const at = (step: number) => layoutCacheSlots(evictedWrongly(), wide, step);
    expect(at(0).places.map(({ key }) => key)).toEqual(['a', undefined]);
    expect(at(0).nextOut).toBeUndefined();
    expect(at(2).places.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(at(2).nextOut).toMatchObject({ left: at(2).places[1]!.x });
    expect(texts(at(2))).toEqual(expect.arrayContaining(['next out', 'last used', '2 of 2']));
  });

  it('joins both sides at the first difference, from there on', () => {
    expect(layoutCacheSlots(evictedWrongly(), wide, 3).divergence).toBeUndefined();
    const layout = layoutCacheSlots(evictedWrongly(), wide, 4);
    expect(layout.divergence!.x).toBe(layout.playheadX);
  });

  it('says the same in words: one row a step', () => {
    const spec = loadedTwice();
    expect(describeCacheSlots(spec).title).toBe(
      '2 calls on 1 key of a cache with room for 3, the reference above and yours below',
    );
    const { columns, cells } = tableOfCacheSlots(spec);
    expect(columns).toHaveLength(6);
    expect(cells(2)).toEqual(['10', 'none', 'a1', 'none', 'a1, a2', 'none']);
    expect(cells(4)).toEqual(['45', 'a', 'none', 'none', 'none', 'get a: value']);
    expect(cells(9)).toEqual([]);
  });

  it('keeps any run inside its frame, no two labels over each other', () => {
    const key = fc.constantFrom('a', 'b', '', 'a-very-long-key-of-a-user', '__proto__', 'f', 'g', 'h', 'i');
    const run = fc.record({
      keys: fc.uniqueArray(key, { minLength: 1, maxLength: 9 }),
      capacity: fc.constantFrom(undefined, 1, 3, 40),
      times: fc.array(fc.nat(3000), { minLength: 1, maxLength: 40 }),
      marks: fc.array(fc.tuple(fc.nat(8), fc.nat(39), fc.nat(12)), { maxLength: 40 }),
    });
    fc.assert(
      fc.property(
        run,
        fc.integer({ min: 300, max: 900 }),
        fc.nat(50),
        ({ keys, capacity, times, marks }, width, step) => {
          const last = times.length - 1;
          const placed = marks.map(([at, from, length]) => ({
            key: keys[at % keys.length]!,
            from: Math.min(from, last),
            to: Math.min(from + length / 2, last),
          }));
          const side = {
            lives: placed.map((life) => ({ ...life, to: Math.max(life.from, life.to), end: 'evicted' as const })),
            loads: placed.map((load, index) => ({ ...load, to: Math.max(load.from, load.to), id: `x${index}` })),
            calls: placed.map((call, index) => ({
              ...{ id: `c${index}`, op: 'get' as const, key: call.key, at: call.from },
              answer: 'value' as const,
            })),
          };
          const spec = cacheSlotsSpecOf({
            sentence: '',
            keys,
            ...(capacity === undefined ? {} : { capacity }),
            reference: side,
            yours: side,
            held: times.map(() => keys),
            steps: times.toSorted((a, b) => a - b).map((t) => [t, 'x']),
          });
          expect(parseCacheSlotsSpec(spec)).toMatchObject({ ok: true });
          const layout = layoutCacheSlots(spec, { width }, step);
          const boxes = layout.labels.map((label) => ({ ...labelBox(label), text: label.text }));
          for (const [index, box] of boxes.entries()) {
            expect(box.left, box.text).toBeGreaterThanOrEqual(0);
            expect(box.right, box.text).toBeLessThanOrEqual(layout.width);
            expect(box.bottom, box.text).toBeLessThanOrEqual(layout.height);
            for (const other of boxes.slice(0, index)) {
              expect(isOverlapping(box, other), `${box.text} | ${other.text}`).toBe(false);
            }
          }
          for (const { left, right } of [...layout.lives, ...layout.loads]) {
            expect(left).toBeGreaterThanOrEqual(layout.plot.left);
            expect(right).toBeLessThanOrEqual(layout.width - layout.margin);
          }
          for (const { x } of layout.places) expect(x + PLACE.width).toBeLessThanOrEqual(layout.width - layout.margin);
          expect(new Set(layout.labels.map(({ id }) => id)).size).toBe(layout.labels.length);
        },
      ),
      { numRuns: 200, seed: 21 },
    );
  });
});

describe('parseCacheSlotsSpec', () => {
  it.each(CACHE_SLOTS)('reads $title', ({ spec }) => {
    expect(parseCacheSlotsSpec(structuredClone(spec()))).toEqual({ ok: true, spec: spec() });
  });

  it('says where a spec is wrong', () => {
    const good = evictedWrongly();
    const problemOf = (value: unknown): string => {
      const parsed = parseCacheSlotsSpec(value);
      return parsed.ok ? '' : parsed.problem;
    };
    expect(problemOf(null)).toContain('cannot be drawn');
    expect(problemOf({ ...good, firstDifference: 99 })).toContain('got 99');
    expect(problemOf({ ...good, steps: good.steps.toReversed() })).toContain('Time goes back');
    expect(problemOf({ ...good, held: [] })).toContain('6 in all, got 0');
    expect(problemOf({ ...good, keys: ['a'] })).toContain('"b" has no lane');
    const backwards = { key: 'a', from: 3, to: 2, end: 'expired' };
    expect(problemOf({ ...good, yours: { ...good.yours, lives: [backwards] } })).toContain('ends before it begins');
  });
});
