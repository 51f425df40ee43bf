/** What a rung's judgements are a function of, as one hash: a report is of these sources or it is of others. */
import { canonicalJson, sha256Hex } from '../packs/canonical';
import type { BuildExercise, ExerciseBank } from '../packs/types';
import type { Equivalent } from './equivalents';
import type { Qualified, ReportProblem } from './report';
import { SEEDS } from './report';

/**
 * SHA-256, hexadecimal: scenarios, rules, facts, cases, and the rung's banks. Prompts, hints and drawings judge nothing.
 * @param code hash of scenarios and rules as they are written, and of the reference engines that they use
 */
export async function sourcesHash(
  exercise: BuildExercise,
  bank: ExerciseBank,
  rungId: string,
  equivalents: readonly Equivalent[],
  code: string,
): Promise<string> {
  const rung = exercise.rungs.find(({ id }) => id === rungId);
  if (rung === undefined) throw new Error(`${exercise.id} has no rung ${rungId}`);
  const { id, facts, runs, requiredExport, reference } = rung;
  const judged = {
    id,
    facts,
    runs,
    requiredExport,
    reference,
    bank: bank.rungs[rungId] ?? [],
    equivalents,
    code,
  };
  return sha256Hex(new TextEncoder().encode(canonicalJson(judged)));
}

/** How an exercise's report stands to what the exercise is now. */
export type Standing =
  | { readonly kind: 'current' }
  /** The judge has changed since: worth making again, and no fault of the exercise. */
  | { readonly kind: 'stale'; readonly message: string }
  | { readonly kind: 'missing' | 'outdated'; readonly problem: ReportProblem };

/**
 * @param report as it was read; undefined where there is none
 * @param sources hashes of the rungs as they are now
 * @param command what makes the report
 */
export function standingOf(
  report: Qualified | undefined,
  sources: Readonly<Record<string, string>>,
  judge: string,
  command: string,
): Standing {
  const file = 'qualified.json';
  if (report === undefined) {
    return {
      kind: 'missing',
      problem: { file, message: `is not there: nothing has proven the exercise's checks. Run ${command}` },
    };
  }
  const rungs = Object.keys(sources);
  const changed = rungs.filter((rung) => report.rungs[rung]?.sources !== sources[rung]);
  if (changed.length > 0) {
    const what = changed.map((rung) => (report.rungs[rung] === undefined ? `${rung} (not in it)` : rung)).join(', ');
    return { kind: 'outdated', problem: { file, message: `the exercise has changed since: ${what}. Run ${command}` } };
  }
  const few = rungs.filter((rung) => (report.rungs[rung]?.seeds ?? 0) < SEEDS);
  if (few.length > 0) {
    const message = `was made over fewer than ${SEEDS} seeds (${few.join(', ')}). Run ${command}`;
    return { kind: 'outdated', problem: { file, message } };
  }
  if (report.judge === judge) return { kind: 'current' };
  return {
    kind: 'stale',
    message: `kernel, checks or compiler have changed since its report. To make it anew: ${command}`,
  };
}
