/** Called with each event, the very value that was published. It may throw. */
export type Subscriber<E> = (event: E) => void;

/** Hands each event to all who want it, one event after another. */
export interface Bus<E = unknown> {
  /**
   * Registers a subscriber for the events of one topic that are published from now on. There is no replay of older events.
   *
   * @param topic any string, also `''` and `'__proto__'`; topics have nothing to do with each other
   * @param fn the same function twice is two subscriptions, each with an end of its own
   * @returns ends this subscription and no other; a second call does nothing
   */
  subscribe(topic: string, fn: Subscriber<E>): () => void;
  /**
   * Calls each subscriber of the topic once. A publish from inside of a subscriber, to whatever topic, returns at once:
   * its event is delivered after the current one has reached all, events in the order in which they were published.
   * The outermost call returns once everything is delivered. On this rung subscribers neither subscribe nor
   * unsubscribe. A throw stops neither other subscribers nor events that wait.
   *
   * @param event any value; it is passed on as it is
   * @throws the first error that a subscriber threw, the very value, once all have been called
   *
   * @example
   * const bus = createBus();
   * bus.subscribe('a', (n) => { if (n === 1) bus.publish('a', 2); console.log('first', n); });
   * bus.subscribe('a', (n) => console.log('second', n));
   * bus.publish('a', 1); // first 1, second 1, first 2, second 2
   */
  publish(topic: string, event: E): void;
}

/** What the exercise calls: export a function of this type, named `createBus`. Buses share nothing. */
export type CreateBus = () => Bus;
