/**
 * Is a pack sound? Its schema and modules, its types, its links, and for every rung the proof of its rules: the starter
 * fails, every accept passes, every reject dies by the rule that it says it breaks.
 */
import { join, resolve } from 'node:path';
import { buildPack, type BuiltExercise } from '../packs/build';
import { linkProblems } from '../packs/links';
import type { PackProblem } from '../packs/problem';
import { displayPath, moduleFiles, readText } from '../packs/source-files';
import type { Rung } from '../packs/types';
import { typeProblems } from '../packs/type-check';
import { DRYDOCK_GLOBALS } from '../workbench/editor/drydock-globals';
import { gradeProgram, type Graded } from './grade-program';
import { verdictOf } from './grade-result';

/** What was looked at, and what is wrong. */
export interface PackReport {
  readonly problems: readonly PackProblem[];
  readonly exercises: number;
  readonly rungs: number;
  readonly accepts: Tally;
  readonly rejects: Tally;
}

/** How many there are, and how many did as they should. */
export interface Tally {
  readonly all: number;
  readonly good: number;
}

/** Programs of a bank for one rung, at least; a rule is proven by what it kills and by what it lets live. */
const LEAST = { accept: 4, reject: 8 } as const;

/** `2 rungs: 8 of 8 accepts pass, 16 of 16 rejects die by their rule, 0 problems` */
export function formatTotals({ rungs, accepts, rejects, problems }: PackReport): string {
  return [
    `${rungs} rung${rungs === 1 ? '' : 's'}: ${accepts.good} of ${accepts.all} accepts pass`,
    `${rejects.good} of ${rejects.all} rejects die by their rule`,
    `${problems.length} problem${problems.length === 1 ? '' : 's'}`,
  ].join(', ');
}

/**
 * Checks the pack in `folder`. Programs run in processes of their own, two at a time.
 * @param say hears a line a rung while it works
 */
export async function checkPack(folder: string, say: (line: string) => void): Promise<PackReport> {
  const none: Tally = { all: 0, good: 0 };
  const built = await buildPack(folder);
  if (!built.ok) return { problems: built.problems, exercises: 0, rungs: 0, accepts: none, rejects: none };
  const { exercises } = built.value;
  const problems: PackProblem[] = [
    ...typeProblems((await Promise.all(exercises.map(allModules))).flat(), DRYDOCK_GLOBALS),
  ];
  for (const { exercise, folder: home } of exercises) {
    const file = displayPath(home);
    problems.push(...linkProblems(exercise).map((message) => ({ file, message })));
  }
  const counted = { accepts: none, rejects: none, rungs: 0 };
  for (const exercise of exercises) {
    for (const rung of exercise.exercise.rungs) {
      const proof = await proveRung(exercise, rung);
      problems.push(...proof.problems);
      counted.rungs += 1;
      counted.accepts = add(counted.accepts, proof.accepts);
      counted.rejects = add(counted.rejects, proof.rejects);
      const { accepts, rejects } = proof;
      const name = `${exercise.exercise.id}/${rung.id}`;
      say(`${name}: accepts ${accepts.good}/${accepts.all}, rejects ${rejects.good}/${rejects.all}`);
    }
  }
  return { problems, exercises: exercises.length, ...counted };
}

function add(a: Tally, b: Tally): Tally {
  return { all: a.all + b.all, good: a.good + b.good };
}

async function allModules({ folder, exercise }: BuiltExercise): Promise<readonly string[]> {
  const banks = exercise.rungs.flatMap(({ id }) => [join(folder, 'accept', id), join(folder, 'reject', id)]);
  const folders = [folder, join(folder, 'starter'), join(folder, 'contract'), ...banks];
  return (await Promise.all(folders.map(moduleFiles))).flat().map((file) => resolve(file));
}

interface RungProof {
  readonly problems: readonly PackProblem[];
  readonly accepts: Tally;
  readonly rejects: Tally;
}

