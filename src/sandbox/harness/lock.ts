/**
 * Leaves of a worker's global object what the language defines, and of that what ES2023 does: a program that finds a way
 * to the global object finds nothing there. An allowlist, since browsers gain names with every release.
 */
import { LANGUAGE_GLOBALS } from '../../../engines/kernel';

/** Frames in a stack: enough to reach the program's own through the harness's. */
const STACK_FRAMES = 50;

/**
 * Takes away everything else of the global object and its prototypes, and fixes the hook by which V8 hands out the
 * frames of a stack. Called once, when the harness holds all that it needs.
 *
 * @param keep further names to leave, to be removed by whoever asked for them
 * @returns names that could not be taken away; in Chromium the numbers `TEMPORARY` and `PERSISTENT`
 */
export function lockGlobals(keep: readonly string[] = []): readonly string[] {
  const kept: ReadonlySet<PropertyKey> = new Set([...LANGUAGE_GLOBALS, ...keep]);
  const left: string[] = [];
  for (
    let at: object | null = globalThis;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const name of Reflect.ownKeys(at)) {
      if (!kept.has(name) && !Reflect.deleteProperty(at, name)) left.push(String(name));
    }
  }
  lockErrors();
  return left;
}

/** No program may ask V8 for the functions of a stack's frames, nor shorten stacks. */
export function lockErrors(): void {
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
  Object.defineProperty(Error, 'stackTraceLimit', { value: STACK_FRAMES, writable: false, configurable: false });
}
