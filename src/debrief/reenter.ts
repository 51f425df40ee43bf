/** Going on from a minute of an interview, as practice. Pure. */
import type { Moment } from '../attempts';
import { INTERVIEW } from '../interview/events';
import { momentAt, type Recording } from './recording';

/** What a practice attempt begins with that takes up this interview at a moment: texts, what was asked, the change. */
export function momentOf(recording: Recording, elapsedMs: number): Moment {
  const { state } = momentAt(recording, elapsedMs);
  const files = state.rungs.get(state.rung)?.files ?? new Map<string, { readonly text: string }>();
  return {
    seed: recording.head.seed,
    rung: recording.rung.id,
    texts: new Map([...files].map(([name, { text }]) => [name, text])),
    stages: [...state.stages].flatMap(([stage, entries]) =>
      stage === INTERVIEW ? [] : entries.map(({ data }) => ({ stage, data })),
    ),
  };
}
