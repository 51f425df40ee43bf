// One semaphore for places in the house (workers and queue together), one for workers; a job takes both, in turn.
function semaphore(permits: number) {
  const line: (() => void)[] = [];
  return {
    acquire(): Promise<void> {
      if (permits > 0) {
        permits -= 1;
        return Promise.resolve();
      }
      return new Promise<void>((granted) => line.push(granted));
    },
    release(): void {
      const next = line.shift();
      if (next) next();
      else permits += 1;
    },
  };
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const places = semaphore(workers + queueLimit);
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
