/** How the asking went: what was found out, what was not and is now assumed, what was noise. Pure. */
import type { Question } from '../../packs';
import { keyOf, type Clarified } from './state';
import type { Clarifiable, ClarifyPlace } from './variant';

export interface ClarifyGrade {
  readonly found: readonly Question[];
  /** Essential questions that were not asked, with what is assumed instead. */
  readonly missing: readonly { readonly question: Question; readonly assumed: string }[];
  /** Asked, and nothing depends on it. */
  readonly noise: readonly Question[];
  /** Essential questions of this rung. */
  readonly essential: number;
  /** What to do next, in a sentence. */
  readonly next: string;
}

/** Grades what was asked so far, at any time. */
export function gradeClarify(
  exercise: Clarifiable,
  rung: ClarifyPlace,
  { answered }: Pick<Clarified, 'answered'>,
): ClarifyGrade {
  const here = questionsOf(exercise, rung);
  const essential = here.filter((question) => question.essential);
  const found = essential.filter((question) => answered.includes(question));
  const missing = essential
    .filter((question) => !answered.includes(question))
    .map((question) => ({ question, assumed: assumption(question, rung) }));
  const noise = here.filter((question) => !question.essential && answered.includes(question));
  return {
    found,
    missing,
    noise,
    essential: essential.length,
    next: nextStep(found.length, essential.length, noise.length),
  };
}

/** Questions that may be asked on a rung. */
export function questionsOf(
  { questions }: Pick<Clarifiable, 'questions'>,
  { id }: Pick<ClarifyPlace, 'id'>,
): readonly Question[] {
  return questions.filter(({ rungs }) => rungs.includes(id));
}

function assumption(question: Question, rung: ClarifyPlace): string {
  const key = keyOf(question, rung.facts);
  return question.pins[key]?.text ?? question.answers[key] ?? '';
}

function nextStep(found: number, essential: number, noise: number): string {
  if (found === essential) return 'Everything that decides the design was asked. Write the opening, then build.';
  if (found === 0)
    return 'Ask what a call means at its edges: what counts, when it ends, and what happens when something fails.';
  const left = essential - found;
  const rest = left === 1 ? 'One question that decides' : `${left} questions that decide`;
  return noise > found
    ? `${rest} something ${left === 1 ? 'is' : 'are'} open. Ask only what would change your code.`
    : `${rest} something ${left === 1 ? 'is' : 'are'} open: think of time, failure, order, and the end of its life.`;
}
