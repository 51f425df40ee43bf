/** What an author writes of an interface: `api.yaml`. Pure, and read in Node by the pack's builder. */
import * as v from 'valibot';
import { count, fact, identifier, list, text, word } from '../../packs/authoring-parts';
import type { StageFormat } from '../../packs/stage-format';
import { strict } from '../../packs/strict';

/** What an operation does, as the derived server knows it. */
export const KINDS = ['create', 'follow', 'list', 'remove', 'count'] as const;

/** What is played, and on which kind of operation. */
export const SCENARIOS = {
  answer: 'create',
  'lost-reply': 'create',
  invalid: 'create',
  taken: 'create',
  'over-quota': 'create',
  redirect: 'follow',
  'opened-twice': 'follow',
  unknown: 'follow',
  'wrong-owner': 'remove',
  pages: 'list',
  'grows-meanwhile': 'list',
  exists: 'count',
} as const satisfies Readonly<Record<string, (typeof KINDS)[number]>>;

export type ScenarioKind = keyof typeof SCENARIOS;

const when = v.optional(
  v.pipe(
    v.record(v.string(), fact, (issue) => `expected a mapping of facts to values, got ${issue.received}.`),
    v.description('Facts with which alone this is asked for.'),
  ),
  {},
);

const operation = strict({
  id: word('Unique; scenarios name it.'),
  name: text('What it is for, as a heading: `Create a link`.'),
  ask: text('What the interviewer asks where the contract has none.'),
  kind: v.pipe(
    v.picklist(KINDS, (issue) => `${issue.received} is no kind of operation. Use one of ${KINDS.join(', ')}.`),
    v.description('What it does.'),
  ),
  words: v.optional(list(text('A word.'), 'Words that paths and fields of such an operation have.', 0), []),
  access: v.optional(text('The access pattern that the store has to serve for it, as the storage stage names it.')),
  when,
});

const scenario = strict({
  id: word('Unique.'),
  on: text('The operation.'),
  plays: v.pipe(
    v.picklist(
      Object.keys(SCENARIOS) as ScenarioKind[],
      (issue) => `${issue.received} is no scenario. Use one of ${Object.keys(SCENARIOS).join(', ')}.`,
    ),
    v.description('What happens.'),
  ),
  title: text('What happens, as a heading: `The answer gets lost`.'),
  because: text('Why it matters; Markdown, shown on demand.'),
  field: v.optional(list(text('A name.'), 'Names of the field that the scenario is about.', 1)),
  weight: v.optional(count('How much it counts. Default 1.', 1, 5), 1),
  when,
});

const schema = strict({
  format: v.literal(1, (issue) => `expected 1, got ${issue.received}.`),
  opening: text('What the interviewer says first.'),
  thing: v.pipe(
    text('What the operations are about, in the singular: `link`.'),
    v.regex(/^[a-z ]+$/, 'lower-case words.'),
  ),
  counts: v.optional(strict({ fact: identifier('A fact.'), value: fact })),
  operations: list(operation, 'What the interface has to offer.', 1),
  scenarios: list(scenario, 'What client and server are put through.', 1),
  example: text('A contract that holds in every scenario; shown on demand.'),
});

/** A parsed `api.yaml`, defaults filled in. */
export type ApiContent = v.InferOutput<typeof schema>;

/** An operation that is wanted. */
export type Wanted = ApiContent['operations'][number];

/** One scenario, as it was written. */
export type ScenarioText = ApiContent['scenarios'][number];

/** How an interface is read. */
export const format: StageFormat<ApiContent> = { id: 'api', schema, problems };

function problems({ operations, scenarios }: ApiContent): { path: (string | number)[]; message: string }[] {
  const found: { path: (string | number)[]; message: string }[] = [];
  for (const [key, all] of Object.entries({ operations, scenarios })) {
    const ids = all.map(({ id }) => id);
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index)
        found.push({ path: [key, index, 'id'], message: `"${id}" is taken. Give each an id of its own.` });
    }
  }
  for (const [index, { on, plays }] of scenarios.entries()) {
    const operation = operations.find(({ id }) => id === on);
    const kind = SCENARIOS[plays];
    if (operation === undefined) {
      found.push({
        path: ['scenarios', index, 'on'],
        message: `there is no operation "${on}". Name one of ${operations.map(({ id }) => id).join(', ')}.`,
      });
    } else if (operation.kind !== kind) {
      found.push({
        path: ['scenarios', index, 'plays'],
        message: `${plays} is played on an operation that is a ${kind}, and "${on}" is a ${operation.kind}.`,
      });
    }
  }
  return found;
}
