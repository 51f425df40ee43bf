/** What an author writes of an estimate: `estimate.yaml`. Pure, and read in Node by the pack's builder. */
import * as v from 'valibot';
import { count, fact, identifier, list, text } from '../../packs/authoring-parts';
import type { StageFormat } from '../../packs/stage-format';
import { strict } from '../../packs/strict';
import { isError } from './ast';
import { readReference } from './reference';
import { usesOf } from './sheet';

const name = (description: string) =>
  v.pipe(
    v.string((issue) => `expected the name of a row, got ${issue.received}.`),
    v.regex(
      /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
      (issue) => `${issue.received} cannot stand in a formula. Use lower-case words joined by "_", like writes_peak.`,
    ),
    v.description(description),
  );

const row = strict({
  id: name('Unique; formulas name it.'),
  name: text('What it is, as a heading: `Writes, peak`.'),
  names: list(text('A name.'), 'Other names that people give such a row.', 1),
  formula: text('Over facts and other rows, as a learner writes it: `new_links × 5 years`.'),
  ask: text('What the interviewer asks where the row is missing.'),
  because: text('Where the figure comes from; Markdown, shown on demand.'),
  matters: v.optional(
    v.pipe(
      v.boolean((issue) => `expected true or false, got ${issue.received}.`),
      v.description('Whether it is asked for where it is missing. Default true.'),
    ),
    true,
  ),
  weight: v.optional(count('How much it counts. Default 1.', 1, 5), 1),
  within: v.optional(count('Up to this factor of the reference it is right. Default 2.', 2, 10), 2),
  per: v.optional(
    v.pipe(
      v.picklist(['second', 'day'], (issue) => `${issue.received} is neither second nor day.`),
      v.description('How a rate is told. Default second.'),
    ),
    'second',
  ),
  range: v.optional(strict({ from: text('The least that it may be: `300 B`.'), to: text('The most that it may be.') })),
  when: v.optional(
    v.pipe(
      v.record(v.string(), fact, (issue) => `expected a mapping of facts to values, got ${issue.received}.`),
      v.description('Facts with which alone the row exists.'),
    ),
    {},
  ),
  subject: v.optional(text('What it claims to other stages, such as `data.bytes`.')),
});

const schema = strict({
  format: v.literal(1, (issue) => `expected 1, got ${issue.received}.`),
  opening: text('What the interviewer says first.'),
  things: v.optional(
    list(
      v.pipe(text('A noun in the singular.'), v.regex(/^[a-z]+$/, 'one lower-case word.')),
      'What this case counts.',
      0,
    ),
    [],
  ),
  facts: v.optional(
    v.pipe(
      v.record(identifier('A fact.'), fact, (issue) => `expected a mapping of facts to values, got ${issue.received}.`),
      v.description('Facts that the formulas name, each with what holds where the case does not say.'),
    ),
    {},
  ),
  result: name('The row that everything leads to: what moves it is shown.'),
  rows: list(row, 'Rows of the reference.', 2),
  pocket: v.optional(
    list(
      strict({ term: text('What.'), text: text('The figure.') }),
      'Figures worth knowing by heart, shown beside the sheet.',
      0,
    ),
    [],
  ),
});

/** A parsed `estimate.yaml`, defaults filled in. */
export type EstimateContent = v.InferOutput<typeof schema>;

/** One row of the reference, as it was written. */
export type ReferenceText = EstimateContent['rows'][number];

/** How an estimate is read. */
export const format: StageFormat<EstimateContent> = { id: 'estimate', schema, problems };

function problems(content: EstimateContent): ReturnType<NonNullable<StageFormat<EstimateContent>['problems']>> {
  const { rows, facts, result } = content;
  const found: { path: readonly (string | number)[]; message: string }[] = [];
  const ids = rows.map(({ id }) => id);
  for (const [index, { id, when }] of rows.entries()) {
    if (ids.indexOf(id) !== index || Object.hasOwn(facts, id)) {
      found.push({ path: ['rows', index, 'id'], message: `"${id}" is taken. Give each row an id of its own.` });
    }
    for (const fact of Object.keys(when)) {
      if (!Object.hasOwn(facts, fact)) {
        found.push({ path: ['rows', index, 'when'], message: `there is no fact "${fact}". Add it to facts.` });
      }
    }
  }
  if (!ids.includes(result))
    found.push({ path: ['result'], message: `there is no row "${result}". Name one of ${ids.join(', ')}.` });
  // Every row is read, also those that these facts leave out.
  const reference = readReference({ ...content, rows: rows.map((one) => ({ ...one, when: {} })) }, {});
  for (const [index, { id, range }] of rows.entries()) {
    const read = reference.get(id);
    if (read !== undefined && isError(read.value)) {
      found.push({ path: ['rows', index, 'formula'], message: read.value.message });
    }
    if (range === undefined || read === undefined) continue;
    if (usesOf(read.expression).some((used) => ids.includes(used))) {
      found.push({
        path: ['rows', index, 'range'],
        message: 'only a premise has a range, and this follows from other rows. Remove it.',
      });
    } else if (read.range === undefined) {
      found.push({
        path: ['rows', index, 'range'],
        message: 'both ends must be figures of the same kind as the row, the first smaller.',
      });
    }
  }
  return found;
}
