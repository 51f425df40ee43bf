import { readFile } from 'node:fs/promises';

/** The little that is used of Vite's plugin interface. */
interface TrimPlugin {
  readonly name: string;
  readonly enforce: 'pre';
  load(id: string): Promise<string | undefined>;
}

/** Where Monaco would make a TypeScript worker itself, were none given: another four megabytes that nobody loads. */
const WORKER_MANAGER = /monaco-editor\/esm\/vs\/languages\/features\/typescript\/workerManager\.js(\?|$)/;
const OWN_WORKER = /createWorker: \(\) => new Worker\(new URL\([^)]*\), \{[^}]*\}\),/;

const LIB_FILE = /monaco-editor\/esm\/vs\/languages\/features\/typescript\/lib\/lib(\.index)?\.js(\?|$)/;

/** The language up to ES2023, which is what programs may use; the decorator files are referred to by it. */
const KEPT = /^lib\.(es5|es20(1\d|2[0-3])|decorators(\.legacy)?)(\.(?!full)[a-z.]+)?\.d\.ts$/;

/**
 * Leaves what is never used out of the build: Monaco's own TypeScript worker, since ours is always given; and, in ours,
 * the libraries of the DOM, of workers and after ES2023: a quarter of its size, and names that a program here does not
 * have. Belongs under `plugins` and under `worker.plugins`.
 */
export function trimTypeScriptLibs(): TrimPlugin {
  return {
    name: 'drydock:trim-typescript-libs',
    enforce: 'pre',
    async load(id) {
      if (WORKER_MANAGER.test(id)) return withoutOwnWorker(await readFile(id.replace(/\?.*$/, ''), 'utf8'));
      if (!LIB_FILE.test(id)) return undefined;
      const text = await readFile(id.replace(/\?.*$/, ''), 'utf8');
      // One entry is one statement; some of them are templates of many lines.
      return text
        .split(/\n(?=libFile(?:Map|Set)\[|export )/)
        .filter((entry) => {
          const name = /^lib(?:FileMap|FileSet)\["([^"]+)"\]/.exec(entry)?.[1];
          return name === undefined || KEPT.test(name);
        })
        .join('\n');
    },
  };
}

function withoutOwnWorker(text: string): string {
  if (!OWN_WORKER.test(text)) throw new Error('monaco-editor makes its TypeScript worker otherwise than it did');
  return text.replace(OWN_WORKER, '');
}
