import type { RunRecord } from '../../attempts';
import type { MeasuredCost } from './cost';

/** What the rung's last run measured of an operation; nothing where it measured none. */
export function measuredIn(last: RunRecord | undefined, op: string): MeasuredCost | undefined {
  return last?.rules.flatMap(({ measured }) => (measured?.op === op ? [measured] : [])).at(0);
}
