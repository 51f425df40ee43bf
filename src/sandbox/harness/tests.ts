/**
 * The test worker's harness: a learner's own tests, and the programs that they are tried on. Both are text from outside,
 * registered after the platform has been taken away. Nothing is judged here, and nothing hidden is in reach.
 */
import { runOwnTests } from '../../../engines/check/run';
import { describeError, prepareRealm, type ProgramFactory } from '../../../engines/kernel';
import type { SourceLocation } from '../../../engines/kernel/types';
import { locateInStack } from '../../compile/source-map';
import { REGISTER } from '../compose';
import type { TestConfig } from '../compose-tests';
import type { FromTests } from '../protocol-tests';
import { onPort } from './capture';
import { lockGlobals } from './lock';

const parseJson = JSON.parse;
const deleteProperty = Reflect.deleteProperty;
const realm = globalThis;

let config: TestConfig | undefined;
let tests: ProgramFactory | undefined;
const programs: ProgramFactory[] = [];

function register(part: unknown): void {
  if (config === undefined) config = parseJson(part as string) as TestConfig;
  else if (tests === undefined) tests = part as ProgramFactory;
  else programs[programs.length] = part as ProgramFactory;
  if (config.programs === programs.length) deleteProperty(realm, REGISTER);
}

/** The line of the tests in the stack of what they threw; the API stands before them, on their first line. */
function locate(error: unknown, { map, lineOffset, apiLength }: TestConfig): SourceLocation | undefined {
  try {
    const { stack } = describeError(error);
    if (stack === undefined) return undefined;
    const isOfTests = ({ line, column = 1 }: SourceLocation): boolean => line > 1 || column > apiLength;
    return locateInStack(stack, map, 'blob:', lineOffset, isOfTests);
  } catch {
    // A program may have changed the built-ins that reading a map needs: then it is told without a line.
    return undefined;
  }
}

onPort((wire) => {
  const say = (message: FromTests): void => wire.send(message);
  wire.listen(() => {
    const [factory, setting] = [tests, config];
    if (factory === undefined || setting === undefined || programs.length !== setting.programs) {
      return say({ type: 'broken', reason: 'the tests were not registered' });
    }
    try {
      // Each outcome leaves before the next program can get stuck.
      for (let index = 0; index < programs.length; index += 1) {
        const program = programs[index] as ProgramFactory;
        const outcome = runOwnTests({ tests: factory, program, locate: (error) => locate(error, setting) });
        say({ type: 'outcome', program: index, outcome });
        if (!outcome.ok) break;
      }
      say({ type: 'over' });
    } catch {
      // What was thrown may be the program's, and is not touched.
      say({ type: 'broken', reason: 'the harness threw while it ran the tests' });
    }
  });
});
prepareRealm();
lockGlobals();
Object.defineProperty(realm, REGISTER, { value: register, configurable: true });
