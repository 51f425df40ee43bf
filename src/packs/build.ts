/**
 * From a pack's folder to the compiled format, in Node: `index.json`, and one JSON an exercise, named by content. The
 * same folder gives the same bytes anywhere: sorted keys, no times, no paths.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compilePackModule } from '../compile/node';
import type { ExerciseSource } from './authoring';
import { readBank } from './bank';
import { buildCase, type BuiltCase } from './build-case';
import { canonicalJson, sha256Hex } from './canonical';
import { collect, collectList } from './collect';
import { PACK_FORMAT } from './compiled';
import { evaluatePackModule } from './evaluate';
import { linkModule } from './link-module';
import { parseModules, type ExerciseModules } from './modules';
import { parseExerciseYaml, parsePackYaml } from './parse';
import type { PackProblem, Parsed } from './problem';
import { displayPath, folderNames, readFilled, readText } from './source-files';
import { compileStages, factsOf } from './stages';
import type { BankProgram, BuildExercise, ExerciseBank, ExerciseEntry, PackIndex, Rung } from './types';

/** A built exercise: what is loaded, how it is listed, and its own modules for whoever judges with it here. */
export interface BuiltExercise {
  /** Its folder. */
  readonly folder: string;
  readonly exercise: BuildExercise;
  readonly entry: ExerciseEntry;
  /** Text of its file. */
  readonly text: string;
  /** Its banks, and the text of their file. */
  readonly bank: ExerciseBank;
  readonly bankText: string;
  readonly modules: ExerciseModules;
}

/** A built pack: the files by name, in order. */
export interface BuiltPack {
  readonly index: PackIndex;
  readonly exercises: readonly BuiltExercise[];
  readonly cases: readonly BuiltCase[];
  readonly files: ReadonlyMap<string, string>;
}

/** Builds the pack in `folder`, or tells every problem in it. */
export async function buildPack(folder: string): Promise<Parsed<BuiltPack>> {
  const listed = await exerciseIds(folder);
  const manifestPath = join(folder, 'pack.yaml');
  const manifest = await readText(manifestPath, 'it says what the pack is called and who wrote it');
  const pack = manifest.ok ? parsePackYaml(manifest.value, displayPath(manifestPath)) : manifest;
  const built = listed.ok
    ? collectList(await Promise.all(listed.value.map((id) => buildExercise(folder, id))))
    : listed;
  const designed = collectList(await Promise.all((await caseIds(folder)).map((id) => buildCase(folder, id))));
  const all = collect({ pack, built, designed });
  if (!all.ok) return all;
  const exercises = bySheet(all.value.built);
  const cases = bySheet(all.value.designed);
  const crossed = [...sheetProblems([...exercises, ...cases]), ...codeProblems(cases, exercises)];
  if (crossed.length > 0) return { ok: false, problems: crossed };
  const entries = [...exercises, ...cases].map(({ entry }) => entry);
  const index: PackIndex = { ...all.value.pack, format: PACK_FORMAT, exercises: entries };
  const files = new Map([
    ['index.json', canonicalJson(index)],
    ...exercises.flatMap(({ exercise, entry, text, bankText }) => [
      [entry.file, text] as const,
      [exercise.bank.file, bankText] as const,
    ]),
    ...cases.map(({ entry, text }) => [entry.file, text] as const),
  ]);
  return { ok: true, value: { index, exercises, cases, files } };
}

function bySheet<T extends { readonly entry: ExerciseEntry }>(built: readonly T[]): readonly T[] {
  return built.toSorted((a, b) => (a.entry.sheet < b.entry.sheet ? -1 : 1));
}

/** Ids of the design cases in a pack's folder, sorted; a pack may have none. */
export function caseIds(folder: string): Promise<readonly string[]> {
  return folderNames(join(folder, 'design'));
}

/** The code of a case is a build exercise of the same pack. */
function codeProblems(cases: readonly BuiltCase[], exercises: readonly BuiltExercise[]): PackProblem[] {
  const known = exercises.map(({ entry }) => entry.id);
  return cases.flatMap(({ folder, exercise }) =>
    exercise.stages.flatMap(({ exercise: code }) => {
      if (code === undefined || known.includes(code)) return [];
      const message = `its code is the exercise "${code}", which this pack has not. There are: ${known.join(', ')}.`;
      return [{ file: displayPath(join(folder, 'case.yaml')), message }];
    }),
  );
}

