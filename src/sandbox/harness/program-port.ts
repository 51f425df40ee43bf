/** The judge's side of one run worker. It runs beside a program: what it says is held against its shape, and against what was asked. */
import type { CaseResult, RunCases } from '../../../engines/check/types';
import { attempt, parseFromProgram, type ToProgram } from '../protocol';
import type { Wire } from './capture';

/** Ends a run that can go no further. */
export class Lost extends Error {
  constructor(
    readonly reason: 'gone' | 'malformed' | 'broken',
    message: string,
  ) {
    super(message);
  }
}

/** The way to one run worker. `onResult` hears of each result. */
export function programOf(wire: Wire, onResult: () => void): { readonly runCases: RunCases; fail(error: Error): void } {
  let wanted: { readonly ids: readonly number[]; readonly results: CaseResult[] } | undefined;
  let settle: { resolve(results: readonly CaseResult[]): void; reject(error: Error): void } | undefined;
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    settle?.reject(error);
    settle = undefined;
  };
  wire.onClose(() => fail(new Lost('gone', 'the worker that ran the program is gone')));
  wire.listen((raw) => {
    const parsed = attempt(parseFromProgram, raw);
    if (!parsed.ok) return fail(new Lost('malformed', parsed.problem));
    const message = parsed.value;
    if (message.type === 'broken') return fail(new Lost('broken', message.reason));
    if (message.type === 'result') {
      if (wanted === undefined || message.result.id !== wanted.ids[wanted.results.length]) {
        return fail(new Lost('malformed', 'a result came that was not asked for'));
      }
      wanted.results.push(message.result);
      return onResult();
    }
    if (wanted === undefined) return fail(new Lost('malformed', 'an answer came that was not asked for'));
    const { results } = wanted;
    wanted = undefined;
    settle?.resolve(results);
    settle = undefined;
  });
  return {
    fail,
    runCases: (cases) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        wanted = { ids: cases.map(({ id }) => id), results: [] };
        settle = { resolve, reject };
        wire.send({ cases } satisfies ToProgram);
      }),
  };
}
