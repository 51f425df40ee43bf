import { createFifo } from './fifo';
import { assertOptions, type DispatcherOptions } from './types';

/** What a dispatcher tells its owner to do, at once and in this order. It holds no promise and knows no time. */
export interface DispatcherActions<Task> {
  /** The task is the pool's now. */
  accept(task: Task): void;
  /** The task runs now; the owner calls `ended` when it has ended, and not before this returns. */
  start(task: Task): void;
  /** The task will never start. */
  refuse(task: Task): void;
}

/** Who runs, who waits, and whose producer is held back. */
export interface Dispatcher<Task> {
  readonly running: number;
  /** Accepted, and not started. */
  readonly waiting: number;
  /** Nothing runs or waits, and nothing will. */
  readonly isFinished: boolean;
  submit(task: Task): void;
  /** One running task has ended, however it ended. */
  ended(): void;
  /** Takes no more, and refuses producers that are held back; of those that wait, `keep` finishes them. */
  close(waiting: 'keep' | 'refuse'): void;
}

/**
 * A bounded queue in front of a number of workers.
 *
 * Invariant, after each call: `running <= workers` and `waiting <= queueLimit`; a task waits only while all workers are
 * busy, and a producer is held back only while the queue is full too. Starting comes first, since it makes room.
 *
 * Cost: amortised O(1) a task; O(workers + queueLimit + producers held back) memory.
 *
 * Source: bounded buffer, Dijkstra, Cooperating sequential processes, 1965 (EWD 123), 4.3; as a pool with a bounded
 * queue, java.util.concurrent.ThreadPoolExecutor.
 */
export function createDispatcher<Task>(options: DispatcherOptions, actions: DispatcherActions<Task>): Dispatcher<Task> {
  assertOptions(options);
  const { workers, queueLimit = Infinity, next = 'oldest' } = options;
  const accepted = createFifo<Task>();
  const heldBack = createFifo<Task>();
  let running = 0;
  let isClosed = false;

  const start = (task: Task): void => {
    running += 1;
    actions.start(task);
  };
  const settle = (): void => {
    for (;;) {
      if (running < workers && accepted.size > 0) {
        const task = next === 'oldest' ? accepted.takeOldest() : accepted.takeNewest();
        start(task as Task);
      } else if (heldBack.size > 0 && (accepted.size < queueLimit || running < workers)) {
        const task = heldBack.takeOldest() as Task;
        accepted.push(task);
        actions.accept(task);
      } else return;
    }
  };

  return {
    get running() {
      return running;
    },
    get waiting() {
      return accepted.size;
    },
    get isFinished() {
      return isClosed && running === 0 && accepted.size === 0;
    },
    submit(task) {
      if (isClosed) return actions.refuse(task);
      heldBack.push(task);
      settle();
    },
    ended() {
      running -= 1;
      settle();
    },
    close(waiting) {
      isClosed = true;
      for (const task of heldBack.takeAll()) actions.refuse(task);
      if (waiting === 'refuse') for (const task of accepted.takeAll()) actions.refuse(task);
    },
  };
}
