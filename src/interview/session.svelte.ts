import type { Attempt } from '../attempts';
import type { Data } from '../../engines/kernel/types';
import type { BuildExercise, Question, Rung } from '../packs';
import { questionsOf } from '../stages/clarify/grade';
import { matcherOf } from '../stages/clarify/matcher';
import { asked, CLARIFY, type Clarified, clarified, type ClarifyEntry } from '../stages/clarify/state';
import { variantOf } from '../stages/clarify/variant';
import { type Base, driftOf, DRIFT_MS, elapsedOf, type Reading, resumedAt, SLEEP_MS } from './clock';
import { INTERVIEW, type InterviewEntry, interviewEntries } from './events';
import { type InterviewFormat, type Phase, type PlacedPhase, phaseAt, withExtraTime } from './formats';
import { interjection } from './interviewer';
import { type InterviewState, interviewOf, isQuestion, type Spoken, transcriptOf } from './state';

/** Reads both clocks of the page. */
export type Clocks = () => Reading;

/** The page's own clocks. */
export const pageClocks: Clocks = () => ({ wallMs: Date.now(), monotonicMs: performance.now() });

/** Within this time, what the learner says answers what the interviewer asked. */
const ANSWER_MS = 180_000;

/** Puts the beginning of an interview into a new attempt: the format as it is now, and the prompt. */
export function beginIn(
  attempt: Attempt,
  exercise: BuildExercise,
  { format, extra }: { readonly format: InterviewFormat; readonly extra: number },
): void {
  const phases: Phase[] = withExtraTime(format.phases, extra).map((phase) => ({ ...phase }));
  const { prompt } = variantOf(exercise, attempt.head.seed);
  const keep = (entry: InterviewEntry): boolean => attempt.stage(INTERVIEW, entry as Data);
  keep({ do: 'begin', format: format.id, title: format.title, extra, phases });
  keep({ do: 'says', id: 'prompt', kind: 'prompt', text: prompt });
}

/**
 * One page's part in an interview: what the log says, how late it is, and what is put into the log as time goes on. The
 * page calls `tick` a few times a second, and before it gives on what was typed.
 */
export class InterviewSession {
  readonly attempt: Attempt;
  readonly exercise: BuildExercise;
  readonly rung: Rung;
  readonly #clocks: Clocks;
  #base: Base;
  #elapsedMs = $state(0);
  /** How far the wall clock ran ahead, where it may have been sleep that was not counted. */
  #skippedMs = $state<number>();
  /** The last anchor that this page has taken over or written. */
  #anchor = -1;
  #editedMs: number | undefined;
  /** Whether this page has not been writing: taking that up is an anchor. A reader writes none. */
  #isReading = true;

