/** The scripts in the child's folder: their names, and what one of them gives. */
import type { CaseResult } from '../../engines/check/types';

/** Scripts of the child's folder. Stacks name them, which is how a place of the program is told from the harness's. */
export const REALM_SCRIPTS = {
  main: 'child.cjs',
  harness: 'harness.js',
  program: 'program.js',
  explain: 'explain.js',
  scenarios: 'scenarios.js',
  config: 'config.js',
} as const;

/** What the harness script gives the child: the only thing of the program's realm that it calls. */
export interface RealmHarness {
  /** Takes the completion values of the other scripts: factories, of the realm itself. */
  createRealm(program: unknown, explain: unknown, scenarios: unknown, config: unknown): Realm;
}

/** A program in its realm. */
export interface Realm {
  /** Runs one `CaseRequest`. */
  run(request: unknown): { readonly result: CaseResult; readonly halted: boolean };
}
