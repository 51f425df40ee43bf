import { active, Job, MICROTASK } from './machine';
import { isFiniteNumber, NativeTypeError, toNumber, trunc } from './primordials';
import { virtualOn } from './process';
import type { Timer } from './timer-queue';

function set(callback: unknown, delay: unknown, args: ArrayLike<unknown>, repeats: boolean, name: string): number {
  if (typeof callback !== 'function') {
    throw new NativeTypeError(`${name}: the callback must be a function, got ${typeof callback}`);
  }
  const machine = active();
  const milliseconds = toNumber(delay);
  const delayMs = isFiniteNumber(milliseconds) && milliseconds > 0 ? trunc(milliseconds) : 0;
  const timer = machine.timers.set(
    machine.now + virtualOn(machine.process, delayMs),
    machine.process,
    callback as Timer['callback'],
    args.length === 0 ? null : args,
    // An interval of nothing would hold time still for ever; as in Node it is one millisecond.
    repeats ? virtualOn(machine.process, delayMs === 0 ? 1 : delayMs) : -1,
    true,
  );
  if (machine.tracesTimers) {
    timer.cause = machine.append('timer-set', machine.cause, { id: timer.id, due: timer.due });
  }
  return timer.id;
}

function clear(id: unknown): void {
  if (typeof id !== 'number') return;
  const machine = active();
  const firing = machine.firing;
  const timer = machine.timers.get(id) ?? (firing !== null && firing.id === id ? firing : undefined);
  if (timer === undefined || timer.process !== machine.process) return;
  machine.timers.clear(timer);
  if (machine.tracesTimers) machine.append('timer-clear', timer.cause, { id });
}

/** Timers of the program: virtual, unclamped, in order of due time and then of setting. Ids are numbers from 1. */
export const timerGlobals = {
  setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): number {
    return set(callback, delay, args, false, 'setTimeout');
  },
  setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): number {
    return set(callback, delay, args, true, 'setInterval');
  },
  setImmediate(callback: unknown, ...args: unknown[]): number {
    return set(callback, 0, args, false, 'setImmediate');
  },
  clearTimeout(id?: unknown): void {
    clear(id);
  },
  clearInterval(id?: unknown): void {
    clear(id);
  },
  clearImmediate(id?: unknown): void {
    clear(id);
  },
  queueMicrotask(callback: unknown): void {
    if (typeof callback !== 'function') throw new NativeTypeError('queueMicrotask: the callback must be a function');
    active().enqueue(new Job(MICROTASK, null, callback, undefined));
  },
};
