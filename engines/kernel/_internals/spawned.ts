import type { ProgramFactory, ProgramRuntime } from '../program';
import { uncaught } from './driver-errors';
import type { Machine } from './machine';
import { Process } from './process';

/** How the clocks of one life stand. */
export interface Clock {
  /** Milliseconds that they count in a virtual one. Default 1. */
  readonly rate?: number;
  /** Wall clock minus virtual time when it begins, in milliseconds. Default 0. */
  readonly wallOffsetMs?: number;
}

/**
 * A process beside `main`, with globals, clocks and timers of its own. What happens to it is told by whoever drives the
 * run, event by event: a run with faults by choice is a `World`.
 */
export interface Spawned {
  readonly name: string;
  /** Exports of its present life; null before the first start, and while it is down. */
  readonly exports: Readonly<Record<string, unknown>> | null;
  /** Evaluates the program afresh and then calls `begin`, in an event of the new life, now. */
  start(begin: () => void, clock?: Clock): void;
  /** An event of its present life: put off while it stands still, in order, and dropped once it has crashed. */
  after(milliseconds: number, act: () => void): void;
  /** Nothing of it happens for so long. */
  pause(milliseconds: number): void;
  /** Ends this life: its memory and timers are gone. */
  crash(): void;
  /** Moves the wall clock; the monotonic one never jumps. */
  jumpWall(milliseconds: number): void;
}

/** Runs `work` as that process. */
export function as<T>(machine: Machine, process: Process, work: () => T): T {
  const outer = machine.process;
  machine.process = process;
  try {
    return work();
  } finally {
    machine.process = outer;
  }
}

class SpawnedProcess implements Spawned {
  exports: Record<string, unknown> | null = null;
  #life: Process | null = null;
  #starts = 0;

  constructor(
    private readonly machine: Machine,
    private readonly runtimeOf: (process: Process) => ProgramRuntime,
    readonly name: string,
    private readonly factory: ProgramFactory,
  ) {}

  start(begin: () => void, clock: Clock = {}): void {
    const { machine } = this;
    this.crash();
    const life = new Process(this.name, this.#starts);
    this.#starts += 1;
    this.#life = life;
    life.startedAt = machine.now;
    life.rate = clock.rate ?? 1;
    life.wallOffset = clock.wallOffsetMs ?? 0;
    machine.processes[machine.processes.length] = life;
    this.after(0, () => {
      const exports: Record<string, unknown> = {};
      try {
        this.factory(this.runtimeOf(life), exports);
      } catch (error) {
        if (life.halted) throw error;
        uncaught(machine, error, `The module threw while it was loaded on ${this.name}`);
      }
      this.exports = exports;
      begin();
    });
  }

  after(milliseconds: number, act: () => void): void {
    const { machine } = this;
    if (this.#life !== null) machine.timers.set(machine.now + milliseconds, this.#life, act, null, -1, false);
  }

  pause(milliseconds: number): void {
    const { machine } = this;
    const life = this.#life;
    if (life === null) return;
    const until = machine.now + milliseconds;
    if (until > life.pausedUntil) life.pausedUntil = until;
  }

  crash(): void {
    const life = this.#life;
    if (life === null) return;
    life.alive = false;
    life.halted = true;
    this.exports = null;
    this.#life = null;
  }

  jumpWall(milliseconds: number): void {
    if (this.#life !== null) this.#life.wallOffset += milliseconds;
  }
}

/** See `Spawned`. */
export function spawn(
  machine: Machine,
  runtimeOf: (process: Process) => ProgramRuntime,
  name: string,
  factory: ProgramFactory,
): Spawned {
  machine.gate ??= (timer) => {
    const { pausedUntil } = timer.process;
    if (pausedUntil <= machine.now) return true;
    machine.timers.putOff(timer, pausedUntil);
    return false;
  };
  return new SpawnedProcess(machine, runtimeOf, name, factory);
}
