/** Called with each event, the very value that was published. It may throw. */
export type Subscriber<E> = (event: E) => void;

/** Hands each event to all who want it, while they come and go. */
export interface Bus<E = unknown> {
  /**
   * Registers a subscriber for the events of one topic that are published from now on. May be called from inside of a subscriber.
   *
   * @param topic any string, also `''` and `'__proto__'`; topics have nothing to do with each other
   * @param fn the same function twice is two subscriptions, each with an end of its own
   * @returns ends this subscription and no other; a second call does nothing
   */
  subscribe(topic: string, fn: Subscriber<E>): () => void;
  /**
   * Calls each subscriber of the topic once; events from inside of subscribers wait their turn as on the rung before.
   * Who has unsubscribed is not called any more, neither for the current event nor for one that waits. Who subscribes
   * while an event is delivered is not called for that one.
   *
   * @param event any value; it is passed on as it is
   * @throws the first error that a subscriber threw, the very value, once all have been called
   *
   * @example
   * const bus = createBus();
   * bus.subscribe('a', () => end());
   * const end = bus.subscribe('a', (n) => console.log(n));
   * bus.publish('a', 1); // prints nothing: it was removed before its turn
   */
  publish(topic: string, event: E): void;
}

/** What the exercise calls: export a function of this type, named `createBus`. Buses share nothing. */
export type CreateBus = () => Bus;
