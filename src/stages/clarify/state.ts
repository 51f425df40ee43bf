/** Clarify as its events tell it: what was asked, what was answered, what is pinned, which facts hold. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { FactValue, Question, RequirementChange, Rung } from '../../packs';
import type { Match } from '../language/match';
import { type Clarifiable, type ClarifyPlace, variantOf } from './variant';

/** Its name in addresses and events. */
export const CLARIFY = 'clarify';

const entry = v.variant('do', [
  /** Something was typed, and this was understood. */
  v.strictObject({ do: v.literal('ask'), text: v.string(), understood: v.array(v.string()), sure: v.boolean() }),
  /** A card was picked from the list, or one of those that were offered. */
  v.strictObject({ do: v.literal('pick'), question: v.string(), offered: v.boolean() }),
  v.strictObject({ do: v.literal('done') }),
  /** An interview has changed a requirement: what was said of it before no longer holds. */
  v.strictObject({ do: v.literal('change'), change: v.string() }),
]);

/** What Clarify puts into the log. */
export type ClarifyEntry = v.InferOutput<typeof entry>;

/** The event of a typed question. */
export function asked(text: string, match: Match): ClarifyEntry {
  const understood = match.kind === 'one' ? [match.id] : match.kind === 'near' ? [...match.ids] : [];
  return { do: 'ask', text, understood, sure: match.kind === 'one' };
}

/** One exchange with the interviewer. */
export interface Exchange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What the learner said; for a card, the card. */
  readonly said: string;
  /** The interviewer's answer, where the question was understood. */
  readonly answer?: string;
  /** The question, and its number on the spec card where it is its first time. */
  readonly question?: Question;
  readonly number?: number;
  /** Whether the answer stands on the spec card. */
  readonly isPinned: boolean;
  /** Cards that it may have been. */
  readonly offered: readonly Question[];
  /** Its place in the log. */
  readonly index?: number;
}

/** A line of the spec card. */
export interface SpecRow {
  readonly term: string;
  readonly text: string;
  /** Number of the question that brought it; none: agreed without asking. */
  readonly number?: number;
  /** Whether it is there, or as it is, by a change in the middle of an interview. */
  readonly isChanged?: true;
}

export interface Clarified {
  readonly exchanges: readonly Exchange[];
  /** Questions that were answered, in order of asking. */
  readonly answered: readonly Question[];
  /** What the checks take: the defaults, and what the answers have set. */
  readonly facts: { readonly [fact: string]: FactValue };
  /** What was brought out by asking. */
  readonly pinned: readonly SpecRow[];
  /** Questions typed or picked from the list; picking one that was offered costs nothing. */
  readonly asks: number;
  readonly isDone: boolean;
  /** From the first question to the last word; milliseconds. */
  readonly tookMs: number;
}

/** Reads the events of one attempt. Ones that are not known, or ask what is not there, are passed over. */
export function clarified(
  exercise: Clarifiable,
  rung: ClarifyPlace,
  seed: number,
  entries: readonly StageEntry[],
): Clarified {
  let { facts } = variantOf(exercise, seed);
  const changes: RequirementChange[] = [];
  const questions = new Map(exercise.questions.map((question) => [question.id, question]));
  const answered: Question[] = [];
  const exchanges: Exchange[] = [];
  let asks = 0;
  let isDone = false;
  for (const { at, data, index } of entries) {
    const parsed = v.safeParse(entry, data);
    if (!parsed.success) continue;
    const said = parsed.output;
    if (said.do === 'done') {
      isDone = true;
      continue;
    }
    if (said.do === 'change') {
      const change = exercise.changes?.find(({ id }) => id === said.change);
      if (change === undefined) continue;
      facts = { ...facts, [change.fact]: change.to };
      changes.push(change);
      continue;
    }
    const ids = said.do === 'pick' ? [said.question] : said.understood;
    const known = ids.flatMap((id) => questions.get(id) ?? []);
    const question = said.do === 'pick' || said.sure ? known[0] : undefined;
    if (said.do === 'pick' && question === undefined) continue;
    if (said.do === 'ask' || !said.offered) asks += 1;
    const key = question === undefined ? '' : keyOf(question, facts);
    const isNew = question !== undefined && !answered.includes(question);
    if (isNew) answered.push(question);
    exchanges.push({
      at,
      said: said.do === 'pick' ? (question?.card ?? '') : said.text,
      offered: question === undefined ? known : [],
      isPinned: question?.pins[key] !== undefined,
      ...(question === undefined ? {} : { question, answer: question.answers[key] ?? '' }),
      ...(isNew ? { number: answered.length } : {}),
      ...(index === undefined ? {} : { index }),
    });
  }
  // What was asked on another rung, and is nothing to this one, changes nothing here.
  const settled = answered.flatMap(({ fact, rungs }) =>
    fact === undefined || !rungs.includes(rung.id) ? [] : [[fact, facts[fact]] as const],
  );
  const changed = changes.filter(({ rungs }) => rungs.includes(rung.id));
  const first = exchanges[0]?.at;
  return {
    exchanges,
    answered,
    facts: {
      ...rung.facts,
      ...(Object.fromEntries(settled) as Clarified['facts']),
      ...Object.fromEntries(changed.map(({ fact, to }) => [fact, to])),
    },
    pinned: [
      ...answered.flatMap((question, index) => {
        const pin = question.pins[keyOf(question, facts)];
        const isChanged = changed.some(({ fact }) => fact === question.fact);
        return pin === undefined ? [] : [{ ...pin, number: index + 1, ...(isChanged ? { isChanged } : {}) }];
      }),
      ...changed
        .filter(({ fact }) => !answered.some((question) => question.fact === fact))
        .map((change) => changedRow(exercise, change)),
    ],
    asks,
    isDone,
    tookMs: first === undefined ? 0 : (exchanges.at(-1)?.at ?? first) - first,
  };
}

/** The line of a change that nobody had asked about. */
function changedRow(
  { questions }: Pick<Clarifiable, 'questions'>,
  { fact, to, says, rungs }: RequirementChange,
): SpecRow {
  const question = questions.find((one) => one.fact === fact && one.rungs.some((rung) => rungs.includes(rung)));
  return { ...(question?.pins[String(to)] ?? { term: 'Changed', text: says }), isChanged: true };
}

/** The whole spec card of a rung: what it states, with what was asked in the place of its line, or after it. */
export function specCard(rung: Pick<Rung, 'spec'>, { pinned }: Pick<Clarified, 'pinned'>): readonly SpecRow[] {
  const byTerm = new Map(pinned.map((row) => [row.term.toLowerCase(), row]));
  const stated = rung.spec.map((row) => byTerm.get(row.term.toLowerCase()) ?? row);
  return [...stated, ...pinned.filter((row) => !stated.includes(row))];
}

/** Under which key a question's answer and pin stand. */
export function keyOf({ fact }: Question, facts: { readonly [fact: string]: FactValue }): string {
  return fact === undefined ? '' : String(facts[fact]);
}
