// A singly linked list of windows in the order of their ends, and a map into it.
interface Window {
  readonly key: string;
  readonly start: number;
  left: number;
  next: Window | undefined;
}

class Limiter {
  #oldest: Window | undefined;
  #newest: Window | undefined;
  readonly #byKey = new Map<string, Window>();
  readonly #limit: number;
  readonly #windowMs: number;

  constructor({ limit, windowMs }: { limit: number; windowMs: number }) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  allow(key: string, nowMs: number): boolean {
    while (this.#oldest !== undefined && nowMs - this.#oldest.start >= this.#windowMs) {
      this.#byKey.delete(this.#oldest.key);
      this.#oldest = this.#oldest.next;
    }
    const window = this.#byKey.get(key) ?? this.#open(key, nowMs);
    if (window.left === 0) return false;
    window.left -= 1;
    return true;
  }

  #open(key: string, start: number): Window {
    const window: Window = { key, start, left: this.#limit, next: undefined };
    if (this.#oldest === undefined || this.#newest === undefined) this.#oldest = window;
    else this.#newest.next = window;
    this.#newest = window;
    this.#byKey.set(key, window);
    return window;
  }
}

export const createLimiter = (options: { limit: number; windowMs: number }) => new Limiter(options);
