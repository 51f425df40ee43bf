import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { CaseFacts, CaseStage, Finding, StageGrade } from '../../cases/types';
import type { DesignCase } from '../../packs';
import { caseRung } from './case-rung';
import { gradeClarify } from './grade';
import { gradeSorted, sortedOf } from './requirements';
import { CLARIFY, clarified } from './state';

/** Clarify of a design case: its questions and its requirements stand in `case.yaml` itself. */
export const caseStage: CaseStage<DesignCase> = {
  format: { id: CLARIFY, schema: v.custom<DesignCase>(() => true) },
  title: 'Clarify',
  order: 10,
  grade: gradeCase,
  load: () => import('./CaseClarify.svelte'),
};

function gradeCase(design: DesignCase, _facts: CaseFacts, entries: readonly StageEntry[]): StageGrade {
  const rung = caseRung(design);
  // What was asked, and where a statement was put, is the same for every seed: only the answers differ.
  const told = clarified(design, rung, 0, entries);
  const asked = gradeClarify(design, rung, told);
  const sorted = sortedOf(entries);
  const { right, wrong } = gradeSorted(design.requirements, sorted);
  const found: Finding[] = [
    ...asked.found.map(({ id, card }) => ({ id, text: card })),
    ...right.map(({ id, text }) => ({ id, text: `In its place: ${text}` })),
  ];
  const missing: Finding[] = [
    ...asked.missing.map(({ question, assumed }) => ({
      id: question.id,
      text: `${question.card} Not asked, so: ${assumed}`,
    })),
    ...wrong.map(({ id, text }) => ({
      id,
      text: `${sorted.kinds.has(id) ? 'Out of place' : 'Not sorted'}: ${text}`,
    })),
  ];
  const noise = asked.noise.length;
  const share = found.length / Math.max(1, found.length + missing.length);
  const next = asked.missing.length > 0 || wrong.length === 0 ? asked.next : NEXT_SORT;
  return { found, missing, contested: [], share: Math.max(0, share - 0.02 * noise), next };
}

const NEXT_SORT =
  'Sort what is left: what the system does is functional, how well it does it is not, and what you will not build is out of scope.';
