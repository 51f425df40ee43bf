// Outcomes are a linked list of promises, each link holding the next: a job settles its own link when the one before it
// and itself are there, so that order is a matter of `then` alone.
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };
type Link = { outcome: Outcome; rest: Promise<Link> } | null;

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  let extend!: (link: Link | Promise<Link>) => void;
  const head = new Promise<Link>((resolve) => (extend = resolve));
  const append = (outcome: Promise<Outcome>): void => {
    const put = extend;
    const rest = new Promise<Link>((resolve) => (extend = resolve));
    put(outcome.then((told) => ({ outcome: told, rest })));
  };

  const signal = new AbortController();
  let inside = 0;
  let running = 0;
  const hall: { go: () => void; no: (error: Error) => void }[] = [];
  const street: { go: () => void; no: (error: Error) => void }[] = [];
  let closing: { promise: Promise<void>; resolve: () => void } | undefined;

  const error = (): Error => {
    const made = new Error();
    made.name = 'PoolClosed';
    return made;
  };
  const leave = (): void => {
    inside -= 1;
    running -= 1;
    hall.shift()?.go();
    street.shift()?.go();
    if (inside === 0) closing?.resolve();
  };
  const enter = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const go = (): void => {
        inside += 1;
        resolve();
      };
      if (inside < workers + queueLimit) go();
      else street.push({ go, no: reject });
    });
  const sit = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const go = (): void => {
        running += 1;
        resolve();
      };
      if (running < workers) go();
      else hall.push({ go, no: reject });
    });
  const close = (): Promise<void> => {
    if (closing === undefined) {
      let resolve!: () => void;
      const promise = new Promise<void>((done) => (resolve = done));
      closing = { promise, resolve };
      extend(null);
      for (const { no } of street.splice(0)) no(error());
      if (inside === 0) resolve();
    }
    return closing.promise;
  };

  return {
    submit<T>(job: (signal: AbortSignal) => Promise<T>) {
      if (closing !== undefined) return { accepted: Promise.reject(error()), result: Promise.reject(error()) };
      const accepted = enter();
      const result = accepted.then(sit).then(async () => {
        try {
          return await job(signal.signal);
        } finally {
          leave();
        }
      });
      append(
        result.then(
          (value): Outcome => ({ ok: true, value }),
          (reason: unknown): Outcome => ({ ok: false, error: reason }),
        ),
      );
      return { accepted, result };
    },
    drain: () => close(),
    abort(): Promise<void> {
      const over = close();
      signal.abort();
      for (const { no } of hall.splice(0)) {
        inside -= 1;
        no(error());
      }
      if (inside === 0) closing?.resolve();
      return over;
    },
    results: (): AsyncIterable<Outcome> => ({
      async *[Symbol.asyncIterator]() {
        for (let link = await head; link !== null; link = await link.rest) yield link.outcome;
      },
    }),
  };
}
