// A doubly linked list in the order of use, a Map into it, and a queue of ends.
class Node<V> {
  before: Node<V> = this;
  after: Node<V> = this;
  endsAt = 0;

  constructor(
    readonly key: string,
    public value: V | undefined,
  ) {}

  unlink(): void {
    this.before.after = this.after;
    this.after.before = this.before;
  }

  linkBefore(next: Node<V>): void {
    this.before = next.before;
    this.after = next;
    next.before.after = this;
    next.before = this;
  }
}

class Cache<V> {
  readonly #uses = new Node<V>('', undefined);
  readonly #nodes = new Map<string, Node<V>>();
  #head = 0;
  #ends: { readonly node: Node<V>; readonly at: number }[] = [];

  constructor(
    readonly ttlMs: number,
    readonly capacity: number,
  ) {}

  #remove(node: Node<V>): void {
    node.unlink();
    this.#nodes.delete(node.key);
  }

  #release(): void {
    for (; this.#head < this.#ends.length; this.#head += 1) {
      const { node, at } = this.#ends[this.#head]!;
      if (at > Date.now()) break;
      if (this.#isLast(node, at)) this.#remove(node);
    }
    // What has been read, and ends of nodes that went before their time, are dropped now and then.
    if (this.#ends.length > 2 * this.capacity + 8) {
      this.#ends = this.#ends.slice(this.#head).filter(({ node, at }) => this.#isLast(node, at));
      this.#head = 0;
    }
  }

  #isLast(node: Node<V>, at: number): boolean {
    return node.endsAt === at && this.#nodes.get(node.key) === node;
  }

  get(key: string): V | undefined {
    this.#release();
    const node = this.#nodes.get(key);
    node?.unlink();
    node?.linkBefore(this.#uses);
    return node?.value;
  }

  set(key: string, value: V): void {
    this.#release();
    let node = this.#nodes.get(key);
    if (node) {
      node.unlink();
      node.value = value;
    } else {
      if (this.#nodes.size === this.capacity) this.#remove(this.#uses.after);
      node = new Node<V>(key, value);
      this.#nodes.set(key, node);
    }
    node.linkBefore(this.#uses);
    const at = Date.now() + this.ttlMs;
    if (node.endsAt !== at) this.#ends.push({ node, at });
    node.endsAt = at;
  }

  delete(key: string): boolean {
    this.#release();
    const node = this.#nodes.get(key);
    if (node) this.#remove(node);
    return node !== undefined;
  }
}

export const createCache = <V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) =>
  new Cache<V>(ttlMs, capacity);
