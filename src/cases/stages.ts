/** The stages of design cases, by folder: adding one is adding a folder with a `case-stage.ts`. */
import * as v from 'valibot';
import type { StageEntry } from '../attempts';
import type { DesignCase } from '../packs';
import { caseRung } from '../stages/clarify/case-rung';
import { clarified } from '../stages/clarify/state';
import { triesOf } from './tries';
import type { CaseFacts, CaseStage, Claim } from './types';

const ALL = Object.values(
  import.meta.glob<CaseStage<unknown>>('../stages/*/case-stage.ts', { eager: true, import: 'caseStage' }),
);

/** A stage of one case: what it is, and what the case's author wrote for it. */
export interface StageOfCase {
  readonly stage: CaseStage<unknown>;
  /** As the stage's own format reads it. */
  readonly content: unknown;
  /** Time target. */
  readonly minutes: number;
}

/** Why a stage of a case cannot be shown: this version lacks it, or reads its content otherwise. */
export interface StageProblem {
  readonly id: string;
  readonly what: string;
}

/** The stages of a case in its order; those that this version cannot show stand apart, and keep no other from it. */
export function stagesOfCase(design: DesignCase): {
  readonly stages: readonly StageOfCase[];
  readonly problems: readonly StageProblem[];
} {
  const stages: StageOfCase[] = [];
  const problems: StageProblem[] = [];
  for (const entry of design.stages) {
    const stage = ALL.find(({ format }) => format.id === entry.id);
    if (stage === undefined) {
      problems.push({ id: entry.id, what: `This version of Drydock has no stage "${entry.id}".` });
      continue;
    }
    // Clarify and code have no file of their own: the case itself is what they read.
    const given = entry.content ?? { ...design, code: entry.exercise };
    const content = v.safeParse(stage.format.schema, given);
    if (content.success) stages.push({ stage, content: content.output, minutes: entry.minutes });
    else
      problems.push({
        id: entry.id,
        what: `Its content is malformed at ${v.getDotPath(content.issues[0]) ?? 'its top'}.`,
      });
  }
  return { stages, problems };
}

/** The facts of an attempt: the defaults, and what was asked in the open try of Clarify. */
export function factsOfCase(design: DesignCase, seed: number, clarify: readonly StageEntry[]): CaseFacts {
  const entries = triesOf(clarify).at(-1)?.entries ?? [];
  return clarified(design, caseRung(design), seed, entries).facts;
}

/** What all stages say, each from its open try, with the stage that says it. */
export function claimsOf(
  stages: readonly StageOfCase[],
  facts: CaseFacts,
  entriesOf: (stage: string) => readonly StageEntry[],
): readonly (Claim & { readonly stage: string })[] {
  return stages.flatMap(({ stage, content }) => {
    const { id } = stage.format;
    const entries = triesOf(entriesOf(id)).at(-1)?.entries ?? [];
    return (stage.claims?.(content, facts, entries) ?? []).map((claim) => ({ ...claim, stage: id }));
  });
}
