import type { ProgramFactory } from '../program';
import type { Service } from '../services/service';
import type { Data, Halt, Trace } from '../types';
import { describeError } from './describe';
import { Disk } from './disk';
import { uncaughtIn } from './driver-errors';
import { createKernelParts, type Kernel, type KernelOptions, type KernelParts } from './kernel';
import { grouped, type Machine } from './machine';
import {
  apply,
  createList,
  createObject,
  defineProperty,
  dataDescriptor,
  NativeError,
  ownKeys,
  type List,
} from './primordials';
import { Process } from './process';
import { cellOf, newPromise, reject, resolve } from './promise';
import { reduce } from './reduce';
import type { Timer } from './timer-queue';

/** Faults that may happen in the safety phase. All default to false. */
export interface Faults {
  /** A node dies between two of its events, and starts again later. */
  readonly crash: boolean;
  /** A crash may leave half of the last record that was not synced. */
  readonly tornWrites: boolean;
  /** Requests, replies and messages get lost. */
  readonly loss: boolean;
  /** Messages between nodes arrive twice. */
  readonly duplication: boolean;
  /** Requests, replies, messages and syncs take longer, and so overtake each other. */
  readonly delay: boolean;
  /** A link is cut for a while: one way, or both. */
  readonly partition: boolean;
  /** A node stands still for a while, as in a long collection of garbage. */
  readonly pause: boolean;
  /** Wall clocks start apart, and jump. Monotonic ones do not. */
  readonly skew: boolean;
}

export interface WorldOptions extends KernelOptions {
  readonly services?: Readonly<Record<string, Service>>;
  readonly faults?: Partial<Faults>;
  /** Virtual milliseconds in which faults happen. Default 10,000. After that nothing fails. */
  readonly safetyMs?: number;
  /** Virtual milliseconds after the safety phase in which the run must end. Default 600,000. */
  readonly calmMs?: number;
  /**
   * What an exception or rejection that nobody handles does in a node. As Node ends its process, `crash` (the default)
   * ends that node alone, for good or to start again after `restartMs`; `halt` ends the run as `unhandled`.
   */
  readonly uncaught?: 'crash' | 'halt' | { readonly restartMs: number };
}

/** What the `start` of a node's program is given, anew in each incarnation. */
export interface NodeEnvironment {
  readonly name: string;
  /** How often it was started before. */
  readonly incarnation: number;
  /** Calls a service over the network. Rejects with a `TimeoutError` when no reply comes: then it may have happened. */
  call(service: string, operation: string, ...args: Data[]): Promise<Data>;
  /** Sends to another node; nobody tells whether it arrives. */
  send(to: string, message: Data): void;
  onMessage(handler: (from: string, message: Data) => void): void;
  readonly disk: {
    append(record: string): void;
    sync(): Promise<void>;
    read(): string[];
  };
  /** Writes into the trace. */
  mark(op: string, data?: Data): void;
}

/** Several processes in one virtual time, and what can go wrong between them. */
export interface World {
  readonly kernel: Kernel;
  /** Adds a node; its program's `start(environment)` is called when the run begins, and after each restart. */
  addNode(name: string, program: ProgramFactory): void;
  /** Runs until `main` has settled. */
  run(main: (world: World) => unknown): Halt;
  sleep(milliseconds: number): Promise<void>;
  /** Stops a node now, by the scenario's own will; with `restartMs` it starts again. */
  crash(node: string, restartMs?: number): void;
  /** Calls a service at once, outside the network: to prepare and to judge. */
  inspect(service: string, operation: string, ...args: Data[]): Data;
  readonly trace: Trace;
}

/** Delays by choice, the benign one first. */
const DELAYS_MS = [1, 2, 3, 5, 8, 13, 60, 400] as const;
const PAUSES_MS = [0, 30, 300, 3000] as const;
const RESTARTS_MS = [10, 1, 500] as const;
const SKEWS_MS = [0, 500, -500, 5000, -5000] as const;
/** How long a client waits for a reply. */
const REPLY_TIMEOUT_MS = 1000;
const PARTITION_MS = 300;

