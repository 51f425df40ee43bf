// Job n may start when n - workers jobs before it have ended, and is accepted when n - workers - queueLimit have: counting,
// with callbacks filed under the count that they wait for.
export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  let submitted = 0;
  let ended = 0;
  const at = new Map<number, (() => void)[]>();

  const whenEnded = (count: number, then: () => void): void => {
    if (ended >= count) then();
    else at.set(count, [...(at.get(count) ?? []), then]);
  };
  const oneEnded = (): void => {
    ended += 1;
    const due = at.get(ended) ?? [];
    at.delete(ended);
    for (const callback of due) callback();
  };

  return {
    submit<T>(job: () => Promise<T>): { accepted: Promise<void>; result: Promise<T> } {
      const before = submitted;
      submitted += 1;
      const result = new Promise<T>((resolve, reject) => {
        whenEnded(before - workers + 1, () => {
          job().then(
            (value) => {
              resolve(value);
              oneEnded();
            },
            (error: unknown) => {
              reject(error);
              oneEnded();
            },
          );
        });
      });
      const accepted = new Promise<void>((resolve) => whenEnded(before - workers - queueLimit + 1, resolve));
      return { accepted, result };
    },
  };
}
