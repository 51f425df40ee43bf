/** Rules of two limits at once. */
import { type Call, type Rule, differential, formatCall, formatEnd } from 'drydock';
import { admitted, refused } from './answers';

/** A rule about traffic of users and addresses. */
function rule(
  options: Pick<Rule, 'id' | 'sentence' | 'situation' | 'shown' | 'after'> & {
    readonly scenario: string;
    readonly mustHit?: (calls: readonly Call[]) => boolean;
  },
): Rule {
  const { scenario, mustHit = (calls: readonly Call[]) => calls.some(refused), ...head } = options;
  return differential({
    ...head,
    rungs: ['user-and-ip'],
    scenarios: [scenario],
    op: 'allow',
    mustHit,
    because: ({ call, reference: expected }) =>
      `${formatCall(call)} ${formatEnd(call.end)}; the contract ${admitted(expected) ? 'admits it: user and address both have room' : 'refuses it: the user or the address is full'}.`,
    causes: ({ call, before }) => before.filter((one) => shares(one, call)),
  });
}

const TYPES = ['answers-true-or-false'];

const SINGLE = [...TYPES, 'user-limit-holds', 'ip-limit-holds', 'signed-out-has-the-address-alone'];

export const userAndIpRules: readonly Rule[] = [
  rule({
    id: 'user-limit-holds',
    scenario: 'one-person',
    sentence: "A user's window admits `user.limit` requests, from whatever addresses they come.",
    situation: 'a user over the limit',
    shown: true,
    after: TYPES,
  }),
  rule({
    id: 'ip-limit-holds',
    scenario: 'one-address',
    sentence: "An address's window admits `ip.limit` requests, whoever makes them.",
    situation: 'an address over the limit',
    shown: true,
    after: TYPES,
  }),
  rule({
    id: 'signed-out-has-the-address-alone',
    scenario: 'signed-out',
    sentence: 'Without a user only the address counts: those who are not signed in share no limit.',
    situation: 'an address over its limit without a user',
    after: TYPES,
  }),
  rule({
    id: 'refused-by-one-costs-the-other-nothing',
    scenario: 'refused-by-one',
    sentence: 'A request that one of the two refuses counts in neither.',
    situation: 'a request refused by one of the two',
    shown: true,
    after: SINGLE,
  }),
  rule({
    id: 'ends-of-both-are-open',
    scenario: 'edges-of-both',
    sentence: 'Both windows end before start + windowMs: a request at exactly that time opens the next one.',
    situation: 'a request exactly at the end of a full window',
    after: SINGLE,
    mustHit: (calls) => calls.filter(admitted).length > 1,
  }),
  rule({
    id: 'each-has-windows-of-its-own',
    scenario: 'refusal-and-windows',
    sentence: 'Users and addresses have windows of their own lengths, and a refused request opens none.',
    situation: 'requests refused in windows of two lengths',
    after: [...SINGLE, 'refused-by-one-costs-the-other-nothing', 'ends-of-both-are-open'],
  }),
  rule({
    id: 'names-are-of-two-kinds',
    scenario: 'same-names',
    sentence: "A user and an address of one name are two, and any string is a name: '', 'null', '__proto__'.",
    situation: 'users and addresses of one name',
    after: [...SINGLE, 'refused-by-one-costs-the-other-nothing'],
  }),
  rule({
    id: 'limiters-share-nothing',
    scenario: 'two-of-them',
    sentence: 'Two limiters share nothing.',
    situation: 'one user at two limiters',
    after: [...SINGLE, 'refused-by-one-costs-the-other-nothing'],
  }),
];

/** Whether two calls have the user or the address in common. */
function shares(a: Call, b: Call): boolean {
  const [one, other] = [a, b].map(({ args }) => args[0] as { user: string | null; ip: string });
  return one?.ip === other?.ip || (one?.user !== null && one?.user === other?.user);
}
