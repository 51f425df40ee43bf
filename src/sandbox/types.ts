import type { Counterexample, Facts, JudgeEvent } from '../../engines/check/types';
import type { Replay } from '../../engines/check';
import type { Halt } from '../../engines/kernel/types';
import type { CompiledProgram } from '../compile/types';

/** One press of Run. */
export interface RunRequest {
  readonly exercise: string;
  readonly contentHash: string;
  readonly rung: string;
  readonly facts: Facts;
  /** uint32 */
  readonly seed: number;
  /** Cases a rule. */
  readonly runs: number;
  /** Exactly this case, and no other. */
  readonly replay?: Replay;
  readonly requiredExport: string;
  readonly program: CompiledProgram;
  /** Compiled pack modules of the exercise. */
  readonly modules: { readonly scenarios: string; readonly rules: string; readonly scene: string };
}

/**
 * What a run says while it goes on. Everything that came out of the frame was parsed by schema; `settled` is last and
 * comes exactly once, whatever the program did, also when the run was stopped or the frame died.
 */
export type RunEvent = JudgeEvent | { readonly type: 'settled'; readonly outcome: RunOutcome };

export type RunOutcome =
  | { readonly kind: 'judged'; readonly verdict: 'pass' | 'fail' | 'unknown' }
  /** The program itself ended the run: a throw at load, an endless loop, memory. A fail. */
  | { readonly kind: 'halted'; readonly halt: Halt; readonly counterexample?: Counterexample }
  | { readonly kind: 'stopped' }
  /** The outer guard: the sandbox fell silent. `unknown`, with the reason. */
  | { readonly kind: 'lost'; readonly reason: string };

/** The page's side of the sandbox. One run at a time; a new one stops the one before. */
export interface Sandbox {
  run(request: RunRequest, listener: (event: RunEvent) => void): RunHandle;
  dispose(): void;
}

export interface RunHandle {
  readonly id: number;
  /** Settles as `stopped` at once; the worker is thrown away and not waited for. */
  stop(): void;
  readonly settled: Promise<RunOutcome>;
}
