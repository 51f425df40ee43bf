// A linked list of admitted instants a key, with its length: unlinked at the head, appended at the tail.
interface Node {
  readonly at: number;
  next: Node | undefined;
}

interface List {
  head: Node | undefined;
  tail: Node | undefined;
  length: number;
}

export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const lists = new Map<string, List>();
  const drop = (list: List, nowMs: number): void => {
    while (list.head !== undefined && nowMs - list.head.at >= windowMs) {
      list.head = list.head.next;
      list.length--;
    }
    if (list.head === undefined) list.tail = undefined;
  };
  return {
    allow(key: string, nowMs: number): boolean {
      const list = lists.get(key) ?? { head: undefined, tail: undefined, length: 0 };
      lists.set(key, list);
      drop(list, nowMs);
      if (list.length === limit) return false;
      const node: Node = { at: nowMs, next: undefined };
      if (list.tail === undefined) list.head = node;
      else list.tail.next = node;
      list.tail = node;
      list.length++;
      return true;
    },
  };
}