class Node {
  process: Process;
  pausedUntil = 0;
  handler: ((from: string, message: Data) => void) | null = null;
  readonly disk = new Disk();
  constructor(
    readonly name: string,
    readonly program: ProgramFactory,
  ) {
    this.process = new Process(name, 0);
  }
}

class Cut {
  constructor(
    readonly from: string,
    readonly to: string,
    readonly until: number,
  ) {}
}

class SimulatedWorld implements World {
  readonly kernel: Kernel;
  private readonly parts: KernelParts;
  private readonly machine: Machine;
  private readonly main: Process;
  /** Where services and the network live: never crashes, never pauses. */
  private readonly network = new Process('network', 0);
  private readonly nodes: List<Node> = createList();
  private readonly services = createObject(null) as Record<string, Service>;
  private readonly faults: Partial<Faults>;
  private readonly safetyMs: number;
  private readonly endMs: number;
  private readonly cuts: List<Cut> = createList();

  constructor(options: WorldOptions) {
    this.parts = createKernelParts({ tracesTimers: false, ...options });
    this.kernel = this.parts.kernel;
    this.machine = this.parts.machine;
    this.main = this.machine.process;
    this.faults = { ...options.faults };
    this.safetyMs = options.safetyMs ?? 10_000;
    this.endMs = this.safetyMs + (options.calmMs ?? 600_000);
    const services = options.services ?? {};
    const names = ownKeys(services) as string[];
    for (let index = 0; index < names.length; index += 1) this.services[names[index]!] = services[names[index]!]!;
    this.machine.gate = (timer) => this.admits(timer);
    const uncaughtEnds = options.uncaught ?? 'crash';
    if (uncaughtEnds !== 'halt') {
      const restartMs = uncaughtEnds === 'crash' ? undefined : uncaughtEnds.restartMs;
      this.machine.onUncaught = (process, error) => this.diesOf(process, error, restartMs);
    }
    this.register(this.network);
  }

  addNode(name: string, program: ProgramFactory): void {
    const node = new Node(name, program);
    this.nodes[this.nodes.length] = node;
    this.register(node.process);
    this.schedule(0, node.process, () => this.start(node));
  }

  run(main: (world: World) => unknown): Halt {
    return this.kernel.run(() => main(this));
  }

  sleep(milliseconds: number): Promise<void> {
    return this.kernel.sleep(milliseconds);
  }

  crash(name: string, restartMs?: number): void {
    this.stop(this.node(name), restartMs);
  }

  inspect(service: string, operation: string, ...args: Data[]): Data {
    return this.operate(service, operation, args);
  }

  get trace(): Trace {
    return this.kernel.trace;
  }

  private register(process: Process): void {
    const { processes } = this.machine;
    processes[processes.length] = process;
  }

  private schedule(delayMs: number, process: Process, callback: () => void): void {
    const { machine } = this;
    machine.timers.set(machine.now + delayMs, process, callback, null, -1, false);
  }

  /** A choice in the safety phase; benign after it, and where the fault is not asked for. */
  private pick(fault: keyof Faults, label: string, count: number): number {
    if (this.faults[fault] !== true || this.machine.now >= this.safetyMs) return 0;
    return this.machine.choices.pick(label, count);
  }

  private node(name: string): Node {
    for (let index = 0; index < this.nodes.length; index += 1) {
      if (this.nodes[index]!.name === name) return this.nodes[index]!;
    }
    throw new NativeError(`There is no node ${name}.`);
  }

