/**
 * What the stages of one case say against each other. It is found from data that the stages claim, never from words.
 * Pure: a rule is an entry of the list.
 */
import type { Claim } from './types';

/** A claim, and the stage that makes it. */
export type StagedClaim = Claim & { readonly stage: string };

/** Two places that cannot both be right. */
export interface Contradiction {
  readonly id: string;
  /** One sentence with both figures. */
  readonly says: string;
  /** Why they disagree, and which questions that leaves open. */
  readonly because: string;
  /** Both, so that each can be opened. */
  readonly places: readonly [StagedClaim, StagedClaim];
}

/** Sizes within this factor of each other agree. */
const TOLERANCE = 2;

interface Rule {
  readonly id: string;
  find(claims: readonly StagedClaim[]): readonly Omit<Contradiction, 'id'>[];
}

const RULES: readonly Rule[] = [
  {
    id: 'keys-do-not-fit',
    find: (claims) =>
      pairs(claims, 'keys.space', 'keys.count')
        .filter(([space, count]) => Number(space.value) < Number(count.value))
        .map((places) => ({
          says: `${places[0].says}, and ${places[1].says}: there are fewer keys than things that need one.`,
          because: 'Lengthen the key, widen its alphabet, or let keys be used again.',
          places,
        })),
  },
  {
    id: 'store-is-smaller-than-its-data',
    find: (claims) =>
      pairs(claims, 'store.bytes', 'data.bytes')
        .filter(([store, data]) => Number(store.value) * TOLERANCE < Number(data.value))
        .map((places) => ({
          says: `${places[0].says}, and ${places[1].says}.`,
          because: 'The store would be full before its time: estimate again, or choose a larger one.',
          places,
        })),
  },
  {
    id: 'idempotency-without-a-constraint',
    find: (claims) =>
      pairs(claims, 'api.idempotent', 'schema.idempotent')
        .filter(([api, schema]) => api.value === true && schema.value === false)
        .map((places) => ({
          says: `${places[0].says}, and ${places[1].says}.`,
          because:
            'Two copies of one request that arrive at once both find nothing and both insert. Only a unique constraint in the store refuses the second.',
          places,
        })),
  },
  {
    id: 'access-pattern-without-an-index',
    find: (claims) =>
      claims
        .filter(({ subject }) => subject === 'api.access')
        .flatMap((access) => {
          const known = claims.filter(({ subject }) => subject === 'schema.access');
          const other = known.find(({ value }) => value === `${String(access.value)}: scan`);
          if (other === undefined) return [];
          return [
            {
              says: `${access.says}, and ${other.says}.`,
              because:
                'Each such request would read the whole table. Add an index that serves it, or take it out of the API.',
              places: [access, other] as const,
            },
          ];
        }),
  },
];

/** Every contradiction between the claims. */
export function contradictionsOf(claims: readonly StagedClaim[]): readonly Contradiction[] {
  return RULES.flatMap(({ id, find }) => find(claims).map((found) => ({ id, ...found })));
}

function pairs(
  claims: readonly StagedClaim[],
  first: string,
  second: string,
): readonly (readonly [StagedClaim, StagedClaim])[] {
  const of = (subject: string) => claims.filter((claim) => claim.subject === subject);
  return of(first).flatMap((a) => of(second).map((b) => [a, b] as const));
}
