/**
 * What must hold. Both contracts leave no freedom in an answer, so rules compare answers with the reference's; each
 * judges traffic that holds one situation, and builds (`after`) on the rules about simpler traffic, so that a mistake is
 * told by the one rule that it breaks. Together they leave nothing out: any wrong answer in any traffic fails one.
 */
import type { Rule } from 'drydock';
import { costRules } from './rules/cost';
import { edgeRules } from './rules/edges';
import { keyRules } from './rules/keys';
import { reference } from './rules/reference';
import { userAndIpRules } from './rules/user-and-ip';
import { windowRules } from './rules/windows';

export const rules: readonly Rule[] = [...windowRules, ...edgeRules, ...keyRules, ...costRules, ...userAndIpRules];

export { reference };
