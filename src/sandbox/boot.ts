/**
 * The frame's whole script: starts and ends workers for the page, and answers its heartbeat. It sees no message of a
 * worker but its failing, so that a program has nobody here to talk to.
 */
import { onParentPort } from './parent-port';
import type { FromFrame, ToFrame } from './protocol';

const workers = new Map<number, Worker>();

function start(page: MessagePort): void {
  const say = (message: FromFrame): void => page.postMessage(message);
  page.onmessage = ({ data, ports }: MessageEvent<ToFrame>) => {
    switch (data.type) {
      case 'ping':
        return say({ type: 'pong', beat: data.beat });
      case 'end':
        workers.get(data.worker)?.terminate();
        workers.delete(data.worker);
        return;
      case 'start':
        return startWorker(data.worker, data.parts, [...ports], say);
    }
  };
  say({ type: 'ready' });
}

function startWorker(
  id: number,
  parts: readonly string[],
  ports: MessagePort[],
  say: (message: FromFrame) => void,
): void {
  const failed = (what: string): void => say({ type: 'failed', worker: id, reason: what.slice(0, 2_000) });
  // Classic: a module worker from a blob is refused in an opaque origin.
  const address = URL.createObjectURL(new Blob(parts as string[], { type: 'text/javascript' }));
  try {
    const worker = new Worker(address);
    workers.set(id, worker);
    worker.onerror = (event) => {
      event.preventDefault();
      failed(typeof event.message === 'string' ? event.message : 'its script could not be loaded');
    };
    worker.postMessage(null, ports);
  } catch (error) {
    failed(String(error));
  }
  // The worker holds its text by now, or has been refused it: the address was resolved when it was made.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

onParentPort(globalThis, parent, start);