/** Ids of the build exercises in a pack's folder, sorted. */
export async function exerciseIds(folder: string): Promise<Parsed<readonly string[]>> {
  const ids = await folderNames(join(folder, 'build'));
  if (ids.length > 0) return { ok: true, value: ids };
  const message = 'holds no exercise. Put each one into a folder of its own under build/.';
  return { ok: false, problems: [{ file: displayPath(folder), message }] };
}

/** Builds one exercise, `build/<id>` of a pack's folder. */
export async function buildExercise(packFolder: string, id: string): Promise<Parsed<BuiltExercise>> {
  const folder = join(packFolder, 'build', id);
  const yamlPath = join(folder, 'exercise.yaml');
  const yaml = await readText(yamlPath, 'it says what the exercise is');
  const parsed = yaml.ok ? parseExerciseYaml(yaml.value, displayPath(yamlPath)) : yaml;
  const modules = await compileModules(folder);
  if (!parsed.ok) return { ok: false, problems: [...parsed.problems, ...(modules.ok ? [] : modules.problems)] };
  const source = parsed.value;
  if (source.id !== basename(folder)) {
    const message = `the id "${source.id}" is not the name of its folder. Call both "${basename(folder)}".`;
    return { ok: false, problems: [{ file: displayPath(yamlPath), message }] };
  }
  const all = collect({
    texts: await readTexts(folder, source),
    modules,
    bank: collectList(await Promise.all(source.rungs.map((rung) => readBank(folder, rung.id, factsOf(source, rung))))),
  });
  if (!all.ok) return all;
  const checked = evaluateModules(folder, source, all.value.modules);
  if (!checked.ok) return checked;
  return assemble(folder, source, all.value, checked.value);
}

/** Writes a built pack into `folder`, and takes away files of an earlier build that it no longer has. */
export async function writePack(pack: BuiltPack, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stale = (await readdir(folder)).filter((name) => BUILT_FILE.test(name) && !pack.files.has(name));
  await Promise.all(stale.map((name) => rm(join(folder, name))));
  await Promise.all([...pack.files].map(([name, text]) => writeFile(join(folder, name), text)));
}

const BUILT_FILE = /^[a-z0-9-]+\.[0-9a-f]{16}\.json$/;

type Modules = BuildExercise['modules'];

async function compileModules(folder: string): Promise<Parsed<Modules>> {
  return collect({
    scenarios: await compileModule(join(folder, 'scenarios.ts'), 'it says what is done to the program'),
    rules: await compileModule(join(folder, 'rules.ts'), 'it says what must hold'),
    scene: await compileModule(join(folder, 'scene.ts'), 'it says how a run is drawn'),
  });
}

async function compileModule(path: string, why: string): Promise<Parsed<string>> {
  const folder = dirname(path);
  const own = basename(path);
  return linkModule(own, {
    compile: compilePackModule,
    read: (name) => readText(join(folder, name), name === own ? why : 'a module of the exercise imports it'),
    pathOf: (name) => displayPath(join(folder, name)),
  });
}

interface Texts {
  readonly prompt: string;
  readonly rungs: readonly { readonly contract: string; readonly starter: string }[];
}

async function readTexts(folder: string, source: ExerciseSource): Promise<Parsed<Texts>> {
  const rungs = await Promise.all(
    source.rungs.map(async (rung) =>
      collect({
        contract: await readFilled(join(folder, rung.contract), `it holds the types of rung "${rung.id}"`),
        starter: await readFilled(join(folder, rung.starter), `rung "${rung.id}" starts with it`),
      }),
    ),
  );
  const prompt = await readFilled(join(folder, source.prompt), 'it is what the learner is asked');
  return collect({ prompt, rungs: collectList(rungs) });
}

function evaluateModules(folder: string, source: ExerciseSource, modules: Modules): Parsed<ExerciseModules> {
  const files = {
    scenarios: displayPath(join(folder, 'scenarios.ts')),
    rules: displayPath(join(folder, 'rules.ts')),
    scene: displayPath(join(folder, 'scene.ts')),
  };
  const exports = collect({
    scenarios: evaluatePackModule(modules.scenarios, files.scenarios),
    rules: evaluatePackModule(modules.rules, files.rules),
    scene: evaluatePackModule(modules.scene, files.scene),
  });
  return exports.ok ? parseModules(source, exports.value, files) : exports;
}

