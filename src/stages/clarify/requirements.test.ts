import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../packs';
import type { Data } from '../../../engines/kernel/types';
import { gradeSorted, sortedOf } from './requirements';

const log = (...data: readonly Data[]) => data.map((one, at) => ({ at, rung: 'case', data: one }));
const sort = (requirement: string, kind: string): Data => ({ do: 'sort', requirement, kind });
const requirement = (id: string, kind: Requirement['kind']): Requirement => ({ id, kind, text: id, because: '' });

describe('requirements', () => {
  it('stand where they were put last, until they are locked', () => {
    const sorted = sortedOf(
      log(
        sort('a', 'functional'),
        sort('a', 'out-of-scope'),
        { do: 'lock' },
        sort('a', 'functional'),
        sort('b', 'functional'),
      ),
    );
    expect([...sorted.kinds]).toEqual([['a', 'out-of-scope']]);
    expect(sorted.isLocked).toBe(true);
  });

  it('passes over what is no sorting', () => {
    expect(sortedOf(log({ do: 'ask' }, sort('a', 'nowhere'), 3)).kinds.size).toBe(0);
  });

  it('tells what is in its place from what is out of it or nowhere', () => {
    const all = [requirement('a', 'functional'), requirement('b', 'functional'), requirement('c', 'out-of-scope')];
    const { right, wrong } = gradeSorted(all, sortedOf(log(sort('a', 'functional'), sort('b', 'out-of-scope'))));
    expect([right.map(({ id }) => id), wrong.map(({ id }) => id)]).toEqual([['a'], ['b', 'c']]);
  });
});
