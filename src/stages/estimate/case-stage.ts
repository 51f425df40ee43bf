import type { CaseStage } from '../../cases/types';
import { format, type EstimateContent } from './format';
import { claimsOfEstimate, gradeEstimate } from './grade';
import { estimateOf } from './state';

/** Estimate of a design case: rows with formulas, held against the reference and against the learner's own premises. */
export const caseStage: CaseStage<EstimateContent> = {
  format,
  title: 'Estimate',
  order: 20,
  grade: (content, facts, entries) => gradeEstimate(content, facts, estimateOf(entries)),
  claims: (content, facts, entries) => claimsOfEstimate(content, facts, estimateOf(entries)),
  load: () => import('./Estimate.svelte'),
};
