/** An interface as its events tell it. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';

/** No longer text is kept. */
export const MOST_TEXT = 20_000;

const entry = v.variant('do', [
  /** The whole text, as it now is. */
  v.strictObject({ do: v.literal('text'), text: v.pipe(v.string(), v.maxLength(MOST_TEXT)) }),
  /** Which request of the contract does what is wanted: its signature, `-` for none, or nothing to go by what it looks like. */
  v.strictObject({ do: v.literal('match'), operation: v.string(), request: v.optional(v.string()) }),
  /** Client and server were put through the scenarios; from then on they are shown. */
  v.strictObject({ do: v.literal('play') }),
  /** The example was looked at, or put away. */
  v.strictObject({ do: v.literal('example'), shown: v.boolean() }),
]);

/** What the stage puts into the log. */
export type ApiEntry = v.InferOutput<typeof entry>;

/** The learner's own word on which request does what, by the id of what is wanted. */
export type Choices = ReadonlyMap<string, string>;

/** No request does it, by the learner's own choice. */
export const NONE = '-';

export interface ApiState {
  readonly text: string;
  readonly choices: Choices;
  readonly isPlayed: boolean;
  readonly isExampleShown: boolean;
}

/** Reads the entries of one try. Ones that are not known are passed over. */
export function apiOf(entries: readonly StageEntry[]): ApiState {
  const choices = new Map<string, string>();
  let text = '';
  let isPlayed = false;
  let isExampleShown = false;
  for (const { data } of entries) {
    const parsed = v.safeParse(entry, data);
    if (!parsed.success) continue;
    const done = parsed.output;
    if (done.do === 'text') text = done.text;
    else if (done.do === 'play') isPlayed = true;
    else if (done.do === 'example') isExampleShown = done.shown;
    else if (done.request === undefined) choices.delete(done.operation);
    else choices.set(done.operation, done.request);
  }
  return { text, choices, isPlayed, isExampleShown };
}
