import { expect, it } from 'vitest';
import { contradictionsOf, type StagedClaim } from './contradictions';

const claim = (stage: string, subject: string, value: StagedClaim['value']): StagedClaim => ({
  stage,
  subject,
  value,
  says: `${stage} says ${subject} is ${value}`,
});
const ids = (...claims: readonly StagedClaim[]) => contradictionsOf(claims).map(({ id }) => id);

it.each([
  [
    'keys-do-not-fit',
    claim('code', 'keys.space', 1e9),
    claim('estimate', 'keys.count', 2e9),
    claim('code', 'keys.space', 2e9),
  ],
  [
    'store-is-smaller-than-its-data',
    claim('storage', 'store.bytes', 1e9),
    claim('estimate', 'data.bytes', 1e10),
    claim('storage', 'store.bytes', 6e9),
  ],
  [
    'idempotency-without-a-constraint',
    claim('api', 'api.idempotent', true),
    claim('storage', 'schema.idempotent', false),
    claim('api', 'api.idempotent', false),
  ],
  [
    'access-pattern-without-an-index',
    claim('api', 'api.access', 'by-owner'),
    claim('storage', 'schema.access', 'by-owner: scan'),
    claim('api', 'api.access', 'by-key'),
  ],
])('%s names both places, and is gone when one of them agrees', (id, first, second, mended) => {
  expect(contradictionsOf([first, second])).toMatchObject([{ id, places: [first, second] }]);
  expect(contradictionsOf([first, second])[0]?.says).toContain(second.says);
  expect(ids(mended, second)).toEqual([]);
  expect(ids(first)).toEqual([]);
});
