import { apply, isObject } from './primordials';

/** What `for await` awaits: an iterator's answer, which the language then holds to be an object. */
export class Step {
  readonly #brand = true;
  constructor(readonly answer: unknown) {}
  static is(value: object): value is Step {
    return #brand in value;
  }
}

/**
 * What lowered `for await` steps with. The language reads `next` once, and throws for an answer that is no object, after
 * its own await; the lowered text does neither, so the answers are marked, and whoever resumes looks at them.
 */
export class Stepper {
  readonly #iterator: object;
  readonly #next: unknown;
  constructor(iterator: object) {
    this.#iterator = iterator;
    this.#next = (iterator as { next?: unknown }).next;
  }

  next(): Step {
    return new Step(apply(this.#next, this.#iterator, []));
  }

  /** Undefined where there is nothing to close. */
  get return(): (() => Step) | undefined {
    const iterator = this.#iterator;
    const method = (iterator as { return?: unknown }).return;
    if (method === undefined || method === null) return undefined;
    return () => new Step(apply(method, iterator, []));
  }

  /** The iterator itself, for `yield*`, which follows the language by itself. */
  static iteratorOf(value: object): object {
    return isObject(value) && #iterator in value ? value.#iterator : value;
  }
}
