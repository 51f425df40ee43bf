/** What an author writes of a design case: `case.yaml`, format 1. Each stage of it has a file of its own beside it. */
import * as v from 'valibot';
import { format, listed, source, sources } from './authoring';
import { count, file, list, text, word } from './authoring-parts';
import { stageEntries } from './authoring-stages';
import { crossProblems, type CrossProblem } from './cross';
import { strict } from './strict';
import { CASE_RUNG } from './types';

/** Stages that `case.yaml` itself holds; any other one has a file `<stage>.yaml`. */
export const OWN_STAGES: readonly string[] = ['clarify', 'code'];

/** `case.yaml` of a design case. */
export const caseSchema = strict({
  format,
  kind: v.pipe(
    v.literal('design', (issue) => `expected "design", got ${issue.received}.`),
    v.description('Kind of exercise.'),
  ),
  id: word('The name of its folder.'),
  ...listed,
  prompt: v.optional(file('The prompt, as an interviewer says it. Default `prompt.md`.'), 'prompt.md'),
  disguises: stageEntries.disguises,
  variants: stageEntries.variants,
  questions: stageEntries.questions,
  opening: stageEntries.opening,
  requirements: list(
    strict({
      id: word('Unique among the requirements.'),
      text: text('A statement on what is built, as a candidate would say it.'),
      kind: v.pipe(
        v.picklist(
          ['functional', 'non-functional', 'out-of-scope'],
          (issue) => `${issue.received} is no kind. Write functional, non-functional or out-of-scope.`,
        ),
        v.description('Where it belongs.'),
      ),
      because: text('Why it belongs there; shown once it was locked.'),
    }),
    'Statements that the learner locks as functional, as non-functional, or as out of scope.',
    6,
  ),
  stages: list(
    strict({
      id: word('`clarify`, `code`, or the name of a stage, whose file is `<stage>.yaml`.'),
      minutes: count('Time target.', 1, 120),
      exercise: v.optional(word('For `code`: the build exercise of this pack that holds the rungs.')),
    }),
    'Stages in the order of the interview.',
    1,
  ),
  systems: v.optional(
    list(
      strict({
        id: word('Unique among the systems.'),
        name: text('Name of the system.'),
        question: text('Asked before it is told how it chose.'),
        options: list(text('What it may have chosen.'), 'Two to five.', 2),
        chose: count('Which of the options it chose, from 1.', 1, 5),
        story: text('How it chose, and why. Markdown.'),
        year: count('Year of what is told.', 1990, 2100),
        source,
      }),
      'How systems in production chose.',
      0,
    ),
    [],
  ),
  sources,
});

/** A parsed `case.yaml`, defaults filled in. */
export type CaseSource = v.InferOutput<typeof caseSchema>;

/** Every mistake that no part of it shows alone. */
export function caseProblems(source: CaseSource): readonly CrossProblem[] {
  const { disguises, variants, questions, opening, stages, systems } = source;
  const crossed = {
    ...{ disguises, variants, questions },
    changes: [],
    facts: {},
    rungs: [{ id: CASE_RUNG }],
    review: undefined,
    opening,
  };
  const lists = { requirements: source.requirements, stages, systems };
  return [
    ...crossProblems(crossed),
    ...Object.entries(lists).flatMap(([key, items]) => repeated(key, items)),
    ...questions.flatMap(({ rungs }, index) =>
      rungs === undefined
        ? []
        : [{ path: ['questions', index, 'rungs'], message: 'a case has no rungs. Remove the key.' }],
    ),
    ...stages.flatMap(({ id, exercise }, index) => {
      if ((id === 'code') === (exercise !== undefined)) return [];
      const message =
        id === 'code'
          ? 'the stage "code" needs the build exercise that holds its rungs. Add exercise.'
          : `only the stage "code" has an exercise, not "${id}". Remove the key.`;
      return [{ path: ['stages', index], message }];
    }),
    ...systems.flatMap(({ options, chose }, index) =>
      chose <= options.length
        ? []
        : [
            {
              path: ['systems', index, 'chose'],
              message: `there are ${options.length} options, so there is no ${chose}.`,
            },
          ],
    ),
  ];
}

function repeated(key: string, items: readonly { readonly id: string }[]): CrossProblem[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((item) => item.id === id) === index
      ? []
      : [{ path: [key, index, 'id'], message: `"${id}" is taken. Give each an id of its own.` }],
  );
}
