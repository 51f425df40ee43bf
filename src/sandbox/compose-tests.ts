/** The text of a test worker's blob: harness first, then the tests and the programs that they are tried on. */
import type { CompiledProgram } from '../compile/types';
import { lines, literal, REGISTER } from './compose';

/** What the test worker is told, as JSON, before any text from outside. */
export interface TestConfig {
  /** How many programs follow. */
  readonly programs: number;
  /** Source map of the tests, lines of the blob before their first, and how much of their first line is the API's. */
  readonly map: string;
  readonly lineOffset: number;
  readonly apiLength: number;
}

/** One press of Run in Test. */
export interface TestRequest {
  /** Compiled with the API before them. */
  readonly tests: CompiledProgram;
  /** Length of that API. */
  readonly apiLength: number;
  /** What they are tried on, in order. */
  readonly programs: readonly Pick<CompiledProgram, 'code'>[];
}

/** The parts of the blob. */
export function composeTests(harness: string, { tests, apiLength, programs }: TestRequest): readonly string[] {
  const lineOffset = lines(harness) + 1 + 1;
  const config: TestConfig = { programs: programs.length, map: tests.map, lineOffset, apiLength };
  return [
    `${harness}\n`,
    `${REGISTER}(${literal(JSON.stringify(config))});\n`,
    `${REGISTER}(\n${tests.code}\n);\n`,
    ...programs.map(({ code }) => `${REGISTER}(\n${code}\n);\n`),
  ];
}
