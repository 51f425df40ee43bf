/** What one part of an `exercise.yaml` promises another: ids, facts, rungs. Pure; places are found by path. */
import type { ExerciseSource } from './authoring';

/** A mistake, and the path to it: `['questions', 2, 'fact']`. */
export interface CrossProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What of an exercise, or of a case, is held against each other here. */
export type Crossed = Pick<
  ExerciseSource,
  'disguises' | 'variants' | 'questions' | 'changes' | 'opening' | 'review' | 'facts'
> & { readonly rungs: readonly { readonly id: string }[] };

type Path = CrossProblem['path'];
type Question = ExerciseSource['questions'][number];

/** Every mistake that no part shows alone. */
export function crossProblems(exercise: Crossed): readonly CrossProblem[] {
  const { disguises, questions, changes, opening, review } = exercise;
  const lists: readonly (readonly [Path, readonly { readonly id: string }[]])[] = [
    [['rungs'], exercise.rungs],
    [['disguises'], disguises],
    [['questions'], questions],
    [['changes'], changes],
    ...(opening === undefined ? [] : [[['opening', 'points'], opening.points] as const]),
    ...(review === undefined ? [] : reviewLists(review)),
  ];
  return [
    ...lists.flatMap(([path, items]) => repeatedIds(path, items)),
    ...Object.entries(exercise.variants).flatMap(([name, values]) => variantProblems(exercise, name, values)),
    ...questions.flatMap((question, index) => questionProblems(exercise, question, ['questions', index])),
    ...changes.flatMap(({ fact, to }, index) => {
      const values = exercise.variants[fact];
      if (values === undefined) return [unknownFact(exercise, fact, ['changes', index, 'fact'])];
      if (values.includes(to)) return [];
      const message = `the fact "${fact}" is one of ${values.join(', ')}; got ${String(to)}.`;
      return [{ path: ['changes', index, 'to'], message }];
    }),
    ...rungLists(exercise).flatMap(({ path, rungs }) => unknownRungs(exercise, rungs, path)),
  ];
}

function reviewLists(review: NonNullable<ExerciseSource['review']>) {
  const talks = (['remarks', 'followups', 'tradeoffs', 'production'] as const).flatMap((key) => [
    [['review', key], review[key]] as const,
    ...review[key].map(({ points }, index) => [['review', key, index, 'points'], points] as const),
  ]);
  return talks;
}

function repeatedIds(path: Path, items: readonly { readonly id: string }[]): CrossProblem[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((item) => item.id === id) === index
      ? []
      : [{ path: [...path, index, 'id'], message: `"${id}" is taken. Give each an id of its own.` }],
  );
}

function variantProblems(exercise: Crossed, name: string, values: readonly unknown[]): CrossProblem[] {
  const path = ['variants', name];
  const problems: CrossProblem[] = [];
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size > 1) problems.push({ path, message: 'its values are of different types. Use one.' });
  if (new Set(values).size < values.length) problems.push({ path, message: 'a value stands there twice.' });
  const standard = exercise.facts[name];
  if (standard !== undefined && standard !== values[0]) {
    const message = `the default of "${name}" is ${String(standard)} under facts, so that must be its first value.`;
    problems.push({ path, message });
  }
  return problems;
}

function questionProblems(exercise: Crossed, question: Question, path: Path): CrossProblem[] {
  const { fact, answer, answers, pin, pins } = question;
  if (fact === undefined) {
    if (answers !== undefined || pins !== undefined)
      return [{ path, message: 'answers and pins go by the value of a fact. Name the fact, or write answer and pin.' }];
    return answer === undefined ? [{ path, message: 'has no answer. Write one.' }] : [];
  }
  const values = exercise.variants[fact];
  if (values === undefined) return [unknownFact(exercise, fact, [...path, 'fact'])];
  if (answer !== undefined || pin !== undefined)
    return [{ path, message: `the fact "${fact}" decides it: write answers and pins, by its values.` }];
  if (answers === undefined) return [{ path, message: `has no answers. Write one for each of ${values.join(', ')}.` }];
  return [answers, ...(pins === undefined ? [] : [pins])].flatMap((map) => {
    const known = values.map(String);
    const missing = known.filter((value) => !Object.hasOwn(map, value));
    const unknown = Object.keys(map).filter((value) => !known.includes(value));
    const where = [...path, map === answers ? 'answers' : 'pins'];
    return [
      ...missing.map((value) => ({ path: where, message: `nothing for ${fact} = ${value}. Add it.` })),
      ...unknown.map((value) => ({ path: [...where, value], message: `"${fact}" is never ${value}. Remove it.` })),
    ];
  });
}

function rungLists({ questions, changes, review }: Crossed): readonly { path: Path; rungs: readonly string[] }[] {
  const found = (path: Path, items: readonly { readonly rungs?: readonly string[] | undefined }[]) =>
    items.flatMap(({ rungs }, index) => (rungs === undefined ? [] : [{ path: [...path, index, 'rungs'], rungs }]));
  return [
    ...found(['questions'], questions),
    ...found(['changes'], changes),
    ...(review === undefined
      ? []
      : (['remarks', 'costs', 'followups', 'tradeoffs', 'production'] as const).flatMap((key) =>
          found(['review', key], review[key]),
        )),
  ];
}

function unknownRungs(exercise: Crossed, rungs: readonly string[], path: Path): CrossProblem[] {
  const known = exercise.rungs.map(({ id }) => id);
  return rungs.flatMap((rung, index) =>
    known.includes(rung)
      ? []
      : [{ path: [...path, index], message: `there is no rung "${rung}". There are: ${known.join(', ')}.` }],
  );
}

function unknownFact({ variants }: Pick<Crossed, 'variants'>, fact: string, path: Path): CrossProblem {
  const known = Object.keys(variants);
  const there = known.length === 0 ? 'There are none yet: declare it there.' : `There are: ${known.join(', ')}.`;
  return { path, message: `"${fact}" is not under variants. ${there}` };
}
