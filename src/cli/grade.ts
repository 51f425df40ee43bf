/** `npm run -s grade -- <exercise>/<rung> <file.ts>`: see `GRADE_USAGE`. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { replayProblem, type Replay } from '../../engines/check';
import { buildExercise, exerciseIds, type BuiltExercise } from '../packs/build';
import { nearest } from '../packs/strict';
import { formatProblem, type PackProblem } from '../packs/problem';
import { errorCode } from '../packs/source-files';
import type { Rung } from '../packs/types';
import { EXIT, type Given } from './exit-codes';
import { GRADE_USAGE, parseGradeArgs, type GradeArgs } from './grade-args';
import { resolveFacts } from './grade-facts';
import { gradeProgram } from './grade-program';
import { formatReport, type Paint } from './grade-report';
import { formatJson, verdictOf, type GradeResult } from './grade-result';
import { endProgramsWithThisProcess, PERMISSION_FLAG } from './program-process';

/** The built-in pack. */
const PACK = fileURLToPath(new URL('../../exercises', import.meta.url));

async function main(argv: readonly string[]): Promise<number> {
  const began = performance.now();
  const given = parseGradeArgs(argv);
  if (!given.ok) return usage(`${given.message}\n\n${GRADE_USAGE}`);
  if (given.value === 'help') {
    console.log(GRADE_USAGE);
    return EXIT.pass;
  }
  const args = given.value;
  const source = await readProgram(args.file);
  if (!source.ok) return usage(source.message);
  const known = await findExercise(args);
  if (!known.ok) return usage(known.message);
  const built = await buildExercise(PACK, args.exercise);
  if (!built.ok) return brokenPack(built.problems);
  const rung = findRung(args, built.value);
  if (!rung.ok) return usage(rung.message);
  const unfit = args.replay === undefined ? undefined : replayMisfit(args.replay, built.value);
  if (unfit !== undefined) return usage(unfit);
  const facts = resolveFacts(rung.value.facts, args.facts);
  if (!facts.ok) return usage(facts.message);

  if (PERMISSION_FLAG === undefined) {
    console.error('grade: this Node has no permission model; the program runs without that second wall');
  }
  const graded = await gradeProgram({
    built: built.value,
    rung: rung.value,
    source: source.value,
    fileName: basename(args.file),
    seed: args.seed,
    runs: args.runs ?? rung.value.runs,
    facts: facts.value,
    replay: args.replay,
  });
  const { exercise, seed } = args;
  const verdict = verdictOf(graded.rules, graded.halt);
  const result: GradeResult = { exercise, rung: args.rung, seed, verdict, ...graded, ms: performance.now() - began };
  console.log(args.json ? formatJson(result) : formatReport(result, args.file, paint));
  return EXIT[verdict];
}

function usage(message: string): number {
  console.error(`grade: ${message}`);
  return EXIT.usage;
}

function brokenPack(problems: readonly PackProblem[]): number {
  console.error('grade: the built-in pack is broken:');
  for (const problem of problems) console.error(formatProblem(problem));
  return EXIT.software;
}

async function readProgram(file: string): Promise<Given<string>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return { ok: true, value: text };
  } catch (error) {
    return { ok: false, message: `cannot read ${file}: ${describeReadError(error)}` };
  }
}

function describeReadError(error: unknown): string {
  if (error instanceof TypeError) return 'it is not UTF-8 text';
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder; name one .ts file';
    case 'EACCES':
      return 'you may not read it';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

async function findExercise({ exercise }: GradeArgs): Promise<Given<string>> {
  const listed = await exerciseIds(PACK);
  const ids = listed.ok ? listed.value : [];
  if (ids.includes(exercise)) return { ok: true, value: exercise };
  return { ok: false, message: unknown('exercise', exercise, ids) };
}

function findRung({ exercise, rung }: GradeArgs, built: BuiltExercise): Given<Rung> {
  const found = built.exercise.rungs.find(({ id }) => id === rung);
  if (found !== undefined) return { ok: true, value: found };
  const ids = built.exercise.rungs.map(({ id }) => id);
  return { ok: false, message: unknown(`rung of ${exercise}`, rung, ids) };
}

/** Why a replay is not of this exercise as it is: the same choices would draw another case. */
function replayMisfit(replay: Replay, { exercise, entry, modules }: BuiltExercise): string | undefined {
  const { contentHash } = replay;
  if (!entry.contentHash.startsWith(contentHash)) {
    const now = entry.contentHash.slice(0, contentHash.length);
    return `the replay is of ${exercise.id} with the content ${contentHash}, which is ${now} now: the exercise has changed since, and the same choices would make another case. Grade the file for a new replay: npm run grade -- ${replay.exercise}/${replay.rung} <file.ts>`;
  }
  return replayProblem(modules.scenarios, replay.rung, replay);
}

function unknown(what: string, given: string, known: readonly string[]): string {
  const near = nearest(given, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `unknown ${what} "${given}".${hint} There are: ${known.join(', ')}`;
}

const coloured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const paint: Paint = (style, text) => (coloured ? styleText(style, text) : text);

endProgramsWithThisProcess();
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error('grade: a fault of Drydock itself. Please report it with this text.');
    console.error(error);
    process.exitCode = EXIT.software;
  },
);
