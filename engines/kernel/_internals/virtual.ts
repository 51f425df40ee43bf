import { active } from './machine';
import { elapsedOn } from './process';
import { timerGlobals } from './timers';

/**
 * Time as the process has it that runs now: for code that takes part in a run without being a program, such as the
 * reference of an exercise with timers. Of no use outside a run.
 */
export const virtual = {
  /** Milliseconds since this process began, by its own monotonic clock. */
  nowMs(): number {
    const { process, now } = active();
    return elapsedOn(process, now);
  },
  /** Answers the timer's id. */
  setTimer(act: () => void, milliseconds: number): number {
    return timerGlobals.setTimeout(act, milliseconds);
  },
  clearTimer(id: number | undefined): void {
    timerGlobals.clearTimeout(id);
  },
};
