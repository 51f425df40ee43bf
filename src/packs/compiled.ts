/**
 * The compiled pack format as a schema: what the app holds a loaded pack against, whoever built it. Strict, as the
 * authored files are: a key that this version does not know belongs to a format number that it does not know.
 */
import * as v from 'valibot';
import { GROWTHS } from './growths';
import type { BuildExercise, DesignCase, ExerciseBank, PackIndex } from './types';

/** The format that this version writes and reads. */
export const PACK_FORMAT = 1;

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), v.maxLength(64));
const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
// A plain name: an index cannot point out of its own folder, or to another host.
const fileName = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.[0-9a-f]{8,64}\.json$/));

const entrySchema = v.strictObject({
  id,
  kind: v.picklist(['build', 'design']),
  sheet: text,
  title: text,
  summary: text,
  group: text,
  patterns: v.array(text),
  minutes: count,
  rungs: v.array(v.strictObject({ id, title: text })),
  contentHash: hash,
  file: fileName,
});

/** `index.json` of a built pack. */
export const packIndexSchema: v.GenericSchema<unknown, PackIndex> = v.strictObject({
  format: v.literal(PACK_FORMAT),
  id,
  title: text,
  version: text,
  licence: text,
  authors: v.array(text),
  exercises: v.array(entrySchema),
});

const fact = v.union([v.string(), v.number(), v.boolean()]);
const ids = v.array(id);
const answered = {
  points: v.array(v.strictObject({ id, point: text, evidence: v.array(text) })),
  answer: text,
};
const talks = v.array(v.strictObject({ id, question: text, rungs: ids, ...answered }));
const byValue = <Value extends v.GenericSchema>(value: Value) => v.record(v.string(), value);

const rungSchema = v.strictObject({
  id,
  title: text,
  summary: text,
  spec: v.array(v.strictObject({ term: text, text })),
  contract: text,
  starter: text,
  requiredExport: text,
  facts: v.record(v.string(), fact),
  rules: v.array(v.strictObject({ id: text, sentence: text, shown: v.boolean() })),
  hints: v.array(text),
  reference: text,
  runs: count,
});

const listed = {
  id,
  sheet: text,
  title: text,
  summary: text,
  group: text,
  patterns: v.array(text),
  minutes: count,
};

const source = v.strictObject({ title: text, url: v.pipe(v.string(), v.startsWith('https://')) });

/** What Clarify reads, of an exercise and of a case. */
const clarifying = {
  disguises: v.array(v.strictObject({ id, title: text, prompt: text })),
  variants: byValue(v.array(fact)),
  questions: v.array(
    v.strictObject({
      id,
      essential: v.boolean(),
      card: text,
      phrasings: v.array(text),
      fact: v.optional(text),
      answers: byValue(text),
      pins: byValue(v.strictObject({ term: text, text })),
      rungs: ids,
    }),
  ),
  opening: v.optional(v.strictObject({ question: text, ...answered })),
};

/** A compiled build exercise. */
export const buildExerciseSchema: v.GenericSchema<unknown, BuildExercise> = v.strictObject({
  format: v.literal(PACK_FORMAT),
  kind: v.literal('build'),
  ...listed,
  prompt: text,
  rungs: v.pipe(v.array(rungSchema), v.minLength(1)),
  sources: v.array(source),
  services: v.optional(v.array(v.picklist(['store']))),
  ...clarifying,
  review: v.strictObject({
    remarks: v.array(
      v.strictObject({ id, kind: v.picklist(['invariant', 'cost', 'failure']), ask: text, rungs: ids, ...answered }),
    ),
    costs: v.array(
      v.strictObject({
        op: text,
        rungs: ids,
        size: text,
        scenario: id,
        expected: v.picklist(GROWTHS),
      }),
    ),
    followups: talks,
    tradeoffs: talks,
    production: talks,
  }),
  changes: v.array(v.strictObject({ id, rungs: ids, fact: text, to: fact, says: text })),
  bank: v.strictObject({ file: fileName, contentHash: hash }),
  modules: v.strictObject({ scenarios: text, rules: text, scene: text }),
});

/** A compiled design case. What its stages' authors wrote is parsed by each stage. */
export const designCaseSchema: v.GenericSchema<unknown, DesignCase> = v.strictObject({
  format: v.literal(PACK_FORMAT),
  kind: v.literal('design'),
  ...listed,
  prompt: text,
  ...clarifying,
  requirements: v.array(
    v.strictObject({ id, text, kind: v.picklist(['functional', 'non-functional', 'out-of-scope']), because: text }),
  ),
  stages: v.array(v.strictObject({ id, minutes: count, content: v.optional(v.unknown()), exercise: v.optional(id) })),
  systems: v.array(
    v.strictObject({
      ...{ id, name: text, question: text, options: v.array(text), chose: v.number(), story: text, year: count },
      source,
    }),
  ),
  sources: v.array(source),
});

/** The banks of an exercise. */
export const bankSchema: v.GenericSchema<unknown, ExerciseBank> = v.strictObject({
  format: v.literal(PACK_FORMAT),
  exercise: id,
  rungs: byValue(
    v.array(
      v.strictObject({
        id,
        kind: v.picklist(['accept', 'reject']),
        about: text,
        breaks: v.optional(id),
        facts: v.optional(v.record(v.string(), fact)),
        source: text,
      }),
    ),
  ),
});
