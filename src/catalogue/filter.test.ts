import { describe, expect, it } from 'vitest';
import type { ExerciseProgress } from '../attempts';
import { type CatalogueRow, countPatterns, filterRows, formatAgo, groupRows } from './filter';

function row(
  id: string,
  patterns: readonly string[],
  status: ExerciseProgress['status'] = 'not-started',
  group = 'A',
): CatalogueRow {
  return {
    entry: {
      id,
      kind: 'build',
      sheet: `B-${id}`,
      title: `Title of ${id}`,
      summary: 'admits and refuses',
      group,
      patterns,
      minutes: 30,
      rungs: [{ id: 'first', title: 'Fixed window' }],
      contentHash: '',
      file: '',
    },
    progress: { exercise: id, status, passed: [] },
  };
}

const rows = [
  row('limiter', ['windows', 'time'], 'passed'),
  row('pool', ['queues'], 'in-progress', 'B'),
  row('cache', ['time']),
];
const ids = (found: readonly CatalogueRow[]): string[] => found.map(({ entry }) => entry.id);
const all = { query: '', patterns: [], status: 'all' } as const;

describe('the catalogue', () => {
  it('shows every exercise until it is narrowed', () => {
    expect(ids(filterRows(rows, all))).toEqual(['limiter', 'pool', 'cache']);
  });
  it('finds all words of a query in titles, summaries, patterns and rungs', () => {
    expect(ids(filterRows(rows, { ...all, query: 'TIME refuses' }))).toEqual(['limiter', 'cache']);
    expect(ids(filterRows(rows, { ...all, query: 'fixed window pool' }))).toEqual(['pool']);
    expect(ids(filterRows(rows, { ...all, query: 'zzz' }))).toEqual([]);
  });
  it('takes any one of several patterns', () => {
    expect(ids(filterRows(rows, { ...all, patterns: ['queues', 'windows'] }))).toEqual(['limiter', 'pool']);
  });
  it('counts a passed exercise as started', () => {
    expect(ids(filterRows(rows, { ...all, status: 'started' }))).toEqual(['limiter', 'pool']);
    expect(ids(filterRows(rows, { ...all, status: 'passed' }))).toEqual(['limiter']);
  });
  it('counts patterns, the most frequent first', () => {
    expect(countPatterns(rows.map(({ entry }) => entry))).toEqual([
      { name: 'time', count: 2 },
      { name: 'queues', count: 1 },
      { name: 'windows', count: 1 },
    ]);
  });
  it('groups rows in the order of their first', () => {
    expect(groupRows(rows).map(({ group, rows: members }) => [group, ids(members)])).toEqual([
      ['A', ['limiter', 'cache']],
      ['B', ['pool']],
    ]);
  });
  it('tells how long ago in words', () => {
    const minute = 60_000;
    expect(
      [0, 59_999, minute, 59 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute].map((ago) => formatAgo(0, ago)),
    ).toEqual(['just now', 'just now', '1 minute ago', '59 minutes ago', '1 hour ago', '1 day ago', '2 days ago']);
    expect(formatAgo(5_000, 0)).toBe('just now');
  });
});
