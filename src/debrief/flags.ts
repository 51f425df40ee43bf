/**
 * Red flags: what an interviewer would hold against a candidate, found in what was done. Each names the moment. Silence
 * alone is never one: nobody is blamed for what they may have thought. The habits are those that interviewers name
 * (G. Laakmann McDowell, Cracking the Coding Interview, 2015; A. Xu, System Design Interview, 2020; see DESIGN). Pure.
 */
import { INTERVIEW, NOTES_FILE } from '../interview/events';
import { isWritten } from '../interview/observe';
import type { AttemptState } from '../attempts';
import { CLARIFY } from '../stages/clarify/state';
import { gradeClarify } from '../stages/clarify/grade';
import { firstTests, TESTS_FILE } from '../stages/test/state';
import { partsOf, timeByPart } from './blocks';
import { applyEdits, solutionEdits } from './edits';
import { momentAt, type Recording, SOLUTION, textAt } from './recording';
import { claimsItWorks, hasNumber, heavyParts, namesFailure } from '../interview/words';

export type FlagId = 'built-first' | 'no-numbers' | 'one-part' | 'no-failure' | 'over-built' | 'untested-claim';

export interface Flag {
  readonly id: FlagId;
  /** In a few words. */
  readonly title: string;
  /** What was seen, in a sentence. */
  readonly why: string;
  readonly atMs: number;
}

/** From this long on, one part may have taken too much; and only where there are several. */
const PART_MIN_MS = 5 * 60_000;
const PARTS = 3;
/** So many parts of large systems make a small piece over-built. */
const HEAVY_PARTS = 2;

/**
 * All flags of an interview, in order of time. `isCode`: whether it was a round of code; the habits of a round of
 * stages are found in `case-rubric.ts`.
 */
export function flagsOf(recording: Recording, isCode = true): readonly Flag[] {
  const code = isCode ? [builtFirst, onePart, overBuilt, untestedClaim] : [];
  const found = [...code, noNumbers, noFailure].flatMap((detect) => detect(recording) ?? []);
  return found.sort((a, b) => a.atMs - b.atMs);
}

function builtFirst(recording: Recording): Flag | undefined {
  const { exercise, rung, transcript, told } = recording;
  if (gradeClarify(exercise, rung, told).essential === 0) return undefined;
  const first = applyEdits(solutionEdits(recording)).find(({ text }) => isWritten(text, rung.starter));
  // To state what one assumes is to give the interviewer the chance to object: as good as a question.
  const question = transcript.find(
    ({ kind, text }) => kind === 'question' || (kind === 'aloud' && /\bassum/i.test(text)),
  );
  if (first === undefined || (question !== undefined && question.elapsedMs <= first.elapsedMs)) return undefined;
  const why =
    question === undefined
      ? 'Code was written, and nothing was ever asked.'
      : 'The first code was written before the first question.';
  return { id: 'built-first', title: 'built before asking', why, atMs: first.elapsedMs };
}

function noNumbers({ transcript }: Recording): Flag | undefined {
  const asked = transcript.filter(
    ({ id, who }) => who === 'them' && (id === 'pushback:cost' || id === 'pushback:numbers'),
  );
  const answers = transcript.filter(
    ({ id, who }) => who === 'you' && (id === 'pushback:cost' || id === 'pushback:numbers'),
  );
  const [first] = answers;
  if (asked.length === 0 || first === undefined) return undefined;
  // A number that was given before it was asked for counts as well.
  if (transcript.some(({ who, text, kind }) => who === 'you' && kind === 'aloud' && hasNumber(text))) return undefined;
  return {
    id: 'no-numbers',
    title: 'no numbers',
    why: 'Asked what it costs, the answer held no number and no order of growth.',
    atMs: first.elapsedMs,
  };
}

