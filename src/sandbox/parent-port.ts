/** How the frame gets the page's port. */

/** What is needed of the frame's own window. */
export interface PortTarget {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Calls back once, with the first port that `parent` posts. What any other window posts is ignored. */
export function onParentPort(target: PortTarget, parent: unknown, callback: (port: MessagePort) => void): void {
  const onMessage = (event: MessageEvent): void => {
    const [port] = event.ports;
    if (event.source !== parent || port === undefined) return;
    target.removeEventListener('message', onMessage);
    callback(port);
  };
  target.addEventListener('message', onMessage);
}
