/** Attempts out of this browser into a file, and out of a file into this browser. */
import { StoreError } from '../database';
import { createId, type AttemptEnvironment, pageEnvironment } from '../environment';
import type { AttemptHead, LogEvent } from '../types';
import { LEASE_MS } from '../writer-lock';
import { archiveParts, parseArchive, type ReadAttempt } from './archive';
import { compareLogs, idOfCopy } from './merge';

type Environment = Pick<AttemptEnvironment, 'store' | 'clock' | 'locks' | 'random'>;

/** What became of one attempt of a file. */
export interface Imported {
  readonly head: AttemptHead;
  readonly became:
    | 'added'
    /** It went on from what is here. */
    | 'continued'
    /** All of it was here. */
    | 'here'
    /** It and the one here went their own ways: it is kept beside that one. */
    | 'beside'
    /** Another tab writes it: nothing was changed. */
    | 'busy';
  /** Records that could not be read, and stay in the file alone. */
  readonly damaged: number;
}

/** What became of a file; nothing of it was changed where it is not `ok`. */
export type ImportReport =
  | {
      readonly ok: true;
      readonly imported: readonly Imported[];
      /** What could not be read, a sentence each. */
      readonly refused: readonly string[];
      /** Why it ended early, where it did; what was done before holds, and doing it again is safe. */
      readonly stopped?: string;
    }
  | { readonly ok: false; readonly message: string };

/**
 * The text of a file with every attempt of this browser, or with those that are named, in parts. What cannot be read here goes with
 * it as it is. Rejects with a `StoreError`.
 */
export async function exportAttempts(
  ids?: readonly string[],
  { store, clock }: Pick<Environment, 'store' | 'clock'> = pageEnvironment(),
): Promise<readonly string[]> {
  const raw = await store.raw();
  const chosen = ids === undefined ? raw : raw.filter(({ head }) => ids.includes((head as AttemptHead).id));
  return archiveParts(chosen, clock.now());
}

/**
 * Takes in what a file holds. Nothing that is here is changed or lost, whatever the file says: a log grows, or another one is kept
 * beside it. Doing it twice is doing it once.
 */
export async function importAttempts(
  text: string,
  environment: Environment = pageEnvironment(),
): Promise<ImportReport> {
  const archive = parseArchive(text);
  if (!archive.ok) return archive;
  const imported: Imported[] = [];
  const { refused } = archive;
  for (const one of archive.attempts) {
    try {
      imported.push(await take(one, environment));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { ok: true, imported, refused, stopped: error.message };
    }
  }
  return { ok: true, imported, refused };
}

async function take({ head, events, damaged }: ReadAttempt, environment: Environment): Promise<Imported> {
  const { store } = environment;
  const told = (became: Imported['became']): Imported => ({ head, became, damaged });
  if (await store.keep(head, events)) return told('added');
  const standing = compareLogs(await store.read(head.id), events);
  if (standing.kind === 'here') return told('here');
  if (standing.kind === 'ahead') {
    const isDone = await whileWriting(head.id, environment, () => store.extend(head, standing.more));
    return told(isDone ? 'continued' : 'busy');
  }
  const id = idOfCopy(head.id, events);
  // Behind the one that is here, so that this stays the one that is gone on with.
  const copy: AttemptHead = { ...head, id, startedAt: Math.max(0, head.startedAt - 1) };
  const moved = events.map((event): LogEvent => ({ ...event, attempt: id }));
  return told((await store.keep(copy, moved)) ? 'beside' : 'here');
}

/** Does it as the attempt's one writer; `false` where another tab is that. */
async function whileWriting(attempt: string, environment: Environment, work: () => Promise<void>): Promise<boolean> {
  const { locks, store, clock, random } = environment;
  if (locks !== undefined) {
    return locks.request(`drydock-attempt:${attempt}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await work();
      return true;
    });
  }
  const holder = createId(random);
  if (!(await store.lease({ attempt, holder, now: clock.now(), lengthMs: LEASE_MS }))) return false;
  try {
    await work();
  } finally {
    await store.release(attempt, holder);
  }
  return true;
}
