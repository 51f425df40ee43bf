/**
 * What an author writes: `pack.yaml` and `exercise.yaml`, format 1. Strict: an unknown key is an error. The same
 * schemas are exported as JSON Schema for editors (`json-schema.ts`), so each entry carries its description.
 */
import * as v from 'valibot';
import { count, fact, file, identifier, list, text, word } from './authoring-parts';
import { stageEntries } from './authoring-stages';
import { strict } from './strict';

export const format = v.pipe(
  v.literal(1, (issue) => `this version reads format 1, got ${issue.received}. Write "format: 1".`),
  v.description('Version of this file format.'),
);

const facts = v.pipe(
  v.record(
    identifier('Name of a fact.'),
    fact,
    (issue) => `expected a mapping of facts to their values, got ${issue.received}.`,
  ),
  v.description('Default facts: what scenarios and rules take as input. An attempt may change their values.'),
);

const runs = count('Cases a rule in one run.', 1, 10_000);

const requiredExport = identifier('The export that the scenarios use.');

/** One rung of the ladder. */
const rungSchema = strict({
  id: word('Stands in the address of the page and in `grade <exercise>/<rung>`.'),
  title: text('Shown in the ladder.'),
  summary: text('One line under the title: `admits, refuses, resets`.'),
  spec: list(
    strict({ term: text('What was agreed on.'), text: text('What was agreed; Markdown, inline.') }),
    'The spec card: everything that the checks rest on, to the last unit and edge.',
    1,
  ),
  contract: v.optional(file('Types of this rung, typed into the editor. Default `contract.ts`.'), 'contract.ts'),
  starter: v.optional(file('Text of this rung before the first keystroke. Default `starter.ts`.'), 'starter.ts'),
  requiredExport: v.optional(requiredExport),
  reference: v.optional(
    file('The solution shown after passing or giving up: one of `accept/<rung>/`. Default the first of them.'),
  ),
  facts: v.optional(facts),
  runs: v.optional(runs),
  hints: v.pipe(
    list(text('Markdown.'), 'Three tiers: nudge, idea, shape.', 3),
    v.maxLength(3, 'expected three hints: a nudge, the idea, the shape of a solution.'),
  ),
});

/** What the catalogue lists of an exercise or a case. */
export const listed = {
  sheet: v.pipe(
    v.string((issue) => `expected a sheet number, got ${issue.received}.`),
    v.regex(/^[A-Z]{1,3}-\d{2,3}$/, (issue) => `${issue.received} is not a sheet number. Write one like B-01.`),
    v.description('Sheet number, unique in the pack: `B-01`.'),
  ),
  title: text('Shown in the catalogue and above the workbench.'),
  summary: text('One line: what it is and what decides.'),
  group: text('The group it is listed in.'),
  patterns: list(word('A pattern.'), 'What it practises; the catalogue filters by them.', 1),
  minutes: count('Time that it takes somebody who knows the pattern.', 5, 240),
};

/** A text that can be read elsewhere. */
export const source = strict({
  title: text('Author, title and year.'),
  url: v.pipe(
    v.string((issue) => `expected an address, got ${issue.received}.`),
    v.url((issue) => `${issue.received} is not an address. Write it whole, with https://.`),
    v.startsWith('https://', (issue) => `${issue.received} is not an https address. Link the https one.`),
    v.description('https address.'),
  ),
});

/** Further reading. */
export const sources = v.optional(list(source, 'Further reading.', 0), []);

/** `exercise.yaml` of a build exercise. */
export const exerciseSchema = strict({
  format,
  kind: v.pipe(
    v.literal('build', (issue) => `expected "build", got ${issue.received}.`),
    v.description('Kind of exercise.'),
  ),
  id: word('The name of its folder.'),
  ...listed,
  prompt: v.optional(file('The prompt, as an interviewer says it. Default `prompt.md`.'), 'prompt.md'),
  requiredExport,
  facts: v.optional(facts, {}),
  runs: v.optional(runs, 300),
  rungs: list(rungSchema, 'The ladder, the simplest correct version first.', 1),
  ...stageEntries,
  services: v.optional(
    list(
      v.pipe(
        v.picklist(['store'], (issue) => `${issue.received} is no service. There is "store", a key-value store.`),
        v.description('A service.'),
      ),
      'What the programs are given that a learner’s own test cannot make: the API of tests simulates it.',
      0,
    ),
    [],
  ),
  sources,
});

/** `pack.yaml`. */
export const packSchema = strict({
  format,
  id: word('Name of the pack.'),
  title: text('Shown where the pack is chosen.'),
  version: v.pipe(
    v.string((issue) => `expected a version in quotes, got ${issue.received}. Write version: "1.0.0".`),
    v.regex(/^\d+\.\d+\.\d+$/, (issue) => `${issue.received} is not a version. Write three numbers, like "1.0.0".`),
    v.description('Version of the pack: three numbers.'),
  ),
  licence: text('SPDX identifier of its licence.'),
  authors: list(text('Name.'), 'Who wrote it.', 1),
});

/** A parsed `exercise.yaml`, defaults filled in. */
export type ExerciseSource = v.InferOutput<typeof exerciseSchema>;

/** A parsed `pack.yaml`. */
export type PackSource = v.InferOutput<typeof packSchema>;
