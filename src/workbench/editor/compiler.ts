import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register';
import type { Uri } from 'monaco-editor/editor';
import type { CompileOptions, CompileResult } from '../../compile/types';

/** What `ts.worker.ts` adds to Monaco's worker. */
interface CompilingWorker {
  compile(source: string, options: CompileOptions): Promise<CompileResult>;
}

/** Monaco registers its TypeScript mode some time after a model is made, and says so by rejecting until then. */
const ATTEMPTS = 100;
const RETRY_AFTER_MS = 50;
/** A dead worker never answers. */
const GIVE_UP_AFTER_MS = 20_000;

/**
 * Compiles in Monaco's TypeScript worker.
 *
 * @throws Error with a sentence for the learner, when the worker does not start or does not answer
 */
export async function compileInWorker(uri: Uri, source: string, options: CompileOptions): Promise<CompileResult> {
  return withTimeout(async () => {
    const worker = await connect(uri);
    return worker.compile(source, options);
  });
}

async function connect(uri: Uri): Promise<CompilingWorker> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const client = await getTypeScriptWorker();
      return (await client(uri)) as unknown as CompilingWorker;
    } catch (reason) {
      if (attempt === ATTEMPTS) {
        throw new Error(`The compiler did not start (${String(reason)}). Reload the page; your text is kept.`, {
          cause: reason,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }
}

function withTimeout<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('The compiler did not answer. Reload the page; your text is kept.')),
      GIVE_UP_AFTER_MS,
    );
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
