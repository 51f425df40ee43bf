import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { type AttemptSchema, openDatabase, StoreError, toStoreError } from './database';
import { type AttemptSummary, emptySummary, parseSummary, summarise, summariseLog } from './progress';
import { parseLog } from './replay';
import { type Parsed, parseHead } from './schema';
import type { AttemptHead, LogEvent, LogEventBody, StoreErrorCode } from './types';

/** What one append writes, in one transaction: all of it or nothing. */
export interface Batch {
  readonly head: AttemptHead;
  readonly events: readonly LogEvent[];
  /** After `events`. */
  readonly summary: AttemptSummary;
  /** Of the lease, where there are no Web Locks: the append is refused when somebody else holds it. */
  readonly holder?: string;
}

/** What a store answers when asked for the attempt to go on with. */
export type Found =
  | { readonly kind: 'found'; readonly head: AttemptHead; readonly created: boolean }
  /** The newest attempt was made by a newer Drydock; it is left untouched. */
  | { readonly kind: 'newer'; readonly format: number };

/** How a new attempt would begin. */
export interface Beginning {
  readonly head: AttemptHead;
  readonly bodies: readonly LogEventBody[];
}

/** Attempts at rest. Every failure is a `StoreError`; what was read is not yet parsed where the type is unknown. */
export class AttemptStore {
  readonly #name: string;
  readonly #durability: IDBTransactionDurability;
  #opening: Promise<IDBPDatabase<AttemptSchema>> | undefined;
  #database: IDBPDatabase<AttemptSchema> | undefined;
  #givenUp: StoreErrorCode | undefined;

  /**
   * `name` of the database, default `drydock-attempts`. `durability`, default `strict`: the write has reached the disk,
   * and not only the system's memory, before it counts as saved. See README.md beside this file for the cost.
   */
  constructor(options: { readonly name?: string; readonly durability?: IDBTransactionDurability } = {}) {
    this.#name = options.name ?? 'drydock-attempts';
    this.#durability = options.durability ?? 'strict';
  }

  /**
   * The newest attempt at the exercise, whatever content it was made on; without one, `beginning` is written and
   * answered. One transaction, so that two tabs that open together find one attempt. An attempt in which nothing was
   * done is passed over when it was made on other content. Damaged heads are passed over and left where they are.
   */
  async findOrBegin(beginning: Beginning): Promise<Found> {
    return this.#run(async (database) => {
      const tx = database.transaction(['heads', 'events', 'summaries'], 'readwrite', { durability: this.#durability });
      const { exercise, contentHash } = beginning.head;
      const heads = (await tx.objectStore('heads').index('exercise').getAll(exercise)).map(parseStampedHead);
      const newest = heads
        .filter((head) => head !== undefined)
        .filter((head) => !isInterview(head))
        .sort(byNewest)[0];
      if (newest !== undefined) {
        if (newest.kind === 'newer') return { kind: 'newer', format: newest.format };
        const summary = parseSummary(await tx.objectStore('summaries').get(newest.head.id));
        const pristine = summary?.begun === false && newest.head.contentHash !== contentHash;
        if (!pristine) return { kind: 'found', head: newest.head, created: false };
      }
      await Promise.all([addBatch(tx, begin(beginning)), tx.done]);
      return { kind: 'found', head: beginning.head, created: true };
    });
  }

  /** The head of an attempt; undefined where there is none, or none that can be read. */
  async head(attempt: string): Promise<Parsed<AttemptHead> | undefined> {
    const raw: unknown = await this.#run((database) => database.get('heads', attempt));
    return raw === undefined ? undefined : parseHead(raw);
  }

  /** Records of an attempt from `index` on, in order. */
  async read(attempt: string, index = 0): Promise<readonly unknown[]> {
    return this.#run((database) => database.getAll('events', IDBKeyRange.bound([attempt, index], [attempt, Infinity])));
  }

