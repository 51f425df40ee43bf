import type { Replay } from '../../engines/check';
import type { Attempt } from '../attempts';
import type { CompileOptions, CompileResult } from '../compile/types';
import type { BuildExercise, Rung } from '../packs/types';
import type { RunHandle, Sandbox } from '../sandbox/types';
import { applyRunEvent, beginRun, fromRecord, type RunView, toRecord, verdictOf } from './run-view';

/** What a run is made of. */
export interface RunInput {
  readonly exercise: BuildExercise;
  readonly contentHash: string;
  readonly rung: Rung;
  /** What was agreed in Clarify, over the rung's defaults. */
  readonly facts: Rung['facts'];
  readonly attempt: Attempt;
  /** Compiles the text as it is now; rejects with a sentence when the compiler cannot be had. */
  readonly compile: (options: CompileOptions) => Promise<CompileResult>;
  /** Default: the attempt's. */
  readonly seed?: number;
  /** Only this case. It is no run of the attempt: what it shows is not kept. */
  readonly replay?: Replay;
}

/**
 * The page's runs: compile, run, judge, keep. The last results stay on screen, marked stale, until a new run's replace
 * them. Nothing is ever run by itself.
 */
export class Runs {
  #shown = $state.raw<RunView>();
  #live = $state.raw<RunView>();
  #isStale = $state(false);
  #trouble = $state<string>();
  #sandbox: Promise<Sandbox> | undefined;
  #handle: RunHandle | undefined;
  /** Counts presses of Run and Stop, so that a compile that comes late knows it is not wanted. */
  #turn = 0;

  /** What the panels show: the run that goes on once it has something to say, else the last one. */
  get view(): RunView | undefined {
    const live = this.#live;
    return live !== undefined && (live.rules.length > 0 || live.halt !== undefined) ? live : this.#shown;
  }

  get isRunning(): boolean {
    return this.#live !== undefined;
  }

  /** The run that goes on, whether or not it has something to show. */
  get live(): RunView | undefined {
    return this.#live;
  }

  /** Whether what is shown is of an older text, or of an older run than the one that goes on. */
  get isStale(): boolean {
    return this.#shown !== undefined && (this.#isStale || (this.#live !== undefined && this.view === this.#shown));
  }

  /** Why Drydock itself could not run it: the compiler or the sandbox could not be had. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** The text was edited since the run that is shown began. */
  edited(): void {
    this.#isStale = true;
  }

  /** Shows a rung's last run again, as the log kept it; or nothing. */
  restore(attempt: Attempt): void {
    this.stop();
    const last = attempt.lastVerdict;
    this.#isStale = false;
    this.#trouble = undefined;
    this.#shown =
      last === undefined
        ? undefined
        : fromRecord(last.result, { run: last.run, rung: attempt.rung, seed: last.seed ?? attempt.head.seed });
  }

  /** Makes the sandbox ready, so that the first run need not wait for it. */
  warm(): void {
    void this.#ready().catch(() => undefined);
  }

  async start(input: RunInput): Promise<void> {
    this.stop();
    const turn = this.#turn;
    const { attempt, rung, facts, exercise, contentHash, replay } = input;
    const isReplay = replay !== undefined;
    const seed = input.seed ?? attempt.head.seed;
    const began = performance.now();
    performance.mark('drydock:run-pressed');
    const run = (isReplay ? undefined : attempt.runStarted(seed)) ?? (this.#shown?.run ?? 0) + (isReplay ? 0 : 1);
    const begun = { ...beginRun(run, rung.id, seed), ...(isReplay ? { isReplay } : {}) };
    this.#trouble = undefined;
    this.#isStale = false;
    this.#live = begun;
    try {
      const [compiled, sandbox] = await Promise.all([
        input.compile({ requiredExport: rung.requiredExport }),
        this.#ready(),
      ]);
      if (turn !== this.#turn) return;
      if (!compiled.ok) {
        const ms = performance.now() - began;
        return this.#finish({ ...begun, problems: compiled.problems, ms }, attempt);
      }
      const { modules, id } = exercise;
      const request = { exercise: id, contentHash, rung: rung.id, facts, seed, runs: rung.runs, modules };
      const only = isReplay ? { replay, facts: { ...facts, ...replay.facts } } : {};
      const handle = sandbox.run(
        { ...request, ...only, requiredExport: rung.requiredExport, program: compiled.program },
        (event) => {
          if (turn !== this.#turn || this.#live === undefined) return;
          if (event.type === 'rule' || event.type === 'halt') markOnce('drydock:first-verdict');
          this.#live = { ...applyRunEvent(this.#live, event), ms: performance.now() - began };
          if (event.type === 'settled') this.#finish(this.#live, attempt);
        },
      );
      this.#handle = handle;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#live = undefined;
      this.#trouble = error instanceof Error ? error.message : String(error);
    }
  }

  /** Ends the run at once. What it had found by then is shown. */
  stop(): void {
    const live = this.#live;
    this.#turn += 1;
    this.#handle?.stop();
    this.#handle = undefined;
    if (live === undefined) return;
    this.#live = undefined;
    this.#shown = { ...live, outcome: { kind: 'stopped' } };
  }

  dispose(): void {
    this.stop();
    void this.#sandbox?.then((sandbox) => sandbox.dispose()).catch(() => undefined);
    this.#sandbox = undefined;
  }

  #finish(view: RunView, attempt: Attempt): void {
    markOnce('drydock:first-verdict');
    performance.mark('drydock:all-verdicts');
    this.#handle = undefined;
    this.#live = undefined;
    this.#shown = view;
    if (verdictOf(view) !== 'stopped' && view.isReplay !== true) attempt.verdict(view.run, toRecord(view), view.rung);
  }

  #ready(): Promise<Sandbox> {
    this.#sandbox ??= import('../sandbox/host').then(({ createSandbox }) => createSandbox());
    this.#sandbox.catch(() => {
      this.#sandbox = undefined;
    });
    return this.#sandbox;
  }
}

/** User Timing, for `npm run bench`: one mark a run. */
function markOnce(name: string): void {
  const pressed = performance.getEntriesByName('drydock:run-pressed').at(-1)?.startTime ?? 0;
  const last = performance.getEntriesByName(name).at(-1)?.startTime ?? -1;
  if (last < pressed) performance.mark(name);
}
