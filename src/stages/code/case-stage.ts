import * as v from 'valibot';
import type { CaseStage, StageGrade } from '../../cases/types';
import { passedRungs } from './passed';

const content = v.object({ code: v.string() });

/** What the code of a case is: a build exercise of the same pack. */
export type CaseCode = v.InferOutput<typeof content>;

/** The code of a design case: rungs of a build exercise, in the workbench that every exercise has. */
export const caseStage: CaseStage<CaseCode> = {
  format: { id: 'code', schema: content },
  title: 'Code',
  order: 60,
  grade: (_content, _facts, entries): StageGrade => {
    const { passed, all } = passedRungs(entries);
    const rung = (title: string) => ({ id: title, text: title });
    const open = all.filter((title) => !passed.includes(title));
    return {
      found: passed.map(rung),
      missing: open.map(rung),
      contested: [],
      share: all.length === 0 ? 0 : passed.length / all.length,
      next: open[0] === undefined ? 'Every rung passes.' : `Go on with the rung "${open[0]}".`,
    };
  },
  load: () => import('./CaseCode.svelte'),
};
