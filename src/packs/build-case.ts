/** From the folder of a design case to the compiled format. In Node, as `build.ts`. */
import { basename, join } from 'node:path';
import { OWN_STAGES, type CaseSource } from './authoring-case';
import { canonicalJson, sha256Hex } from './canonical';
import { collect, collectList } from './collect';
import { PACK_FORMAT } from './compiled';
import { parseCaseYaml, parseYamlBy } from './parse';
import type { Parsed } from './problem';
import { displayPath, readFilled, readText } from './source-files';
import { STAGE_FORMATS } from './stage-formats';
import { compileQuestion } from './stages';
import { CASE_RUNG, type CaseStageEntry, type DesignCase, type ExerciseEntry } from './types';

/** A built case: what is loaded, how it is listed, and the text of its file. */
export interface BuiltCase {
  /** Its folder. */
  readonly folder: string;
  readonly exercise: DesignCase;
  readonly entry: ExerciseEntry;
  readonly text: string;
}

/** Builds one case, `design/<id>` of a pack's folder. */
export async function buildCase(packFolder: string, id: string): Promise<Parsed<BuiltCase>> {
  const folder = join(packFolder, 'design', id);
  const path = join(folder, 'case.yaml');
  const yaml = await readText(path, 'it says what the case is');
  const parsed = yaml.ok ? parseCaseYaml(yaml.value, displayPath(path)) : yaml;
  if (!parsed.ok) return parsed;
  const source = parsed.value;
  if (source.id !== basename(folder)) {
    const message = `the id "${source.id}" is not the name of its folder. Call both "${basename(folder)}".`;
    return { ok: false, problems: [{ file: displayPath(path), message }] };
  }
  const all = collect({
    prompt: await readFilled(join(folder, source.prompt), 'it is what the learner is asked'),
    stages: collectList(await Promise.all(source.stages.map((stage) => readStage(folder, stage)))),
  });
  return all.ok ? assemble(folder, source, all.value.prompt, all.value.stages) : all;
}

async function readStage(folder: string, stage: CaseSource['stages'][number]): Promise<Parsed<CaseStageEntry>> {
  const { id, minutes, exercise } = stage;
  if (OWN_STAGES.includes(id)) {
    return { ok: true, value: { id, minutes, ...(exercise === undefined ? {} : { exercise }) } };
  }
  const format = STAGE_FORMATS.find((known) => known.id === id);
  if (format === undefined) {
    const there = [...OWN_STAGES, ...STAGE_FORMATS.map((known) => known.id)].join(', ');
    const message = `there is no stage "${id}". There are: ${there}.`;
    return { ok: false, problems: [{ file: displayPath(join(folder, 'case.yaml')), message }] };
  }
  const path = join(folder, `${id}.yaml`);
  const text = await readText(path, `the case has the stage "${id}"`);
  const content = text.ok ? parseYamlBy(text.value, displayPath(path), format) : text;
  return content.ok ? { ok: true, value: { id, minutes, content: content.value } } : content;
}

async function assemble(
  folder: string,
  source: CaseSource,
  prompt: string,
  stages: readonly CaseStageEntry[],
): Promise<Parsed<BuiltCase>> {
  const { id, kind, sheet, title, summary, group, patterns, minutes } = source;
  const listed = { id, kind, sheet, title, summary, group, patterns, minutes };
  const exercise: DesignCase = {
    format: PACK_FORMAT,
    ...listed,
    prompt,
    disguises: source.disguises,
    variants: source.variants,
    questions: source.questions.map((question) => compileQuestion(question, [CASE_RUNG])),
    ...(source.opening === undefined ? {} : { opening: source.opening }),
    requirements: source.requirements,
    stages,
    systems: source.systems.map((system) => ({ ...system, chose: system.chose - 1 })),
    sources: source.sources,
  };
  const text = canonicalJson(exercise);
  const contentHash = await sha256Hex(new TextEncoder().encode(text));
  const entry: ExerciseEntry = {
    ...listed,
    rungs: stages.map((stage) => ({ id: stage.id, title: stageTitle(stage.id) })),
    contentHash,
    file: `${id}.${contentHash.slice(0, 16)}.json`,
  };
  return { ok: true, value: { folder, exercise, entry, text } };
}

/** `deep-dive` is `Deep dive`. */
function stageTitle(id: string): string {
  if (id === 'api') return 'API';
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
