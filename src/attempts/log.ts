import * as v from 'valibot';
import { type StoreError, toStoreError } from './database';
import { type AttemptSummary, summarise } from './progress';
import { parseEvent } from './schema';
import type { Batch } from './store';
import type { AttemptHead, LogEvent, LogEventBody, ReadOnlyReason, SaveState, StoreErrorCode } from './types';
import type { Clock } from './writer-lock';

/** Longest that an edit waits before it is written, in milliseconds. */
export const EDIT_DELAY_MS = 250;
/** Longest that a cursor position waits: only the last of them is kept. */
export const CURSOR_DELAY_MS = 1_000;
/** Waits between tries to write again; the last one repeats. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** Events of one transaction; more wait for the next. */
const BATCH_EVENTS = 500;

/** How soon an event must be on disk. */
export type Urgency = 'now' | 'soon' | 'idle';

/** The store as the log needs it. */
export interface LogStore {
  append(batch: Batch): Promise<void>;
}

/** Tells other tabs of the same attempt that its log has grown. */
export interface Channel {
  post(message: LogGrown): void;
  close(): void;
}

/** `next`: the index that the attempt's next event will have. */
export interface LogGrown {
  readonly attempt: string;
  readonly next: number;
}

const grown = v.strictObject({ attempt: v.string(), next: v.number() });

/** Opens the channel of all tabs. `BroadcastChannel`, where there is one; messages that are not ours are dropped. */
export function openChannel(name: string, listener: (message: LogGrown) => void): Channel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const message = v.safeParse(grown, event.data);
    if (message.success) listener(message.output);
  };
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}

/** Where a log stands when it is opened: how far it is written, and what the summary says of that. */
export interface LogPosition {
  readonly next: number;
  readonly summary: AttemptSummary;
}

/**
 * The growing end of one attempt's log: numbers events, keeps them until they are written, writes them in batches in
 * order, tries again after a failure, and says how it stands. One place where typing meets the disk.
 */
export class AttemptLog {
  readonly #head: AttemptHead;
  readonly #store: LogStore;
  readonly #clock: Clock;
  readonly #onState: (state: SaveState) => void;
  readonly #onWritten: (next: number) => void;
  #pending: LogEvent[] = [];
  /** Events at the front of `#pending` that are being written: they can no longer be replaced. */
  #inFlight = 0;
  #next: number;
  #written: AttemptSummary;
  #mode: 'reading' | 'writing' | 'closed' = 'reading';
  #readOnly: { readonly reason: ReadOnlyReason; readonly message: string } | undefined;
  #holder: string | undefined;
  #failure: { readonly code: StoreErrorCode; readonly message: string; readonly tries: number } | undefined;
  #savedAt: number;
  #drain: Promise<void> | undefined;
  #timer: { readonly due: number; readonly cancel: () => void } | undefined;

  constructor(options: {
    readonly head: AttemptHead;
    readonly store: LogStore;
    readonly clock: Clock;
    readonly position: LogPosition;
    readonly onState: (state: SaveState) => void;
    readonly onWritten?: (next: number) => void;
  }) {
    this.#head = options.head;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#onState = options.onState;
    this.#onWritten = options.onWritten ?? (() => undefined);
    this.#next = options.position.next;
    this.#written = options.position.summary;
    this.#savedAt = options.position.summary.lastAt;
  }

  /** Index of the next event. */
  get next(): number {
    return this.#next;
  }

  get isWriting(): boolean {
    return this.#mode === 'writing';
  }

  /** Whether there are events that only this tab knows. */
  get hasUnwritten(): boolean {
    return this.#pending.length > 0;
  }

