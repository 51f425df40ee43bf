/**
 * The interviewer, beyond answering: says where the time is, changes one requirement, pushes back on what was done, and
 * asks about the failure that was not considered. Deterministic: the same log says the same. Pure.
 */
import type { BuildExercise, FactValue, RequirementChange, Rung } from '../packs';
import { CLARIFY } from '../stages/clarify/state';
import { findEvidence } from '../stages/language/evidence';
import { elapsedAt } from './clock';
import { entriesOf, INTERVIEW, type InterviewEntry } from './events';
import { type PlacedPhase, phaseAt } from './formats';
import { growthIn, isWritten, scanIn } from './observe';
import type { InterviewState, Spoken } from './state';
import { hasNumber, namesFailure } from './words';

/** What the interviewer knows at a moment. */
export interface Room {
  readonly exercise: BuildExercise;
  readonly rung: Rung;
  readonly seed: number;
  readonly state: InterviewState;
  readonly elapsedMs: number;
  readonly transcript: readonly Spoken[];
  /** What the checks would take now. */
  readonly facts: { readonly [fact: string]: FactValue };
  readonly code: string;
  /** What was done in each stage of a case. */
  readonly stages: ReadonlyMap<string, readonly unknown[]>;
  /** Time of the last edit of the code; undefined while there was none. */
  readonly editedMs: number | undefined;
}

type Says = Extract<InterviewEntry, { readonly do: 'says' }>;

/** What the interviewer says now; `change` is the requirement that it changes. */
export interface Interjection {
  readonly says: Says;
  readonly change?: RequirementChange;
}

/** A share of the build after which the requirement changes. */
const CHANGE_AT = 0.6;
/** A share of the build after which a blank page is asked about. */
const BLANK_AT = 0.4;
/** Remarks keep this distance from whatever the interviewer said last. */
const PAUSE_MS = 45_000;
const REMIND_MS = 120_000;
/** Only a phase of at least this length has its end announced. */
const REMINDED_MINUTES = 8;

/** What is due now; undefined for nothing. One thing at a time, each once. */
export function interjection(room: Room): Interjection | undefined {
  const { elapsedMs, state } = room;
  const phase = phaseAt(state.phases, elapsedMs);
  if (phase === undefined || state.end !== undefined || elapsedMs >= state.totalMs) return undefined;
  const inPhase = (elapsedMs - phase.fromMs) / (phase.toMs - phase.fromMs);
  for (const make of ALWAYS) {
    const due = make(room, phase, inPhase);
    if (due !== undefined && !wasSaid(room, due.says.id)) return due;
  }
  const last = room.transcript.findLast(({ who }) => who === 'them');
  if (last !== undefined && elapsedMs - last.elapsedMs < PAUSE_MS) return undefined;
  for (const make of WHEN_QUIET) {
    const due = make(room, phase, inPhase);
    if (due !== undefined && !wasSaid(room, due.says.id)) return due;
  }
  return undefined;
}

type Maker = (room: Room, phase: PlacedPhase, inPhase: number) => Interjection | undefined;

const OPENINGS: { readonly [phase: string]: string } = {
  build: 'That is the time for questions. Build it now; you may still ask.',
  optimise: 'Let us look at it together. Where does the time go, and which edge are you least sure of?',
  test: 'Now convince me that it works.',
  review: 'Walk me through it: what must always hold, what does a call cost, and how does it fail?',
};

const ALWAYS: readonly Maker[] = [
  (_room, phase) => {
    const text = OPENINGS[phase.id] ?? `Let us go on: ${phase.title.toLowerCase()}.`;
    return phase.fromMs === 0 ? undefined : says(`phase:${phase.id}`, 'phase', text);
  },
  (room, phase, inPhase) => {
    if (phase.id !== 'build' || inPhase < CHANGE_AT) return undefined;
    const change = changeFor(room);
    return change === undefined ? undefined : { ...says('change', 'change', change.says), change };
  },
  ({ elapsedMs, state }, phase) => {
    const leftMs = phase.toMs - elapsedMs;
    if (phase.minutes < REMINDED_MINUTES || leftMs > REMIND_MS) return undefined;
    const isLast = phase.toMs >= state.totalMs;
    return says(
      `time:${phase.id}`,
      'time',
      isLast ? 'Two minutes. What would you want me to remember?' : 'Two minutes left for this part.',
    );
  },
];