  /** What may come between a node and its next event. */
  private admits(timer: Timer): boolean {
    const { machine } = this;
    if (machine.now > this.endMs) {
      machine.halt(
        'livelock',
        `The run had not ended ${grouped(this.endMs - this.safetyMs)} ms after the last fault: the nodes do not recover.`,
      );
    }
    const { process } = timer;
    if (process === this.main || process === this.network) return true;
    const node = this.node(process.name);
    if (node.pausedUntil > machine.now) return this.putOff(timer, node.pausedUntil);
    const pause = this.pick('pause', 'pause', PAUSES_MS.length);
    if (pause > 0) {
      node.pausedUntil = machine.now + PAUSES_MS[pause]!;
      this.tell(process, 'pause', PAUSES_MS[pause]!);
      return this.putOff(timer, node.pausedUntil);
    }
    if (this.pick('crash', 'crash', 2) === 1) {
      this.stop(node, RESTARTS_MS[this.pick('crash', 'restart', RESTARTS_MS.length)]!);
      return false;
    }
    const jump = this.pick('skew', 'clock jump', 3);
    if (jump > 0) process.wallOffset += jump === 1 ? 1000 : -1000;
    return true;
  }

  private putOff(timer: Timer, until: number): false {
    this.machine.timers.putOff(timer, until);
    return false;
  }

  private tell(process: Process, kind: string, data?: Data, cause?: number): number {
    const { machine } = this;
    const outer = machine.process;
    machine.process = process;
    const seq = machine.append(kind, cause, data);
    machine.process = outer;
    return seq;
  }

  /** Ends the node that `process` is a life of. Answers false when it is none's. */
  private diesOf(process: Process, error: string, restartMs: number | undefined): boolean {
    for (let index = 0; index < this.nodes.length; index += 1) {
      const node = this.nodes[index]!;
      if (node.process !== process) continue;
      this.stop(node, restartMs, { error });
      return true;
    }
    return false;
  }

  private stop(node: Node, restartMs: number | undefined, why?: Data): void {
    const { process, disk } = node;
    if (!process.alive) return;
    process.alive = false;
    this.machine.steps += process.end();
    node.handler = null;
    node.pausedUntil = 0;
    const survivors = this.pick('crash', 'writes that survive', disk.pendingCount + 1);
    disk.crash(survivors, survivors > 0 && this.pick('tornWrites', 'torn write', 2) === 1);
    const cause = this.tell(process, 'crash', why);
    if (restartMs === undefined) return;
    this.schedule(restartMs, this.network, () => {
      node.process = new Process(node.name, process.incarnation + 1);
      this.register(node.process);
      this.tell(node.process, 'restart', undefined, cause);
      this.schedule(0, node.process, () => this.start(node));
    });
  }

  private start(node: Node): void {
    const { machine } = this;
    const { process } = node;
    process.startedAt = machine.now;
    process.wallOffset = SKEWS_MS[this.pick('skew', 'clock skew', SKEWS_MS.length)]!;
    const exports: Record<string, unknown> = {};
    try {
      node.program(this.parts.runtimeOf(process), exports);
      apply(exports['start'], undefined, [this.environmentOf(node)]);
    } catch (error) {
      if (process.halted) throw error;
      uncaughtIn(machine, process, error, `The start of ${node.name} threw`);
    }
  }

  private environmentOf(node: Node): NodeEnvironment {
    const { process } = node;
    return {
      name: node.name,
      incarnation: process.incarnation,
      call: (service, operation, ...args) => this.call(process, service, operation, args),
      send: (to, message) => this.send(process, to, reduce(message)),
      onMessage: (handler) => void (node.handler = handler),
      disk: {
        append: (record) => node.disk.append(`${record}`),
        sync: () => this.sync(node),
        read: () => node.disk.read(),
      },
      mark: (op, data) => void this.machine.append('mark', undefined, reduce(data), op),
    };
  }

  private delay(label: string): number {
    return DELAYS_MS[this.pick('delay', label, DELAYS_MS.length)]!;
  }

  private sync(node: Node): Promise<void> {
    const promise = newPromise();
    const count = node.disk.pendingCount;
    this.schedule(this.delay('sync'), node.process, () => {
      node.disk.sync(count);
      resolve(cellOf(promise)!, undefined);
    });
    return promise as unknown as Promise<void>;
  }

