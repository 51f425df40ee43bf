/** What parent and child say to each other, and the names of the scripts in the child's folder. */
import type { CaseRequest } from '../../engines/check/types';

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
  run(request: unknown): { readonly result: unknown; readonly halted: boolean };
}

/** To the child, when it owes no answer: cases to run, in order, up to the first that is halted. */
export interface ToChild {
  readonly cases: readonly CaseRequest[];
}

/** From the child. What it says is data from beside a learner's program: parsed, never believed. */
export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly result: unknown }
  /** No more results to what was asked. */
  | { readonly type: 'answered' }
  | { readonly type: 'broken'; readonly reason: string };
