import type { Stage } from '../types';
import { CLARIFY, clarified } from './state';

export const stage: Stage = {
  id: CLARIFY,
  title: 'Clarify',
  order: 10,
  isOffered: ({ questions }) => questions.length > 0,
  isDone: ({ exercise, rung, attempt }) =>
    clarified(exercise, rung, attempt.head.seed, attempt.stageEntries(CLARIFY)).isDone,
  load: () => import('./Clarify.svelte'),
};
