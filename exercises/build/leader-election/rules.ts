/**
 * What must hold of an election, whatever the design: which node held the lease when is read from what happened in the
 * store, whatever the keys are called, and what the nodes answer is held against that. A rule is a situation (its scenarios)
 * and the kinds of mistakes that are told there.
 */
import type { Rule } from 'drydock';
import { acquireRules } from './rules/acquire';
import { electionRules } from './rules/elections';
import { pauseRules } from './rules/pauses';
import { reference } from './rules/reference';
import { ACQUIRE, ELECTIONS, OF_ACQUIRE, OF_FENCING, OF_PAUSES, OF_RENEW, rule } from './rules/rule';
import { writeRules } from './rules/writes';

export { reference };

export const rules: readonly Rule[] = [
  rule({
    id: 'answers-as-promised',
    rungs: [...ACQUIRE, ...ELECTIONS],
    scenarios: [...OF_ACQUIRE, ...OF_RENEW, ...OF_PAUSES, ...OF_FENCING],
    kinds: ['answers'],
    sentence: 'Every call ends, and answers what its type says.',
    shown: true,
  }),
  ...acquireRules,
  ...electionRules,
  ...pauseRules,
  ...writeRules,
];
