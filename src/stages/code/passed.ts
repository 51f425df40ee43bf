import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { Data } from '../../../engines/kernel/types';

const entry = v.strictObject({ do: v.literal('rungs'), passed: v.array(v.string()), all: v.array(v.string()) });

/** Titles of the exercise's rungs, and of those that passed in any attempt at it. */
export interface PassedRungs {
  readonly passed: readonly string[];
  readonly all: readonly string[];
}

/** As it stood when the stage was last looked at. */
export function passedRungs(entries: readonly StageEntry[]): PassedRungs {
  for (const { data } of entries.toReversed()) {
    const parsed = v.safeParse(entry, data);
    if (parsed.success) return { passed: parsed.output.passed, all: parsed.output.all };
  }
  return { passed: [], all: [] };
}

/** The entry of what passed, where it differs from the last one. */
export function passedEntry(now: PassedRungs, before: PassedRungs): Data | undefined {
  const { passed, all } = now;
  const same = [passed, all].map(String).join('\n') === [before.passed, before.all].map(String).join('\n');
  return same ? undefined : { do: 'rungs', passed: [...passed], all: [...all] };
}
