/**
 * The run worker's harness: kernel and runner. It stands at the top of the worker's blob; scenarios and program follow
 * it in the same text, registered by `$drydock` calls (see `compose.ts`). By the time they are evaluated, what the
 * harness needs is captured and the rest of the platform is gone.
 */
import { createRunner, type Runner } from '../../../engines/check/run';
import type { CaseRequest, Facts, ScenariosModule } from '../../../engines/check/types';
import * as drydock from '../../../engines/drydock-run';
import { describeError, prepareRealm, type ProgramFactory } from '../../../engines/kernel';
import type { SourceLocation } from '../../../engines/kernel/types';
import { locateInBlob, REGISTER, type RunConfig } from '../compose';
import type { FromProgram, ToProgram } from '../protocol';
import { onPort, type Wire } from './capture';
import { lockGlobals } from './lock';
import { instantiate, type PackModuleFactory } from './pack-module';

const parseJson = JSON.parse;
const deleteProperty = Reflect.deleteProperty;
const realm = globalThis;

/** What has been registered: first the exercise's part, then the counted and the explaining build. */
interface Registered {
  config?: RunConfig;
  scenarios?: PackModuleFactory;
  program?: ProgramFactory;
  explain?: ProgramFactory;
}

const registered: Registered = {};

function register(first: unknown, second?: unknown): void {
  if (registered.config === undefined) {
    registered.config = parseJson(first as string) as RunConfig;
    registered.scenarios = second as PackModuleFactory;
  } else if (registered.program === undefined) {
    registered.program = first as ProgramFactory;
  } else if (registered.explain === undefined) {
    registered.explain = first as ProgramFactory;
    deleteProperty(realm, REGISTER);
  }
}

function createProgramRunner({ config, scenarios, program, explain }: Registered): Runner {
  if (config === undefined || scenarios === undefined || program === undefined || explain === undefined) {
    throw new Error('the program was not registered');
  }
  return createRunner({
    program,
    explain,
    // Evaluated for each run: what an async scenario awaits is that run's own.
    scenarios: (runtime) => instantiate(scenarios, runtime, drydock) as unknown as ScenariosModule,
    rung: config.rung,
    facts: config.facts as Facts,
    requiredExport: config.requiredExport,
    locate: (error) => locate(error, config),
  });
}

/** The program's own line in the stack of what it threw. */
function locate(error: unknown, config: RunConfig): SourceLocation | undefined {
  try {
    const { stack } = describeError(error);
    if (stack === undefined) return undefined;
    return locateInBlob(stack, config);
  } catch {
    // A program may have changed the built-ins that reading a map needs: then it is told without a line.
    return undefined;
  }
}

/** Each result leaves before the next case can get stuck. */
function answer(wire: Wire, runner: Runner, cases: readonly CaseRequest[]): void {
  const say = (message: FromProgram): void => wire.send(message);
  for (let index = 0; index < cases.length; index += 1) {
    const result = runner.run(cases[index] as CaseRequest);
    say({ type: 'result', result });
    if (result.halt.kind !== 'done') break;
  }
  say({ type: 'answered' });
}

onPort((wire) => {
  let runner: Runner | undefined;
  wire.listen((message) => {
    try {
      answer(wire, (runner ??= createProgramRunner(registered)), (message as ToProgram).cases);
    } catch {
      // What was thrown may be the program's, and is not touched.
      wire.send({ type: 'broken', reason: 'the harness threw while it ran a case' } satisfies FromProgram);
    }
  });
});
prepareRealm();
lockGlobals();
Object.defineProperty(realm, REGISTER, { value: register, configurable: true });
