import type { CompileOptions, CompileResult } from '../compile/types';
import type { Sandbox } from '../sandbox/types';
import { applyRunEvent, beginRun, haltTitle, type RunView, verdictOf } from '../workbench/run-view';
import type { Recording } from './recording';
import type { Judged } from './rubric';

/** What is judged: the last text of a recording, under the facts that were agreed by the end. */
export interface JudgeInput {
  readonly recording: Recording;
  readonly contentHash: string;
  readonly code: string;
  readonly compile: (source: string, options: CompileOptions) => Promise<CompileResult>;
}

/** The hidden rules, held against the final text. Nothing of it is kept: it is the same each time. */
export class Judge {
  #view = $state.raw<RunView>();
  #live = $state.raw<RunView>();
  #trouble = $state<string>();
  #sandbox: Promise<Sandbox> | undefined;
  #isDisposed = false;

  /** The finished run. */
  get view(): RunView | undefined {
    return this.#view;
  }

  /** The run while it goes on. */
  get live(): RunView | undefined {
    return this.#live;
  }

  /** Why it could not be judged. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** In numbers; undefined until it was judged. */
  get judged(): Judged | undefined {
    return this.#view === undefined ? undefined : judgedOf(this.#view);
  }

  async start({ recording, contentHash, code, compile }: JudgeInput): Promise<void> {
    const { exercise, rung, head, told } = recording;
    this.#trouble = undefined;
    this.#live = beginRun(1, rung.id, head.seed);
    try {
      this.#sandbox ??= import('../sandbox/host').then(({ createSandbox }) => createSandbox());
      const [compiled, sandbox] = await Promise.all([
        compile(code, { requiredExport: rung.requiredExport }),
        this.#sandbox,
      ]);
      if (this.#isDisposed) return;
      if (!compiled.ok) {
        this.#view = { ...beginRun(1, rung.id, head.seed), problems: compiled.problems };
        this.#live = undefined;
        return;
      }
      const { id, modules } = exercise;
      const request = { exercise: id, contentHash, rung: rung.id, facts: told.facts, seed: head.seed, runs: rung.runs };
      sandbox.run({ ...request, modules, requiredExport: rung.requiredExport, program: compiled.program }, (event) => {
        if (this.#isDisposed || this.#live === undefined) return;
        this.#live = applyRunEvent(this.#live, event);
        if (event.type !== 'settled') return;
        if (event.outcome.kind === 'lost') this.#trouble = event.outcome.reason;
        else this.#view = this.#live;
        this.#live = undefined;
      });
    } catch (error) {
      this.#sandbox = undefined;
      this.#live = undefined;
      this.#trouble = error instanceof Error ? error.message : String(error);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#sandbox?.then((sandbox) => sandbox.dispose()).catch(() => undefined);
  }
}

/** A finished run in numbers. */
export function judgedOf(view: RunView): Judged {
  const none = { passing: 0, of: 0, failing: [] };
  const [problem] = view.problems;
  if (problem !== undefined) return { ...none, fault: `It does not compile: ${problem.message}` };
  if (view.halt !== undefined && verdictOf(view) === 'fail' && view.rules.every(({ verdict }) => verdict !== 'fail'))
    return { ...none, fault: `${haltTitle(view.halt)}. ${view.halt.message}` };
  return {
    passing: view.rules.filter(({ verdict }) => verdict === 'pass').length,
    of: view.rules.length,
    failing: view.rules.filter(({ verdict }) => verdict === 'fail').map(({ message }) => message),
  };
}
