// One array of records in submission order with everything that is known of each job; a watermark says what was read.
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };
interface Row {
  phase: 'knocking' | 'queued' | 'running' | 'over';
  outcome?: Outcome;
  readonly call: (signal: AbortSignal) => Promise<unknown>;
  readonly told: PromiseParts<void>;
  readonly ended: PromiseParts<unknown>;
}
interface PromiseParts<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function createPool(size: { workers: number; queueLimit: number }) {
  const rows: Row[] = [];
  const abort = new AbortController();
  const bells: (() => void)[] = [];
  let isOpen = true;

  const of = (phase: Row['phase']): Row[] => rows.filter((row) => row.phase === phase);
  const isQuiet = (): boolean => !isOpen && rows.every(({ phase }) => phase === 'over');
  const ring = (): void => bells.splice(0).forEach((bell) => bell());
  const change = (): Promise<void> => new Promise((bell) => bells.push(bell));

  function end(row: Row, outcome: Outcome): void {
    row.phase = 'over';
    row.outcome = outcome;
    if (outcome.ok) row.ended.resolve(outcome.value);
    else row.ended.reject(outcome.error);
  }

  function work(): void {
    for (const row of of('queued').slice(0, Math.max(0, size.workers - of('running').length))) {
      row.phase = 'running';
      const called = (async () => row.call(abort.signal))();
      called
        .then(
          (value) => end(row, { ok: true, value }),
          (error: unknown) => end(row, { ok: false, error }),
        )
        .then(work);
    }
    const [knocking] = of('knocking');
    if (knocking !== undefined && of('queued').length < size.queueLimit) {
      knocking.phase = 'queued';
      knocking.told.resolve();
      work();
    }
    ring();
  }

  async function close(...phases: Row['phase'][]): Promise<void> {
    isOpen = false;
    for (const row of phases.flatMap(of)) {
      const error = Object.assign(new Error('no more'), { name: 'PoolClosed' });
      row.told.reject(error);
      end(row, { ok: false, error });
    }
    ring();
    while (!isQuiet()) await change();
  }

  return {
    submit<T>(job: (signal: AbortSignal) => Promise<T>) {
      const row: Row = { phase: 'knocking', call: job, told: parts(), ended: parts() };
      if (isOpen) rows.push(row);
      else {
        const error = Object.assign(new Error('no more'), { name: 'PoolClosed' });
        row.told.reject(error);
        row.ended.reject(error);
      }
      work();
      return { accepted: row.told.promise, result: row.ended.promise as Promise<T> };
    },
    drain: () => close('knocking'),
    abort: () => {
      const over = close('knocking', 'queued');
      abort.abort();
      return over;
    },
    results: async function* (): AsyncGenerator<Outcome, void, void> {
      let watermark = 0;
      while (isOpen || watermark < rows.length) {
        const outcome = rows[watermark]?.outcome;
        if (outcome === undefined) await change();
        else {
          watermark += 1;
          yield outcome;
        }
      }
    },
  };
}

function parts<T>(): PromiseParts<T> {
  const made: Partial<PromiseParts<T>> = {};
  made.promise = new Promise<T>((resolve, reject) => {
    made.resolve = resolve;
    made.reject = reject;
  });
  return made as PromiseParts<T>;
}
