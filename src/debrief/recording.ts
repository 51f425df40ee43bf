/** An interview's log as a flight recorder: what stood where, at any second. Made from the log alone. Pure. */
import { type AttemptHead, type AttemptState, type Entry, type LogEvent, type Recorded, replay } from '../attempts';
import type { BuildExercise, Rung } from '../packs';
import { CLARIFY, type Clarified, clarified } from '../stages/clarify/state';
import { elapsedAt } from '../interview/clock';
import { entriesOf, INTERVIEW, interviewEntries } from '../interview/events';
import { type InterviewState, interviewOf, type Spoken, transcriptOf } from '../interview/state';

/** An event with its time in the interview, in milliseconds. */
export interface TimedEvent {
  readonly elapsedMs: number;
  readonly event: LogEvent;
}

/** A run of the learner's own tests. */
export interface TestsRun {
  readonly index: number;
  readonly elapsedMs: number;
  readonly of: number;
  readonly passed: number;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly fault?: string;
}

export interface Recording {
  readonly head: AttemptHead;
  readonly entries: readonly Entry[];
  readonly exercise: BuildExercise;
  readonly rung: Rung;
  readonly interview: InterviewState;
  /** How long it went on: to its end, or to the last event of one that is not ended. */
  readonly lengthMs: number;
  readonly events: readonly TimedEvent[];
  readonly transcript: readonly Spoken[];
  /** At the end: what was asked, the spec card, and the facts that the checks take. */
  readonly told: Clarified;
  readonly tests: readonly TestsRun[];
}

/** The learner's solution; other files stand beside it. */
export const SOLUTION = 'solution.ts';

/** Reads a recorded attempt; undefined where it is no interview of this exercise. */
export function recordingOf({ head, entries }: Recorded, exercise: BuildExercise): Recording | undefined {
  const { state } = replay(entries);
  const rung = exercise.rungs.find(({ id }) => id === state.rung);
  const interview = interviewOf(interviewEntries(state.stages.get(INTERVIEW) ?? []));
  if (rung === undefined || interview === undefined) return undefined;
  const endIndex = interview.end?.index ?? Infinity;
  const kept = entries.filter((entry) => entry.index <= endIndex);
  const events = kept.flatMap((entry): readonly TimedEvent[] =>
    'event' in entry
      ? [{ event: entry.event, elapsedMs: elapsedAt(interview.anchors, { index: entry.index, at: entry.event.at }) }]
      : [],
  );
  const told = clarified(exercise, rung, head.seed, state.stages.get(CLARIFY) ?? []);
  const tests = entriesOf(interview.entries, 'tests').map((one): TestsRun => ({
    index: one.index,
    elapsedMs: elapsedAt(interview.anchors, one),
    of: one.of,
    passed: one.of - one.failed.length,
    failed: one.failed,
    ...(one.fault === undefined ? {} : { fault: one.fault }),
  }));
  return {
    head,
    entries: kept,
    exercise,
    rung,
    interview,
    lengthMs: interview.end?.elapsedMs ?? events.at(-1)?.elapsedMs ?? 0,
    events,
    transcript: transcriptOf(interview, told.exchanges),
    told,
    tests,
  };
}

/** Everything as it stood at a moment. */
export interface MomentState {
  readonly state: AttemptState;
  /** The file in front. */
  readonly file: string;
  readonly told: Clarified;
  readonly transcript: readonly Spoken[];
  /** What the events up to here are; undefined before the first. */
  readonly index: number;
}

/** The interview as it stood at `elapsedMs`: events of that very millisecond included. */
export function momentAt(recording: Recording, elapsedMs: number): MomentState {
  const index = recording.events.findLast((one) => one.elapsedMs <= elapsedMs)?.event.index ?? -1;
  const { state } = replay(recording.entries, { index });
  const { exercise, rung, head, interview } = recording;
  const files = entriesOf(interview.entries, 'file').filter((one) => one.index <= index);
  return {
    state,
    index,
    file: files.at(-1)?.file ?? SOLUTION,
    told: clarified(exercise, rung, head.seed, state.stages.get(CLARIFY) ?? []),
    transcript: recording.transcript.filter((one) => one.index <= index),
  };
}

/** A file's text at a moment. */
export function textAt({ state }: Pick<MomentState, 'state'>, file: string): string {
  return state.rungs.get(state.rung)?.files.get(file)?.text ?? '';
}

/** Edits, and what was done in stages, in each stretch of `stepMs`. */
export function typing(recording: Recording, stepMs: number): readonly number[] {
  const counts = Array.from({ length: Math.max(1, Math.ceil(recording.interview.totalMs / stepMs)) }, () => 0);
  for (const { event, elapsedMs } of recording.events) {
    const step = Math.min(counts.length - 1, Math.floor(elapsedMs / stepMs));
    if (event.body.type === 'edit' || isWork(event)) counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}

/** Something that was done in a stage of a case. */
function isWork({ body }: LogEvent): boolean {
  return body.type === 'stage' && body.stage !== INTERVIEW && body.stage !== CLARIFY;
}

/** Which file, or stage, was in front, and when; `first`: the one that was there to begin with. */
export function frontFiles(
  recording: Recording,
  first: string = SOLUTION,
): readonly { readonly file: string; readonly fromMs: number; readonly toMs: number }[] {
  const { interview, lengthMs } = recording;
  const switches = entriesOf(interview.entries, 'file').map((one) => ({
    file: one.file,
    fromMs: elapsedAt(interview.anchors, one),
  }));
  const all = [{ file: first, fromMs: 0 }, ...switches];
  return all
    .map((one, at) => ({ ...one, toMs: all[at + 1]?.fromMs ?? lengthMs }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** What was done in a phase, against its plan. */
export interface PhaseDone {
  readonly id: string;
  readonly title: string;
  readonly fromMs: number;
  readonly plannedMs: number;
  /** Edits of the solution, edits of the tests, runs of the tests, questions, and words aloud. */
  readonly solution: number;
  readonly tests: number;
  readonly runs: number;
  readonly questions: number;
  readonly aloud: number;
}

/** The phases, each with what was done in it. */
export function phasesDone(recording: Recording): readonly PhaseDone[] {
  const { interview, transcript, tests } = recording;
  return interview.phases.map(({ id, title, fromMs, toMs }, at) => {
    const isLast = at === interview.phases.length - 1;
    const within = ({ elapsedMs }: { readonly elapsedMs: number }): boolean =>
      elapsedMs >= fromMs && (elapsedMs < toMs || isLast);
    const edits = recording.events.filter((one) => one.event.body.type === 'edit' && within(one));
    const ofSolution = edits.filter(({ event: { body } }) => body.type === 'edit' && body.file === SOLUTION).length;
    return {
      id,
      title,
      fromMs,
      plannedMs: toMs - fromMs,
      solution: ofSolution,
      tests: edits.length - ofSolution,
      runs: tests.filter(within).length,
      questions: transcript.filter((one) => one.kind === 'question' && within(one)).length,
      aloud: transcript.filter((one) => one.kind === 'aloud' && within(one)).length,
    };
  });
}
