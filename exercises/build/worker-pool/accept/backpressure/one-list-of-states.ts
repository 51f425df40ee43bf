// One list of all jobs with their state; counts are taken afresh, a microtask after something changed.
type State = 'held back' | 'waiting' | 'running' | 'done';
interface Entry {
  state: State;
  accept(): void;
  start(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const entries = new Set<Entry>();
  const count = (state: State): number => [...entries].filter((entry) => entry.state === state).length;
  const oldest = (state: State): Entry | undefined => [...entries].find((entry) => entry.state === state);

  function look(): void {
    let moved = true;
    while (moved) {
      moved = false;
      const waiting = oldest('waiting');
      if (waiting !== undefined && count('running') < workers) {
        waiting.state = 'running';
        waiting.start();
        moved = true;
      }
      const held = oldest('held back');
      if (held !== undefined && count('waiting') < queueLimit) {
        held.state = 'waiting';
        held.accept();
        moved = true;
      }
    }
  }

  return {
    submit<T>(job: () => Promise<T>) {
      const submission: { accepted?: Promise<void>; result?: Promise<T> } = {};
      const entry: Entry = { state: 'held back', accept: () => {}, start: () => {} };
      submission.accepted = new Promise<void>((resolve) => (entry.accept = resolve));
      submission.result = new Promise<T>((resolve, reject) => {
        entry.start = () =>
          void job()
            .then(resolve, reject)
            .finally(() => {
              entries.delete(entry);
              queueMicrotask(look);
            });
      });
      entries.add(entry);
      queueMicrotask(look);
      return submission as { accepted: Promise<void>; result: Promise<T> };
    },
  };
}
