/** Cost, measured and not judged. */
import type { Scenario } from 'drydock';
import { ALL, PATIENCE_MS, roomy } from './plan';
import { type Submitted, makePool } from './run';

type Sizes = { readonly sizes: readonly number[] };

/** Jobs that are done at once, behind one that is not: what a submission costs, and what it costs to get through the queue. */
export const costOfJobs: Scenario<Sizes> = {
  id: 'cost-of-jobs',
  rungs: ALL,
  samples: () => [{ sizes: [16, 64, 256] }],
  // Counts are exact: one run tells all.
  input: () => ({ sizes: [] }),
  async run(stage, { sizes }) {
    for (const size of sizes) {
      const pool = makePool(stage, roomy(stage.rung, 1, 2 * size + 64));
      if (pool === undefined) return;
      const results: unknown[] = [];
      const submit = (job: () => Promise<void>): void => {
        const made: unknown = pool.submit(job);
        results.push(stage.rung === 'workers' ? made : (made as Submitted).result);
      };
      submit(() => stage.sleep(1));
      for (let index = 0; index < size; index += 1) submit(async () => {});
      const calls = 16;
      const submitMany = (): void => {
        for (let index = 0; index < calls; index += 1) submit(async () => {});
      };
      stage.measure('submit', size, submitMany, calls);
      const through = (): Promise<unknown> => Promise.race([Promise.all(results), stage.sleep(PATIENCE_MS)]);
      await stage.measureAsync('next', size, through, size + calls);
    }
  },
};
