import type { compileInWorker } from './compiler';
import type { MonacoSurface } from './monaco';

/** Monaco and the way to its compiler, in a chunk of their own. */
export interface MonacoModule {
  readonly MonacoSurface: typeof MonacoSurface;
  readonly compileInWorker: typeof compileInWorker;
}

let loading: Promise<MonacoModule> | undefined;

/** Loads Monaco once. After a failure the next call tries anew. */
export function loadMonaco(): Promise<MonacoModule> {
  loading ??= Promise.all([import('./monaco'), import('./compiler')]).then(
    ([monaco, compiler]) => ({ MonacoSurface: monaco.MonacoSurface, compileInWorker: compiler.compileInWorker }),
    (reason: unknown) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}
