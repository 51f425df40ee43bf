import type { OwnTestsOutcome } from '../../engines/check/run';
import type { CompileOptions, CompileResult, Problem } from '../compile/types';
import type { TestBench } from '../sandbox/host';
import { isOfTests, TEST_API, withApi } from '../stages/test/api';
import type { InterviewEntry } from './events';

/** What a run of the learner's own tests is made of. */
export interface OwnTestsInput {
  readonly tests: string;
  readonly solution: string;
  readonly requiredExport: string;
  /** Compiles any text; rejects with a sentence when the compiler cannot be had. */
  readonly compile: (source: string, options: CompileOptions) => Promise<CompileResult>;
  readonly keep: (entry: InterviewEntry) => void;
}

/** Runs of the learner's own tests on their own solution, and on nothing else. */
export class OwnTests {
  #outcome = $state.raw<OwnTestsOutcome>();
  #isRunning = $state(false);
  #problems = $state.raw<readonly Problem[]>([]);
  #trouble = $state<string>();
  #bench: Promise<TestBench> | undefined;
  #turn = 0;

  /** What came of the last run. */
  get outcome(): OwnTestsOutcome | undefined {
    return this.#outcome;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** What is wrong with the text of the tests. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Why they could not run: the solution does not compile, or Drydock could not run them. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  async start(input: OwnTestsInput): Promise<void> {
    this.stop();
    const turn = this.#turn;
    const isCurrent = (): boolean => turn === this.#turn;
    this.#isRunning = true;
    this.#problems = [];
    this.#trouble = undefined;
    this.#outcome = undefined;
    try {
      await this.#run(input, isCurrent);
    } catch (error) {
      if (isCurrent()) this.#trouble = error instanceof Error ? error.message : String(error);
    } finally {
      if (isCurrent()) this.#isRunning = false;
    }
  }

  stop(): void {
    this.#turn += 1;
    this.#isRunning = false;
    void this.#bench?.then((bench) => bench.stop()).catch(() => undefined);
  }

  dispose(): void {
    this.stop();
    void this.#bench?.then((bench) => bench.dispose()).catch(() => undefined);
    this.#bench = undefined;
  }

  async #run(
    { tests, solution, requiredExport, compile, keep }: OwnTestsInput,
    isCurrent: () => boolean,
  ): Promise<void> {
    const [compiledTests, own, bench] = await Promise.all([
      compile(withApi(tests), { fileName: 'my-tests.ts' }),
      compile(solution, { requiredExport }),
      this.#ready(),
    ]);
    if (!isCurrent()) return;
    if (!compiledTests.ok || !own.ok) {
      if (!compiledTests.ok) this.#problems = compiledTests.problems;
      const fault = compiledTests.ok
        ? `The solution does not compile: ${own.ok ? '' : problemText(own.problems)}`
        : `The tests do not compile: ${problemText(compiledTests.problems)}`;
      this.#trouble = fault;
      keep({ do: 'tests', of: 0, failed: [], fault });
      return;
    }
    const request = { tests: compiledTests.program, apiLength: TEST_API.length, programs: [own.program] };
    const ended = await bench.run(request, (_program, outcome) => {
      if (isCurrent()) this.#outcome = outcome;
    });
    if (!isCurrent()) return;
    if (ended.kind === 'lost') this.#trouble = ended.reason;
    const entry = testsEntry(this.#outcome, this.#trouble);
    if (entry !== undefined) keep(entry);
  }

  #ready(): Promise<TestBench> {
    this.#bench ??= import('../sandbox/host').then(({ createTestBench }) => createTestBench());
    this.#bench.catch(() => {
      this.#bench = undefined;
    });
    return this.#bench;
  }
}

/** What the log keeps of a run; undefined where nothing came of it. */
export function testsEntry(outcome: OwnTestsOutcome | undefined, trouble?: string): InterviewEntry | undefined {
  if (trouble !== undefined) return { do: 'tests', of: 0, failed: [], fault: trouble };
  if (outcome === undefined) return undefined;
  if (!outcome.ok) return { do: 'tests', of: 0, failed: [], fault: outcome.fault };
  const failed = outcome.results.filter(({ passed }) => !passed);
  return {
    do: 'tests',
    of: outcome.results.length,
    failed: failed.map(({ name, message }) => ({ name, message: message ?? '' })),
  };
}

function problemText(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'no reason was given.';
  const line = first.loc === undefined || !isOfTests(first.loc) ? '' : `line ${first.loc.line}: `;
  return `${line}${first.message}`;
}
