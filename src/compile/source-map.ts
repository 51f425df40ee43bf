import { decodedMappings, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceLocation } from '../../engines/kernel/types';

/**
 * Where a place of the compiled text came from: 1-based in, 1-based out. Nothing for text that the compiler added.
 *
 * @param mapJson `CompiledProgram.map` or `.explainMap`
 */
export function originalPosition(
  mapJson: string,
  generatedLine: number,
  generatedColumn: number,
): SourceLocation | undefined {
  // Of the text, as against the map's own convention, columns count from 1 here.
  const found = originalPositionFor(traceMap(mapJson), {
    line: Math.max(1, generatedLine),
    column: Math.max(0, generatedColumn - 1),
  });
  return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
}

/**
 * The innermost frame of an error's stack that is the program's, as a place in the original text. Reads V8's stacks
 * (`at allow (blob:…:12:5)`) and SpiderMonkey's (`allow@blob:…:12:5`).
 *
 * @param marker what the address of the script that holds the program contains
 * @param lineOffset lines of that script before the program's first
 * @param isWanted passes over frames of text that is not the learner's
 */
export function locateInStack(
  stack: string,
  mapJson: string,
  marker: string,
  lineOffset: number,
  isWanted: (place: SourceLocation) => boolean = () => true,
): SourceLocation | undefined {
  const lines = decodedMappings(traceMap(mapJson)).length;
  for (const frame of stack.split('\n')) {
    const place = /:(\d+):(\d+)\)?\s*$/.exec(frame);
    if (place === null || !frame.includes(marker) || isMessage(frame)) continue;
    const line = Number(place[1]) - lineOffset;
    if (line < 1 || line > lines) continue;
    const found = originalPosition(mapJson, line, Number(place[2]));
    if (found !== undefined && isWanted(found)) return found;
  }
  return undefined;
}

/** Neither engine's frames look otherwise; a message may quote an address. */
const isMessage = (line: string): boolean => !/^\s+at /.test(line) && !line.includes('@');

/** A run asks for many places of one map, and reading it is most of the work. */
let latest: { readonly json: string; readonly map: TraceMap } | undefined;

function traceMap(json: string): TraceMap {
  if (latest?.json !== json) latest = { json, map: new TraceMap(json) };
  return latest.map;
}
