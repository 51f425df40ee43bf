import { interrupted, active } from './machine';
import { uncaughtIn } from './driver-errors';
import {
  apply,
  createList,
  dataDescriptor,
  defineProperty,
  isFiniteNumber,
  isObject,
  NativeRangeError,
  NativeTypeError,
  symbolIterator,
  symbolToStringTag,
  toNumber,
  trunc,
  type List,
} from './primordials';

/** Codes of the older exceptions, as WebIDL lists them. */
const CODES: { readonly [name: string]: number } = {
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  NotFoundError: 8,
  NotSupportedError: 9,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidAccessError: 15,
  NetworkError: 19,
  AbortError: 20,
  QuotaExceededError: 22,
  TimeoutError: 23,
  TypeMismatchError: 17,
  DataCloneError: 25,
};

/** `DOMException`: an Error with a name of its own, as `AbortSignal` and `structuredClone` throw. */
export class DOMException extends Error {
  readonly code: number;
  constructor(message: unknown = '', options: unknown = 'Error') {
    super(`${message as string}`);
    const name = isObject(options) ? (options as { name?: unknown }).name : options;
    defineProperty(this, 'name', dataDescriptor(`${name as string}`, false));
    this.code = CODES[`${name as string}`] ?? 0;
    defineProperty(this, 'code', dataDescriptor(this.code, false));
    if (isObject(options) && 'cause' in options) defineProperty(this, 'cause', dataDescriptor(options.cause, false));
  }
}
/** `ABORT_ERR` and its like, on the class and on every exception. */
const CONSTANTS: { readonly [name: string]: number } = {
  INDEX_SIZE_ERR: 1,
  HIERARCHY_REQUEST_ERR: 3,
  NOT_FOUND_ERR: 8,
  NOT_SUPPORTED_ERR: 9,
  INVALID_STATE_ERR: 11,
  SYNTAX_ERR: 12,
  INVALID_ACCESS_ERR: 15,
  TYPE_MISMATCH_ERR: 17,
  NETWORK_ERR: 19,
  ABORT_ERR: 20,
  QUOTA_EXCEEDED_ERR: 22,
  TIMEOUT_ERR: 23,
  DATA_CLONE_ERR: 25,
};
for (const holder of [DOMException, DOMException.prototype]) {
  for (const name of Object.keys(CONSTANTS)) {
    defineProperty(holder, name, { value: CONSTANTS[name], enumerable: true });
  }
}
defineProperty(DOMException.prototype, symbolToStringTag, { value: 'DOMException', configurable: true });

let markTrusted: (event: Event) => void;
let beginDispatch: (event: Event, target: EventTarget) => void;
let endDispatch: (event: Event) => void;
let isStopped: (event: Event) => boolean;
let setPassive: (event: Event, passive: boolean) => void;
let isDispatching: (event: Event) => boolean;

/** `Event` of the DOM standard, for targets without a tree. */
export class Event {
  readonly #type: string;
  readonly #bubbles: boolean;
  readonly #cancelable: boolean;
  readonly #timeStamp: number;
  #target: EventTarget | null = null;
  #current: EventTarget | null = null;
  #prevented = false;
  #stopped = false;
  #stopPropagation = false;
  #trusted = false;
  #passive = false;
  #dispatching = false;

