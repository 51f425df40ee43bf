import type { Stage } from '../types';
import { TEST, testRuns } from './state';

export const stage: Stage = {
  id: TEST,
  title: 'Test',
  order: 30,
  isOffered: () => true,
  isDone: ({ rung, attempt }) => {
    const last = testRuns(attempt.stageEntries(TEST), rung.id).at(-1);
    return last !== undefined && last.refused.length === 0 && last.caught.length > last.escaped.length;
  },
  load: () => import('./Test.svelte'),
};
