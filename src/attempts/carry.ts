import type { AttemptState } from './replay';

/** A rung as an attempt needs it: its id, and the text a learner begins with who brings none. */
export interface LadderRung {
  readonly id: string;
  readonly starter: string;
}

/**
 * The text that a rung opens with. The learner's code is carried from rung to rung: a rung that was never visited
 * begins with the text of the nearest rung before it in which they wrote something, else with its own starter. A rung
 * that was visited keeps its own text, so that going back to an easier one finds what passed there. Nothing is carried
 * downwards: the harder rung's code would only be in the way.
 */
export function openingText(
  state: AttemptState,
  ladder: readonly LadderRung[],
  place: { readonly rung: string; readonly file: string },
): string {
  const own = state.rungs.get(place.rung)?.files.get(place.file);
  if (own !== undefined) return own.text;
  const position = ladder.findIndex((rung) => rung.id === place.rung);
  for (const rung of ladder.slice(0, Math.max(position, 0)).reverse()) {
    const text = state.rungs.get(rung.id)?.files.get(place.file)?.text;
    if (text !== undefined && text !== rung.starter) return text;
  }
  return ladder[position]?.starter ?? '';
}
