/** The authored formats as JSON Schema (draft 7), so that an editor completes and checks `exercise.yaml` as it is typed. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { exerciseSchema, packSchema } from './authoring';
import { caseSchema } from './authoring-case';
import { STAGE_FORMATS } from './stage-formats';

/** JSON Schemas by the file that they describe, for `pack schema --out`. */
export function authoringJsonSchemas(): Readonly<Record<string, object>> {
  const stages = STAGE_FORMATS.map(({ id, schema }) => [
    `${id}.schema.json`,
    { title: `Drydock ${id}.yaml`, ...toInputSchema(schema) },
  ]);
  return {
    ...(Object.fromEntries(stages) as Record<string, object>),
    'case.schema.json': { title: 'Drydock case.yaml', ...toInputSchema(caseSchema) },
    'exercise.schema.json': { title: 'Drydock exercise.yaml', ...toInputSchema(exerciseSchema) },
    'pack.schema.json': { title: 'Drydock pack.yaml', ...toInputSchema(packSchema) },
  };
}

/** What an author writes, before defaults. What JSON has no word for (trimming, finite) is left to the reader. */
function toInputSchema(schema: Parameters<typeof toJsonSchema>[0]): object {
  return toJsonSchema(schema, { target: 'draft-07', typeMode: 'input', ignoreActions: ['trim', 'finite'] });
}