async function proveRung(built: BuiltExercise, rung: Rung): Promise<RungProof> {
  const { folder } = built;
  const grade = (source: string, fileName: string): Promise<Graded> =>
    gradeProgram({ built, rung, source, fileName, seed: 1, runs: rung.runs, facts: rung.facts });

  const proveFile = async (file: string, judge: (source: string, graded: Graded) => string | undefined) => {
    const source = await readText(file, 'it is part of a bank');
    if (!source.ok) return source.problems;
    const message = judge(source.value, await grade(source.value, displayPath(file)));
    return message === undefined ? [] : [{ file: displayPath(file), message }];
  };
  const proveBank = async (
    bank: 'accept' | 'reject',
    judge: (source: string, graded: Graded) => string | undefined,
  ) => {
    const home = join(folder, bank, rung.id);
    const files = await moduleFiles(home);
    const found = await twoAtATime(files, (file) => proveFile(file, judge));
    const good = found.filter((problems) => problems.length === 0).length;
    const few =
      files.length >= LEAST[bank]
        ? []
        : [{ file: displayPath(home), message: `has ${files.length} programs; a rung has at least ${LEAST[bank]}.` }];
    return { tally: { all: files.length, good }, problems: [...found.flat(), ...few] };
  };

  const starter = starterProblem(await grade(rung.starter, 'starter.ts'));
  const accepts = await proveBank('accept', (_source, graded) => acceptProblem(graded));
  const rejects = await proveBank('reject', (source, graded) => rejectProblem(source, graded, rung));
  const atStarter =
    starter === undefined ? [] : [{ file: displayPath(folder), message: `rung "${rung.id}": ${starter}` }];
  return {
    problems: [...atStarter, ...accepts.problems, ...rejects.problems],
    accepts: accepts.tally,
    rejects: rejects.tally,
  };
}

const TEXT_FAULTS: readonly string[] = ['syntax', 'refused', 'empty', 'missing-export', 'load'];

function starterProblem(graded: Graded): string | undefined {
  const { halt, rules } = graded;
  if (halt !== undefined && TEXT_FAULTS.includes(halt.kind)) return `the starter does not run: ${halt.message}`;
  if (verdictOf(rules, halt) === 'fail') return undefined;
  return 'the starter does not fail. Leave something to write.';
}

function acceptProblem({ rules, halt }: Graded): string | undefined {
  if (verdictOf(rules, halt) === 'pass') return undefined;
  if (halt !== undefined) return `must pass, and ended with ${halt.kind}: ${halt.message}`;
  const told = rules
    .filter(({ verdict }) => verdict !== 'pass')
    .map((rule) => `${rule.rule} ${rule.verdict}: ${rule.message}`);
  return `must pass. ${told.join(' ')}`;
}

function rejectProblem(source: string, { rules, halt }: Graded, rung: Rung): string | undefined {
  const breaks = brokenRule(source);
  const known = rung.rules.map(({ id }) => id).join(', ');
  if (breaks === undefined)
    return `does not say which rule it breaks. Begin it with "// breaks: <rule>", one of ${known}.`;
  if (!rung.rules.some(({ id }) => id === breaks)) return `breaks "${breaks}", which is no rule of the rung: ${known}.`;
  const dead = rules.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule);
  if (dead.includes(breaks)) return undefined;
  const instead =
    halt !== undefined ? `it ended with ${halt.kind}` : dead.length > 0 ? `${dead.join(', ')} failed` : 'it passed';
  return `must die by ${breaks}, and ${instead}.`;
}

/** The rule that a reject names on its first line: `// breaks: <rule>`. */
export function brokenRule(source: string): string | undefined {
  return /^\/\/ breaks: ([a-z0-9][a-z0-9-]*)\s*$/m.exec(source.split('\n', 1)[0] ?? '')?.[1];
}

/** Maps a list by an asynchronous function, at most two calls at a time, answers in the order of the list. */
async function twoAtATime<T, R>(items: readonly T[], use: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await use(items[index] as T);
    }
  };
  await Promise.all([work(), work()]);
  return results;
}
