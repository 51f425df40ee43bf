import { createList, NativeError, type List } from '../_internals/primordials';
import type { Data } from '../types';
import type { Service } from './service';

interface Message {
  readonly id: number;
  readonly body: Data;
  visibleAt: number;
  deliveries: number;
}

/**
 * A queue in the manner of SQS: `receive` hides a message for a visibility timeout, and one that is not deleted by then
 * is delivered again. At least once, in no promised order: the oldest visible first. Receiving is O(n).
 */
export function createQueue(visibilityMs: number): Service {
  if (!(visibilityMs >= 1)) throw new NativeError(`visibilityMs must be ≥ 1, got ${visibilityMs}`);
  const messages: List<Message> = createList();
  let ids = 0;
  return {
    operations: {
      send: (now: number, body: Data) => {
        messages[messages.length] = { id: (ids += 1), body, visibleAt: now, deliveries: 0 };
        return ids;
      },
      /** `{ id, body, deliveries }`, or null when nothing is visible. */
      receive: (now: number) => {
        for (let index = 0; index < messages.length; index += 1) {
          const message = messages[index]!;
          if (message.visibleAt > now) continue;
          message.visibleAt = now + visibilityMs;
          message.deliveries += 1;
          return { id: message.id, body: message.body, deliveries: message.deliveries };
        }
        return null;
      },
      /** Acknowledges: true if it was there. */
      delete: (_now: number, id: number) => {
        let kept = 0;
        const before = messages.length;
        for (let index = 0; index < before; index += 1) {
          const message = messages[index]!;
          if (message.id !== id) messages[kept++] = message;
        }
        messages.length = kept;
        return kept < before;
      },
      size: () => messages.length,
    },
  };
}