  static {
    markTrusted = (event) => void (event.#trusted = true);
    beginDispatch = (event, target) => {
      event.#dispatching = true;
      event.#target = event.#current = target;
    };
    endDispatch = (event) => {
      event.#dispatching = event.#stopped = event.#stopPropagation = false;
      event.#current = null;
    };
    isStopped = (event) => event.#stopped;
    setPassive = (event, passive) => void (event.#passive = passive);
    isDispatching = (event) => event.#dispatching;
  }

  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = 2;
  static readonly BUBBLING_PHASE = 3;

  constructor(type: unknown, options: unknown = undefined) {
    if (arguments.length === 0) throw new NativeTypeError('Event: a type is required');
    const init = (isObject(options) ? options : {}) as { bubbles?: unknown; cancelable?: unknown };
    this.#type = `${type as string}`;
    this.#bubbles = !!init.bubbles;
    this.#cancelable = !!init.cancelable;
    this.#timeStamp = active().now;
  }

  get type(): string {
    return this.#type;
  }
  get target(): unknown {
    return this.#target;
  }
  get srcElement(): unknown {
    return this.#target;
  }
  get currentTarget(): unknown {
    return this.#current;
  }
  get bubbles(): boolean {
    return this.#bubbles;
  }
  get cancelable(): boolean {
    return this.#cancelable;
  }
  get composed(): boolean {
    return false;
  }
  get defaultPrevented(): boolean {
    return this.#prevented;
  }
  get returnValue(): boolean {
    return !this.#prevented;
  }
  get cancelBubble(): boolean {
    return this.#stopPropagation;
  }
  get eventPhase(): number {
    return this.#dispatching ? 2 : 0;
  }
  get isTrusted(): boolean {
    return this.#trusted;
  }
  get timeStamp(): number {
    return this.#timeStamp;
  }
  composedPath(): unknown[] {
    return this.#dispatching ? [this.#target] : [];
  }
  preventDefault(): void {
    if (this.#cancelable && !this.#passive) this.#prevented = true;
  }
  stopPropagation(): void {
    this.#stopPropagation = true;
  }
  stopImmediatePropagation(): void {
    this.#stopPropagation = this.#stopped = true;
  }
}
defineProperty(Event.prototype, symbolToStringTag, { value: 'Event', configurable: true });

class Listener {
  removed = false;
  constructor(
    readonly type: string,
    readonly callback: object,
    readonly capture: boolean,
    readonly once: boolean,
    readonly passive: boolean,
  ) {}
}

let eventListeners: (target: EventTarget) => List<Listener>;

/** `EventTarget` of the DOM standard, for targets without a tree. */
export class EventTarget {
  readonly #listeners: List<Listener> = createList();

  static {
    eventListeners = (target) => target.#listeners;
  }

  addEventListener(type: unknown, callback: unknown, options: unknown = undefined): void {
    if (callback === null || callback === undefined) return;
    if (!isObject(callback))
      throw new NativeTypeError('addEventListener: the listener must be a function or an object');
    const name = `${type as string}`;
    const init = (isObject(options) ? options : {}) as { capture?: unknown; once?: unknown; passive?: unknown };
    const capture = isObject(options) ? !!init.capture : !!options;
    const signal = isObject(options) ? (options as { signal?: unknown }).signal : undefined;
    if (signal !== undefined && !(isObject(signal) && isSignal(signal))) {
      throw new NativeTypeError('addEventListener: signal must be an AbortSignal');
    }
    if (signal !== undefined && signal.aborted) return;
    const listeners = this.#listeners;
    for (let index = 0; index < listeners.length; index += 1) {
      const it = listeners[index]!;
      if (it.type === name && it.callback === callback && it.capture === capture) return;
    }
    const listener = new Listener(name, callback, capture, !!init.once, !!init.passive);
    listeners[listeners.length] = listener;
    if (signal !== undefined) onAbort(signal, () => remove(listeners, listener));
  }

  removeEventListener(type: unknown, callback: unknown, options: unknown = undefined): void {
    const name = `${type as string}`;
    const capture = isObject(options) ? !!(options as { capture?: unknown }).capture : !!options;
    const listeners = this.#listeners;
    for (let index = 0; index < listeners.length; index += 1) {
      const it = listeners[index]!;
      if (it.type === name && it.callback === callback && it.capture === capture) return remove(listeners, it);
    }
  }

  dispatchEvent(event: unknown): boolean {
    if (!(event instanceof Event)) throw new NativeTypeError('dispatchEvent: the argument must be an Event');
    if (isDispatching(event)) {
      throw new DOMException('The event is already being dispatched.', 'InvalidStateError');
    }
    dispatch(this, event);
    return !event.defaultPrevented;
  }
}
defineProperty(EventTarget.prototype, symbolToStringTag, { value: 'EventTarget', configurable: true });

function remove(listeners: List<Listener>, listener: Listener): void {
  listener.removed = true;
  let kept = 0;
  for (let index = 0; index < listeners.length; index += 1) {
    const it = listeners[index]!;
    if (it !== listener) {
      listeners[kept] = it;
      kept += 1;
    }
  }
  listeners.length = kept;
}

function dispatch(target: EventTarget, event: Event): void {
  const all = eventListeners(target);
  const now: List<Listener> = createList();
  for (let index = 0; index < all.length; index += 1) now[index] = all[index]!;
  beginDispatch(event, target);
  const { type } = event;
  for (let index = 0; index < now.length && !isStopped(event); index += 1) {
    const listener = now[index]!;
    if (listener.removed || listener.type !== type) continue;
    if (listener.once) remove(all, listener);
    setPassive(event, listener.passive);
    call(target, listener.callback, event);
    setPassive(event, false);
  }
  endDispatch(event);
}

/** A listener that throws does not stop the others; as in Node it ends the run. */
function call(target: EventTarget, callback: object, event: Event): void {
  try {
    if (typeof callback === 'function') apply(callback, target, [event]);
    else {
      const { handleEvent } = callback as { handleEvent?: unknown };
      if (typeof handleEvent === 'function') apply(handleEvent, callback, [event]);
    }
  } catch (error) {
    if (interrupted()) throw error;
    const machine = active();
    uncaughtIn(machine, machine.process, error, `A listener of "${event.type}" threw and nobody catches it`);
    // The process has ended, and this is still running in it.
    throw machine.process;
  }
}

/** Passed by the kernel itself: the program cannot construct a signal. */
const OWN = Symbol('own');

let isSignal: (value: object) => value is AbortSignal;
let abort: (signal: AbortSignal, reason: unknown) => void;
let onAbort: (signal: AbortSignal, callback: () => void) => void;
let depend: (signal: AbortSignal, source: AbortSignal) => void;

function includes(signals: List<AbortSignal>, signal: AbortSignal): boolean {
  for (let index = 0; index < signals.length; index += 1) if (signals[index] === signal) return true;
  return false;
}

/** `AbortSignal`: `timeout` and `any` in virtual time. */
export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown = undefined;
  #onabort: unknown = null;
  #listener: (() => void) | null = null;
  readonly #algorithms: List<() => void> = createList();
  /** Signals that `any` made of this one, and the ones that it was made of by `any`. */
  readonly #dependents: List<AbortSignal> = createList();
  readonly #sources: List<AbortSignal> = createList();

  static {
    isSignal = (value): value is AbortSignal => #aborted in value;
    onAbort = (signal, callback) => void (signal.#algorithms[signal.#algorithms.length] = callback);
    depend = (signal, source) => {
      const roots = source.#sources;
      const count = roots.length;
      // Of a signal that depends on others, those: as in the standard, all that depend on one are told after it.
      for (let index = 0; index < (count === 0 ? 1 : count); index += 1) {
        const root = count === 0 ? source : roots[index]!;
        if (includes(signal.#sources, root)) continue;
        signal.#sources[signal.#sources.length] = root;
        root.#dependents[root.#dependents.length] = signal;
      }
    };
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
      const told: List<AbortSignal> = createList();
      const dependents = signal.#dependents;
      for (let index = 0; index < dependents.length; index += 1) {
        const dependent = dependents[index]!;
        if (dependent.#aborted) continue;
        dependent.#aborted = true;
        dependent.#reason = signal.#reason;
        told[told.length] = dependent;
      }
      tell(signal);
      for (let index = 0; index < told.length; index += 1) tell(told[index]!);
    };
    const tell = (signal: AbortSignal): void => {
      const algorithms = signal.#algorithms;
      for (let index = 0; index < algorithms.length; index += 1) algorithms[index]!();
      algorithms.length = 0;
      const event = new Event('abort');
      markTrusted(event);
      dispatch(signal, event);
    };
  }

  constructor(own: unknown) {
    if (own !== OWN) throw new NativeTypeError('AbortSignal cannot be constructed: use an AbortController');
    super();
  }

  get aborted(): boolean {
    return this.#aborted;
  }
  get reason(): unknown {
    return this.#reason;
  }
  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }
  get onabort(): unknown {
    return this.#onabort;
  }
  set onabort(handler: unknown) {
    this.#onabort = isObject(handler) ? handler : null;
    if (this.#listener !== null) return;
    this.#listener = () => {
      const current = this.#onabort;
      if (typeof current === 'function') apply(current, this, [new Event('abort')]);
    };
    this.addEventListener('abort', this.#listener);
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(OWN);
    abort(signal, reason);
    return signal;
  }

  static timeout(delay: unknown): AbortSignal {
    const milliseconds = toNumber(delay);
    if (!isFiniteNumber(milliseconds) || milliseconds < 0) {
      throw new NativeRangeError(`AbortSignal.timeout: milliseconds must be a number ≥ 0, got ${milliseconds}`);
    }
    const signal = new AbortSignal(OWN);
    const machine = active();
    const fire = (): void =>
      abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    machine.timers.set(machine.now + trunc(milliseconds), machine.process, fire, null, -1, false);
    return signal;
  }

  static any(signals: unknown): AbortSignal {
    const result = new AbortSignal(OWN);
    const sources = listed(signals);
    for (let index = 0; index < sources.length; index += 1) {
      const source = sources[index]!;
      if (source.aborted) {
        abort(result, source.reason);
        return result;
      }
    }
    for (let index = 0; index < sources.length; index += 1) {
      depend(result, sources[index]!);
    }
    return result;
  }
}
defineProperty(AbortSignal.prototype, symbolToStringTag, { value: 'AbortSignal', configurable: true });

/** The signals of an iterable, each held to be one. */
function listed(signals: unknown): List<AbortSignal> {
  const found: List<AbortSignal> = createList();
  const method = (signals as Record<symbol, unknown> | null | undefined)?.[symbolIterator];
  if (typeof method !== 'function') throw new NativeTypeError('AbortSignal.any: the argument must be iterable');
  const iterator = apply(method, signals, []) as Iterator<unknown>;
  for (let result = iterator.next(); result.done !== true; result = iterator.next()) {
    const item: unknown = result.value;
    if (!isObject(item) || !isSignal(item)) throw new NativeTypeError('AbortSignal.any: every item must be a signal');
    found[found.length] = item;
  }
  return found;
}

/** `AbortController` of the DOM standard. */
export class AbortController {
  readonly #signal = new AbortSignal(OWN);
  get signal(): AbortSignal {
    return this.#signal;
  }
  abort(reason?: unknown): void {
    abort(this.#signal, reason);
  }
}
defineProperty(AbortController.prototype, symbolToStringTag, { value: 'AbortController', configurable: true });

const classes = { DOMException, Event, EventTarget, AbortSignal, AbortController };
for (const name of Object.keys(classes) as (keyof typeof classes)[]) {
  // A bundler may rename a class; a program sees its name.
  defineProperty(classes[name], 'name', { value: name, configurable: true });
}

/** What the program finds under these names. */
export const eventGlobals = classes;
