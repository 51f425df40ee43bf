import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverlapping, labelBox } from '../shared/labels';
import type { WindowSceneSpec } from '../types';
import { windowSpecOf } from './fixtures';
import { layoutWindow, type WindowLayout } from './layout';

function sliding(times: readonly number[], options: { readonly limit?: number; readonly windowMs?: number } = {}) {
  return windowSpecOf({
    edges: 'open-closed',
    limit: options.limit ?? 3,
    windowMs: options.windowMs ?? 1000,
    sentence: 'a run',
    arrivals: times.map((t) => ['a', t] as const),
    counts: (ageMs) => ageMs <= (options.windowMs ?? 1000),
  });
}

function markOf(layout: WindowLayout, id: string, lane: 'reference' | 'yours' = 'reference') {
  return layout.marks.find((mark) => mark.id === id && mark.lane === lane);
}

function texts(layout: WindowLayout): string[] {
  return layout.labels.map(({ text }) => text);
}

const wide = { width: 524 };

describe('the layout of a window', () => {
  it('moves the mark of an event that moves', () => {
    const before = layoutWindow(sliding([0, 200, 400, 1000]), wide, 3);
    const after = layoutWindow(sliding([0, 300, 400, 1000]), wide, 3);
    expect(markOf(after, 'r2')!.x).toBeGreaterThan(markOf(before, 'r2')!.x);
    expect(markOf(after, 'r3')!.x).toBeCloseTo(markOf(before, 'r3')!.x);
  });

  it('is to scale where marks have room', () => {
    const layout = layoutWindow(sliding([0, 200, 400, 1000]), wide, 3);
    const x = (id: string): number => markOf(layout, id)!.x;
    expect((x('r2') - x('r1')) / (x('r4') - x('r1'))).toBeCloseTo(0.2);
    expect(layout.breaks).toEqual([]);
  });

  it('stacks equal times above each other, and then beside', () => {
    const layout = layoutWindow(sliding([0, 500, 500, 500, 500, 500], { limit: 9 }), wide, 5);
    const stack = ['r2', 'r3', 'r4', 'r5'].map((id) => markOf(layout, id)!);
    expect(new Set(stack.map(({ x }) => x)).size).toBe(1);
    expect(new Set(stack.map(({ y }) => y)).size).toBe(4);
    expect(markOf(layout, 'r6')!.x).toBe(stack[0]!.x + 12);
  });

  it('decides nothing past the playhead', () => {
    const layout = layoutWindow(sliding([0, 200, 400, 1000]), wide, 1);
    expect(layout.marks.map(({ kind }) => kind)).toEqual([
      'admit',
      'admit',
      'admit',
      'admit',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
    ]);
    expect(layout.divergences).toEqual([]);
    for (const { points } of layout.lines) expect(points.at(-1)![0]).toBe(layout.playheadX);
  });

  it('joins the two outcomes of a difference, and rings the entry they disagree on', () => {
    const layout = layoutWindow(sliding([0, 200, 400, 1000]), wide, 3);
    expect(layout.divergences).toMatchObject([{ id: 'r4', number: 1 }]);
    expect(layout.divergences[0]!.x).toBe(layout.playheadX);
    expect(markOf(layout, 'r1')!.isExpired).toBe(true);
    expect(markOf(layout, 'r1', 'yours')).toMatchObject({ isExpired: false, isDisputed: true });
    expect(texts(layout)).toEqual(expect.arrayContaining(['r1 has left', 'r1 still held', '2, then 3', '3 of 3']));
  });

  it('draws which edge of the window is open', () => {
    expect(layoutWindow(sliding([0, 200, 1000]), wide, 2).dimension).toMatchObject({ from: 'open', to: 'closed' });
    const fixed = { ...sliding([0, 200, 1000]), edges: 'closed-open' } as const;
    const requests = fixed.requests.map((request) => ({ ...request, window: { from: 0, to: 1000 } }));
    expect(layoutWindow({ ...fixed, requests }, wide, 1).dimension).toMatchObject({ from: 'closed', to: 'open' });
  });

  it('leaves the edge of a window that begins before the page open-ended', () => {
    expect(layoutWindow(sliding([0, 200]), wide, 1).dimension!.from).toBe('beyond');
  });

  it('labels times near 2^52 relative to the first request, and says so', () => {
    const start = 2 ** 52 - 2000;
    const layout = layoutWindow(sliding([start, start + 1, start + 1000, 2 ** 52]), wide, 3);
    expect(
      texts(layout).some((text) =>
        text.includes('0 is virtual time 4\u2009503\u2009599\u2009627\u2009368\u2009496 ms'),
      ),
    ).toBe(true);
    expect(texts(layout)).toContain('+2000');
  });

  it('says where the axis is not to scale', () => {
    const layout = layoutWindow(sliding([0, 5, 10, 90_000]), wide, 3);
    expect(layout.breaks).toHaveLength(1);
    expect(texts(layout)).toContain('gaps not to scale');
  });

  it('shows the lane of the key at the playhead alone', () => {
    const spec = windowSpecOf({
      edges: 'open-closed',
      limit: 1,
      windowMs: 100,
      sentence: '',
      arrivals: [
        ['a', 0],
        ['__proto__', 50],
        ['a', 90],
      ],
    });
    const layout = layoutWindow(spec, wide, 1);
    expect(new Set(layout.marks.map(({ id }) => id))).toEqual(new Set(['r2']));
    expect(layout.stems.map(({ state }) => state)).toEqual(['other', 'decided', 'other']);
  });

  it('draws axis and lanes of a run without requests', () => {
    const layout = layoutWindow(sliding([]), wide, 0);
    expect(layout.marks).toEqual([]);
    expect(texts(layout)).toContain('reference');
  });

  it('keeps any run inside its frame, no two labels over each other, the playhead on the page', () => {
    const run = fc.record({
      gaps: fc.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(5000), fc.nat(1e9)), { minLength: 1, maxLength: 80 }),
      keys: fc.integer({ min: 1, max: 3 }),
      start: fc.constantFrom(0, 7, 2 ** 51),
      limit: fc.constantFrom(1, 2, 5, 1000, 123_456),
      windowMs: fc.constantFrom(1, 100, 1000, 10_000_000),
      edges: fc.constantFrom<WindowSceneSpec['edges']>('closed-open', 'open-closed'),
      answers: fc.infiniteStream(fc.constantFrom('admit', 'reject', 'error', 'none') as fc.Arbitrary<'admit'>),
    });
    fc.assert(
      fc.property(run, fc.integer({ min: 320, max: 900 }), fc.nat(80), (given, width, step) => {
        let t = given.start;
        const arrivals = given.gaps.map((gap, index) => [`k${index % given.keys}`, (t += gap)] as const);
        const spec = windowSpecOf({ ...given, sentence: '', arrivals, answer: () => given.answers.next().value });
        const layout = layoutWindow(spec, { width }, step);
        const boxes = layout.labels.map((label) => ({ ...labelBox(label), text: label.text }));
        for (const [index, box] of boxes.entries()) {
          expect(box.left, box.text).toBeGreaterThanOrEqual(0);
          expect(box.right, box.text).toBeLessThanOrEqual(layout.width);
          expect(box.bottom, box.text).toBeLessThanOrEqual(layout.height);
          for (const other of boxes.slice(0, index))
            expect(isOverlapping(box, other), `${box.text} | ${other.text}`).toBe(false);
        }
        for (const { x, y } of layout.marks) {
          expect(x).toBeGreaterThanOrEqual(layout.geometry.axis.left);
          expect(x).toBeLessThanOrEqual(layout.geometry.axis.right - 6);
          expect(y).toBeGreaterThan(layout.geometry.hairlines[0]! + 6);
        }
        const places = layout.marks.map(({ x, y }) => `${x},${y}`);
        expect(new Set(places).size).toBe(places.length);
        expect(new Set(layout.labels.map(({ id }) => id)).size).toBe(layout.labels.length);
        expect(layout.marks.some(({ x, kind }) => x === layout.playheadX && kind !== 'ahead')).toBe(true);
        expect(texts(layout).some((text) => ['admit', 'reject', 'threw', 'no answer'].includes(text))).toBe(true);
      }),
      { numRuns: 300, seed: 20 },
    );
  });
});
