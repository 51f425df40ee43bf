import type { ExerciseProgress } from '../attempts';
import type { ExerciseEntry } from '../packs';

export type StatusFilter = 'all' | 'started' | 'passed';

/** What the learner narrows the catalogue to. An empty query and no patterns let everything through. */
export interface CatalogueFilter {
  readonly query: string;
  readonly patterns: readonly string[];
  readonly status: StatusFilter;
}

/** A row of the catalogue: an exercise and what was done of it. */
export interface CatalogueRow {
  readonly entry: ExerciseEntry;
  readonly progress: ExerciseProgress;
}

/** Rows that the filter lets through, in the order given. All the words of the query must occur; any one pattern. */
export function filterRows(rows: readonly CatalogueRow[], filter: CatalogueFilter): readonly CatalogueRow[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ entry, progress }) => {
    const text = [
      entry.sheet,
      entry.id,
      entry.title,
      entry.summary,
      ...entry.patterns,
      ...entry.rungs.map(({ title }) => title),
    ]
      .join(' ')
      .toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.patterns.length === 0 || filter.patterns.some((pattern) => entry.patterns.includes(pattern))) &&
      (filter.status === 'all' ||
        (filter.status === 'started' ? progress.status !== 'not-started' : progress.status === 'passed'))
    );
  });
}

/** Every pattern with the number of exercises that have it, the most frequent first, then by name. */
export function countPatterns(
  entries: readonly ExerciseEntry[],
): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const name of entries.flatMap(({ patterns }) => patterns)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/** Rows by group, groups in the order of their first row. */
export function groupRows(
  rows: readonly CatalogueRow[],
): readonly { readonly group: string; readonly rows: readonly CatalogueRow[] }[] {
  const groups = new Map<string, CatalogueRow[]>();
  for (const row of rows) groups.set(row.entry.group, [...(groups.get(row.entry.group) ?? []), row]);
  return [...groups].map(([group, members]) => ({ group, rows: members }));
}

/** `just now`, `25 minutes ago`, `3 days ago`. Both in milliseconds since the epoch. */
export function formatAgo(at: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - at) / 60_000);
  if (minutes < 1) return 'just now';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1_440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
