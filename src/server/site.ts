/** A built site as a request handler: every file of one folder, and no other. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { headersFor, parseHeaders } from '../sandbox/policy';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** What is served, and as what. */
export interface Site {
  /** Answers one request. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Reads which files there are, once: an address is looked up among them and never joined to a path, so that there is no
 * way out of the folder. Throws a sentence where the folder is no built site.
 *
 * @param base path that the site stands under; begins and ends with a slash
 */
export async function loadSite(folder: string, base: string): Promise<Site> {
  const rules = parseHeaders(await readText(folder, '_headers'));
  const files = await listFiles(folder);
  if (!files.has('/index.html')) throw new Error(`${folder} has no index.html. Build the site first: npm run build`);
  return {
    handle(request, response) {
      const { method = 'GET' } = request;
      const pathname = pathOf(request.url ?? '/');
      const headers = (path: string): Record<string, string> => ({
        'Cache-Control': 'no-cache',
        ...headersFor(rules, path),
      });
      if (method !== 'GET' && method !== 'HEAD') {
        return plain(response, 405, { ...headers('/'), Allow: 'GET, HEAD' }, `${method} is not allowed here`);
      }
      if (`${pathname}/` === base) return plain(response, 308, { ...headers('/'), Location: base }, `Moved to ${base}`);
      const path = pathname?.startsWith(base) ? `/${pathname.slice(base.length)}` : undefined;
      const file = path === undefined ? undefined : files.get(path.endsWith('/') ? `${path}index.html` : path);
      if (path === undefined || file === undefined) {
        return plain(
          response,
          404,
          headers('/'),
          `There is nothing at ${pathname ?? 'this address'}. The site is at ${base}`,
        );
      }
      send(
        response,
        file,
        { ...headers(path), 'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream' },
        method,
      );
    },
  };
}

interface SiteFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Files by address: `/assets/index.js`. Hidden ones and `_headers` are the host's, not the visitor's. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, SiteFile>> {
  const files = new Map<string, SiteFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    if (address === '/_headers' || /\/\./.test(address)) continue;
    files.set(address, { path, sizeBytes: (await stat(path)).size });
  }
  return files;
}

async function readText(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch {
    throw new Error(`${folder} has no ${name}: it is not a built site. Build it first: npm run build`);
  }
}

/** The decoded path of a request's target; nothing where it cannot be read. */
function pathOf(target: string): string | undefined {
  try {
    return decodeURIComponent(target.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
}

function send(
  response: ServerResponse,
  { path, sizeBytes }: SiteFile,
  headers: Record<string, string>,
  method: string,
): void {
  response.writeHead(200, { ...headers, 'Content-Length': sizeBytes });
  if (method === 'HEAD') return void response.end();
  const stream = createReadStream(path);
  // A file that vanished after the start: the length is already promised.
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

function plain(response: ServerResponse, status: number, headers: Record<string, string>, message: string): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}