  private operate(service: string, operation: string, args: ArrayLike<unknown>): Data {
    const method = this.services[service]?.operations[operation];
    if (method === undefined) throw new NativeError(`There is no operation ${service}.${operation}.`);
    const all: List<unknown> = createList();
    all[0] = this.machine.now;
    for (let index = 0; index < args.length; index += 1) all[index + 1] = args[index];
    return reduce(apply(method, undefined, all));
  }

  private call(process: Process, service: string, operation: string, args: Data[]): Promise<Data> {
    const promise = newPromise();
    const cell = cellOf(promise)!;
    const given = reduce(args) as readonly Data[];
    const sent = this.tell(process, 'send', { to: service, operation, args: given });
    const isLost = this.isCut(process.name, service) || this.pick('loss', 'request', 2) === 1;
    let settled = false;
    const settle = (work: () => void): void => {
      if (settled) return;
      settled = true;
      work();
    };
    const fail = (name: string, message: string): void => settle(() => reject(cell, namedError(name, message)));
    this.schedule(REPLY_TIMEOUT_MS, process, () =>
      fail('TimeoutError', `${service}.${operation} did not answer in ${REPLY_TIMEOUT_MS} ms`),
    );
    if (isLost) this.tell(this.network, 'drop', undefined, sent);
    else {
      this.schedule(this.delay('request delay'), this.network, () => {
        let answer: () => void;
        try {
          const value = this.operate(service, operation, given);
          answer = () => settle(() => resolve(cell, value));
        } catch (error) {
          const { name, message } = describeError(error);
          answer = () => fail(name, message);
        }
        const done = this.tell(this.network, 'deliver', { to: service, operation, args: given }, sent);
        if (this.isCut(service, process.name) || this.pick('loss', 'reply', 2) === 1) {
          this.tell(this.network, 'drop', undefined, done);
        } else this.schedule(this.delay('reply delay'), process, answer);
      });
    }
    return promise as unknown as Promise<Data>;
  }

  private send(process: Process, to: string, message: Data): void {
    const target = this.node(to);
    const sent = this.tell(process, 'send', { to, message });
    if (this.isCut(process.name, to) || this.pick('loss', 'message', 2) === 1) {
      this.tell(this.network, 'drop', undefined, sent);
      return;
    }
    const copies = 1 + this.pick('duplication', 'duplicate', 2);
    for (let copy = 0; copy < copies; copy += 1) {
      this.schedule(this.delay('message delay'), this.network, () => {
        const receiver = target.process;
        if (!receiver.alive) return void this.tell(this.network, 'drop', undefined, sent);
        this.schedule(0, receiver, () => {
          this.tell(receiver, 'deliver', { from: process.name, message }, sent);
          this.handle(target, process.name, message);
        });
      });
    }
  }

  private handle(node: Node, from: string, message: Data): void {
    try {
      node.handler?.(from, message);
    } catch (error) {
      if (node.process.halted) throw error;
      uncaughtIn(this.machine, node.process, error, `The message handler of ${node.name} threw`);
    }
  }

  /** Whether the link is cut now; may cut it. */
  private isCut(from: string, to: string): boolean {
    const { now } = this.machine;
    const partition = this.pick('partition', 'partition', 4);
    const { cuts } = this;
    if (partition & 1) cuts[cuts.length] = new Cut(from, to, now + PARTITION_MS);
    if (partition & 2) cuts[cuts.length] = new Cut(to, from, now + PARTITION_MS);
    for (let index = 0; index < cuts.length; index += 1) {
      const cut = cuts[index]!;
      if (cut.from === from && cut.to === to && cut.until > now && now < this.safetyMs) return true;
    }
    return false;
  }
}

function namedError(name: string, message: string): Error {
  const error = new NativeError(message);
  defineProperty(error, 'name', dataDescriptor(name, false));
  return error;
}

/** A world of nodes and services: see `World`. */
export function createWorld(options: WorldOptions = {}): World {
  return new SimulatedWorld(options);
}