  readonly #state: InterviewState | undefined = $derived.by(() =>
    interviewOf(interviewEntries(this.attempt.stageEntries(INTERVIEW))),
  );
  readonly #told: Clarified = $derived.by(() =>
    clarified(this.exercise, this.rung, this.attempt.head.seed, this.attempt.stageEntries(CLARIFY)),
  );
  readonly #transcript: readonly Spoken[] = $derived(
    this.#state === undefined ? [] : transcriptOf(this.#state, this.#told.exchanges),
  );
  readonly #match = $derived.by(() => matcherOf(questionsOf(this.exercise, this.rung)));

  constructor(parts: {
    readonly attempt: Attempt;
    readonly exercise: BuildExercise;
    readonly rung: Rung;
    /** Default: the page's. */
    readonly clocks?: Clocks;
  }) {
    this.attempt = parts.attempt;
    this.exercise = parts.exercise;
    this.rung = parts.rung;
    this.#clocks = parts.clocks ?? pageClocks;
    this.#base = { ...this.#clocks(), elapsedMs: 0 };
    const { state } = this;
    if (state === undefined) return;
    const last = { index: Infinity, at: this.attempt.lastAt };
    const now = this.#clocks();
    this.#base = { ...now, elapsedMs: state.end?.elapsedMs ?? resumedAt(state.anchors, last, now.wallMs) };
    this.#elapsedMs = Math.min(this.#base.elapsedMs, state.totalMs);
    if (state.end !== undefined) this.attempt.seal();
    this.#anchor = state.anchors.at(-1)?.index ?? -1;
    this.tick();
  }

  /** What the log says; undefined where it is no interview. */
  get state(): InterviewState | undefined {
    return this.#state;
  }

  /** What was found out by asking, and which facts hold, the change included. */
  get told(): Clarified {
    return this.#told;
  }

  get transcript(): readonly Spoken[] {
    return this.#transcript;
  }

  /** Time since the beginning, in milliseconds; the whole length at the end. */
  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  get phase(): PlacedPhase | undefined {
    return this.#state === undefined ? undefined : phaseAt(this.#state.phases, this.#elapsedMs);
  }

  get isOver(): boolean {
    return this.#state?.end !== undefined;
  }

  /** By how much the machine's clock ran ahead while this page stood still: see `countSleep`. */
  get skippedMs(): number | undefined {
    return this.isOver ? undefined : this.#skippedMs;
  }

  /** Looks at the clocks: takes note of one that was set, speaks where something is due, ends it at zero. */
  tick(): void {
    const { state } = this;
    if (state === undefined || state.end !== undefined) return this.#sealEnded();
    const now = this.#clocks();
    this.#follow(now);
    let elapsedMs = elapsedOf(this.#base, now);
    const drift = driftOf(this.#base, now);
    const takesUp = this.#isReading && !this.attempt.isReadOnly;
    this.#isReading = this.attempt.isReadOnly;
    if (Math.abs(drift) > DRIFT_MS || takesUp) {
      if (drift >= SLEEP_MS) this.#skippedMs = drift;
      this.#mark(now, elapsedMs, Math.abs(drift) > DRIFT_MS ? 'set' : 'taken-up', drift);
    }
    if (elapsedMs >= state.totalMs) {
      elapsedMs = state.totalMs;
      this.#elapsedMs = elapsedMs;
      return this.#end('time', elapsedMs);
    }
    this.#elapsedMs = elapsedMs;
    if (!this.attempt.isReadOnly) this.#interject();
  }

  /** What the clock ran ahead was sleep: it is counted after all. */
  countSleep(): void {
    const by = this.#skippedMs;
    if (by === undefined) return;
    this.#skippedMs = undefined;
    const now = this.#clocks();
    this.#mark(now, elapsedOf(this.#base, now) + by, 'slept', by);
    this.tick();
  }

  /** It was not: nothing more is asked. */
  dismissSleep(): void {
    this.#skippedMs = undefined;
  }

  /** What the learner typed to the interviewer: a question is answered, anything else is thinking aloud. */
  say(text: string): boolean {
    const said = text.trim();
    this.tick();
    if (said === '' || this.attempt.isReadOnly) return false;
    if (isQuestion(said)) return this.#clarify(asked(said, this.#match(said)));
    const to = this.#openQuestion();
    return this.keep({ do: 'say', text: said, ...(to === undefined ? {} : { to }) });
  }

  /** One of the questions that were offered. */
  pick(question: Question): boolean {
    this.tick();
    return this.#clarify({ do: 'pick', question: question.id, offered: true });
  }

  /** A file was edited. False where nothing more is taken: the page then shows what was kept. */
  edited(file: string = this.attempt.file): boolean {
    this.tick();
    if (file === this.attempt.file) this.#editedMs = this.#elapsedMs;
    return !this.attempt.isReadOnly;
  }

  keep(entry: InterviewEntry): boolean {
    return this.attempt.stage(INTERVIEW, entry as Data);
  }

  /** Ends it before its time. `abandoned`: the learner does not want it to count. */
  end(why: 'early' | 'abandoned'): void {
    this.tick();
    if (!this.isOver) this.#end(why, this.#elapsedMs);
  }

  #end(why: 'time' | 'early' | 'abandoned', elapsedMs: number): void {
    if (this.attempt.isReadOnly) return;
    this.keep({ do: 'end', why, elapsedMs });
    this.attempt.seal();
  }

  /** Another tab has ended it. */
  #sealEnded(): void {
    const { state } = this;
    if (state?.end === undefined) return;
    this.#elapsedMs = Math.min(state.end.elapsedMs, state.totalMs);
    if (!this.attempt.isSealed) this.attempt.seal();
  }

  /** Another tab has written an anchor: its time holds. */
  #follow(now: Reading): void {
    const last = this.#state?.anchors.at(-1);
    if (last === undefined || last.index <= this.#anchor) return;
    this.#anchor = last.index;
    this.#base = { ...now, elapsedMs: last.elapsedMs + Math.max(0, now.wallMs - last.at) };
  }

  #mark(now: Reading, elapsedMs: number, why: 'taken-up' | 'set' | 'slept', by: number): void {
    this.#base = { ...now, elapsedMs };
    if (this.attempt.isReadOnly) return;
    this.keep({ do: 'clock', elapsedMs, why, ...(why === 'taken-up' ? {} : { by }) });
    this.#anchor = this.#state?.anchors.at(-1)?.index ?? -1;
  }

  #clarify(entry: ClarifyEntry): boolean {
    return !this.attempt.isReadOnly && this.attempt.stage(CLARIFY, entry as Data);
  }

  #interject(): void {
    const { state, attempt, exercise, rung } = this;
    if (state === undefined) return;
    const due = interjection({
      exercise,
      rung,
      seed: attempt.head.seed,
      state,
      elapsedMs: this.#elapsedMs,
      transcript: this.#transcript,
      facts: this.#told.facts,
      code: attempt.text,
      stages: attempt.state.stages,
      editedMs: this.#editedMs,
    });
    if (due === undefined) return;
    if (due.change !== undefined) this.#clarify({ do: 'change', change: due.change.id });
    this.keep(due.says);
  }

  /** What the interviewer asked last, if that was lately. */
  #openQuestion(): string | undefined {
    const last = this.#transcript.findLast(
      ({ who, kind }) => who === 'them' && ['change', 'pushback', 'failure'].includes(kind),
    );
    return last !== undefined && this.#elapsedMs - last.elapsedMs <= ANSWER_MS ? last.id : undefined;
  }
}
