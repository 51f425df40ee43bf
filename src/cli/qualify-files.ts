/** The files of a qualification: `qualified.json` and `equivalents.yaml` beside an exercise. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BuiltExercise } from '../packs/build';
import type { Parsed } from '../packs/problem';
import { displayPath, readText } from '../packs/source-files';
import { parseEquivalents, type Equivalents } from '../qualify/equivalents';
import type { Qualified } from '../qualify/report';
import { sourcesHash, standingOf, type Standing } from '../qualify/sources';
import { codeHash, judgeHash } from './qualify-hash';

const REPORT = 'qualified.json';
const EQUIVALENTS = 'equivalents.yaml';

const text = v.string();
const count = v.number();
const problems = v.array(v.strictObject({ file: text, line: v.optional(count), message: text }));
const facts = v.optional(v.record(text, v.union([text, count, v.boolean()])));
const equivalent = v.strictObject({ mutant: text, because: text });

const rungSchema = v.strictObject({
  sources: text,
  seeds: count,
  accepts: v.array(v.strictObject({ program: text, facts, generated: count, judgements: count, passes: v.boolean() })),
  rejects: v.array(
    v.strictObject({
      program: text,
      facts,
      breaks: text,
      killed: v.boolean(),
      killers: v.array(text),
      casesToKill: v.nullable(
        v.strictObject({
          median: v.nullable(count),
          worst: v.nullable(count),
          judgements: count,
          missed: count,
        }),
      ),
      repair: v.nullable(text),
      repairPasses: v.boolean(),
    }),
  ),
  rules: v.array(v.strictObject({ rule: text, named: count, kills: count, mutants: count })),
  mutants: v.strictObject({
    of: v.array(text),
    all: count,
    killed: count,
    equivalents: v.array(equivalent),
    survivors: v.array(text),
  }),
  problems,
  notes: v.array(text),
});

const schema = v.strictObject({
  format: v.literal(1),
  exercise: text,
  judge: text,
  rungs: v.record(text, rungSchema),
  problems,
});

/** The report beside an exercise; undefined where there is none, or none that this version reads. */
export async function readReport(folder: string): Promise<Qualified | undefined> {
  const read = await readText(join(folder, REPORT), 'it proves the checks');
  if (!read.ok) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(read.value));
    return parsed.success ? (parsed.output as Qualified) : undefined;
  } catch {
    return undefined;
  }
}

/** Renamed into place, so that a kill leaves the old report or the new one. */
export async function writeReport(folder: string, report: Qualified): Promise<string> {
  const { format } = await import('prettier');
  const file = join(folder, REPORT);
  await writeFile(`${file}.new`, await format(JSON.stringify(report), { parser: 'json', printWidth: 120 }));
  await rename(`${file}.new`, file);
  return displayPath(file);
}

/** Mutants that are argued to be equivalent; none where there is no such file. */
export async function readEquivalents(folder: string): Promise<Parsed<Equivalents>> {
  const file = join(folder, EQUIVALENTS);
  const read = await readText(file, 'it lists equivalent mutants');
  return read.ok ? parseEquivalents(read.value, displayPath(file)) : { ok: true, value: {} };
}

/**
 * How the report beside an exercise stands to what the exercise is now.
 * @param command what makes the report anew
 */
export async function standingOfReport(
  { folder, exercise, bank }: BuiltExercise,
  command: string,
): Promise<Standing & { readonly report: Qualified | undefined }> {
  const report = await readReport(folder);
  const [listed, code, judge] = [await readEquivalents(folder), await codeHash(folder), await judgeHash()];
  const equivalents = listed.ok ? listed.value : {};
  const hashes = await Promise.all(
    exercise.rungs.map(async ({ id }) => {
      return [id, await sourcesHash(exercise, bank, id, equivalents[id] ?? [], code)] as const;
    }),
  );
  return { ...standingOf(report, Object.fromEntries(hashes), judge, command), report };
}
