/** Cost, measured by the steps that a publish takes. */
import type { Scenario } from 'drydock';
import type { Plan } from './plan';
import type { Bus } from './run';

/** A topic with more and more subscribers. */
export const costOfAPublish: Scenario<Plan> = {
  id: 'cost-of-a-publish',
  rungs: ['broadcast'],
  samples: () => [{ subs: [], steps: [] }],
  input: () => ({ subs: [], steps: [] }),
  run(stage) {
    const { createBus } = stage.exports as { createBus: () => Bus };
    for (const size of [16, 64, 256, 1024]) {
      const bus = createBus();
      for (let index = 0; index < size; index += 1) bus.subscribe('t', () => Promise.resolve());
      stage.measure('publish', size, () => bus.publish('t', 'e1'));
    }
  },
};
