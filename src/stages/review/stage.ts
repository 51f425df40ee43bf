import type { Stage } from '../types';
import { gradeReview, REVIEW, reviewItems } from './state';

export const stage: Stage = {
  id: REVIEW,
  title: 'Review',
  order: 40,
  isOffered: ({ review }) => Object.values(review).some((items) => items.length > 0),
  isDone: ({ exercise, rung, attempt }) => {
    const { answered, items } = gradeReview(reviewItems(exercise, rung), attempt.stageEntries(REVIEW), rung.id);
    return items > 0 && answered === items;
  },
  load: () => import('./Review.svelte'),
};
