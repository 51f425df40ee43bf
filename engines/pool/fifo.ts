/**
 * A first-in first-out queue that also gives up its newest item.
 *
 * Invariant: the items are `items[head..]`, oldest first; what stands before `head` was taken and is released in halves.
 *
 * Cost: amortised O(1) an operation, where `Array.shift` would be O(n); O(items) memory.
 *
 * Source: the amortised array queue, e.g. Okasaki, Purely Functional Data Structures, 1998, ch. 5.
 */
export interface Fifo<Item> {
  readonly size: number;
  push(item: Item): void;
  /** Takes the oldest, or undefined where there is none. */
  takeOldest(): Item | undefined;
  /** Takes the newest, or undefined where there is none. */
  takeNewest(): Item | undefined;
  /** Takes all, oldest first. */
  takeAll(): readonly Item[];
}

/** An empty queue. */
export function createFifo<Item>(): Fifo<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    get size() {
      return items.length - head;
    },
    push: (item) => void items.push(item),
    takeOldest() {
      if (head >= items.length) return undefined;
      const item = items[head++];
      if (head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    takeNewest: () => (items.length > head ? items.pop() : undefined),
    takeAll() {
      const all = items.slice(head);
      items = [];
      head = 0;
      return all;
    },
  };
}
