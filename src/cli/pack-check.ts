/**
 * Is a pack sound? Its schema and modules, its types, its links, and for every rung the proof of its rules: the starter
 * fails, every accept passes over 300 seeds, every reject dies by the rule that it says it breaks. What takes longer,
 * `qualify` does; its report is read here.
 */
import { join, resolve } from 'node:path';
import { buildPack, type BuiltExercise } from '../packs/build';
import { linkProblems } from '../packs/links';
import type { PackProblem } from '../packs/problem';
import { displayPath, moduleFiles, ownModuleFiles } from '../packs/source-files';
import type { BankProgram, Rung } from '../packs/types';
import { typeProblems } from '../packs/type-check';
import { qualify } from '../qualify/qualify';
import type { Qualified, ReportProblem, RungReport } from '../qualify/report';
import { DRYDOCK_GLOBALS } from '../workbench/editor/drydock-globals';
import { gradeProgram, type Graded } from './grade-program';
import { verdictOf } from './grade-result';
import { harnessTexts } from './harness';
import { readEquivalents, standingOfReport } from './qualify-files';
import { createPool, type Pool } from './qualify-pool';

/** What was looked at, and what is wrong. */
export interface PackReport {
  readonly problems: readonly PackProblem[];
  /** Worth doing, and no fault of the pack: reports to be made, or made anew. */
  readonly notes: readonly string[];
  readonly exercises: number;
  readonly rungs: number;
  readonly accepts: Tally;
  readonly rejects: Tally;
  /** Of the reports that there are; equivalent ones are not among them. */
  readonly mutants: Tally;
}

/** How many there are, and how many did as they should. */
export interface Tally {
  readonly all: number;
  readonly good: number;
}

/** Programs of a bank for one rung, at least; a rule is proven by what it kills and by what it lets live. */
const LEAST = { accept: 4, reject: 8 } as const;
/** Generated cases that an accept is judged over here, at least. */
const SEEDS = 300;

/** `2 rungs: 8 of 8 accepts pass, 16 of 16 rejects die by their rule, 52 of 52 mutants die, 0 problems` */
export function formatTotals({ rungs, accepts, rejects, mutants, problems }: PackReport): string {
  return [
    `${rungs} rung${rungs === 1 ? '' : 's'}: ${accepts.good} of ${accepts.all} accepts pass`,
    `${rejects.good} of ${rejects.all} rejects die by their rule`,
    `${mutants.good} of ${mutants.all} mutants die`,
    `${problems.length} problem${problems.length === 1 ? '' : 's'}`,
  ].join(', ');
}

/**
 * Checks the pack in `folder`. Programs run in processes apart, two at a time.
 * @param say hears a line a rung while it works
 */
export async function checkPack(folder: string, say: (line: string) => void): Promise<PackReport> {
  const none: Tally = { all: 0, good: 0 };
  const built = await buildPack(folder);
  if (!built.ok) {
    const nothing = { exercises: 0, rungs: 0, accepts: none, rejects: none, mutants: none };
    return { problems: built.problems, notes: [], ...nothing };
  }
  const { exercises } = built.value;
  const problems: PackProblem[] = [
    ...typeProblems((await Promise.all(exercises.map(allModules))).flat(), DRYDOCK_GLOBALS),
  ];
  for (const { exercise, folder: home } of exercises) {
    const file = displayPath(home);
    problems.push(...linkProblems(exercise).map((message) => ({ file, message })));
  }
  const notes: string[] = [];
  const counted = { accepts: none, rejects: none, mutants: none, rungs: 0 };
  // Bundled once here, so that the processes find it.
  await harnessTexts();
  const pool = createPool(2);
  try {
    for (const exercise of exercises) {
      const proof = await proveExercise(folder, exercise, pool, say);
      problems.push(...proof.problems);
      notes.push(...proof.notes);
      counted.rungs += exercise.exercise.rungs.length;
      for (const key of ['accepts', 'rejects', 'mutants'] as const) counted[key] = add(counted[key], proof[key]);
    }
  } finally {
    pool.stop();
  }
  return { problems, notes, exercises: exercises.length, ...counted };
}

function add(a: Tally, b: Tally): Tally {
  return { all: a.all + b.all, good: a.good + b.good };
}

async function allModules({ folder, exercise }: BuiltExercise): Promise<readonly string[]> {
  const banks = exercise.rungs.flatMap(({ id }) => [join(folder, 'accept', id), join(folder, 'reject', id)]);
  const folders = [join(folder, 'starter'), join(folder, 'contract'), ...banks];
  const programs = await Promise.all(folders.map(moduleFiles));
  return [...(await ownModuleFiles(folder)), ...programs.flat()].map((file) => resolve(file));
}