  /** Appends; an index that is taken by another event is a `taken-over`. */
  async append(batch: Batch): Promise<void> {
    return this.#run(async (database) => {
      const names: StoreNames<AttemptSchema>[] = ['heads', 'events', 'summaries', 'leases'];
      const tx = database.transaction(names, 'readwrite', { durability: this.#durability });
      // Everything is asked for in this one turn of the event loop, and committed: a page that is going away gets no
      // other. Where a lease has to be looked at first, that is not possible.
      if (batch.holder !== undefined) {
        const lease = await tx.objectStore('leases').get(batch.head.id);
        if (lease?.holder !== batch.holder) throw new StoreError('taken-over');
      }
      const written = addBatch(tx, batch);
      if (batch.holder === undefined) tx.commit();
      try {
        await Promise.all([written, tx.done]);
      } catch (error) {
        if (await this.#isWritten(database, batch)) return;
        throw error;
      }
    });
  }

  /**
   * Keeps an attempt that came from elsewhere, under its own id. One that is here already is left as it is: `false`.
   */
  async keep(head: AttemptHead, events: readonly LogEvent[]): Promise<boolean> {
    return this.#run(async (database) => {
      const names: StoreNames<AttemptSchema>[] = ['heads', 'events', 'summaries', 'leases'];
      const tx = database.transaction(names, 'readwrite', { durability: this.#durability });
      if ((await tx.objectStore('heads').get(head.id)) !== undefined) {
        await tx.done;
        return false;
      }
      const summary = events.reduce(summarise, emptySummary(head));
      await Promise.all([
        tx.objectStore('heads').add(head),
        ...events.map((event) => tx.objectStore('events').add(event)),
        tx.objectStore('summaries').put(summary),
        tx.done,
      ]);
      return true;
    });
  }

  /** Adds to the end of an attempt that is here. An index that is taken is a `taken-over`. */
  async extend(head: AttemptHead, more: readonly LogEvent[]): Promise<void> {
    return this.#run(async (database) => {
      const tx = database.transaction(['events', 'summaries'], 'readwrite', { durability: this.#durability });
      // What fails below fails it too, and is told once.
      tx.done.catch(() => undefined);
      const events = tx.objectStore('events');
      await Promise.all(more.map((event) => events.add(event)));
      const range = IDBKeyRange.bound([head.id, 0], [head.id, Infinity]);
      const summary = summariseLog(head, parseLog(await events.getAll(range)));
      await Promise.all([tx.objectStore('summaries').put(summary), tx.done]);
    });
  }

  /** Every attempt as it is kept, unparsed, in the order of their ids. */
  async raw(): Promise<readonly { readonly head: unknown; readonly events: readonly unknown[] }[]> {
    return this.#run(async (database) => {
      const tx = database.transaction(['heads', 'events']);
      const ids = await tx.objectStore('heads').getAllKeys();
      return Promise.all(
        ids.map(async (id) => {
          const range = IDBKeyRange.bound([id, 0], [id, Infinity]);
          const [head, events] = await Promise.all([
            tx.objectStore('heads').get(id),
            tx.objectStore('events').getAll(range),
          ]);
          return { head, events };
        }),
      );
    });
  }

  /** Takes or renews a lease until `now + lengthMs`; false while somebody else holds it. */
  async lease(options: { attempt: string; holder: string; now: number; lengthMs: number }): Promise<boolean> {
    const { attempt, holder, now, lengthMs } = options;
    return this.#run(async (database) => {
      const tx = database.transaction('leases', 'readwrite');
      const held = await tx.store.get(attempt);
      if (held !== undefined && held.holder !== holder && held.until > now) return false;
      await tx.store.put({ attempt, holder, until: now + lengthMs });
      await tx.done;
      return true;
    });
  }

  /** Gives a lease back, so that the next tab need not wait for its end. */
  async release(attempt: string, holder: string): Promise<void> {
    return this.#run(async (database) => {
      const tx = database.transaction('leases', 'readwrite');
      if ((await tx.store.get(attempt))?.holder === holder) await tx.store.delete(attempt);
      await tx.done;
    });
  }

  /**
   * A summary of every attempt that can be read, of one exercise or all. One small record each; a summary that is
   * missing or not understood is made again from its log, and kept.
   */
  async summaries(exercise?: string): Promise<readonly AttemptSummary[]> {
    const [rawHeads, rawSummaries] = await this.#run(async (database) => {
      const tx = database.transaction(['heads', 'summaries']);
      const heads = tx.objectStore('heads');
      return Promise.all([
        exercise === undefined ? heads.getAll() : heads.index('exercise').getAll(exercise),
        tx.objectStore('summaries').getAll(),
      ]);
    });
    const byAttempt = new Map<string, AttemptSummary>();
    for (const raw of rawSummaries) {
      const summary = parseSummary(raw);
      if (summary !== undefined) byAttempt.set(summary.attempt, summary);
    }
    const heads = rawHeads.map(parseHead).flatMap((head) => (head.kind === 'ok' ? [head.value] : []));
    return Promise.all(heads.map(async (head) => byAttempt.get(head.id) ?? this.#summariseAgain(head)));
  }

  /** Closes the connection; the next call opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = this.#database = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  async #summariseAgain(head: AttemptHead): Promise<AttemptSummary> {
    return this.#run(async (database) => {
      const tx = database.transaction(['events', 'summaries'], 'readwrite');
      const range = IDBKeyRange.bound([head.id, 0], [head.id, Infinity]);
      const summary = summariseLog(head, parseLog(await tx.objectStore('events').getAll(range)));
      await tx.objectStore('summaries').put(summary);
      await tx.done;
      return summary;
    });
  }

  /**
   * Whether a batch that failed had in fact been written: its commit was not heard of. A `taken-over` when somebody
   * else's events stand in its place; browsers differ in the error that they give for that.
   */
  async #isWritten(database: IDBPDatabase<AttemptSchema>, batch: Batch): Promise<boolean> {
    const stored = await Promise.all(batch.events.map((event) => database.get('events', [event.attempt, event.index])));
    if (stored.every((raw, i) => isSame(raw, batch.events[i]))) return true;
    if (stored.some((raw) => raw !== undefined)) throw new StoreError('taken-over');
    return false;
  }

  async #run<T>(work: (database: IDBPDatabase<AttemptSchema>) => Promise<T>): Promise<T> {
    if (this.#givenUp !== undefined) throw new StoreError(this.#givenUp);
    try {
      // Not awaited once it is open: what is asked for while the page goes away must be asked for at once.
      return await work(this.#database ?? (await this.#open()));
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async #open(): Promise<IDBPDatabase<AttemptSchema>> {
    this.#opening ??= openDatabase(this.#name, (code) => {
      this.#opening = this.#database = undefined;
      if (code === 'newer-database') this.#givenUp = code;
    });
    try {
      this.#database = await this.#opening;
      return this.#database;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }
}

type Writing = IDBPTransaction<AttemptSchema, StoreNames<AttemptSchema>[], 'readwrite'>;

/** Asks for everything that a batch writes, or for nothing; settles when it was done. */
async function addBatch(tx: Writing, batch: Batch): Promise<void> {
  const requests: Promise<unknown>[] = [];
  try {
    const events = tx.objectStore('events');
    requests.push(...batch.events.map((event) => events.add(event)));
    if (batch.events[0]?.index === 0) requests.push(tx.objectStore('heads').add(batch.head));
    requests.push(tx.objectStore('summaries').put(batch.summary));
  } catch (error) {
    // What was asked for already must not be committed without the rest.
    tx.abort();
    throw error;
  }
  await Promise.all(requests);
}

/** The first batch of a new attempt. */
export function begin({ head, bodies }: Beginning): Batch {
  const events = bodies.map((body, index) => ({ attempt: head.id, index, at: head.startedAt, body }));
  return { head, events, summary: events.reduce(summarise, emptySummary(head)) };
}

type Stamped =
  | { readonly kind: 'ok'; readonly startedAt: number; readonly head: AttemptHead }
  | { readonly kind: 'newer'; readonly startedAt: number; readonly format: number };

function parseStampedHead(raw: unknown): Stamped | undefined {
  const head = parseHead(raw);
  if (head.kind === 'ok') return { kind: 'ok', startedAt: head.value.startedAt, head: head.value };
  if (head.kind === 'damaged') return undefined;
  const startedAt = (raw as { readonly startedAt?: unknown }).startedAt;
  // A newer format may keep its start elsewhere; it then counts as the newest, since nothing may be written over it.
  return { kind: 'newer', format: head.format, startedAt: typeof startedAt === 'number' ? startedAt : Infinity };
}

function isInterview(stamped: Stamped): boolean {
  return stamped.kind === 'ok' && stamped.head.kind === 'interview';
}

function byNewest(a: Stamped, b: Stamped): number {
  return b.startedAt - a.startedAt;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length && left.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]))
  );
}
