import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { StoreErrorCode } from './types';

/**
 * The database. `events` is keyed by attempt and index, so that two writers of one place collide instead of
 * overwriting; `summaries` is derived and may be deleted; `leases` is used only where there are no Web Locks.
 * Values are unknown until parsed.
 */
export interface AttemptSchema extends DBSchema {
  heads: { key: string; value: unknown; indexes: { exercise: string } };
  events: { key: [string, number]; value: unknown };
  summaries: { key: string; value: unknown };
  leases: { key: string; value: Lease };
}

/** Who may write an attempt where there are no Web Locks, and until when unless renewed. */
export interface Lease {
  readonly attempt: string;
  readonly holder: string;
  readonly until: number;
}

/** Version of the stores' layout; the events' own format stands in each head. */
export const DATABASE_VERSION = 1;

/** A failure of the store that the page can name. `message` says what happened and what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, cause?: unknown) {
    super(SENTENCES[code], cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

const SENTENCES: Readonly<Record<StoreErrorCode, string>> = {
  quota:
    'The browser has no room left for this site, so your latest changes are kept in this tab only. Keep it open and ' +
    'free some space (clear other sites’ data or the disk); saving is tried again by itself.',
  unavailable:
    'This browser does not let the site store anything (a private window, or storage switched off), so your changes ' +
    'are kept in this tab only. Copy your code before you close it.',
  'newer-database':
    'A newer Drydock was opened in another tab and has taken over the saved work. Reload this page to go on with it; ' +
    'copy your latest changes first.',
  'taken-over': 'Another tab has gone on with this attempt. What you typed here since then is kept in this tab only.',
  failed: 'Saving did not work, so your latest changes are kept in this tab only. It is tried again by itself.',
};

/** Any error of IndexedDB as a `StoreError`; `fallback` names those that say nothing of themselves. */
export function toStoreError(error: unknown, fallback: StoreErrorCode = 'failed'): StoreError {
  if (error instanceof StoreError) return error;
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
  if (name === 'QuotaExceededError') return new StoreError('quota', error);
  if (name === 'VersionError') return new StoreError('newer-database', error);
  if (name === 'ConstraintError') return new StoreError('taken-over', error);
  if (name === 'SecurityError') return new StoreError('unavailable', error);
  return new StoreError(fallback, error);
}

/**
 * Opens the database, making its stores on first use. Gives way to a newer Drydock in another tab by closing;
 * `onClosed` is then told, as when the browser closes it (its data was cleared, the disk failed).
 */
export async function openDatabase(
  name: string,
  onClosed: (code: StoreErrorCode) => void,
): Promise<IDBPDatabase<AttemptSchema>> {
  if (typeof indexedDB === 'undefined') throw new StoreError('unavailable');
  try {
    return await openDB<AttemptSchema>(name, DATABASE_VERSION, {
      upgrade(database) {
        database.createObjectStore('heads', { keyPath: 'id' }).createIndex('exercise', 'exercise');
        database.createObjectStore('events', { keyPath: ['attempt', 'index'] });
        database.createObjectStore('summaries', { keyPath: 'attempt' });
        database.createObjectStore('leases', { keyPath: 'attempt' });
      },
      blocking(_current, _wanted, event) {
        (event.target as IDBDatabase).close();
        onClosed('newer-database');
      },
      terminated: () => onClosed('failed'),
    });
  } catch (error) {
    throw toStoreError(error, 'unavailable');
  }
}
