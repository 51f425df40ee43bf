import { createSubscriber } from 'svelte/reactivity';
import type { Data } from '../../engines/kernel/types';
import { openingText } from './carry';
import { StoreError } from './database';
import { type AttemptEnvironment, createId } from './environment';
import { AttemptLog, type Channel, type Urgency } from './log';
import { describeLosses } from './losses';
import { type AttemptSummary, summarise, summariseLog } from './progress';
import {
  apply,
  applyChanges,
  type AttemptState,
  EMPTY_RUNG,
  EMPTY_STATE,
  type Entry,
  parseLog,
  replay,
  type RungState,
  type StageEntry,
} from './replay';
import { DEFAULT_FILE, type OpenAttempt, startBodies } from './opening';
import { saveLabel } from './save-label';
import type { AttemptHead, LogEventBody, RunRecord, SaveState, TextChange } from './types';
import { contendForWriting } from './writer-lock';

/** Edits after which the log gets the whole text again. */
const SNAPSHOT_EDITS = 100;
/** Edits since the last whole text from which a run adds one. */
const SNAPSHOT_EDITS_AT_RUN = 20;

const OTHER_TAB =
  'This exercise is open in another tab, which has the writing. You are reading along; close the other tab to write here.';

/** The parts of an open attempt; made by `open.ts` alone. */
export interface Parts {
  readonly options: OpenAttempt;
  readonly environment: AttemptEnvironment;
  readonly head: AttemptHead;
  readonly entries: readonly Entry[];
  readonly newerFormat?: number;
}

/**
 * One attempt as a page sees it: what its log says so far, and the ways to add to it. State is there at once and saved
 * soon after; `saveState` says how that stands. Nothing here runs anything.
 */
export class Attempt {
  readonly head: AttemptHead;
  readonly file: string;
  readonly options: OpenAttempt;
  readonly environment: AttemptEnvironment;
  readonly #log: AttemptLog;
  readonly #channel: Channel;
  readonly #ticks: () => void;
  readonly #endings: (() => void)[] = [];
  #state = $state.raw(EMPTY_STATE);
  #saveState = $state.raw<SaveState>({ kind: 'saving' });
  #notice = $state.raw<string | undefined>();
  #isSealed = $state(false);
  #lastAt: number;
  #summary: AttemptSummary;
  #reading: Promise<void> = Promise.resolve();
  readonly #editsSinceText: Record<string, number> = {};
  #rungState: RungState | undefined = $derived(this.#state.rungs.get(this.#state.rung));

