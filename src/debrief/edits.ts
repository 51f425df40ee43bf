/** The solution's text after each of its changes, in order. Pure. */
import type { LogEventBody } from '../attempts/types';
import { applyChanges } from '../attempts/replay';
import { type Recording, SOLUTION } from './recording';

/** One change of the solution. */
export interface EditAt {
  readonly elapsedMs: number;
  readonly body: Extract<LogEventBody, { readonly type: 'edit' | 'text' }>;
}

/** The text after a change that the learner made. */
export interface EditStep {
  readonly elapsedMs: number;
  readonly text: string;
  /** Where the change began, in UTF-16 units. */
  readonly offset: number;
}

/** Every change of the solution. */
export function solutionEdits({ events }: Pick<Recording, 'events'>): readonly EditAt[] {
  return events.flatMap(({ event: { body }, elapsedMs }) =>
    (body.type === 'edit' || body.type === 'text') && body.file === SOLUTION ? [{ elapsedMs, body }] : [],
  );
}

/** The text after each edit; a change that does not fit (a damaged log) is passed over. */
export function applyEdits(edits: readonly EditAt[]): readonly EditStep[] {
  let text = '';
  const steps: EditStep[] = [];
  for (const { elapsedMs, body } of edits) {
    if (body.type === 'text') {
      text = body.text;
      continue;
    }
    const after = applyChanges(text, body.changes);
    if (after === undefined) continue;
    text = after;
    steps.push({ elapsedMs, text, offset: body.changes[0]?.offset ?? 0 });
  }
  return steps;
}
