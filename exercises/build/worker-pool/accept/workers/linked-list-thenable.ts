// A linked list of tasks, and a thenable of its own in place of a promise: whoever awaits it sees no difference.
interface Node {
  run(): Promise<void>;
  next: Node | null;
}

class Deferred<T> {
  readonly #promise: Promise<T>;
  resolve!: (value: T) => void;
  reject!: (error: unknown) => void;
  constructor() {
    this.#promise = new Promise<T>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#promise.then(onValue, onError);
  }
}

export function createPool(options: { workers: number }) {
  let head: Node | null = null;
  let tail: Node | null = null;
  let free = options.workers;

  const pump = (): void => {
    while (free > 0 && head !== null) {
      const node: Node = head;
      head = node.next;
      if (head === null) tail = null;
      free -= 1;
      void node.run().then(() => {
        free += 1;
        pump();
      });
    }
  };

  return {
    submit<T>(job: () => Promise<T>): PromiseLike<T> {
      const deferred = new Deferred<T>();
      const node: Node = { run: () => job().then(deferred.resolve, deferred.reject), next: null };
      if (tail === null) head = node;
      else tail.next = node;
      tail = node;
      pump();
      return deferred;
    },
  };
}
