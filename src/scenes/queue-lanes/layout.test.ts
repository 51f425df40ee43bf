import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverlapping, labelBox } from '../shared/labels';
import { describeQueueLanes, tableOfQueueLanes } from './describe';
import { QUEUE_LANES, queueLanesSpecOf } from './fixtures';
import { SQUARE, type QueueLanesLayout } from './geometry';
import { layoutQueueLanes } from './layout';
import { parseQueueLanesSpec } from './schema';

const wide = { width: 524 };
const barOf = (layout: QueueLanesLayout, id: string, side = 'yours') =>
  layout.bars.find((bar) => bar.id === id && bar.side === side)!;
const texts = ({ labels }: QueueLanesLayout): string[] => labels.map(({ text }) => text);

/** Two workers; a third job that waits, and starts late in yours. */
function lateStart(startMs = 50) {
  return queueLanesSpecOf({
    workers: 2,
    bound: 2,
    sentence: 'a run',
    jobs: [
      [0, 50],
      [0, 20],
      [0, 30],
      [0, 30],
    ],
    yours: { j3: { started: startMs, ended: startMs + 30 } },
  });
}

describe('the layout of queue lanes', () => {
  it('moves the bar of a job that starts later, on the axis of both sides', () => {
    const [before, after] = [layoutQueueLanes(lateStart(50), wide, 9), layoutQueueLanes(lateStart(60), wide, 9)];
    expect(after.axis.xOf(60)).toBeGreaterThan(after.axis.xOf(50));
    expect(barOf(after, 'j3').left).toBeCloseTo(after.axis.xOf(60));
    expect(barOf(before, 'j3').left).toBeCloseTo(before.axis.xOf(50));
    expect(barOf(before, 'j1').left).toBe(barOf(before, 'j1', 'reference').left);
  });

  it('fills what has run, and outlines what is to come', () => {
    const { left, done, right } = barOf(layoutQueueLanes(lateStart(), wide, 1), 'j1');
    expect(done).toBeGreaterThan(left);
    expect(done).toBeLessThan(right);
    const whole = barOf(layoutQueueLanes(lateStart(), wide, 9), 'j1');
    expect(whole.done).toBe(whole.right);
  });

  it('has one square a waiting job, one a free place, and prints the bound', () => {
    const layout = layoutQueueLanes(lateStart(), wide, 1);
    const kinds = (side: string) => layout.squares.filter((square) => square.side === side).map(({ kind }) => kind);
    expect(kinds('reference')).toEqual(['accepted', 'place']);
    expect(kinds('yours')).toEqual(['accepted', 'accepted']);
    expect(texts(layout)).toEqual(expect.arrayContaining(['1 waiting, bound 2', '2 waiting, bound 2']));
  });

  it('marks what is over the bound, and who is held back', () => {
    const spec = QUEUE_LANES.find(({ title }) => title.includes('over the bound'))!.spec();
    const layout = layoutQueueLanes(spec, wide, 0);
    const kinds = (side: string) => layout.squares.filter((square) => square.side === side).map(({ kind }) => kind);
    expect(kinds('reference')).toEqual(['accepted', 'accepted', 'held', 'held', 'held']);
    expect(kinds('yours')).toEqual(['accepted', 'accepted', 'over', 'over', 'over']);
  });

  it('gives a job too many a lane of its own', () => {
    const spec = QUEUE_LANES.find(({ title }) => title.includes('too many'))!.spec();
    const layout = layoutQueueLanes(spec, wide, 0);
    expect(barOf(layout, 'j2')).toMatchObject({ isOver: true });
    expect(layout.sides.yours.lanes).toHaveLength(2);
    expect(texts(layout)).toContain('one too many');
  });

  it('joins both sides at the first difference, from there on', () => {
    const spec = lateStart();
    expect(layoutQueueLanes(spec, wide, 0).divergence).toBeUndefined();
    const { divergence, axis } = layoutQueueLanes(spec, wide, spec.firstDifference!);
    expect(divergence!.x).toBe(axis.xOf(20));
  });

  it('ends the depth at the playhead', () => {
    const layout = layoutQueueLanes(lateStart(), wide, 1);
    for (const { points } of layout.depths) expect(points.at(-1)![0]).toBe(layout.playheadX);
  });

  it('says the same in words: one row an instant', () => {
    const spec = lateStart();
    expect(describeQueueLanes(spec).title).toBe(
      '4 jobs on 2 workers with a queue for 2, the reference above and yours below',
    );
    const { columns, cells } = tableOfQueueLanes(spec);
    expect(columns).toHaveLength(7);
    expect(cells(0)).toEqual(['0', 'j1, j2', 'j3, j4', 'none', 'j1, j2', 'j3, j4', 'none']);
    expect(cells(spec.steps.length)).toEqual([]);
  });

  it('keeps any run inside its frame, no two labels over each other', () => {
    const time = fc.oneof(fc.nat(30), fc.nat(3000), fc.nat(1e7));
    const run = fc.record({
      workers: fc.integer({ min: 1, max: 12 }),
      bound: fc.constantFrom(1, 2, 9, 400),
      jobs: fc.array(fc.tuple(time, time), { maxLength: 40 }),
      late: fc.array(fc.tuple(fc.nat(39), fc.nat(90)), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(run, fc.integer({ min: 300, max: 900 }), fc.nat(100), ({ jobs, late, ...given }, width, step) => {
        const sorted = jobs.toSorted((a, b) => a[0] - b[0]);
        const plain = queueLanesSpecOf({ ...given, sentence: '', jobs: sorted });
        const yours = Object.fromEntries(
          late.flatMap(([index, ms]) => {
            const job = plain.yours[index];
            return job === undefined ? [] : [[job.id, { started: job.started! + ms, ended: job.ended! + ms }]];
          }),
        );
        const layout = layoutQueueLanes(
          queueLanesSpecOf({ ...given, sentence: '', jobs: sorted, yours }),
          { width },
          step,
        );
        const boxes = layout.labels.map((label) => ({ ...labelBox(label), text: label.text }));
        for (const [index, box] of boxes.entries()) {
          expect(box.left, box.text).toBeGreaterThanOrEqual(0);
          expect(box.right, box.text).toBeLessThanOrEqual(layout.width);
          expect(box.bottom, box.text).toBeLessThanOrEqual(layout.height);
          for (const other of boxes.slice(0, index)) {
            expect(isOverlapping(box, other), `${box.text} | ${other.text}`).toBe(false);
          }
        }
        for (const { left, right } of layout.bars) {
          expect(left).toBeGreaterThanOrEqual(layout.plot.left);
          expect(right).toBeLessThanOrEqual(layout.width - layout.margin);
        }
        for (const { x } of layout.squares) expect(x + SQUARE).toBeLessThanOrEqual(layout.width - layout.margin);
        for (const box of layout.boxes) expect(box.right).toBeLessThanOrEqual(layout.width - layout.margin);
        expect(new Set(layout.labels.map(({ id }) => id)).size).toBe(layout.labels.length);
        expect(texts(layout).filter((text) => text.includes('bound') || text.endsWith('…'))).toHaveLength(2);
      }),
      { numRuns: 200, seed: 20 },
    );
  });
});

describe('parseQueueLanesSpec', () => {
  it.each(QUEUE_LANES)('reads $title', ({ spec }) => {
    expect(parseQueueLanesSpec(structuredClone(spec()))).toEqual({ ok: true, spec: spec() });
  });

  it('says where a spec is wrong', () => {
    const good = lateStart();
    const problemOf = (value: unknown): string => {
      const parsed = parseQueueLanesSpec(value);
      return parsed.ok ? '' : parsed.problem;
    };
    expect(problemOf(null)).toContain('cannot be drawn');
    expect(problemOf({ ...good, firstDifference: 99 })).toContain('got 99');
    expect(problemOf({ ...good, steps: good.steps.toReversed() })).toContain('Time goes back');
    expect(problemOf({ ...good, yours: [...good.yours, ...good.yours] })).toContain('"j1" is used twice');
    expect(problemOf({ ...good, yours: [{ id: 'a', submitted: 5, started: 3 }] })).toContain('before it is submitted');
    expect(problemOf({ ...good, yours: [{ id: 'a', submitted: 5, ended: 6 }] })).toContain('before it starts');
  });
});