  /** This tab writes from now on. `holder` names its lease where there are no Web Locks. */
  startWriting(options: { readonly holder?: string } = {}): void {
    if (this.#mode === 'closed') return;
    assert(!this.hasUnwritten, 'writing starts from what was read');
    this.#mode = 'writing';
    this.#readOnly = undefined;
    this.#holder = options.holder;
    this.#report();
  }

  /** Another tab writes, or nobody may: events are refused from now on. Unwritten ones stay in memory. */
  stopWriting(reason: ReadOnlyReason, message: string): void {
    if (this.#mode === 'closed') return;
    this.#mode = 'reading';
    this.#readOnly = { reason, message };
    this.#cancelTimer();
    this.#report();
  }

  /** A reader has read on. */
  follow(position: LogPosition): void {
    assert(this.#mode === 'reading', 'only a reader follows');
    this.#next = position.next;
    this.#written = position.summary;
    this.#savedAt = position.summary.lastAt;
    this.#report();
  }

  /**
   * Appends an event; undefined where this tab may not write. A cursor takes the place of one that still waits. A body
   * of the wrong shape is our own bug and throws, so that nothing is ever written that cannot be read.
   */
  append(body: LogEventBody, urgency: Urgency): LogEvent | undefined {
    if (this.#mode !== 'writing') return undefined;
    const last = this.#pending.at(-1);
    const replaces = body.type === 'cursor' && last?.body.type === 'cursor' && this.#pending.length > this.#inFlight;
    const index = replaces ? last.index : this.#next;
    // Cloned, so that it can be written later whatever its owner does to it, and fails here if it never could.
    const event = structuredClone({ attempt: this.#head.id, index, at: this.#clock.now(), body });
    const parsed = parseEvent(event);
    assert(parsed.kind === 'ok', `an event must have the log's shape: ${parsed.kind === 'damaged' ? parsed.why : ''}`);
    if (replaces) this.#pending.pop();
    else this.#next += 1;
    this.#pending.push(event);
    this.#report();
    if (urgency === 'now') void this.flush();
    else if (this.#failure === undefined) this.#schedule(urgency === 'soon' ? EDIT_DELAY_MS : CURSOR_DELAY_MS);
    return event;
  }

  /** Writes all that waits, now. Settles when it was written or has failed; never rejects. */
  flush(): Promise<void> {
    this.#cancelTimer();
    this.#drain ??= this.#writeAll().finally(() => {
      this.#drain = undefined;
    });
    return this.#drain;
  }

  /** Takes nothing more. */
  close(): void {
    this.#mode = 'closed';
    this.#cancelTimer();
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.length > 0 && this.#mode === 'writing') {
      const events = this.#pending.slice(0, BATCH_EVENTS);
      const summary = events.reduce(summarise, this.#written);
      const holder = this.#holder;
      this.#inFlight = events.length;
      try {
        await this.#store.append({ head: this.#head, events, summary, ...(holder === undefined ? {} : { holder }) });
      } catch (error) {
        this.#fail(toStoreError(error));
        return;
      } finally {
        this.#inFlight = 0;
      }
      this.#pending.splice(0, events.length);
      this.#written = summary;
      this.#failure = undefined;
      this.#savedAt = this.#clock.now();
      this.#report();
      this.#onWritten(summary.events);
    }
  }

  #fail(error: StoreError): void {
    const tries = (this.#failure?.tries ?? 0) + 1;
    this.#failure = { code: error.code, message: error.message, tries };
    if (error.code === 'taken-over') {
      this.stopWriting('taken-over', error.message);
      return;
    }
    this.#report();
    this.#schedule(RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? CURSOR_DELAY_MS);
  }

  #schedule(ms: number): void {
    if (this.#mode !== 'writing') return;
    const due = this.#clock.now() + ms;
    if (this.#timer !== undefined && this.#timer.due <= due) return;
    this.#cancelTimer();
    this.#timer = { due, cancel: this.#clock.after(ms, () => void this.flush()) };
  }

  #cancelTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #report(): void {
    if (this.#mode !== 'closed') this.#onState(this.#state());
  }

  #state(): SaveState {
    if (this.#readOnly !== undefined) return { kind: 'read-only', ...this.#readOnly };
    if (this.#failure !== undefined) {
      const { code, message } = this.#failure;
      return { kind: 'failed', reason: code, message, unsaved: this.#pending.length };
    }
    // A cursor that waits is no unsaved work.
    const unsaved = this.#pending.some((event) => event.body.type !== 'cursor');
    return unsaved ? { kind: 'saving' } : { kind: 'saved', at: this.#savedAt };
  }
}

/** Our own bug, never the learner's. */
function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`attempt log: ${message}`);
}
