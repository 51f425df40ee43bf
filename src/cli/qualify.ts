/** `npm run -s qualify -- [<exercise>[/<rung>]]`: see `QUALIFY_USAGE`. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExercise, exerciseIds, type BuiltExercise } from '../packs/build';
import { formatProblem, type PackProblem } from '../packs/problem';
import { nearest } from '../packs/strict';
import { qualify } from '../qualify/qualify';
import { SEEDS, type Qualified, type RungReport } from '../qualify/report';
import { formatRung, type RungTimes } from '../qualify/table';
import type { Task, TaskResult } from '../qualify/types';
import { EXIT } from './exit-codes';
import { harnessTexts } from './harness';
import { parseQualifyArgs, QUALIFY_USAGE, type QualifyArgs } from './qualify-args';
import { clearCache, openCache } from './qualify-cache';
import { readEquivalents, readReport, writeReport } from './qualify-files';
import { codeHash, judgeHash } from './qualify-hash';
import { createPool, type Pool } from './qualify-pool';

const BUILT_IN = fileURLToPath(new URL('../../exercises', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/drydock/qualify', import.meta.url));

async function main(argv: readonly string[]): Promise<number> {
  const given = parseQualifyArgs(argv);
  if (!given.ok) return usage(`${given.message}\n\n${QUALIFY_USAGE}`);
  if (given.value === 'help') {
    console.log(QUALIFY_USAGE);
    return EXIT.pass;
  }
  const args = given.value;
  const pack = args.pack === undefined ? BUILT_IN : resolve(args.pack);
  const listed = await exerciseIds(pack);
  if (!listed.ok) return tell(listed.problems);
  const { exercise } = args;
  if (exercise !== undefined && !listed.value.includes(exercise)) {
    return usage(unknown('exercise', exercise, listed.value));
  }
  // Bundled once here, so that the processes find it.
  await harnessTexts();
  const pool = createPool(args.jobs);
  process.once('exit', () => pool.stop());
  let worst: number = EXIT.pass;
  for (const id of exercise === undefined ? listed.value : [exercise]) {
    worst = Math.max(worst, await qualifyOne(pack, id, args, pool));
  }
  pool.stop();
  return worst;
}

async function qualifyOne(pack: string, id: string, args: QualifyArgs, pool: Pool): Promise<number> {
  const built = await buildExercise(pack, id);
  if (!built.ok) return tell(built.problems);
  const { exercise, folder } = built.value;
  const ids = exercise.rungs.map((rung) => rung.id);
  if (args.rung !== undefined && !ids.includes(args.rung)) return usage(unknown(`rung of ${id}`, args.rung, ids));
  const equivalents = await readEquivalents(folder);
  if (!equivalents.ok) return tell(equivalents.problems);
  const hashes = { judge: await judgeHash(), code: await codeHash(folder) };
  const cacheFolder = args.pack === undefined ? CACHE : join(CACHE, encodeURIComponent(pack));
  if (args.fresh) clearCache(cacheFolder, id);
  const cache = openCache(cacheFolder, exercise, hashes);
  const times = new Map<string, { trials: number; accepts: number; judgements: number }>();
  const progress = createProgress(id);

  const runTask = async (task: Task): Promise<TaskResult> => {
    progress.asked();
    const known = cache.get(task);
    const timed = known ?? (await pool.run({ pack, exercise: id, task }));
    if (known === undefined) cache.put(task, timed);
    const { result, ms } = timed;
    const sum = times.get(task.rung) ?? { trials: 0, accepts: 0, judgements: 0 };
    const isAccept = result.kind === 'accept';
    times.set(task.rung, {
      trials: sum.trials + ms,
      accepts: sum.accepts + (isAccept ? ms : 0),
      // One more than reported: the first is made twice.
      judgements: sum.judgements + (isAccept ? result.trial.judgements + 1 : 0),
    });
    progress.done();
    return result;
  };
  const timesOf = (rung: string): RungTimes => {
    const { trials = 0, accepts = 0, judgements = 0 } = times.get(rung) ?? {};
    return { trialsMs: trials, judgementMs: judgements === 0 ? 0 : accepts / judgements };
  };
  const report = await qualify({
    built: built.value,
    equivalents: equivalents.value,
    ...hashes,
    seeds: args.seeds,
    rungs: args.rung === undefined ? ids : [args.rung],
    previous: await readReport(folder),
    runTask,
    onRung(rung, made) {
      progress.clear();
      console.log(`${formatRung(`${id}/${rung}`, made, timesOf(rung))}\n`);
    },
  });
  if (args.rung === undefined) cache.prune();
  return finish(built.value, report, args);
}

async function finish(built: BuiltExercise, report: Qualified, { seeds }: QualifyArgs): Promise<number> {
  const file = await writeReport(built.folder, report);
  for (const { file: name, message } of report.problems) console.log(`  ✗ ${name}: ${message}`);
  const rungs: readonly RungReport[] = Object.values(report.rungs);
  const count = report.problems.length + rungs.reduce((sum, { problems }) => sum + problems.length, 0);
  const few = seeds < SEEDS ? ` It was made over ${seeds} seeds, and a report needs ${SEEDS}.` : '';
  console.log(`${file}: ${count === 0 ? 'no problem' : `${count} problem${count === 1 ? '' : 's'} to mend`}.${few}`);
  return count === 0 ? EXIT.pass : EXIT.fail;
}

/** One line on a terminal's stderr that says how far it is; nothing elsewhere. */
function createProgress(id: string) {
  let asked = 0;
  let done = 0;
  const isShown = process.stderr.isTTY;
  const show = (): void => void (isShown && process.stderr.write(`\r${id}: ${done} of ${asked} trials`));
  return {
    asked: () => void (asked += 1),
    done: () => {
      done += 1;
      show();
    },
    clear: () => void (isShown && process.stderr.write('\r\x1b[K')),
  };
}

function unknown(what: string, given: string, known: readonly string[]): string {
  const near = nearest(given, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `unknown ${what} "${given}".${hint} There are: ${known.join(', ')}`;
}

function usage(message: string): number {
  console.error(`qualify: ${message}`);
  return EXIT.usage;
}

function tell(problems: readonly PackProblem[]): number {
  for (const problem of problems) console.error(formatProblem(problem));
  return EXIT.fail;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error('qualify: a fault of Drydock or of the pack. Please report it with this text.');
    console.error(error);
    process.exit(EXIT.software);
  },
);
