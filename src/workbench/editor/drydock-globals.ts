/**
 * What the kernel supplies beside ES2023, declared for the checker: no DOM, no Node. Behaviour is the browser's and
 * Node's common part, in virtual time.
 */
export const DRYDOCK_GLOBALS = `
type TimerHandle = number & { readonly __timer: unique symbol };

/** Calls \`callback\` once, \`delayMs\` virtual milliseconds from now. */
declare function setTimeout<Args extends unknown[]>(callback: (...args: Args) => void, delayMs?: number, ...args: Args): TimerHandle;
// So that \`new Promise((resolve) => setTimeout(resolve, 1))\` is no error: resolve has a parameter that may be left out.
declare function setTimeout(callback: (nothing: void) => void, delayMs?: number): TimerHandle;
declare function clearTimeout(handle: TimerHandle | undefined | null): void;
/** Calls \`callback\` every \`delayMs\` virtual milliseconds. */
declare function setInterval<Args extends unknown[]>(callback: (...args: Args) => void, delayMs?: number, ...args: Args): TimerHandle;
declare function setInterval(callback: (nothing: void) => void, delayMs?: number): TimerHandle;
declare function clearInterval(handle: TimerHandle | undefined | null): void;
/** Calls \`callback\` after the jobs that wait now. */
declare function setImmediate<Args extends unknown[]>(callback: (...args: Args) => void, ...args: Args): TimerHandle;
declare function setImmediate(callback: (nothing: void) => void): TimerHandle;
declare function clearImmediate(handle: TimerHandle | undefined | null): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;

interface Console {
  debug(...values: unknown[]): void;
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}
/** Goes to the Console panel. */
declare const console: Console;

interface Performance {
  /** Virtual milliseconds since the run began. */
  now(): number;
  readonly timeOrigin: number;
}
declare const performance: Performance;

interface Crypto {
  /** A version 4 UUID drawn from the run's seed. */
  randomUUID(): \`\${string}-\${string}-\${string}-\${string}-\${string}\`;
  getRandomValues<T extends Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array | BigInt64Array | BigUint64Array>(array: T): T;
}
declare const crypto: Crypto;

interface EventInit { bubbles?: boolean; cancelable?: boolean; composed?: boolean }
interface Event {
  readonly type: string;
  readonly target: EventTarget | null;
  readonly currentTarget: EventTarget | null;
  readonly cancelable: boolean;
  readonly defaultPrevented: boolean;
  readonly timeStamp: number;
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}
declare const Event: { prototype: Event; new (type: string, init?: EventInit): Event };

interface AddEventListenerOptions { once?: boolean; passive?: boolean; capture?: boolean; signal?: AbortSignal }
type EventListenerOrObject = ((event: Event) => void) | { handleEvent(event: Event): void };
interface EventTarget {
  addEventListener(type: string, listener: EventListenerOrObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrObject | null, options?: boolean | { capture?: boolean }): void;
  dispatchEvent(event: Event): boolean;
}
declare const EventTarget: { prototype: EventTarget; new (): EventTarget };

interface AbortSignal extends EventTarget {
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((this: AbortSignal, event: Event) => void) | null;
  throwIfAborted(): void;
}
declare const AbortSignal: {
  prototype: AbortSignal;
  abort(reason?: unknown): AbortSignal;
  timeout(delayMs: number): AbortSignal;
  any(signals: Iterable<AbortSignal>): AbortSignal;
};
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const AbortController: { prototype: AbortController; new (): AbortController };

interface DOMException extends Error {
  readonly code: number;
}
declare const DOMException: { prototype: DOMException; new (message?: string, name?: string): DOMException };
`;
