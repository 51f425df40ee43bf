/**
 * The page's side of a run: one frame, a warm judge, a fresh run worker each time, and exactly one outcome whatever any
 * of them does.
 */
import type { JudgeEvent } from '../../engines/check/types';
import type { Halt } from '../../engines/kernel/types';
import { composeJudge, composeRun, locateInBlob, type RunBlob } from './compose';
import { Frame, type BootScript } from './frame';
import { lost, outcomeOfLost } from './outcome';
import { attempt, parseFromJudge, type FromJudge, type JudgeOrder, type ToJudge } from './protocol';
import type { RunEvent, RunHandle, RunOutcome, RunRequest, Sandbox } from './types';

/** The scripts that a sandbox is made of. */
export interface SandboxScripts {
  readonly boot: BootScript;
  readonly run: string;
  readonly judge: string;
  readonly tests: string;
}

/** Limits of a sandbox. */
export interface SandboxOptions {
  /** Silence after which a run is given up. Default 10,000. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 10_000;
/** Silence is counted in ticks, so that a machine that slept has not been silent. */
const TICK_MS = 500;
const SPINNING_TICKS = 2;

/** A sandbox of these scripts. Its frame is made at once, so that it is warm by the first run. */
export function createSandboxOf(scripts: SandboxScripts, options: SandboxOptions = {}): Sandbox {
  return new Host(scripts, options);
}

/** A judge worker, and whether it is free. */
interface Judge {
  readonly worker: number;
  readonly key: string;
  readonly port: MessagePort;
  /** The run that it has not said the last word of. */
  busyWith: number | undefined;
}

/** The run that goes on. */
interface Current {
  readonly id: number;
  readonly request: RunRequest;
  readonly blob: RunBlob;
  readonly listener: (event: RunEvent) => void;
  readonly settle: (outcome: RunOutcome) => void;
  readonly ticker: ReturnType<typeof setInterval>;
  worker: number;
  unwatch: () => void;
  isSecondTry: boolean;
  silentTicks: number;
  halted: Extract<RunOutcome, { kind: 'halted' }> | undefined;
}

class Host implements Sandbox {
  readonly #scripts: SandboxScripts;
  readonly #silenceMs: number;
  #frame: Frame;
  #judge: Judge | undefined;
  #current: Current | undefined;
  #lastId = 0;
  #isDisposed = false;

  constructor(scripts: SandboxScripts, { silenceMs = SILENCE_MS }: SandboxOptions) {
    this.#scripts = scripts;
    this.#silenceMs = silenceMs;
    this.#frame = this.#createFrame();
  }

  run(request: RunRequest, listener: (event: RunEvent) => void): RunHandle {
    if (this.#isDisposed) throw new Error('the sandbox was disposed of');
    if (this.#current !== undefined) this.#finish(this.#current, { kind: 'stopped' });
    const id = this.#nextId();
    let settle: (outcome: RunOutcome) => void = () => undefined;
    const settled = new Promise<RunOutcome>((resolve) => (settle = resolve));
    const current: Current = {
      id,
      request,
      blob: composeRun(this.#scripts.run, request),
      listener,
      settle,
      ticker: setInterval(() => this.#tick(current), TICK_MS),
      worker: 0,
      unwatch: () => undefined,
      isSecondTry: false,
      silentTicks: 0,
      halted: undefined,
    };
    this.#current = current;
    this.#launch(current, false);
    return { id, stop: () => this.#finish(current, { kind: 'stopped' }), settled };
  }

  /** A fresh run worker, joined to the judge. */
  #launch(current: Current, isSecondTry: boolean): void {
    const judge = this.#judgeFor(current.request);
    current.isSecondTry = isSecondTry;
    current.silentTicks = 0;
    current.worker = this.#nextId();
    current.unwatch = this.#frame.watch();
    const channel = new MessageChannel();
    this.#frame.start(current.worker, current.blob.parts, channel.port1);
    judge.busyWith = current.id;
    this.#tell(judge, { type: 'judge', run: current.id, order: orderOf(current.request) }, [channel.port2]);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    if (this.#current !== undefined) this.#finish(this.#current, { kind: 'stopped' });
    this.#isDisposed = true;
    this.#dropJudge();
    this.#frame.remove();
  }

  #nextId(): number {
    return (this.#lastId += 1);
  }

  #createFrame(): Frame {
    return new Frame(this.#scripts.boot, {
      failed: (worker, reason) => this.#workerFailed(worker, reason),
      lost: (reason, wasAlive) => this.#frameLost(reason, wasAlive),
    });
  }

  /** The warm judge of this exercise and rung; another one when it still works on something, or there is none. */
  #judgeFor(request: RunRequest): Judge {
    const key = `${request.exercise} ${request.rung} ${request.contentHash}`;
    if (this.#judge?.key === key && this.#judge.busyWith === undefined) return this.#judge;
    this.#dropJudge();
    const channel = new MessageChannel();
    const judge: Judge = { worker: this.#nextId(), key, port: channel.port1, busyWith: undefined };
    judge.port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(judge, data);
    this.#frame.start(judge.worker, composeJudge(this.#scripts.judge, request.modules), channel.port2);
    this.#judge = judge;
    return judge;
  }

  #dropJudge(): void {
    if (this.#judge === undefined) return;
    this.#judge.port.onmessage = null;
    this.#judge.port.close();
    this.#frame.end(this.#judge.worker);
    this.#judge = undefined;
  }

  #tell(judge: Judge, message: ToJudge, ports: MessagePort[] = []): void {
    judge.port.postMessage(message, ports);
  }

  #hear(judge: Judge, raw: unknown): void {
    const current = this.#current;
    const parsed = attempt(parseFromJudge, raw);
    if (!parsed.ok) {
      this.#dropJudge();
      if (current !== undefined) this.#finish(current, lost(`a message had the wrong shape: ${parsed.problem}`));
      return;
    }
    const message = parsed.value;
    if (message.type === 'over' && judge.busyWith === message.run) judge.busyWith = undefined;
    // A run that was stopped may still be talked of.
    if (current === undefined || message.run !== current.id) return;
    current.silentTicks = 0;
    this.#follow(current, message);
  }

  #follow(current: Current, message: FromJudge): void {
    switch (message.type) {
      case 'event':
        return this.#event(current, message.event);
      case 'lost':
        return this.#givenUp(current, outcomeOfLost(message));
      case 'over':
        return this.#finish(current, lost('the judge ended without a verdict'));
      case 'beat':
        return;
    }
  }

