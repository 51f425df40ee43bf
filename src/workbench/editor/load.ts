/** Monaco and the way to its compiler, in a chunk of their own. */
export interface MonacoModule {
  readonly MonacoSurface: typeof import('./monaco').MonacoSurface;
  readonly compileInWorker: typeof import('./compiler').compileInWorker;
}

let loading: Promise<MonacoModule> | undefined;

/** Loads Monaco once. After a failure the next call tries anew. */
export function loadMonaco(): Promise<MonacoModule> {
  loading ??= Promise.all([import('./monaco'), import('./compiler')]).then(
    ([{ MonacoSurface }, { compileInWorker }]) => ({ MonacoSurface, compileInWorker }),
    (reason: unknown) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}
