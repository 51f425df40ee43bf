/** `equivalents.yaml` beside an exercise: mutants of its references that no test can tell from them, and why. */
import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';
import type { PackProblem, Parsed } from '../packs/problem';

/** A mutant by its id, and the argument that it does the same. */
export interface Equivalent {
  readonly mutant: string;
  readonly because: string;
}

/** By rung. */
export type Equivalents = { readonly [rung: string]: readonly Equivalent[] };

const schema = v.record(
  v.string(),
  v.array(
    v.strictObject({
      mutant: v.pipe(v.string(), v.minLength(1)),
      because: v.pipe(
        v.string(),
        v.minLength(20, 'an argument of a sentence, why no call can tell it from the original'),
      ),
    }),
  ),
);

/**
 * Reads the text of an `equivalents.yaml`.
 *
 *     fixed-window:
 *       - mutant: 'start-and-count: window.count === limit -> window.count >= limit'
 *         because: The count goes up by one and stops at the limit, so it is never above it.
 *
 * @param file its name in problems
 */
export function parseEquivalents(text: string, file: string): Parsed<Equivalents> {
  const wrong = (problem: Omit<PackProblem, 'file'>): Parsed<Equivalents> => ({
    ok: false,
    problems: [{ file, ...problem }],
  });
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    return wrong({ line: error.linePos?.[0].line ?? 1, message: `not valid YAML: ${error.message.split('\n', 1)[0]}` });
  }
  const result = v.safeParse(schema, value ?? {});
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  return wrong({ message: `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.` });
}
