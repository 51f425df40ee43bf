/**
 * Messages by functions taken before any text but ours has run: what a program does to prototypes afterwards changes
 * neither what is sent nor what is received.
 */
const { apply } = Reflect;
const { getOwnPropertyDescriptor } = Object;

function getter(prototype: object, name: string): () => unknown {
  const get = getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new Error(`no getter ${name}`);
  return get as () => unknown;
}

const dataOf = getter(MessageEvent.prototype, 'data');
const portsOf = getter(MessageEvent.prototype, 'ports');
const { addEventListener } = EventTarget.prototype;
const { postMessage, start } = MessagePort.prototype;

/** A port that only its holder can reach. */
export interface Wire {
  /** Posts a structured clone. */
  send(message: unknown): void;
  /** Calls back with each message from now on. */
  listen(onMessage: (message: unknown, ports: readonly MessagePort[]) => void): void;
  /** Calls back when the other end is gone, where the browser tells it. Where it does not, silence ends the run. */
  onClose(callback: () => void): void;
}

/** A port's wire. */
export function wireOf(port: MessagePort): Wire {
  return {
    send: (message) => void apply(postMessage, port, [message]),
    listen(onMessage) {
      const listener = (event: Event): void =>
        onMessage(apply(dataOf, event, []), apply(portsOf, event, []) as readonly MessagePort[]);
      apply(addEventListener, port, ['message', listener]);
      apply(start, port, []);
    },
    onClose: (callback) => void apply(addEventListener, port, ['close', callback]),
  };
}

/** Calls back once, with the first port that is posted to this worker. */
export function onPort(callback: (wire: Wire) => void): void {
  let isTaken = false;
  const listener = (event: Event): void => {
    const port = (apply(portsOf, event, []) as readonly MessagePort[])[0];
    if (isTaken || port === undefined) return;
    isTaken = true;
    callback(wireOf(port));
  };
  apply(addEventListener, globalThis, ['message', listener]);
}
