import { createList, toArray, type List } from '../_internals/primordials';
import type { Data } from '../types';
import type { Service } from './service';

/** An append-only log in the manner of Kafka's partition: `append` answers the offset, `read` gives what follows one. */
export function createLog(): Service {
  const records: List<Data> = createList();
  return {
    operations: {
      append: (_now: number, record: Data) => {
        records[records.length] = record;
        return records.length - 1;
      },
      /** Appends only at the end that the writer knows: answers the offset, or null when another was first. */
      appendAt: (_now: number, offset: number, record: Data) => {
        if (offset !== records.length) return null;
        records[offset] = record;
        return offset;
      },
      read: (_now: number, from: number, limit = 100) => {
        const found: List<Data> = createList();
        for (let at = from; at < records.length && found.length < limit; at += 1) found[found.length] = records[at];
        return toArray(found);
      },
      length: () => records.length,
    },
  };
}
