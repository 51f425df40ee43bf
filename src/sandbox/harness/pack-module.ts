/** Compiled pack modules, made into what they export. */
/** What a `CompiledPackModule`'s text evaluates to. */
export type PackModuleFactory = (
  runtime: PackRuntime,
  exports: Record<string, unknown>,
  require: (name: string) => unknown,
) => void;

/** What a pack's module is given of a runtime. */
export interface PackRuntime {
  readonly globals: Readonly<Record<string, unknown>>;
  absent(name: string, line: number, column: number): never;
}

/**
 * A module's exports.
 *
 * @param drydock what `import ... from 'drydock'` is there
 */
export function instantiate(
  factory: PackModuleFactory,
  runtime: PackRuntime,
  drydock: unknown,
): Readonly<Record<string, unknown>> {
  const exports: Record<string, unknown> = {};
  factory(runtime, exports, (name) => {
    if (name !== 'drydock') throw new Error(`a pack imports "drydock" and nothing else, not "${name}"`);
    return drydock;
  });
  return exports;
}
