import type { Counterexample } from '../../engines/check/types';
import type { Halt } from '../../engines/kernel/types';
import type { EditorDecoration } from './editor/types';
import { shownStep } from './scene-step';

/**
 * Marks in the text for what is shown beside it: the line that decided the first difference, the lines that its causes
 * came from, the line where a run was ended. `step` is where the scene stands, 0-based; its line is marked as related.
 */
export function decorationsOf(
  shown: { readonly number: number; readonly counterexample: Counterexample } | undefined,
  step: number | undefined,
  halt: Halt | undefined,
): readonly EditorDecoration[] {
  const marks: EditorDecoration[] = [];
  if (halt?.loc !== undefined) marks.push({ line: halt.loc.line, kind: 'error' });
  if (shown === undefined) return marks;
  const { counterexample, number } = shown;
  const decided = counterexample.decisions.find(({ seq }) => seq === counterexample.at);
  if (decided !== undefined) {
    // The last value of each condition on the way; the answer's own line carries the number.
    const told = new Map(decided.conditions.map(({ loc, text, value }) => [loc.line, `${text}: ${value}`]));
    for (const [line, ghostText] of told)
      if (line !== decided.loc.line) marks.push({ line, kind: 'related', ghostText });
    const ghost = told.get(decided.loc.line);
    marks.push({
      line: decided.loc.line,
      kind: 'divergence',
      number,
      ...(ghost === undefined ? {} : { ghostText: ghost }),
    });
  }
  const here = step === undefined ? undefined : shownStep(counterexample, step).line;
  if (here !== undefined && !marks.some(({ line }) => line === here)) marks.push({ line: here, kind: 'related' });
  return marks;
}
