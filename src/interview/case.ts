/** A design case in an interview: what the interviewer asks of it, in the shape of an exercise without code. Pure. */
import type { BuildExercise, DesignCase, Rung } from '../packs';
import { caseRung } from '../stages/clarify/case-rung';

/** An exercise and its rung, as the interview knows them. */
export interface Interviewed {
  readonly exercise: BuildExercise;
  readonly rung: Rung;
}

/** The case as an exercise of one rung that has no code, no rules and nothing to review. */
export function caseInterviewed(design: DesignCase): Interviewed {
  const rung: Rung = {
    ...caseRung(design),
    title: 'Design case',
    summary: design.summary,
    spec: [],
    contract: '',
    starter: '',
    requiredExport: '',
    rules: [],
    hints: [],
    reference: '',
    runs: 0,
  };
  return {
    rung,
    exercise: {
      format: design.format,
      kind: 'build',
      id: design.id,
      sheet: design.sheet,
      title: design.title,
      summary: design.summary,
      group: design.group,
      patterns: design.patterns,
      minutes: design.minutes,
      prompt: design.prompt,
      disguises: design.disguises,
      variants: design.variants,
      questions: design.questions,
      ...(design.opening === undefined ? {} : { opening: design.opening }),
      sources: design.sources,
      rungs: [rung],
      review: { remarks: [], costs: [], followups: [], tradeoffs: [], production: [] },
      changes: [],
      bank: { file: '', contentHash: '' },
      modules: { scenarios: '', rules: '', scene: '' },
    },
  };
}

/** Stages that a design round goes through: building has a round of its own. */
export function roundStages<T extends { readonly id: string }>(stages: readonly T[]): readonly T[] {
  return stages.filter(({ id }) => id !== 'code');
}
