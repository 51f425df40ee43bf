/** Qualifies an exercise: which trials there are, in what order, and how they become its report. */
import type { BuiltExercise } from '../packs/build';
import type { BankProgram, Rung } from '../packs/types';
import type { Equivalents } from './equivalents';
import { mutantsOf } from './mutate';
import { repairOf } from './repair';
import {
  equivalentProblems,
  factProblems,
  reportRung,
  type Qualified,
  type RepairOutcome,
  type RungReport,
} from './report';
import { normalisedTree } from './same-program';
import { sourcesHash } from './sources';
import type { Task, TaskResult } from './types';

/** Makes one trial, somewhere. */
export type RunTask = (task: Task) => Promise<TaskResult>;

export interface QualifyOptions {
  readonly built: Pick<BuiltExercise, 'exercise' | 'bank' | 'modules'>;
  readonly equivalents: Equivalents;
  /** Hash of the judge. */
  readonly judge: string;
  /** Hash of the exercise's code that judges, and of the reference engines that it uses. */
  readonly code: string;
  /** Generated cases for a right program, at least. */
  readonly seeds: number;
  /**
   * Right and wrong programs alone, each wrong one judged once: no repairs, no mutants, no cases to kill. For a check;
   * makes no report to be kept.
   */
  readonly isQuick?: boolean;
  /** Rungs to be tried; the others keep what `previous` says of them, if it is of the same sources. */
  readonly rungs: readonly string[];
  readonly previous?: Qualified | undefined;
  readonly runTask: RunTask;
  /** Hears of each rung when its trials are done. */
  readonly onRung?: (rung: string, report: RungReport) => void;
}

/** How often a wrong program is judged. */
const REJECT_JUDGEMENTS = 10;
/** Part of a right program's cases that a mended program and a mutant get. */
const REPAIR_PART = 10;
const MUTANT_PART = 5;

/** The report. Rejects with what a task rejects with. */
export async function qualify(options: QualifyOptions): Promise<Qualified> {
  const { built, equivalents, judge, previous } = options;
  const { exercise, bank } = built;
  const rungs: [string, RungReport][] = [];
  for (const rung of exercise.rungs) {
    const sources = await sourcesHash(exercise, bank, rung.id, equivalents[rung.id] ?? [], options.code);
    const kept = previous?.judge === judge ? previous.rungs[rung.id] : undefined;
    if (options.rungs.includes(rung.id)) {
      const report = await qualifyRung(options, rung, sources);
      options.onRung?.(rung.id, report);
      rungs.push([rung.id, report]);
    } else if (kept?.sources === sources) rungs.push([rung.id, kept]);
  }
  const unknown = Object.keys(equivalents).filter((id) => exercise.rungs.every((rung) => rung.id !== id));
  return {
    format: 1,
    exercise: exercise.id,
    judge,
    rungs: Object.fromEntries(rungs),
    problems: [
      ...factProblems(exercise.variants, Object.values(bank.rungs).flat()),
      ...unknown.map((id) => ({ file: 'equivalents.yaml', message: `there is no rung "${id}". Take it away.` })),
    ],
  };
}

async function qualifyRung(options: QualifyOptions, rung: Rung, sources: string): Promise<RungReport> {
  const { built, seeds, runTask, isQuick = false } = options;
  const listed = options.equivalents[rung.id] ?? [];
  const rules = built.modules.rules.rules.filter((rule) => rule.rungs.includes(rung.id)).map(({ id }) => id);
  const programs = built.bank.rungs[rung.id] ?? [];
  const right = programs.filter(({ kind }) => kind === 'accept');
  const wrong = programs.filter(({ kind }) => kind === 'reject');
  const mutated = isQuick ? [] : toMutate(right, rung);
  const base = (program: BankProgram) => ({ rung: rung.id, facts: { ...rung.facts, ...program.facts } });

  // All are asked for at once: whoever runs them decides how many go on at a time.
  const [accepts, rejects, mutants] = await Promise.all([
    all(right, async (program) => {
      const result = await runTask({ kind: 'accept', ...base(program), source: program.source, seeds });
      return { program, trial: trialOf(result, 'accept') };
    }),
    all(wrong, async (program) => {
      const breaks = program.breaks ?? '';
      const judgements = isQuick ? 1 : REJECT_JUDGEMENTS;
      const task = { kind: 'reject', ...base(program), source: program.source, seeds, breaks, judgements } as const;
      const [result, repair] = await Promise.all([runTask(task), tryRepair(program)]);
      return { program, trial: trialOf(result, 'reject'), repair };
    }),
    all(
      mutated.flatMap((program) => mutantsOf(program.id, program.source).map((mutant) => ({ program, mutant }))),
      async ({ program, mutant }) => {
        const share = Math.ceil(seeds / MUTANT_PART);
        const result = await runTask({ kind: 'mutant', ...base(program), source: mutant.source, seeds: share });
        return { mutant, trial: trialOf(result, 'mutant') };
      },
    ),
  ]);

  async function tryRepair(program: BankProgram): Promise<RepairOutcome> {
    if (isQuick) return { by: null };
    const facts = JSON.stringify(program.facts ?? {});
    const same = right.filter((one) => JSON.stringify(one.facts ?? {}) === facts);
    const repair = repairOf(program.source, same);
    // That accept is judged over all seeds: what is wrong with it is told there.
    if (repair.by === 'accept') return { by: repair.accept };
    if (repair.by === 'none') return { by: null, problem: repair.message };
    const share = Math.ceil(seeds / REPAIR_PART);
    const result = await runTask({ kind: 'repair', ...base(program), source: repair.source, seeds: share });
    const { ok, message } = trialOf(result, 'repair');
    return ok ? { by: 'marks' } : { by: 'marks', problem: message };
  }

  const report = reportRung({
    rung: rung.id,
    sources,
    seeds,
    rules,
    accepts,
    rejects,
    mutants,
    mutated: mutated.map(({ id }) => id),
    equivalents: listed,
    copies: copiesOf(right),
  });
  if (isQuick) return report;
  return { ...report, problems: [...report.problems, ...equivalentProblems(rung.id, listed, mutants)] };
}

function all<T, R>(items: readonly T[], use: (item: T) => Promise<R>): Promise<R[]> {
  return Promise.all(items.map(use));
}

type Trial<Kind extends TaskResult['kind']> = Extract<TaskResult, { kind: Kind }>['trial'];

function trialOf<Kind extends TaskResult['kind']>(result: TaskResult, kind: Kind): Trial<Kind> {
  if (result.kind !== kind) throw new Error(`asked for ${kind}, got ${result.kind}`);
  return result.trial as Trial<Kind>;
}

/** Programs whose header says `// mutate: yes`; else the one that the rung shows as its reference. */
function toMutate(right: readonly BankProgram[], rung: Rung): readonly BankProgram[] {
  const named = right.filter(({ source }) => /^\/\/ mutate:/m.test(source));
  return named.length > 0 ? named : right.filter(({ source }) => source === rung.reference).slice(0, 1);
}

/** Each accept that is an earlier one renamed. Two may be the same text under other facts. */
function copiesOf(right: readonly BankProgram[]): readonly (readonly [string, string])[] {
  const seen = new Map<string, string>();
  return right.flatMap(({ id, source, facts }): (readonly [string, string])[] => {
    const tree = `${JSON.stringify(facts ?? {})} ${normalisedTree(source)}`;
    const first = seen.get(tree);
    if (first === undefined) seen.set(tree, id);
    return first === undefined ? [] : [[first, id]];
  });
}
