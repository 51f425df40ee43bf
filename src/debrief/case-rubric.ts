/** The rubric of a design round: each stage by its own criteria, with the moments at which it was worked on. Pure. */
import type { StageGrade } from '../cases/types';
import type { StageOfCase } from '../cases/stages';
import { triesOf } from '../cases/tries';
import { elapsedAt } from '../interview/clock';
import { CLARIFY } from '../stages/clarify/state';
import type { Flag } from './flags';
import { frontFiles, momentAt, type Recording } from './recording';
import { MOST, type NextThing, type RubricRow } from './rubric';

/** A stage of the round as it stood at the end. */
export interface StageResult {
  readonly id: string;
  readonly title: string;
  readonly grade: StageGrade;
  /** Times at which something was done in it, in milliseconds. */
  readonly times: readonly number[];
}

/** Every stage, graded as it stood at the end. */
export function stageResults(recording: Recording, stages: readonly StageOfCase[]): readonly StageResult[] {
  const { state, told } = momentAt(recording, recording.lengthMs);
  return stages.map(({ stage, content }) => {
    const { id } = stage.format;
    const entries = triesOf(state.stages.get(id) ?? []).at(-1)?.entries ?? [];
    const times = entries.map(({ index = 0, at }) => elapsedAt(recording.interview.anchors, { index, at }));
    return { id, title: stage.title, grade: stage.grade(content, told.facts, entries), times };
  });
}

/** Rows of the stages; one in which nothing was done is no judgement of what was known. */
export function stageRows(results: readonly StageResult[]): readonly RubricRow[] {
  return results.map(({ id, title, grade, times }) => {
    const { found, missing, share, next } = grade;
    const points = times.length === 0 ? 0 : Math.max(0, Math.min(MOST, Math.round(MOST * share)));
    const why =
      times.length === 0
        ? 'Nothing was done in it.'
        : `${found.length} of ${found.length + missing.length} criteria are met. ${next}`;
    const evidence = [times[0], times.at(-1)].filter((ms) => ms !== undefined);
    return { id: `stage:${id}`, stage: title, title, points, why, evidence, flags: [] };
  });
}

/** Half of the time is a flag only in a round of several stages. */
const STAGES = 3;
const HALF_MIN_MS = 10 * 60_000;

/** Flags that only a round of stages has. */
export function stageFlags(recording: Recording, results: readonly StageResult[]): readonly Flag[] {
  return [designedFirst(recording, results), oneStage(recording, results)].flatMap((flag) => flag ?? []);
}

function designedFirst({ transcript, told }: Recording, results: readonly StageResult[]): Flag | undefined {
  const first = results.flatMap(({ id, times }) => (id === CLARIFY ? [] : times)).sort((a, b) => a - b)[0];
  const question = transcript.find(
    ({ kind, text }) => kind === 'question' || (kind === 'aloud' && /\bassum/i.test(text)),
  );
  if (first === undefined || (question !== undefined && question.elapsedMs <= first)) return undefined;
  const why =
    told.asks === 0
      ? 'The design was begun, and nothing was ever asked.'
      : 'The design was begun before the first question.';
  return { id: 'built-first', title: 'built before asking', why, atMs: first };
}

function oneStage(recording: Recording, results: readonly StageResult[]): Flag | undefined {
  if (results.length < STAGES) return undefined;
  const halfMs = Math.max(HALF_MIN_MS, recording.lengthMs / 2);
  for (const { id, title, times } of results) {
    // To sit before a stage in silence is no habit: it counts where it was worked on.
    if (times.length < 2) continue;
    let spentMs = 0;
    for (const { file, fromMs, toMs } of frontFiles(recording, results[0]?.id)) {
      if (file !== id) continue;
      if (spentMs + toMs - fromMs >= halfMs) {
        const why = `${title} took half of the time, of ${results.length} stages.`;
        return { id: 'one-part', title: 'one part for half of the time', why, atMs: fromMs + halfMs - spentMs };
      }
      spentMs += toMs - fromMs;
    }
  }
  return undefined;
}

/** The three best things to do next: the stages that reached least, in their own words. */
export function nextInStages(results: readonly StageResult[]): readonly NextThing[] {
  return results
    .filter(({ grade }) => grade.share < 1)
    .toSorted((a, b) => a.grade.share - b.grade.share)
    .slice(0, 3)
    .map(({ id, title, grade }) => ({
      row: `stage:${id}`,
      text: `${title}: ${grade.next}`,
      stage: 'clarify',
      caseStage: id,
    }));
}
