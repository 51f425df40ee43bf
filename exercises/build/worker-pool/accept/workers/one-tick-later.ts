// Starts nothing by itself: each change asks for one look at everything, by a timer of no length, still the same millisecond.
export function createPool({ workers }: { workers: number }) {
  type Entry = { start: () => void; state: 'waiting' | 'running' };
  let entries: Entry[] = [];
  let isAsked = false;

  const ask = (): void => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => {
      isAsked = false;
      let free = workers - entries.filter(({ state }) => state === 'running').length;
      for (const entry of [...entries]) {
        if (free === 0) break;
        if (entry.state === 'running') continue;
        entry.state = 'running';
        free -= 1;
        entry.start();
      }
    }, 0);
  };

  return {
    submit: <T>(job: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const entry: Entry = {
          state: 'waiting',
          start: () => {
            const leave = (): void => {
              entries = entries.filter((one) => one !== entry);
              ask();
            };
            job().then(
              (value) => (leave(), resolve(value)),
              (error: unknown) => (leave(), reject(error)),
            );
          },
        };
        entries.push(entry);
        ask();
      }),
  };
}
