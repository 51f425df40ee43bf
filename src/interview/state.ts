/** An interview as its log tells it: its phases, what was said, how it ended. Pure. */
import type { Question } from '../packs';
import type { Exchange } from '../stages/clarify/state';
import { type Anchor, elapsedAt } from './clock';
import { anchorsOf, entriesOf, type InterviewEntry, type PlacedEntry } from './events';
import { lengthMs, type PlacedPhase, placePhases } from './formats';

type EntryOf<K extends InterviewEntry['do']> = Extract<PlacedEntry, { readonly do: K }>;

export interface InterviewState {
  readonly begin: EntryOf<'begin'>;
  readonly phases: readonly PlacedPhase[];
  readonly totalMs: number;
  readonly anchors: readonly Anchor[];
  readonly entries: readonly PlacedEntry[];
  readonly end: EntryOf<'end'> | undefined;
}

/** Reads the entries; undefined where no interview was begun. What comes after the end is passed over. */
export function interviewOf(all: readonly PlacedEntry[]): InterviewState | undefined {
  const begin = entriesOf(all, 'begin')[0];
  if (begin === undefined) return undefined;
  const end = entriesOf(all, 'end')[0];
  const entries = end === undefined ? all : all.filter(({ index }) => index <= end.index);
  const phases = placePhases(begin.phases);
  return { begin, phases, totalMs: lengthMs(begin.phases), anchors: anchorsOf(entries), entries, end };
}

/** One thing that was said. */
export interface Spoken {
  readonly index: number;
  /** Time of the interview. */
  readonly elapsedMs: number;
  readonly who: 'them' | 'you';
  /** `question`, and `answer` to one, are Clarify's; `aloud` is the learner's thinking. */
  readonly kind: EntryOf<'says'>['kind'] | 'question' | 'answer' | 'aloud';
  /** Markdown, inline, where they say it; plain text where you do. */
  readonly text: string;
  /** What they said: its name. What you said: the name of what it answers. */
  readonly id?: string;
  /** The line of the code that it is about. */
  readonly line?: number;
  /** Questions that it may have been. */
  readonly offered?: readonly Question[];
}

/** All that was said, in order. */
export function transcriptOf(
  { entries, anchors, end }: Pick<InterviewState, 'entries' | 'anchors' | 'end'>,
  exchanges: readonly Exchange[],
): readonly Spoken[] {
  const said = entries.flatMap((one): readonly Spoken[] => {
    const place = { index: one.index, elapsedMs: elapsedAt(anchors, one) };
    if (one.do === 'says') {
      const { kind, text, id, line } = one;
      return [{ ...place, who: 'them', kind, text, id, ...(line === undefined ? {} : { line }) }];
    }
    if (one.do !== 'say') return [];
    return [{ ...place, who: 'you', kind: 'aloud', text: one.text, ...(one.to === undefined ? {} : { id: one.to }) }];
  });
  const asked = exchanges.flatMap(({ index, at, said: text, answer, offered }): readonly Spoken[] => {
    if (index === undefined || (end !== undefined && index > end.index)) return [];
    const place = { index, elapsedMs: elapsedAt(anchors, { index, at }) };
    return [
      { ...place, who: 'you', kind: 'question', text },
      { ...place, who: 'them', kind: 'answer', text: answer ?? backOf(offered), offered },
    ];
  });
  return [...said, ...asked].sort((a, b) => a.index - b.index);
}

function backOf(offered: readonly Question[]): string {
  return offered.length > 0
    ? 'Do you mean one of these?'
    : 'I have nothing to say to that. Ask it in other words, or decide it yourself and say so.';
}

/** Words that begin a question, where no question mark tells. */
const ASKING =
  /^(?:what|when|where|which|who|whom|whose|why|how|is|are|am|do|does|did|can|could|should|shall|may|might|must|will|would|has|have)\b/i;

/** Whether a line that was typed is put to the interviewer; everything else is thinking aloud. */
export function isQuestion(text: string): boolean {
  const said = text.trim();
  return said.endsWith('?') || (ASKING.test(said) && !/[.!:]$/.test(said) && said.split(/\s+/).length >= 3);
}