interface Sources {
  readonly texts: Texts;
  readonly modules: Modules;
  readonly bank: readonly (readonly BankProgram[])[];
}

async function assemble(
  folder: string,
  source: ExerciseSource,
  { texts, modules, bank }: Sources,
  checked: ExerciseModules,
): Promise<Parsed<BuiltExercise>> {
  const { id, kind, sheet, title, summary, group, patterns, minutes, sources } = source;
  const references = source.rungs.map((rung, index) => referenceOf(folder, rung, bank[index] ?? []));
  const found = collectList(references);
  if (!found.ok) return found;
  const rungs = source.rungs.map((rung, index): Rung => {
    const { contract = '', starter = '' } = texts.rungs[index] ?? {};
    return {
      id: rung.id,
      title: rung.title,
      summary: rung.summary,
      spec: rung.spec,
      contract,
      starter,
      requiredExport: rung.requiredExport ?? source.requiredExport,
      facts: factsOf(source, rung),
      rules: checked.rules.rules
        .filter((rule) => rule.rungs.includes(rung.id))
        .map((rule) => ({ id: rule.id, sentence: rule.sentence, shown: rule.shown ?? false })),
      hints: rung.hints,
      reference: found.value[index] ?? '',
      runs: rung.runs ?? source.runs,
    };
  });
  const programs: ExerciseBank = {
    format: PACK_FORMAT,
    exercise: id,
    rungs: Object.fromEntries(source.rungs.map((rung, index) => [rung.id, bank[index] ?? []])),
  };
  const bankText = canonicalJson(programs);
  const bankHash = await sha256Hex(new TextEncoder().encode(bankText));
  const listed = { id, kind, sheet, title, summary, group, patterns, minutes };
  const exercise: BuildExercise = {
    format: PACK_FORMAT,
    ...listed,
    prompt: texts.prompt,
    rungs,
    sources,
    ...compileStages(source),
    ...(source.services.length === 0 ? {} : { services: source.services }),
    bank: { file: `${id}-bank.${bankHash.slice(0, 16)}.json`, contentHash: bankHash },
    modules,
  };
  const text = canonicalJson(exercise);
  const contentHash = await sha256Hex(new TextEncoder().encode(text));
  const entry: ExerciseEntry = {
    ...listed,
    rungs: rungs.map((rung) => ({ id: rung.id, title: rung.title })),
    contentHash,
    file: `${id}.${contentHash.slice(0, 16)}.json`,
  };
  return { ok: true, value: { folder, exercise, entry, text, bank: programs, bankText, modules: checked } };
}

/** The solution that a rung shows at its end; a rung without a bank has none. */
function referenceOf(
  folder: string,
  { id, reference }: ExerciseSource['rungs'][number],
  bank: readonly BankProgram[],
): Parsed<string> {
  const accepts = bank.filter(({ kind, facts }) => kind === 'accept' && facts === undefined);
  if (reference === undefined) return { ok: true, value: accepts[0]?.source ?? '' };
  const named = accepts.find((program) => reference === `accept/${id}/${program.id}.ts`);
  if (named !== undefined) return { ok: true, value: named.source };
  const there = accepts.map((program) => `accept/${id}/${program.id}.ts`).join(', ') || 'none';
  const message = `the reference of rung "${id}" is ${reference}, which is no program of accept/${id} that is right for the default facts. There are: ${there}.`;
  return { ok: false, problems: [{ file: displayPath(join(folder, 'exercise.yaml')), message }] };
}

function sheetProblems(exercises: readonly (BuiltExercise | BuiltCase)[]): PackProblem[] {
  return exercises.flatMap(({ entry, folder }, index) => {
    const first = exercises.findIndex((other) => other.entry.sheet === entry.sheet);
    if (first === index) return [];
    const message = `sheet ${entry.sheet} is that of "${exercises[first]?.entry.id}" already. Take another number.`;
    return [{ file: displayPath(join(folder, entry.kind === 'build' ? 'exercise.yaml' : 'case.yaml')), message }];
  });
}
