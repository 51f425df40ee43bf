/**
 * Puts a pack into the site: built in memory and served in dev, emitted in a build. Everything under `at` is a plain
 * file with a relative address, so that `dist/` works from any sub-path.
 */
import { resolve, sep } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import type { BuiltPack } from './build';
import { formatProblem, type Parsed } from './problem';

/** Where a pack comes from and goes to. */
export interface PackPluginOptions {
  /** The pack's folder, from the project's root: `exercises`. */
  readonly folder: string;
  /** Where the app finds it: `packs/built-in`. No slash at either end. */
  readonly at: string;
}

/** The plugin. A pack with problems fails the build; in dev its problems are shown over the page. */
export function packPlugin({ folder, at }: PackPluginOptions): Plugin {
  let root = process.cwd();
  // The compiler is loaded when a pack is built, not whenever the configuration is read.
  const build = async (): Promise<Parsed<BuiltPack>> => (await import('./build')).buildPack(resolve(root, folder));

  return {
    name: 'drydock-pack',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      const built = await build();
      if (!built.ok) this.error(describe(folder, built));
      for (const [name, source] of built.value.files)
        this.emitFile({ type: 'asset', fileName: `${at}/${name}`, source });
    },
    configureServer(server) {
      servePack(server, { at, build, folder, path: resolve(root, folder) });
    },
  };
}

interface Served {
  readonly at: string;
  readonly folder: string;
  readonly path: string;
  readonly build: () => Promise<Parsed<BuiltPack>>;
}

function servePack(server: ViteDevServer, { at, build, folder, path }: Served): void {
  let current = build();
  server.watcher.add(path);
  server.watcher.on('all', (_event, file) => {
    if (!resolve(file).startsWith(path + sep)) return;
    current = build();
    current.then(
      (built) => {
        if (built.ok) server.ws.send({ type: 'full-reload' });
        else server.ws.send({ type: 'error', err: { message: describe(folder, built), stack: '' } });
      },
      (error: unknown) => server.config.logger.error(String(error)),
    );
  });
  const prefix = `/${at}/`;
  server.middlewares.use((request, response, next) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (!name.startsWith(prefix)) return next();
    current
      .then((built) => {
        const text = built.ok ? built.value.files.get(name.slice(prefix.length)) : undefined;
        response.statusCode = text !== undefined ? 200 : built.ok ? 404 : 500;
        response.setHeader('Content-Type', text === undefined ? 'text/plain; charset=utf-8' : 'application/json');
        response.setHeader('Cache-Control', 'no-cache');
        response.end(text ?? (built.ok ? `The pack has no file ${name}` : describe(folder, built)));
      })
      .catch(next);
  });
}

function describe(folder: string, built: Parsed<BuiltPack>): string {
  const problems = built.ok ? [] : built.problems;
  return `The pack ${folder} has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map(formatProblem).join('\n')}`;
}
