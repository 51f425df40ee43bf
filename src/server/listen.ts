/** A server on a port, and its orderly end. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Site } from './site';

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Takes no more requests, lets running ones finish for up to a second, then ends. */
  close(): Promise<void>;
}

/** How many ports are tried after one that is taken. */
const MORE_PORTS = 20;

/**
 * Listens on `port`, or where it is taken and `strictPort` is not set on one of the next. On the loopback addresses
 * alone: a workbench is for whoever sits at the machine. Throws a sentence that says what to do.
 */
export async function listen(
  site: Site,
  { port, strictPort }: { readonly port: number; readonly strictPort: boolean },
): Promise<Listening> {
  const last = strictPort || port === 0 ? port : Math.min(port + MORE_PORTS, 65_535);
  for (let at = port; at <= last; at += 1) {
    const server = createServer((request, response) => site.handle(request, response));
    if (await tryListen(server, at))
      return { port: (server.address() as AddressInfo).port, close: () => close(server) };
  }
  throw new Error(
    strictPort
      ? `Port ${port} is taken. Choose another with --port, or leave --strict-port out to take the next free one.`
      : `Ports ${port} to ${last} are all taken. Choose another with --port.`,
  );
}

function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES')
        reject(new Error(`Port ${port} is not yours to use: choose one above 1023 with --port.`));
      else reject(error);
    });
    server.listen(port, 'localhost', () => resolve(true));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
