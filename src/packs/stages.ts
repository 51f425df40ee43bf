/** From what an author wrote for the stages to the compiled format: one shape, defaults filled in. Pure. */
import type { ExerciseSource } from './authoring';
import type { BuildExercise, Question, Rung } from './types';

type Stages = Pick<BuildExercise, 'disguises' | 'variants' | 'questions' | 'opening' | 'review' | 'changes'>;

/** The stages of a checked `exercise.yaml`. */
export function compileStages(source: ExerciseSource): Stages {
  const every = source.rungs.map(({ id }) => id);
  const forRungs = <T extends { readonly rungs?: readonly string[] | undefined }>(items: readonly T[]) =>
    items.map((item) => ({ ...item, rungs: item.rungs ?? every }));
  const { remarks = [], costs = [], followups = [], tradeoffs = [], production = [] } = source.review ?? {};
  return {
    disguises: source.disguises,
    variants: source.variants,
    questions: source.questions.map((question) => compileQuestion(question, every)),
    ...(source.opening === undefined ? {} : { opening: source.opening }),
    review: {
      remarks: forRungs(remarks),
      costs: forRungs(costs),
      followups: forRungs(followups),
      tradeoffs: forRungs(tradeoffs),
      production: forRungs(production),
    },
    changes: forRungs(source.changes),
  };
}

/** An answer that no fact decides stands under the empty text. */
export function compileQuestion(question: ExerciseSource['questions'][number], every: readonly string[]): Question {
  const { id, essential, card, phrasings, fact, answer, answers, pin, pins, rungs = every } = question;
  const head = { id, essential, card, phrasings, rungs };
  if (fact !== undefined) return { ...head, fact, answers: answers ?? {}, pins: pins ?? {} };
  return { ...head, answers: { '': answer ?? '' }, pins: pin === undefined ? {} : { '': pin } };
}

/** Default facts of a rung: the first value of each variant, then what the exercise and the rung say. */
export function factsOf({ variants, facts }: ExerciseSource, rung: ExerciseSource['rungs'][number]): Rung['facts'] {
  const standard = Object.entries(variants).map(([name, values]) => [name, values[0] ?? ''] as const);
  return { ...Object.fromEntries(standard), ...facts, ...rung.facts };
}
