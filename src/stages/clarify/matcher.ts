import type { Question } from '../../packs';
import { createMatcher, type Match } from '../language/match';

/** Understands what is typed against the questions of a rung: their phrasings, and what their answers are about. */
export function matcherOf(questions: readonly Question[]): (text: string) => Match {
  return createMatcher(
    questions.map(({ id, card, phrasings, pins, answers }) => ({
      id,
      texts: [card, ...phrasings],
      about: [...Object.values(pins).map(({ term, text }) => `${term} ${text}`), ...Object.values(answers)].join('. '),
    })),
  );
}
