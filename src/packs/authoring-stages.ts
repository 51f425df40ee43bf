/**
 * What an author writes for the stages around the code: disguises and questions (Clarify), the opening, Review, and the
 * requirements that an interview may change. All of it is optional in a pack; what is there is whole.
 */
import * as v from 'valibot';
import { fact, identifier, list, text, word } from './authoring-parts';
import { GROWTHS } from './growths';
import { strict } from './strict';

const rungs = v.optional(list(word('A rung.'), 'The rungs that it is for. Default all.', 1));

const byValue = <Value extends v.GenericSchema>(value: Value, description: string) =>
  v.pipe(
    v.record(v.string(), value, (issue) => `expected a mapping of the fact's values, got ${issue.received}.`),
    v.description(description),
  );

const pin = strict({ term: text('Term on the spec card.'), text: text('What was agreed; Markdown, inline.') });

/** What a sentence of the learner's must hold to count, any line of it. */
const points = list(
  strict({
    id: word('Unique among its points.'),
    point: text('What a good answer says, in a sentence; shown as found or missing.'),
    evidence: list(
      text('Words that stand in one sentence of the learner: `key map|record|dictionary`, any order, any inflection.'),
      'Any one line of it is evidence for the point.',
      1,
    ),
  }),
  'What a good answer says.',
  1,
);

const answered = {
  points,
  answer: text('One good answer, Markdown; shown beside the learner’s once that is given.'),
};

const talk = (description: string) =>
  v.optional(
    list(
      strict({ id: word('Unique in its list.'), question: text('What is asked.'), rungs, ...answered }),
      description,
      0,
    ),
    [],
  );

const growth = v.pipe(
  v.picklist(GROWTHS, (issue) => `${issue.received} is not one of ${GROWTHS.join(', ')}.`),
  v.description('Growth of the steps of one call.'),
);

/** Keys of `exercise.yaml` that the stages around the code read. */
export const stageEntries = {
  disguises: v.optional(
    list(
      strict({
        id: word('Unique in the exercise.'),
        title: text('What it is called when it is over: `Login attempts`.'),
        prompt: text('The prompt, as an interviewer of that business says it. Markdown.'),
      }),
      'One is drawn an attempt. Without any, `prompt.md` is the prompt.',
      0,
    ),
    [],
  ),
  variants: v.optional(
    v.pipe(
      v.record(
        identifier('Name of a fact.'),
        list(fact, 'Values that an interview may give it; the first is the default.', 2),
        (issue) => `expected a mapping of facts to lists of values, got ${issue.received}.`,
      ),
      v.description('Facts that an interview may set otherwise, each with the values it may have, the default first.'),
    ),
    {},
  ),
  questions: v.optional(
    list(
      strict({
        id: word('Unique in the exercise.'),
        essential: v.pipe(
          v.boolean((issue) => `expected true or false, got ${issue.received}.`),
          v.description('Whether the answer decides what is built.'),
        ),
        card: text('The question as its card puts it.'),
        phrasings: list(text('A question.'), 'Other ways in which people put it.', 3),
        answer: v.optional(text('What the interviewer answers, where no fact decides.')),
        fact: v.optional(identifier('The fact that decides the answer.')),
        answers: v.optional(byValue(text('An answer.'), 'What the interviewer answers, by the value of the fact.')),
        pin: v.optional(pin),
        pins: v.optional(byValue(pin, 'What goes to the spec card, by the value of the fact.')),
        rungs,
      }),
      'What may be asked in Clarify. Asking nothing leaves the defaults.',
      0,
    ),
    [],
  ),
  opening: v.optional(strict({ question: text('What the learner is asked to write before the code.'), ...answered })),
  review: v.optional(
    strict({
      remarks: v.optional(
        list(
          strict({
            id: word('Unique among the remarks.'),
            kind: v.pipe(
              v.picklist(
                ['invariant', 'cost', 'failure'],
                (issue) => `${issue.received} is not a kind of remark. Write invariant, cost or failure.`,
              ),
              v.description('What the sentence is about.'),
            ),
            ask: text('What the learner is asked to say of which lines.'),
            rungs,
            ...answered,
          }),
          'Sentences that the learner attaches to lines of the code.',
          0,
        ),
        [],
      ),
      costs: v.optional(
        list(
          strict({
            op: text('The operation, as the scenarios name it.'),
            rungs,
            size: text('What grows, in words: `keys with an open window`.'),
            scenario: word('The scenario that measures it: its samples hold a rising number `size`.'),
            expected: growth,
          }),
          'Costs that the learner claims, and then sees measured.',
          0,
        ),
        [],
      ),
      followups: talk('What the interviewer asks next.'),
      tradeoffs: talk('Decisions, their alternatives, and why.'),
      production: talk('What fails, what is observed, how it grows.'),
    }),
  ),
  changes: v.optional(
    list(
      strict({
        id: word('Unique in the exercise.'),
        rungs,
        fact: identifier('The fact that changes.'),
        to: fact,
        says: text('What the interviewer says.'),
      }),
      'Requirements that an interview may change while the learner builds.',
      0,
    ),
    [],
  ),
};
