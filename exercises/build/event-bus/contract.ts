/** Called with each event, the very value that was published. It may throw. */
export type Subscriber<E> = (event: E) => void;

/** Hands each event to all who want it. */
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
   * Calls each current subscriber of the topic once, before it returns, in any order. One that throws keeps no other
   * from being called. On this rung subscribers neither publish, subscribe nor unsubscribe.
   *
   * @param event any value; it is passed on as it is
   * @throws the first error that a subscriber threw, the very value, once all have been called
   *
   * @example
   * const bus = createBus();
   * const end = bus.subscribe('orders', (id) => console.log('mail', id));
   * bus.subscribe('orders', () => { throw new Error('search is down'); });
   * bus.publish('orders', 7); // prints `mail 7`, then throws that Error
   * end();
   * bus.publish('users', 8); // nobody is there: returns
   */
  publish(topic: string, event: E): void;
}

/** What the exercise calls: export a function of this type, named `createBus`. Buses share nothing. */
export type CreateBus = () => Bus;
