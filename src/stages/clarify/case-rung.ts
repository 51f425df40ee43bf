import { CASE_RUNG, type DesignCase } from '../../packs';
import type { ClarifyPlace } from './variant';

/** A whole case in the place of a rung: its facts are the first values of its variants. */
export function caseRung({ variants }: Pick<DesignCase, 'variants'>): ClarifyPlace {
  const standard = Object.entries(variants).map(([name, values]) => [name, values[0] ?? ''] as const);
  return { id: CASE_RUNG, facts: Object.fromEntries(standard) };
}
