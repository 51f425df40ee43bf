import type { PackProblem, Parsed } from './problem';

/** All values of a record of results, or all of their problems: an author sees every mistake at once. */
export function collect<T extends Readonly<Record<string, Parsed<unknown>>>>(
  results: T,
): Parsed<{ readonly [Key in keyof T]: T[Key] extends Parsed<infer Value> ? Value : never }> {
  const problems = Object.values(results).flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) return { ok: false, problems };
  const values = Object.entries(results).map(([key, result]) => [key, result.ok ? result.value : undefined]);
  return { ok: true, value: Object.fromEntries(values) };
}

/** As `collect`, for a list. */
export function collectList<T>(results: readonly Parsed<T>[]): Parsed<readonly T[]> {
  const problems: PackProblem[] = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: results.flatMap((result) => (result.ok ? [result.value] : [])) };
}
