// Worker loops around a mailbox; each ends every job in a record { ok } and never sees an exception.
type Ended<T> = { ok: true; value: T } | { ok: false; reason: unknown };

async function attempt<T>(job: () => Promise<T>): Promise<Ended<T>> {
  try {
    return { ok: true, value: await job() };
  } catch (reason) {
    return { ok: false, reason };
  }
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  type Letter = { deliver: () => Promise<void>; stamped: () => void };
  const box: Letter[] = [];
  const outside: Letter[] = [];
  const readers: ((letter: Letter) => void)[] = [];

  function post(letter: Letter): void {
    const reader = readers.shift();
    if (reader) {
      letter.stamped();
      reader(letter);
    } else if (box.length < queueLimit) {
      box.push(letter);
      letter.stamped();
    } else outside.push(letter);
  }

  async function read(): Promise<Letter> {
    const letter = box.shift();
    if (letter === undefined) return new Promise((resolve) => readers.push(resolve));
    const next = outside.shift();
    if (next) {
      box.push(next);
      next.stamped();
    }
    return letter;
  }

  const work = async (): Promise<void> => {
    while (true) await (await read()).deliver();
  };
  Array.from({ length: workers }, work);

  return {
    submit<T>(job: () => Promise<T>) {
      const handle = {} as { accepted: Promise<void>; result: Promise<T> };
      handle.accepted = new Promise((stamped) => {
        handle.result = new Promise((resolve, reject) => {
          const deliver = async (): Promise<void> => {
            const ended = await attempt(job);
            if (ended.ok) resolve(ended.value);
            else reject(ended.reason);
          };
          post({ deliver, stamped });
        });
      });
      return handle;
    },
  };
}
