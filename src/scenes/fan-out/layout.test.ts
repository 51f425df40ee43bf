import { describe, expect, it } from 'vitest';
import { isOverlapping, labelBox } from '../shared/labels';
import { describeFanOut, tableOfFanOut } from './describe';
import { FAN_OUT, fanOutSpecOf } from './fixtures';
import { layoutFanOut } from './layout';
import { parseFanOutSpec } from './schema';

const wide = { width: 640 };
const specOf = (seenAt: number) =>
  fanOutSpecOf({
    buffer: 4,
    sentence: 'a run',
    subscribers: ['s1 of t', 's2 of t'],
    reference: ['1 publish t e1', '1 s1 sees e1', '2 publish t e2', `${seenAt} s1 sees e2`, '7 s2 sees e1'],
  });

describe('the layout of fan-out', () => {
  it('moves the mark of an event that a subscriber sees later', () => {
    const lastX = (seenAt: number): number => {
      const marks = layoutFanOut(specOf(seenAt), wide, 7).dots.filter(({ id }) => id.startsWith('yours'));
      return marks[1]!.x;
    };
    expect(lastX(5)).toBeGreaterThan(lastX(3));
    expect(lastX(6) - lastX(5)).toBeCloseTo(lastX(5) - lastX(4));
  });

  it('says how far a slow subscriber is behind, with a square an event', () => {
    const before = layoutFanOut(specOf(5), wide, 3);
    expect(before.labels.map(({ text }) => text)).toContain('1 behind');
    expect(before.squares.filter(({ id }) => id.startsWith('yours-s1'))).toHaveLength(1);
    expect(layoutFanOut(specOf(5), wide, 5).squares.filter(({ id }) => id.startsWith('yours-s1'))).toHaveLength(0);
  });

  it('draws a dead branch with a zigzag, and not before it is dead', () => {
    const spec = FAN_OUT[0]!.spec();
    expect(layoutFanOut(spec, wide, 0).zigzags).toEqual([]);
    const later = layoutFanOut(spec, wide, 2);
    expect(later.zigzags.map(({ id }) => id)).toEqual(['reference-push']);
    expect(later.branches.find(({ id }) => id === 'subscriber-reference-push')!.kind).toBe('dead');
    expect(later.labels.map(({ text }) => text)).toContain('down, 2 seen');
  });

  it('has right angles only', () => {
    for (const { spec } of FAN_OUT) {
      for (const { points } of layoutFanOut(spec(), wide, 3).branches) {
        for (const [index, [x, y]] of points.slice(1).entries()) {
          const [fromX, fromY] = points[index]!;
          expect(x === fromX || y === fromY).toBe(true);
        }
      }
    }
  });

  it.each([300, 374, 640, 1200])('keeps labels apart and all in the frame, %i wide', (width) => {
    for (const { spec } of [...FAN_OUT, { spec: () => specOf(4) }]) {
      const made = spec();
      for (let step = 0; step < made.steps.length; step += 1) {
        const layout = layoutFanOut(made, { width }, step);
        const boxes = layout.labels.map(labelBox);
        boxes.forEach((box, index) => {
          expect(boxes.slice(index + 1).filter((other) => isOverlapping(box, other))).toEqual([]);
        });
        const xs = [
          ...boxes.flatMap((box) => [box.left, box.right]),
          ...layout.nodes.map(({ right }) => right),
          ...layout.dots.map(({ x }) => x + 5),
        ];
        const ys = [
          ...boxes.flatMap((box) => [box.top, box.bottom]),
          ...layout.nodes.map(({ bottom }) => bottom),
          ...layout.dots.map(({ y }) => y + 5),
        ];
        expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...xs)).toBeLessThanOrEqual(layout.width);
        expect(Math.max(...ys)).toBeLessThanOrEqual(layout.height);
      }
    }
  });

  it('names every subscriber, on both sides', () => {
    const texts = layoutFanOut(FAN_OUT[0]!.spec(), wide, 2).labels.map(({ text }) => text);
    expect(texts.filter((text) => text === 'search')).toHaveLength(2 + 1);
  });
});

describe('the words of fan-out', () => {
  it('has a cell a subscriber and side, and tells the sentence first', () => {
    const spec = FAN_OUT[0]!.spec();
    const table = tableOfFanOut(spec);
    expect(table.cells(1)).toHaveLength(table.columns.length);
    expect(table.cells(1)).toContain('down, 2 seen');
    expect(describeFanOut(spec).description.startsWith(spec.sentence)).toBe(true);
  });
});

describe('the schema of fan-out', () => {
  it('reads what the fixtures make, and says what is wrong with others', () => {
    for (const { spec } of FAN_OUT) expect(parseFanOutSpec(spec()).ok).toBe(true);
    const { subscribers, ...rest } = specOf(4);
    const wrong = [{ ...rest, subscribers: [subscribers[0], subscribers[0]] }, { ...rest, subscribers: [] }, rest];
    const problems = wrong.map((one) => parseFanOutSpec(one)).map((parsed) => (parsed.ok ? '' : parsed.problem));
    expect(problems[0]).toContain('used twice');
    expect(problems[1]).toContain('no subscriber');
    expect(problems[2]).toContain('subscribers');
  });
});
