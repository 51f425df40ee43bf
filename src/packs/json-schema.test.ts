import { expect, it } from 'vitest';
import { authoringJsonSchemas } from './json-schema';

it('describes the authored files to an editor, unknown keys and optional ones included', () => {
  const { 'exercise.schema.json': exercise, 'pack.schema.json': pack } = authoringJsonSchemas();
  expect(exercise).toMatchObject({
    additionalProperties: false,
    properties: { minutes: { type: 'integer', minimum: 5 }, format: { const: 1 } },
  });
  expect((exercise as { required: string[] }).required).toEqual(expect.arrayContaining(['id', 'rungs']));
  expect((exercise as { required: string[] }).required).not.toContain('prompt');
  expect(pack).toMatchObject({ required: ['format', 'id', 'title', 'version', 'licence', 'authors'] });
});
