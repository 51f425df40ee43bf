/** The texts of the two workers' blobs: harness first, then what it is to hold, registered by calls. */
import type { SourceLocation } from '../../engines/kernel/types';
import { locateInStack } from '../compile/source-map';
import type { RunRequest } from './types';

/** The harness's one global name, which it removes when everything is registered. */
export const REGISTER = '$drydock';

/** One build of the program in the blob. */
export interface PlacedBuild {
  /** Its source map. */
  readonly map: string;
  /** Lines of the blob before its first. */
  readonly lineOffset: number;
}

/** What the run worker is told, as JSON, before the program is evaluated. */
export interface RunConfig {
  readonly rung: string;
  readonly facts: RunRequest['facts'];
  readonly requiredExport: string;
  readonly program: PlacedBuild;
  readonly explain: PlacedBuild;
}

/** A run worker's blob, and where in it the program stands. */
export interface RunBlob {
  readonly parts: readonly string[];
  readonly program: PlacedBuild;
  readonly explain: PlacedBuild;
}

/**
 * The exercise's part is registered before any text of the program is evaluated, so that not even a text that is no
 * compiler's work can put other scenarios in its place.
 */
export function composeRun(
  harness: string,
  { rung, facts, requiredExport, program: built, modules }: RunRequest,
): RunBlob {
  // Each stands on lines of its own, behind a line that opens the call; the configuration is one line.
  const before = lines(harness) + 1 + lines(modules.scenarios) + 1 + 1;
  const program = { map: built.map, lineOffset: before };
  const explain = { map: built.explainMap, lineOffset: before + lines(built.code) + 2 };
  const config: RunConfig = { rung, facts, requiredExport, program, explain };
  return {
    parts: [
      `${harness}\n`,
      `${REGISTER}(${literal(JSON.stringify(config))},\n${modules.scenarios}\n);\n`,
      `${REGISTER}(\n${built.code}\n);\n`,
      `${REGISTER}(\n${built.explainCode}\n);\n`,
    ],
    program,
    explain,
  };
}

/** A judge worker's blob. */
export function composeJudge(harness: string, { scenarios, rules, scene }: RunRequest['modules']): readonly string[] {
  return [`${harness}\n`, `${REGISTER}(\n${scenarios}\n,\n${rules}\n,\n${scene}\n);\n`];
}

/** The program's line in a stack over the blob. */
export function locateInBlob(
  stack: string,
  { program, explain }: Pick<RunBlob, 'program' | 'explain'>,
): SourceLocation | undefined {
  return (
    locateInStack(stack, program.map, 'blob:', program.lineOffset) ??
    locateInStack(stack, explain.map, 'blob:', explain.lineOffset)
  );
}

/** As engines count them in a stack: a separator within a string ends a line too. */
export function lines(text: string): number {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).length;
}

/** One line of script that is this text. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (separator) =>
    separator === '\u2028' ? '\\u2028' : '\\u2029',
  );
}