  #event(current: Current, event: JudgeEvent): void {
    const told = event.type === 'halt' ? { ...event, halt: placed(event.halt, current.blob) } : event;
    if (told.type === 'halt') {
      const { halt, counterexample } = told;
      current.halted = { kind: 'halted', halt, ...(counterexample === undefined ? {} : { counterexample }) };
    }
    current.listener(told);
    // The listener may have stopped the run.
    if (told.type === 'done' && this.#current === current) {
      if (this.#judge !== undefined) this.#judge.busyWith = undefined;
      this.#finish(current, current.halted ?? { kind: 'judged', verdict: told.verdict });
    }
  }

  /** A halt is told among the events too, like one that the judge tells. */
  #givenUp(current: Current, outcome: RunOutcome): void {
    if (outcome.kind === 'halted') current.listener({ type: 'halt', halt: outcome.halt });
    this.#finish(current, outcome);
  }

  #tick(current: Current): void {
    current.silentTicks += 1;
    if (current.silentTicks * TICK_MS < this.#silenceMs) return;
    const seconds = this.#silenceMs / 1000;
    this.#finish(
      current,
      lost(
        `The program has not answered for ${seconds} s and was ended. Nothing was decided: look for one built-in call that takes very long, such as a regular expression that backtracks, or for memory that fills up.`,
      ),
    );
  }

  #workerFailed(worker: number, reason: string): void {
    const current = this.#current;
    if (worker === this.#judge?.worker) this.#dropJudge();
    else if (worker !== current?.worker) return;
    if (current !== undefined) this.#finish(current, lost(`a worker of the sandbox failed: ${reason}`));
  }

  #frameLost(reason: string, wasAlive: boolean): void {
    this.#replaceFrame();
    const current = this.#current;
    if (current === undefined) return;
    // It was dead before this run began, so that it says nothing of this program.
    if (!wasAlive && !current.isSecondTry) {
      this.#launch(current, true);
      return;
    }
    this.#finish(
      current,
      lost(
        `The sandbox was lost: ${reason}. Nothing was decided. Most likely the program used up the memory that the browser gives it: look for something that grows and is never released.`,
      ),
    );
  }

  #replaceFrame(): void {
    if (this.#judge !== undefined) this.#judge.port.onmessage = null;
    this.#judge = undefined;
    this.#frame.remove();
    this.#frame = this.#createFrame();
  }

  /** Settles a run, once, and throws its worker away. */
  #finish(current: Current, outcome: RunOutcome): void {
    if (this.#current !== current) return;
    this.#current = undefined;
    clearInterval(current.ticker);
    current.unwatch();
    // One that was silent may be spinning, or on its way to exhaust the frame's memory: the next run does not meet it.
    if (outcome.kind !== 'halted' && current.silentTicks >= SPINNING_TICKS) this.#replaceFrame();
    this.#frame.end(current.worker);
    if (this.#judge?.busyWith === current.id) this.#tell(this.#judge, { type: 'cancel', run: current.id });
    current.listener({ type: 'settled', outcome });
    current.settle(outcome);
  }
}

function orderOf({ exercise, contentHash, rung, facts, seed, runs, replay }: RunRequest): JudgeOrder {
  return { exercise, contentHash, rung, facts, seed, runs, ...(replay === undefined ? {} : { replay }) };
}

/** A halt with its line, and without a stack over text that nobody wrote. */
function placed({ stack, ...halt }: Halt, blob: RunBlob): Halt {
  const loc = halt.loc ?? (stack === undefined ? undefined : locateInBlob(stack, blob));
  return loc === undefined ? halt : { ...halt, loc };
}