function onePart(recording: Recording): Flag | undefined {
  const edits = solutionEdits(recording);
  const final = applyEdits(edits).at(-1)?.text ?? '';
  if (partsOf(final).length < PARTS) return undefined;
  const halfMs = Math.max(PART_MIN_MS, recording.lengthMs / 2);
  for (const [part, times] of timeByPart(edits)) {
    const past = times.find(({ spentMs }) => spentMs >= halfMs);
    if (past === undefined) continue;
    const why = `${part} took half of the time, and there were ${partsOf(final).length} parts to write.`;
    return { id: 'one-part', title: 'one part for half of the time', why, atMs: past.atMs };
  }
  return undefined;
}

function noFailure(recording: Recording): Flag | undefined {
  const { transcript, tests, rung, lengthMs, interview } = recording;
  const words = transcript.filter(({ who }) => who === 'you');
  const review = interview.phases.at(-1);
  const spokeInReview = words.some(({ elapsedMs, kind }) => kind === 'aloud' && elapsedMs >= (review?.fromMs ?? 0));
  const end = momentAt(recording, lengthMs);
  const code = textAt(end, SOLUTION);
  const own = textAt(end, TESTS_FILE);
  // Only somebody who showed their work, by words in the review or by tests of their own, has left failure out of it.
  const hasTested = tests.some(({ of }) => of > 0) && isWritten(own, firstTests(rung.requiredExport));
  if (!spokeInReview && !hasTested) return undefined;
  const comments = isWritten(code, rung.starter) ? (code.match(/\/\/.*$|\/\*[\s\S]*?\*\//gm) ?? []).join('\n') : '';
  const all = [...words.map(({ text }) => text), own, comments, textAt(end, NOTES_FILE), ...workIn(end.state)].join(
    '\n',
  );
  if (namesFailure(all) || /\b(?:catch|finally|throw)\b/.test(code)) return undefined;
  const atMs = transcript.find(({ kind }) => kind === 'failure')?.elapsedMs ?? review?.fromMs ?? lengthMs;
  return {
    id: 'no-failure',
    title: 'no failure considered',
    why: 'Neither words, tests nor code speak of anything that goes wrong, nor of an edge.',
    atMs: Math.min(atMs, lengthMs),
  };
}

/** What was written into stages, as text. */
function workIn({ stages }: AttemptState): readonly string[] {
  const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return [...stages].flatMap(([id, entries]) =>
    id === CLARIFY || id === INTERVIEW ? [] : entries.map(({ data }) => JSON.stringify(data, plain)),
  );
}

function overBuilt(recording: Recording): Flag | undefined {
  const { rung } = recording;
  const given = new Set(heavyParts(`${rung.starter}\n${rung.contract}\n${rung.reference}`));
  for (const { text, elapsedMs } of applyEdits(solutionEdits(recording))) {
    const heavy = heavyParts(text).filter((word) => !given.has(word));
    if (heavy.length < HEAVY_PARTS) continue;
    const why = `The code speaks of ${heavy.slice(0, 3).join(', ')}; one process in memory was asked for.`;
    return { id: 'over-built', title: 'over-built for the stated scale', why, atMs: elapsedMs };
  }
  return undefined;
}

function untestedClaim(recording: Recording): Flag | undefined {
  const { transcript, tests } = recording;
  const edits = applyEdits(solutionEdits(recording));
  for (const { who, kind, text, elapsedMs, index } of transcript) {
    if (who !== 'you' || kind !== 'aloud' || !claimsItWorks(text)) continue;
    const edited = edits.findLast((edit) => edit.elapsedMs <= elapsedMs);
    const run = tests.findLast((one) => one.index < index);
    if (edited === undefined) continue;
    const isTested = run !== undefined && run.of > 0 && run.failed.length === 0 && run.elapsedMs >= edited.elapsedMs;
    if (isTested) continue;
    const why =
      run === undefined
        ? 'It was said to work before anything had been run.'
        : run.failed.length > 0 || run.of === 0
          ? 'It was said to work while the last run of the tests failed.'
          : 'It was said to work after edits that no test had run on.';
    return { id: 'untested-claim', title: 'untested claim', why, atMs: elapsedMs };
  }
  return undefined;
}
