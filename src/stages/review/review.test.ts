import { describe, expect, it } from 'vitest';
import type { StageEntry } from '../../attempts';
import type { CostClaim, Talk } from '../../packs/types';
import { answer } from '../answers/answers';
import { formatCount, layoutCost } from './cost';
import { claimsOf, gradeReview, itemName, notesOf, type ReviewItems } from './state';

const talk = (id: string): Talk => ({
  id,
  question: `${id}?`,
  rungs: ['one'],
  points: [
    { id: 'map', point: 'Names the map.', evidence: ['map key'] },
    { id: 'cost', point: 'Names the cost.', evidence: ['constant time'] },
  ],
  answer: 'x',
});
const cost: CostClaim = { op: 'allow', rungs: ['one'], size: 'keys', scenario: 's', expected: 'O(1)' };
const items: ReviewItems = {
  remarks: [],
  costs: [cost],
  followups: [talk('a')],
  tradeoffs: [],
  production: [talk('b')],
};
const log = (...data: StageEntry['data'][]): StageEntry[] => data.map((each, at) => ({ at, rung: 'one', data: each }));

describe('a review', () => {
  it('counts what is found, and apart from it what is claimed', () => {
    const name = itemName('followups', 'a');
    const entries = log(
      answer(name, 'I keep a map from key to count.', talk('a')),
      { do: 'contest', item: name, point: 'cost' },
      { do: 'claim', op: 'allow', claimed: 'O(n)' },
    );
    expect(gradeReview(items, entries, 'one')).toMatchObject({
      answered: 2,
      items: 3,
      found: 1,
      points: 4,
      claimed: 1,
    });
    expect(gradeReview(items, entries, 'two')).toMatchObject({ answered: 0, found: 0 });
  });

  it('asks for the cost before anything else is said to be next', () => {
    expect(gradeReview(items, [], 'one').next).toContain('what a call costs');
    const claimed = log({ do: 'claim', op: 'allow', claimed: 'O(1)' });
    expect(gradeReview(items, claimed, 'one').next).toBe('2 questions are open. Begin with what fails first.');
  });

  it('remembers what was claimed first, without knowing', () => {
    const entries = log(
      { do: 'claim', op: 'allow', claimed: 'O(n)' },
      { do: 'claim', op: 'allow', claimed: 'O(1)' },
      { do: 'note', text: 'why?' },
      { do: 'sing' },
    );
    expect(claimsOf(entries, 'one').get('allow')).toEqual({ first: 'O(n)', last: 'O(1)' });
    expect(notesOf(entries, 'one')).toEqual([{ at: 2, text: 'why?' }]);
    expect(notesOf(entries, 'two')).toEqual([]);
  });
});

describe('the chart of a cost', () => {
  const frame = { width: 400, height: 200, left: 40, right: 60, top: 10, bottom: 30 };
  const measured = (steps: (size: number) => number) => ({
    op: 'allow',
    growth: 'O(n)',
    points: [64, 256, 1024].map((size) => ({ size, steps: steps(size) })),
  });

  it('moves a point up when it takes more steps, and not sideways', () => {
    const [before, after] = [
      layoutCost(
        measured((n) => n),
        frame,
      ),
      layoutCost(
        measured((n) => (n === 256 ? 300 : n)),
        frame,
      ),
    ];
    expect(after.points[1]?.x).toBe(before.points[1]?.x);
    expect(after.points[1]?.y).toBeLessThan(before.points[1]?.y ?? 0);
    expect(after.points[0]).toEqual(before.points[0]);
  });

  it('keeps everything inside of its frame, whatever was counted', () => {
    for (const steps of [() => 1, (n: number) => n, (n: number) => n * n * 1000, () => 0]) {
      const layout = layoutCost(measured(steps), frame);
      const marks = [...layout.points, ...layout.guides];
      expect(marks.every(({ x, y }) => x >= 40 && x <= 340 && y >= 10 && y <= 170)).toBe(true);
    }
    expect(layoutCost({ op: 'a', growth: 'unclear', points: [] }, frame).points).toEqual([]);
  });

  it('draws growth as a straight line where it is one', () => {
    const { points } = layoutCost(
      measured((n) => 3 * n),
      frame,
    );
    const slope = (a = points[0], b = points[1]) => ((b?.y ?? 0) - (a?.y ?? 0)) / ((b?.x ?? 1) - (a?.x ?? 0));
    expect(slope(points[1], points[2])).toBeCloseTo(slope(), 1);
    expect(formatCount(4096)).toBe('4\u2009096');
  });
});
