import type { OwnTestsOutcome } from '../../../engines/check/run';
import type { Attempt } from '../../attempts';
import type { CompileOptions, CompileResult, Problem } from '../../compile/types';
import { BUILT_IN_PACK, type BankProgram, type BuildExercise, loadBank, type Rung } from '../../packs';
import type { TestBench } from '../../sandbox/host';
import { TEST_API, withApi } from './api';
import { bankUnder, gradeTests, tried, type TestGrade, type Tried } from './grade';
import { TEST, type TestRun } from './state';

/** What a trial is made of. */
export interface TrialInput {
  readonly exercise: BuildExercise;
  readonly rung: Rung;
  readonly facts: Rung['facts'];
  readonly attempt: Attempt;
  readonly tests: string;
  /** The learner's own solution. */
  readonly solution: string;
  /** Compiles any text; rejects with a sentence when the compiler cannot be had. */
  readonly compile: (source: string, options: CompileOptions) => Promise<CompileResult>;
}

/** What a trial shows, while it goes on and afterwards. */
export interface Trial {
  /** The tests on the learner's own solution; undefined until they ran. */
  readonly own: OwnTestsOutcome | undefined;
  /** Why the own solution could not be tried. */
  readonly ownFault: string | undefined;
  readonly tried: readonly Tried[];
  readonly of: number;
  readonly grade: TestGrade;
  /** Whether the programs are those of the defaults although the spec card says otherwise. */
  readonly isDefault: boolean;
}

/** Runs of a learner's tests over the bank of a rung. */
export class Trials {
  #shown = $state.raw<Trial>();
  #isRunning = $state(false);
  #problems = $state.raw<readonly Problem[]>([]);
  #trouble = $state<string>();
  #bench: Promise<TestBench> | undefined;
  #bank: Promise<readonly BankProgram[]> | undefined;
  #turn = 0;

  get shown(): Trial | undefined {
    return this.#shown;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** What is wrong with the text of the tests. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Why Drydock itself could not run them. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  async start(input: TrialInput): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.#isRunning = true;
    this.#problems = [];
    this.#trouble = undefined;
    try {
      await this.#run(input, () => turn === this.#turn);
    } catch (error) {
      if (turn === this.#turn) this.#trouble = error instanceof Error ? error.message : String(error);
    } finally {
      if (turn === this.#turn) this.#isRunning = false;
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

  async #run(input: TrialInput, isCurrent: () => boolean): Promise<void> {
    const { rung, facts, attempt } = input;
    const tests = await input.compile(withApi(input.tests), { fileName: 'my-tests.ts' });
    if (!isCurrent()) return;
    if (!tests.ok) {
      this.#problems = tests.problems;
      return;
    }
    const [bench, bank, own] = await Promise.all([
      this.#ready(),
      this.#programs(input),
      input.compile(input.solution, { requiredExport: rung.requiredExport }),
    ]);
    const { programs, isDefault } = bankUnder(bank, rung.facts, facts);
    const compiled = await Promise.all(programs.map((program) => compileProgram(input, program)));
    if (!isCurrent()) return;
    let trial: Trial = {
      own: undefined,
      ownFault: own.ok ? undefined : (own.problems[0]?.message ?? 'It does not compile.'),
      tried: [],
      of: programs.length,
      grade: gradeTests([], rung.rules),
      isDefault,
    };
    const first = own.ok ? 1 : 0;
    const ended = await bench.run(
      {
        tests: tests.program,
        apiLength: TEST_API.length,
        programs: [...(own.ok ? [own.program] : []), ...compiled],
      },
      (index, outcome) => {
        if (!isCurrent()) return;
        const program = programs[index - first];
        if (program === undefined) trial = { ...trial, own: outcome };
        else if (outcome.ok) trial = withTried(trial, tried(program, outcome), rung);
        else trial = { ...trial, own: trial.own ?? outcome };
        this.#shown = trial;
      },
    );
    if (!isCurrent()) return;
    if (ended.kind === 'lost') this.#trouble = ended.reason;
    if (ended.kind === 'over' && trial.tried.length === trial.of) attempt.stage(TEST, recordOf(trial));
  }

  #programs({ exercise, rung }: TrialInput): Promise<readonly BankProgram[]> {
    this.#bank ??= loadBank(fetch.bind(globalThis), BUILT_IN_PACK, exercise).then((loaded) => {
      if (loaded.ok) return loaded.value.rungs[rung.id] ?? [];
      this.#bank = undefined;
      throw new Error(`${loaded.problem.what} ${loaded.problem.todo}`);
    });
    return this.#bank;
  }

  #ready(): Promise<TestBench> {
    this.#bench ??= import('../../sandbox/host').then(({ createTestBench }) => createTestBench());
    this.#bench.catch(() => {
      this.#bench = undefined;
    });
    return this.#bench;
  }
}

async function compileProgram(
  { compile }: TrialInput,
  { id, source }: BankProgram,
): Promise<{ readonly code: string }> {
  const result = await compile(source, {});
  if (result.ok) return result.program;
  throw new Error(
    `A program of the exercise's own bank does not compile (${id}): ${result.problems[0]?.message ?? ''}`,
  );
}

function withTried(trial: Trial, one: Tried, rung: Rung): Trial {
  const all = [...trial.tried, one];
  return { ...trial, tried: all, grade: gradeTests(all, rung.rules) };
}

function recordOf({ own, grade }: Trial): TestRun {
  const ids = (list: readonly Tried[]): string[] => list.map(({ program }) => program.id);
  const results = own?.ok === true ? own.results : undefined;
  return {
    do: 'run',
    tests: results?.length ?? 0,
    own: results?.filter(({ passed }) => !passed).map(({ name }) => name) ?? null,
    caught: ids(grade.caught),
    escaped: ids(grade.escaped),
    refused: ids(grade.refused),
  };
}
