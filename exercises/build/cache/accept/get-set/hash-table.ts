// Buckets of its own, with a list in each.
interface Node<V> {
  readonly key: string;
  value: V;
  next: Node<V> | null;
}

export function createCache<V>() {
  const buckets = Array.from({ length: 256 }, (): Node<V> | null => null);
  function bucketOf(key: string): number {
    let hash = 7;
    for (let i = 0; i < key.length; i += 1) hash = (hash * 31 + key.charCodeAt(i)) | 0;
    return (hash >>> 0) % buckets.length;
  }
  function remove(key: string): boolean {
    const at = bucketOf(key);
    let before: Node<V> | null = null;
    for (let node = buckets[at] ?? null; node !== null; node = node.next) {
      if (node.key === key) {
        if (before === null) buckets[at] = node.next;
        else before.next = node.next;
        return true;
      }
      before = node;
    }
    return false;
  }
  return {
    get(key: string): V | undefined {
      for (let node = buckets[bucketOf(key)] ?? null; node !== null; node = node.next) {
        if (node.key === key) return node.value;
      }
      return undefined;
    },
    set(key: string, value: V): void {
      remove(key);
      if (value === undefined) return;
      const at = bucketOf(key);
      buckets[at] = { key, value, next: buckets[at] ?? null };
    },
    delete: remove,
  };
}
