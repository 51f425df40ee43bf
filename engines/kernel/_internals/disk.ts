import { createList, stringSlice, toArray, type List } from './primordials';

/**
 * A node's disk: an append-only file of records. What was appended is read back at once and lost by a crash, but for what
 * was synced.
 */
export class Disk {
  private readonly durable: List<string> = createList();
  private pending: List<string> = createList();

  append(record: string): void {
    this.pending[this.pending.length] = record;
  }

  /** How many records a sync that begins now will make durable. */
  get pendingCount(): number {
    return this.pending.length;
  }

  /** Makes the first `count` pending records durable. */
  sync(count: number): void {
    const rest: List<string> = createList();
    for (let index = 0; index < this.pending.length; index += 1) {
      const record = this.pending[index]!;
      if (index < count) this.durable[this.durable.length] = record;
      else rest[rest.length] = record;
    }
    this.pending = rest;
  }

  /** Loses what was not synced, but for the first `survivors` records, the last of which may be torn. */
  crash(survivors: number, isTorn: boolean): void {
    this.sync(survivors);
    this.pending = createList();
    if (!isTorn || survivors === 0) return;
    const last = this.durable.length - 1;
    const record = this.durable[last]!;
    this.durable[last] = stringSlice(record, 0, record.length >> 1);
  }

  read(): string[] {
    const all: List<string> = createList();
    for (let index = 0; index < this.durable.length; index += 1) all[index] = this.durable[index]!;
    for (let index = 0; index < this.pending.length; index += 1) all[all.length] = this.pending[index]!;
    return toArray(all);
  }
}