const WHEN_QUIET: readonly Maker[] = [
  ({ code, rung }, phase, inPhase) =>
    phase.id === 'build' && inPhase >= BLANK_AT && !isWritten(code, rung.starter)
      ? says(
          'pushback:blank',
          'pushback',
          'I see no code yet. Say what you are weighing, and begin with the simplest version that is right.',
        )
      : undefined,
  (room, phase) => {
    if (phase !== lookingAt(room)) return undefined;
    const seen = scanIn(room.code);
    return seen === undefined
      ? undefined
      : says(
          'pushback:cost',
          'pushback',
          `Line ${seen.line}: ${quoted(seen.text)}. How often does that run, and what does it cost when there are a hundred thousand of them?`,
          seen.line,
        );
  },
  (room, phase, inPhase) => {
    if (phase !== lookingAt(room) || inPhase < 0.4) return undefined;
    const seen = growthIn(room.code);
    return seen === undefined
      ? undefined
      : says(
          'pushback:growth',
          'pushback',
          `Line ${seen.line}: ${quoted(seen.text)}. When does that ever leave again? How does it look after a month?`,
          seen.line,
        );
  },
  (room, phase, inPhase) => {
    if (phase.id !== 'test' || inPhase < 0.5) return undefined;
    const last = entriesOf(room.state.entries, 'tests').at(-1);
    if (last === undefined)
      return says('pushback:untested', 'pushback', 'So far nothing was run. What tells you that it works?');
    const failed = last.failed[0];
    if (failed !== undefined)
      return says('pushback:failing', 'pushback', `Your test “${failed.name}” fails. Is the test wrong, or the code?`);
    const ranMs = elapsedAt(room.state.anchors, last);
    return room.editedMs !== undefined && room.editedMs > ranMs
      ? says(
          'pushback:stale',
          'pushback',
          'You have changed the code since your tests ran. How do you know that it still holds?',
        )
      : undefined;
  },
  ({ state, transcript, stages }, phase, inPhase) => {
    // In a design round, what is drawn without a number is asked for one.
    if (phase.id !== 'architecture' || inPhase < 0.3 || (stages.get('architecture')?.length ?? 0) === 0)
      return undefined;
    const hasNumbers = (stages.get('estimate')?.length ?? 0) > 0 || hasNumber(heardIn(transcript));
    return hasNumbers || state.phases.length < 2
      ? undefined
      : says(
          'pushback:numbers',
          'pushback',
          'You draw parts, and I have heard no number. How much has each of them to carry?',
        );
  },
  ({ state, transcript, stages }, phase, inPhase) => {
    if (state.begin.format !== 'design-45' || phase !== state.phases.at(-1) || inPhase < 0.3) return undefined;
    const hasWork = [...stages.keys()].some((id) => id !== INTERVIEW && id !== CLARIFY);
    return !hasWork || namesFailure(heardIn(transcript))
      ? undefined
      : says(
          'failure:part',
          'failure',
          'Take the part you rely on most, and lose it for an hour. What does a user see, and what is gone?',
        );
  },
  (room, phase, inPhase) => {
    if (phase.id !== 'review' || inPhase < 0.15) return undefined;
    const item = unconsidered(room);
    return item === undefined ? undefined : says(`failure:${item.id}`, 'failure', item.question);
  },
];

/** The requirement that changes: of those that say something new on this rung, one by the seed. */
export function changeFor({
  exercise,
  rung,
  facts,
  seed,
}: Pick<Room, 'exercise' | 'rung' | 'facts' | 'seed'>): RequirementChange | undefined {
  const fitting = exercise.changes.filter(({ rungs, fact, to }) => rungs.includes(rung.id) && facts[fact] !== to);
  return fitting[seed % Math.max(1, fitting.length)];
}

/** Words that make a question one about something going wrong. */
const WRONG =
  /fail|crash|die|dead|lost|lose|down|restart|slow|twice|race|memory|timeout|throw|leak|hang|skew|partition|overload/i;

/** The item of the review about something that goes wrong of which nothing was said; undefined when all was. */
export function unconsidered({
  exercise,
  rung,
  transcript,
  seed,
  state,
}: Pick<Room, 'exercise' | 'rung' | 'transcript' | 'seed' | 'state'>) {
  // Only one of them is asked.
  const asked = entriesOf(state.entries, 'says').some(({ kind }) => kind === 'failure');
  if (asked) return undefined;
  const heard = heardIn(transcript);
  const { followups, production } = exercise.review;
  const items = [...followups, ...production].filter(
    ({ rungs, question, answer }) => rungs.includes(rung.id) && WRONG.test(`${question} ${answer}`),
  );
  const open = items.filter(({ points }) => findEvidence(heard, points).every(({ marks }) => marks.length === 0));
  return open[seed % Math.max(1, open.length)];
}

/** All that the learner has said, a line each. */
export function heardIn(transcript: readonly Spoken[]): string {
  return transcript.flatMap(({ who, text }) => (who === 'you' ? [text] : [])).join('\n');
}

/** Where the code is looked at: in Optimise, or in the review of a round that has none. */
function lookingAt({ state }: Room): PlacedPhase | undefined {
  return state.phases.find(({ id }) => id === 'optimise') ?? state.phases.find(({ id }) => id === 'review');
}

function wasSaid({ state }: Room, id: string): boolean {
  return entriesOf(state.entries, 'says').some((one) => one.id === id);
}

function says(id: string, kind: Says['kind'], text: string, line?: number): Interjection {
  return { says: { do: 'says', id, kind, text, ...(line === undefined ? {} : { line }) } };
}

/** Code within a sentence of Markdown; a backtick of its own would end it. */
function quoted(code: string): string {
  const short = code.length > 60 ? `${code.slice(0, 57)}…` : code;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}