  /** Use `openAttempt`. */
  constructor({ options, environment, head, entries, newerFormat }: Parts) {
    this.options = options;
    this.environment = environment;
    this.head = head;
    this.file = options.file ?? DEFAULT_FILE;
    const { state, losses } = replay(entries);
    this.#state = state;
    this.#notice = describeLosses(losses);
    this.#summary = summariseLog(head, entries);
    this.#lastAt = this.#summary.lastAt;
    this.#log = new AttemptLog({
      head,
      store: environment.store,
      clock: environment.clock,
      position: { next: this.#summary.events, summary: this.#summary },
      onState: (saveState) => (this.#saveState = saveState),
      onWritten: (next) => {
        this.#channel.post({ attempt: head.id, next });
        if (environment.unsaved.get(unsavedKey(head)) === this && !this.#log.hasUnwritten) this.end();
      },
    });
    this.#channel = environment.channel((message) => {
      if (message.attempt === head.id && message.next > this.#log.next) void this.#readOn();
    });
    this.#ticks = createSubscriber((update) => {
      const timer = setInterval(update, 1_000);
      return () => clearInterval(timer);
    });
    if (newerFormat !== undefined) this.#log.stopWriting('newer-format', newerSentence(newerFormat));
  }

  get id(): string {
    return this.head.id;
  }

  /** Everything the log says. */
  get state(): AttemptState {
    return this.#state;
  }

  /** The open rung. */
  get rung(): string {
    return this.#state.rung;
  }

  /** The learner's text on the open rung; lines end in `\n`. */
  get text(): string {
    return this.textOf(this.file);
  }

  /** Where the learner's cursor was on the open rung. */
  get place(): { readonly line: number; readonly column: number; readonly scrollTop: number } | undefined {
    return this.#rungState?.files.get(this.file)?.cursor;
  }

  /** The open rung's last verdict. */
  get lastVerdict(): RungState['verdict'] {
    return this.#rungState?.verdict;
  }

  /** Tiers of hints opened on the open rung. */
  get hints(): ReadonlySet<number> {
    return (this.#rungState ?? EMPTY_RUNG).hints;
  }

  /** Number of the last run; 0 before the first. */
  get runs(): number {
    return this.#state.runs;
  }

  get saveState(): SaveState {
    return this.#saveState;
  }

  /** For the title block: `Saved 12 s ago`. Kept current while an effect or a template reads it. */
  get saveLabel(): string {
    this.#ticks();
    return saveLabel(this.#saveState, this.environment.clock.now());
  }

  get isReadOnly(): boolean {
    return this.#isSealed || this.#saveState.kind === 'read-only';
  }

  /** Whether it is over: see `seal`. */
  get isSealed(): boolean {
    return this.#isSealed;
  }

  /** Time of the last event; milliseconds since the epoch. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Takes nothing more from now on. What was taken is still written. */
  seal(): void {
    this.#isSealed = true;
    void this.#log.flush();
  }

  /** What was lost to damage when this was opened, in sentences; undefined when nothing was. */
  get notice(): string | undefined {
    return this.#notice;
  }

  /** False when the exercise has changed since this attempt was started; `startNew` goes on with the new one. */
  get isCurrent(): boolean {
    return this.head.contentHash === this.options.key.contentHash;
  }

  /**
   * The editor's text has changed, as Monaco reports it. False when it was not taken: this tab may not write, or the
   * changes do not fit what is known here (`lengthAfter`, the editor's length after them, helps to see that); the page
   * then gives the whole text by `setText`.
   */
  edit(changes: readonly TextChange[], lengthAfter?: number, file: string = this.file): boolean {
    const after = applyChanges(this.textOf(file), changes);
    if (after === undefined || (lengthAfter !== undefined && after.length !== lengthAfter)) return false;
    if (!this.#append({ type: 'edit', file, changes: changes.map(plainChange) }, 'soon')) return false;
    const edits = (this.#editsSinceText[file] ?? 0) + 1;
    this.#editsSinceText[file] = edits;
    if (edits >= SNAPSHOT_EDITS) this.#appendText('snapshot', 'soon', this.textOf(file), file);
    return true;
  }

  /** Gives the whole text: a reset to the starter, or what an import or the editor holds. Line ends become `\n`. */
  setText(text: string, why: 'reset' | 'restore', file: string = this.file): boolean {
    return this.#appendText(why, 'soon', text.replace(/\r\n?/g, '\n'), file);
  }

  /** Where cursor and view are; only the last of a second is kept. */
  cursor(place: { readonly line: number; readonly column: number; readonly scrollTop: number }): boolean {
    const { line, column, scrollTop } = place;
    return this.#append({ type: 'cursor', file: this.file, line, column, scrollTop }, 'idle');
  }

  /** The text of any file on the open rung; empty where there is none. */
  textOf(file: string): string {
    return this.#rungState?.files.get(file)?.text ?? '';
  }

  /**
   * Makes sure that a further file is there on the open rung, with `text` to begin with; the file of an earlier rung is
   * carried on instead.
   */
  openFile(file: string, text: string): boolean {
    if (this.#rungState?.files.has(file) === true) return true;
    const before = this.options.ladder.slice(
      0,
      this.options.ladder.findIndex(({ id }) => id === this.rung),
    );
    const carried = before.findLast(({ id }) => this.#state.rungs.get(id)?.files.has(file) === true);
    const known = carried === undefined ? undefined : this.#state.rungs.get(carried.id)?.files.get(file)?.text;
    return this.#appendText('start', 'soon', known ?? text, file);
  }

  /** Opens a rung, with its own text where it was visited, else with what is carried to it (see `openingText`). */
  enterRung(rung: string): boolean {
    if (rung === this.rung) return true;
    const text = openingText(this.#state, this.options.ladder, { rung, file: this.file });
    return this.#append({ type: 'rung', rung }, 'soon') && this.#appendText('rung', 'now', text);
  }

  /** A run has been started, of the text as it is: its number, or undefined where this tab may not write. */
  runStarted(seed: number): number | undefined {
    const run = this.#state.runs + 1;
    const contentHash = this.isCurrent ? {} : { contentHash: this.options.key.contentHash };
    if ((this.#editsSinceText[this.file] ?? 0) >= SNAPSHOT_EDITS_AT_RUN) this.#appendText('snapshot', 'soon');
    return this.#append({ type: 'run', run, rung: this.rung, seed, ...contentHash }, 'now') ? run : undefined;
  }

  /** How a run ended, as plain data (no `$state` proxies). `rung` is the one it was started on; default the open one. */
  verdict(run: number, result: RunRecord, rung: string = this.rung): boolean {
    return this.#append({ type: 'verdict', run, rung, result }, 'now');
  }

  /** Something was done in a stage; `data` is the stage's own, as plain data. */
  stage(stage: string, data: Data): boolean {
    return this.#append({ type: 'stage', stage, rung: this.rung, data }, 'soon');
  }

  /** What was done in a stage so far, on every rung. */
  stageEntries(stage: string): readonly StageEntry[] {
    return this.#state.stages.get(stage) ?? [];
  }

  /** A tier of hints was opened. */
  hint(tier: number): boolean {
    return this.#append({ type: 'hint', rung: this.rung, tier }, 'soon');
  }

  /** Writes what waits, now; settles when that was done or has failed. */
  flush(): Promise<void> {
    return this.#log.flush();
  }

  /**
   * Writes what waits and lets another tab write; the attempt takes nothing more. While it cannot be written it stays,
   * is tried again, and is what the next `openAttempt` of the exercise answers.
   */
  async close(): Promise<void> {
    await this.#log.flush();
    if (this.#log.isWriting && this.#log.hasUnwritten) this.environment.unsaved.set(unsavedKey(this.head), this);
    else this.end();
  }

  /** Lets go of everything at once, written or not. */
  end(): void {
    this.environment.unsaved.delete(unsavedKey(this.head));
    for (const end of this.#endings.splice(0)) end();
    this.#log.close();
    this.#channel.close();
  }

  /** Takes part in who writes; settles once it is known. For `openAttempt`. */
  async join(): Promise<void> {
    const { locks, store, clock, onLeave, random } = this.environment;
    this.#endings.push(onLeave(() => void this.#log.flush()));
    await new Promise<void>((resolve) => {
      const listener = {
        granted: (holder?: string) => void this.#granted(holder).finally(resolve),
        waiting: () => {
          this.#lostWriting();
          resolve();
        },
      };
      this.#endings.push(contendForWriting(this.id, listener, { locks, store, clock, holder: createId(random) }));
    });
  }

  /** Appends the first events of an attempt that could not be written when it was begun. For `openAttempt`. */
  beginInMemory(bodies: readonly LogEventBody[]): void {
    for (const body of bodies) this.#append(body, 'now');
  }

  /** After damage: gives every text whole again, so that what follows has something to stand on. For `openAttempt`. */
  mend(): void {
    if (!this.#log.isWriting) return;
    const texts = this.wholeTexts();
    const doubtful = [...this.#state.rungs.values()].some((rung) => rung.files.get(this.file)?.known === false);
    const bodies = texts.length === 0 ? startBodies(this.options) : doubtful ? texts : [];
    for (const body of bodies) this.#append(body, 'now');
  }

  /** Every text of every rung as events; those of the open rung come last, so that it stays the open one. */
  wholeTexts(): LogEventBody[] {
    const rungs = [...this.#state.rungs].sort(([a], [b]) => Number(a === this.rung) - Number(b === this.rung));
    return rungs.flatMap(([rung, { files }]) =>
      [...files].map(([file, { text }]): LogEventBody => ({ type: 'text', rung, file, text, why: 'restore' })),
    );
  }

  #appendText(
    why: 'start' | 'reset' | 'restore' | 'rung' | 'snapshot',
    urgency: Urgency,
    text: string = this.text,
    file: string = this.file,
  ): boolean {
    this.#editsSinceText[file] = 0;
    return this.#append({ type: 'text', rung: this.rung, file, text, why }, urgency);
  }

  #append(body: LogEventBody, urgency: Urgency): boolean {
    if (this.#isSealed) return false;
    const event = this.#log.append(body, urgency);
    if (event === undefined) return false;
    const state = apply(this.#state, event);
    if (state === undefined) throw new Error('attempt: an event was appended that does not apply');
    this.#state = state;
    this.#lastAt = event.at;
    return true;
  }

  async #granted(holder: string | undefined): Promise<void> {
    if (this.#saveState.kind === 'read-only' && this.#saveState.reason !== 'other-tab') return;
    await this.#readOn();
    this.#log.startWriting(holder === undefined ? {} : { holder });
  }

  #lostWriting(): void {
    if (this.#log.hasUnwritten) {
      const lost = new StoreError('taken-over');
      this.#log.stopWriting('taken-over', lost.message);
    } else if (this.#saveState.kind !== 'read-only') this.#log.stopWriting('other-tab', OTHER_TAB);
  }

  /** Reads what another tab has appended. One at a time; a failure leaves what is shown, and the next word tries again. */
  #readOn(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readTail()).catch(() => undefined);
    return this.#reading;
  }

  async #readTail(): Promise<void> {
    const from = this.#log.next;
    if (this.#log.isWriting || this.#log.hasUnwritten) return;
    const tail = parseLog(await this.environment.store.read(this.id, from), from);
    let state: AttemptState | undefined = this.#state;
    let summary = this.#summary;
    for (const entry of tail) {
      state = state !== undefined && 'event' in entry ? apply(state, entry.event) : undefined;
      if ('event' in entry) summary = summarise(summary, entry.event);
    }
    // Damage needs the whole log: what stands before it decides what can be kept.
    state ??= replay(parseLog(await this.environment.store.read(this.id))).state;
    const next = tail.reduce((end, entry) => Math.max(end, lastIndex(entry) + 1), from);
    this.#state = state;
    this.#summary = { ...summary, events: next };
    this.#lastAt = summary.lastAt;
    this.#log.follow({ next, summary: this.#summary });
  }
}

/** Under which name an attempt waits to be written: practice is looked for by its exercise, an interview by its id. */
export function unsavedKey({ id, exercise, kind }: AttemptHead): string {
  return kind === undefined ? exercise : id;
}

/** Monaco's change events hold more than is kept. */
function plainChange({ offset, removed, text }: TextChange): TextChange {
  return { offset, removed, text };
}

function lastIndex(entry: Entry): number {
  return 'event' in entry ? entry.index : entry.damage.to;
}

function newerSentence(format: number): string {
  return (
    `Your attempt at this exercise was made by a newer Drydock (format ${format}; this one knows format 1). It was ` +
    'left untouched. Reload the page to get the newer version, or start a new attempt here.'
  );
}
