import type { CaseStage } from '../../cases/types';
import { format, type ApiContent } from './format';
import { claimsOfApi, gradeApi } from './grade';
import { apiOf } from './state';

/** API of a design case: a contract in whiteboard notation, judged by what happens to a client and a server that follow it. */
export const caseStage: CaseStage<ApiContent> = {
  format,
  title: 'API',
  order: 30,
  grade: (content, facts, entries) => gradeApi(content, facts, apiOf(entries)),
  claims: (content, facts, entries) => claimsOfApi(content, facts, apiOf(entries)),
  load: () => import('./Api.svelte'),
};
