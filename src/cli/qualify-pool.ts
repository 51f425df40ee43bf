/**
 * Processes that make trials. What never ends is ended by the clock, and what takes all memory takes only its own
 * process: both are the death of a mutant, and a fault of any other program.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Task, TaskResult } from '../qualify/types';
import type { Answered, Asked } from './qualify-worker';

/** A trial and how long it took. */
export interface Timed {
  readonly result: TaskResult;
  /** Wall time. */
  readonly ms: number;
}

export interface Pool {
  /** Makes a trial as soon as a process is free. Rejects with what broke in Drydock or in the pack. */
  run(asked: Asked): Promise<Timed>;
  /** Ends all processes at once; trials that are going on never settle. */
  stop(): void;
}

/** Silence after which a trial is given up, in milliseconds: right programs are judged over thousands of cases. */
const SILENCE_MS = { mutant: 60_000, accept: 1_800_000, reject: 600_000, repair: 600_000 } as const;
const HEAP_MB = 1024;
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const WORKER = fileURLToPath(new URL('qualify-worker.ts', import.meta.url));

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (timed: Timed) => void;
  readonly reject: (error: Error) => void;
}

/** @param jobs processes at a time */
export function createPool(jobs: number): Pool {
  const queue: Waiting[] = [];
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();

  const start = (): ChildProcess => {
    // It reads TypeScript by the same loader as the commands.
    const child = fork(WORKER, {
      execArgv: ['--import', LOADER, `--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    all.add(child);
    return child;
  };

  const next = (): void => {
    if (queue.length === 0) return;
    const child = idle.pop() ?? (all.size < jobs ? start() : undefined);
    const waiting = child === undefined ? undefined : queue.shift();
    if (child !== undefined && waiting !== undefined) give(child, waiting);
  };

  const give = (child: ChildProcess, { asked, resolve, reject }: Waiting): void => {
    const began = performance.now();
    const { task } = asked;
    const finish = (settle: () => void, keep: boolean): void => {
      clearTimeout(clock);
      child.removeAllListeners();
      if (keep) idle.push(child);
      else {
        all.delete(child);
        child.kill('SIGKILL');
      }
      settle();
      next();
    };
    const giveUp = (how: string): void =>
      finish(() => resolve({ result: lost(task, how), ms: performance.now() - began }), false);
    const clock = setTimeout(() => giveUp('timeout'), SILENCE_MS[task.kind]);
    child.once('message', (answered: Answered) => {
      if (answered.ok) finish(() => resolve(answered), true);
      else finish(() => reject(new Error(answered.message)), true);
    });
    child.once('error', (error) => finish(() => reject(error), false));
    child.once('exit', () => giveUp('memory'));
    child.send(asked);
  };

  return {
    run: (asked) =>
      new Promise((resolve, reject) => {
        queue.push({ asked, resolve, reject });
        next();
      }),
    stop() {
      for (const child of all) {
        child.removeAllListeners();
        child.kill('SIGKILL');
      }
      all.clear();
      queue.length = 0;
    },
  };
}

/** The trial of a program whose process was ended (`timeout`), or ended itself (`memory`). */
function lost({ kind, breaks = '', judgements = 1 }: Task, how: string): TaskResult {
  const message =
    how === 'timeout' ? 'timeout: it gave no answer and was ended.' : 'memory: it took its process with it.';
  switch (kind) {
    case 'accept':
      return {
        kind,
        trial: { generated: 0, judgements: 0, rules: [], failed: [], halts: [message], unknown: {}, flaky: [] },
      };
    case 'reject':
      return {
        kind,
        trial: {
          killers: [],
          missed: judgements,
          judgements,
          instead: `${message.slice(0, -1)} before ${breaks} was decided`,
          toKill: null,
        },
      };
    case 'repair':
      return { kind, trial: { ok: false, generated: 0, message } };
    case 'mutant':
      return { kind, trial: { end: 'killed', by: how, judgements: 1 } };
  }
}
