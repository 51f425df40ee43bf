import {
  createKernel,
  describeError,
  listedChoices,
  seededChoices,
  type Kernel,
  type Budget,
  type ProgramFactory,
  type ProgramRuntime,
} from '../../kernel';
import type {
  AnyScenario,
  CaseRequest,
  CaseResult,
  ChoiceSource,
  ConsoleLine,
  Decision,
  Facts,
  Halt,
  ScenariosModule,
  SourceLocation,
} from '../types';
import { createStage } from './stage';

export interface RunnerOptions {
  /** The module, or how to evaluate it in a run's own globals: what an async scenario awaits is then that run's own. */
  readonly scenarios: ScenariosModule | ((runtime: ProgramRuntime) => ScenariosModule);
  /** The counted build, and the explaining build of the same text. */
  readonly program: ProgramFactory;
  readonly explain: ProgramFactory;
  readonly rung: string;
  readonly facts: Facts;
  /** Export that the scenarios use; must be a function. */
  readonly requiredExport: string;
  /** Limits of one case; the kernel's defaults where it says nothing. */
  readonly budget?: Partial<Budget>;
  /** Finds the original line of an error, for hosts that hold the source map beside the program. */
  readonly locate?: (error: unknown) => SourceLocation | undefined;
}

/** Runs cases beside the program. It knows no rule, no reference and no expected value. */
export interface Runner {
  /** Evaluates the program once: why no case can run, or null. */
  load(): Halt | null;
  /**
   * Runs one case on a fresh kernel and a freshly evaluated program. Never throws what the program threw. The request is
   * the runner's own: a host that keeps it for another case copies it, since a scenario may hand parts of it out.
   */
  run(request: CaseRequest): CaseResult;
  /** Runs cases in order, up to and with the first that halts. */
  runAll(requests: readonly CaseRequest[]): readonly CaseResult[];
}

/** The run side of a judge: everything that happens in one realm with the program. */
export function createRunner(options: RunnerOptions): Runner {
  const { rung, facts, locate } = options;
  const budget = options.budget ?? {};
  const load = (kernel: Kernel, explain: boolean): Loaded => {
    const loaded = kernel.load(explain ? options.explain : options.program);
    if (!loaded.ok) return { halt: loadHalt(loaded.halt, loaded.error, loaded.name, loaded.message, locate) };
    const halt = missingExport(loaded.exports, options.requiredExport);
    return halt === null ? { exports: loaded.exports } : { halt };
  };
  const run = (request: CaseRequest): CaseResult => {
    const lines: ConsoleLine[] = [];
    const { choices } = request;
    const explain = request.explain === true;
    const drawn = 'seed' in choices ? seededChoices(choices.seed) : listedChoices(choices);
    const labels: string[] = [];
    const source = explain ? labelled(drawn, labels) : drawn;
    const kernel = createKernel({
      choices: source,
      budget: explain ? { ...budget, steps: mathMin(budget.steps ?? EXPLAIN_STEPS, EXPLAIN_STEPS) } : budget,
      ...(request.keepConsole === true ? { onConsole: (line) => void (lines[lines.length] = line) } : {}),
      ...(locate === undefined ? {} : { locate }),
    });
    const decisions: Decision[] = [];
    const loaded = load(kernel, explain);
    let halt: Halt;
    if (loaded.exports === undefined) {
      halt = loaded.halt;
    } else {
      const { exports } = loaded;
      const onDecision = explain ? (decision: Decision) => void (decisions[decisions.length] = decision) : undefined;
      const program = explain ? options.explain : options.program;
      const stage = createStage({ kernel, exports, program, rung, facts, onDecision });
      const scenario = scenarioOf(options.scenarios, kernel, request.scenario);
      halt = kernel.run(() => scenario.run(stage, request.input));
    }
    return {
      id: request.id,
      trace: kernel.trace,
      halt,
      choices: source.taken,
      console: lines,
      steps: kernel.steps,
      ...(explain ? { decisions, labels } : {}),
    };
  };
  return {
    load: () => load(createKernel({ budget, ...(locate === undefined ? {} : { locate }) }), false).halt ?? null,
    run,
    runAll(requests) {
      const results: CaseResult[] = [];
      for (let index = 0; index < requests.length; index += 1) {
        const result = run(requests[index] as CaseRequest);
        results[results.length] = result;
        if (result.halt.kind !== 'done') break;
      }
      return results;
    },
  };
}

/**
 * Work of one explained run. Noting every condition is some hundred times slower than counting, and a run of more steps is
 * none that a person reads: it is then shown without the lines that decided.
 */
const EXPLAIN_STEPS = 1_000_000;

/** Captured before the program is loaded, which shares this realm. */
const mathMin = Math.min;

/** The same choices, and what each was for. One of a single outcome is none. */
function labelled(source: ChoiceSource, labels: string[]): ChoiceSource {
  return {
    pick(label, count) {
      const choice = source.pick(label, count);
      if (count > 1) labels[labels.length] = label;
      return choice;
    },
    get taken() {
      return source.taken;
    },
  };
}

type Loaded = { readonly exports: Readonly<Record<string, unknown>>; readonly halt?: undefined } | NotLoaded;
type NotLoaded = { readonly exports?: undefined; readonly halt: Halt };

function scenarioOf(source: RunnerOptions['scenarios'], kernel: Kernel, id: string): AnyScenario {
  const { scenarios } = typeof source === 'function' ? source(kernel.runtime) : source;
  for (let index = 0; index < scenarios.length; index += 1) {
    const scenario = scenarios[index] as AnyScenario;
    if (scenario.id === id) return scenario;
  }
  throw new Error(`no scenario "${id}"`);
}

function loadHalt(halt: Halt, error: unknown, name: string, message: string, locate: RunnerOptions['locate']): Halt {
  // A budget that was spent, or a name that is not there, says more than "it threw".
  if (halt.kind !== 'unhandled') return halt;
  const loc = halt.loc ?? locate?.(error);
  const { stack } = describeError(error);
  return {
    kind: 'load',
    message: `The module threw while it was loaded: ${name}: ${message}`,
    ...(loc === undefined ? {} : { loc }),
    ...(stack === undefined ? {} : { stack }),
  };
}

function missingExport(exports: Readonly<Record<string, unknown>>, name: string): Halt | null {
  const value = exports[name];
  if (typeof value === 'function') return null;
  const message =
    value === undefined
      ? `${name} is undefined when the module has been loaded. The exercise calls it: export a function of that name.`
      : `${name} is ${kindOf(value)}; the exercise calls it as a function. Export a function of that name.`;
  return { kind: 'load', message };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
