// A queue of ends beside the Map; each call takes at most two off it, so that no call is long.
interface End {
  readonly key: string;
  readonly at: number;
}

export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const values = new Map<string, { value: V; end: End }>();
  let ends: End[] = [];
  let head = 0;
  function step(): void {
    for (let i = 0; i < 2 && head < ends.length && ends[head]!.at <= Date.now(); i += 1) {
      const end = ends[head++]!;
      // A key that was set again has another end.
      if (values.get(end.key)?.end === end) values.delete(end.key);
    }
    if (head > 16 && head * 2 > ends.length) {
      ends = ends.slice(head);
      head = 0;
    }
  }
  function live(key: string) {
    const found = values.get(key);
    return found !== undefined && Date.now() < found.end.at ? found : undefined;
  }
  return {
    get(key: string): V | undefined {
      step();
      return live(key)?.value;
    },
    set(key: string, value: V): void {
      step();
      const end = { key, at: Date.now() + ttlMs };
      ends.push(end);
      values.set(key, { value, end });
    },
    delete(key: string): boolean {
      step();
      const was = live(key);
      values.delete(key);
      return was !== undefined;
    },
  };
}