type Proof = Pick<PackReport, 'problems' | 'notes' | 'accepts' | 'rejects' | 'mutants'>;

async function proveExercise(
  pack: string,
  built: BuiltExercise,
  pool: Pool,
  say: (line: string) => void,
): Promise<Proof> {
  const { exercise, folder, bank } = built;
  const equivalents = await readEquivalents(folder);
  const problems: PackProblem[] = equivalents.ok ? [] : [...equivalents.problems];
  const here = ({ file, line, message }: ReportProblem): PackProblem => {
    const path = displayPath(join(folder, file));
    return line === undefined ? { file: path, message } : { file: path, line, message };
  };
  for (const rung of exercise.rungs) {
    const starter = starterProblem(await gradeStarter(built, rung));
    if (starter !== undefined) problems.push({ file: displayPath(folder), message: `rung "${rung.id}": ${starter}` });
    problems.push(...smallBanks(folder, rung, bank.rungs[rung.id] ?? []));
  }
  const quick = await qualify({
    built,
    equivalents: {},
    judge: '',
    code: '',
    seeds: SEEDS,
    rungs: exercise.rungs.map(({ id }) => id),
    isQuick: true,
    runTask: async (task) => (await pool.run({ pack, exercise: exercise.id, task })).result,
    onRung: (rung, made) => say(lineOf(`${exercise.id}/${rung}`, made)),
  });
  const found = problemsOf(quick);
  problems.push(...found.map(here));

  const standing = await standingOfReport(built, `npm run qualify -- ${commandWords(pack, exercise.id)}`);
  const told = new Set(found.map(({ file }) => file));
  // What the report says of files that nothing was said of above: mutants, repairs, and what thousands of cases show.
  const reported =
    standing.report === undefined ? [] : problemsOf(standing.report).filter(({ file }) => !told.has(file));
  if (standing.kind === 'current' || standing.kind === 'stale') problems.push(...reported.map(here));
  if (standing.kind === 'outdated') problems.push(here(standing.problem));
  const notes =
    standing.kind === 'missing'
      ? [`${exercise.id}: qualified.json ${standing.problem.message}`]
      : standing.kind === 'stale'
        ? [`${exercise.id}: ${standing.message}`]
        : [];
  const rungs = Object.values(quick.rungs);
  const report = standing.kind === 'outdated' ? undefined : standing.report;
  const mutants = Object.values(report?.rungs ?? {}).map(({ mutants: one }) => one);
  return {
    problems,
    notes,
    accepts: tally(rungs.flatMap(({ accepts }) => accepts.map(({ passes }) => passes))),
    rejects: tally(rungs.flatMap(({ rejects }) => rejects.map(({ killed }) => killed))),
    mutants: {
      all: mutants.reduce((sum, one) => sum + one.all - one.equivalents.length, 0),
      good: mutants.reduce((sum, one) => sum + one.killed, 0),
    },
  };
}

function problemsOf({ rungs, problems }: Qualified): readonly ReportProblem[] {
  return [...Object.values(rungs).flatMap((rung) => rung.problems), ...problems];
}

function commandWords(pack: string, id: string): string {
  const path = displayPath(pack);
  return path === 'exercises' ? id : `--pack ${path} ${id}`;
}

function lineOf(name: string, { accepts, rejects }: RungReport): string {
  const [right, wrong] = [tally(accepts.map(({ passes }) => passes)), tally(rejects.map(({ killed }) => killed))];
  return `${name}: accepts ${right.good}/${right.all}, rejects ${wrong.good}/${wrong.all}`;
}

function tally(outcomes: readonly boolean[]): Tally {
  return { all: outcomes.length, good: outcomes.filter(Boolean).length };
}

function smallBanks(folder: string, rung: Rung, programs: readonly BankProgram[]): PackProblem[] {
  return (['accept', 'reject'] as const).flatMap((kind) => {
    const count = programs.filter((program) => program.kind === kind).length;
    if (count >= LEAST[kind]) return [];
    const file = displayPath(join(folder, kind, rung.id));
    return [{ file, message: `has ${count} programs; a rung has at least ${LEAST[kind]}.` }];
  });
}

function gradeStarter(built: BuiltExercise, rung: Rung): Promise<Graded> {
  const { starter: source, runs, facts } = rung;
  return gradeProgram({ built, rung, source, fileName: 'starter.ts', seed: 1, runs, facts });
}

const TEXT_FAULTS: readonly string[] = ['syntax', 'refused', 'empty', 'missing-export', 'load'];

function starterProblem({ halt, rules }: Graded): string | undefined {
  if (halt !== undefined && TEXT_FAULTS.includes(halt.kind)) return `the starter does not run: ${halt.message}`;
  if (verdictOf(rules, halt) === 'fail') return undefined;
  return 'the starter does not fail. Leave something to write.';
}
