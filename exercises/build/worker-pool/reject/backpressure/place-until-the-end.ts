// breaks: accepts-while-there-is-room
// repair: two-lists
// A job keeps its place in the queue until it has ended.
function semaphore(permits: number) {
  const line: (() => void)[] = [];
  return {
    async acquire(): Promise<void> {
      if (permits > 0) permits -= 1;
      else await new Promise<void>((granted) => line.push(granted));
    },
    release(): void {
      const next = line.shift();
      if (next) next();
      else permits += 1;
    },
  };
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const places = semaphore(queueLimit);
  const hands = semaphore(workers);
  return {
    submit<T>(job: () => Promise<T>) {
      const accepted = places.acquire();
      const result = accepted.then(async () => {
        await hands.acquire();
        try {
          return await job();
        } finally {
          hands.release();
          places.release();
        }
      });
      return { accepted, result };
    },
  };
}
