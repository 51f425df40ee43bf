/**
 * The compiled pack format as a schema: what the app holds a loaded pack against, whoever built it. Strict, as the
 * authored files are: a key that this version does not know belongs to a format number that it does not know.
 */
import * as v from 'valibot';
import type { BuildExercise, PackIndex } from './types';

/** The format that this version writes and reads. */
export const PACK_FORMAT = 1;

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), v.maxLength(64));
const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

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
  contentHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  // A plain name: an index cannot point out of its own folder, or to another host.
  file: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.[0-9a-f]{8,64}\.json$/)),
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

const rungSchema = v.strictObject({
  id,
  title: text,
  summary: text,
  spec: v.array(v.strictObject({ term: text, text })),
  contract: text,
  starter: text,
  requiredExport: text,
  facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  rules: v.array(v.strictObject({ id: text, sentence: text, shown: v.boolean() })),
  hints: v.array(text),
  runs: count,
});

/** A compiled build exercise. */
export const buildExerciseSchema: v.GenericSchema<unknown, BuildExercise> = v.strictObject({
  format: v.literal(PACK_FORMAT),
  kind: v.literal('build'),
  id,
  sheet: text,
  title: text,
  summary: text,
  group: text,
  patterns: v.array(text),
  minutes: count,
  prompt: text,
  rungs: v.pipe(v.array(rungSchema), v.minLength(1)),
  sources: v.array(v.strictObject({ title: text, url: v.pipe(v.string(), v.startsWith('https://')) })),
  modules: v.strictObject({ scenarios: text, rules: text, scene: text }),
});
