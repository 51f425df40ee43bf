import { describe, expect, it } from 'vitest';
import type { StageEntry } from '../attempts';
import type { Data } from '../../engines/kernel/types';
import { ANOTHER_TRY, copied, graded, triesOf } from './tries';
import type { StageGrade } from './types';

const log = (...data: readonly Data[]): StageEntry[] =>
  data.map((one, index) => ({ at: index, rung: 'case', data: one }));
const grade: StageGrade = {
  found: [{ id: 'a', text: 'A', place: 'row 1' }],
  missing: [{ id: 'b', text: 'B' }],
  contested: [],
  share: 0.5,
  next: 'Do b.',
};

describe('tries', () => {
  it('is one without any entry', () => {
    expect(triesOf([])).toEqual([{ entries: [], grades: [] }]);
  });

  it('keeps every try with what was done in it, and its grades', () => {
    const tries = triesOf(
      log({ do: 'one' }, graded(grade), { do: 'two' }, graded(grade), ANOTHER_TRY, { do: 'three' }),
    );
    expect(tries.map(({ entries }) => entries.map(({ data }) => data))).toEqual([
      [{ do: 'one' }, { do: 'two' }],
      [{ do: 'three' }],
    ]);
    expect(tries.map(({ grades }) => grades)).toEqual([
      [
        { at: 1, grade },
        { at: 3, grade },
      ],
      [],
    ]);
  });

  it('goes on from an earlier try with all that was kept in it, and none of its grades', () => {
    const [first] = triesOf(log({ do: 'one' }, graded(grade)));
    expect(copied(first!)).toEqual([{ do: 'one' }]);
  });

  it('leaves to the stage what it does not know itself', () => {
    const odd = log({ frame: 'later' }, 7, null);
    expect(triesOf(odd)[0]?.entries).toEqual(odd);
  });
});
