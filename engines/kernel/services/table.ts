import { createList, type List } from '../_internals/primordials';
import type { Data } from '../types';
import type { Service } from './service';

interface Row {
  readonly id: number;
  value: Data;
  status: string;
  owner: string | null;
  /** When a claim lapses. */
  claimedUntil: number;
}

/**
 * A table of jobs in the manner of PostgreSQL: `claim` is `UPDATE ... WHERE id = (SELECT ... FOR UPDATE SKIP LOCKED LIMIT
 * 1)`, one instant, and lapses after its lease; `select` and `update` are two statements of two transactions, as a
 * program that reads first and writes later has them.
 */
export function createTable(): Service {
  const rows: List<Row> = createList();
  const byId = (id: number): Row | undefined => rows[id - 1];
  const isFree = (row: Row, now: number): boolean =>
    row.status === 'ready' || (row.status === 'claimed' && row.claimedUntil <= now);
  const firstFree = (now: number): Row | undefined => {
    for (let index = 0; index < rows.length; index += 1) if (isFree(rows[index]!, now)) return rows[index];
    return undefined;
  };
  const seen = (row: Row | undefined): Data =>
    row === undefined ? null : { id: row.id, value: row.value, status: row.status, owner: row.owner };
  return {
    operations: {
      insert: (_now: number, value: Data) => {
        rows[rows.length] = { id: rows.length + 1, value, status: 'ready', owner: null, claimedUntil: 0 };
        return rows.length;
      },
      select: (now: number) => seen(firstFree(now)),
      get: (_now: number, id: number) => seen(byId(id)),
      update: (now: number, id: number, owner: string, leaseMs: number) => {
        const row = byId(id);
        if (row === undefined) return false;
        row.status = 'claimed';
        row.owner = owner;
        row.claimedUntil = now + leaseMs;
        return true;
      },
      claim: (now: number, owner: string, leaseMs: number) => {
        const row = firstFree(now);
        if (row === undefined) return null;
        row.status = 'claimed';
        row.owner = owner;
        row.claimedUntil = now + leaseMs;
        return seen(row);
      },
      /** Done, if the owner still holds it. */
      complete: (_now: number, id: number, owner: string) => {
        const row = byId(id);
        if (row === undefined || row.owner !== owner || row.status !== 'claimed') return false;
        row.status = 'done';
        return true;
      },
    },
  };
}
