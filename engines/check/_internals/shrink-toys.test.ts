import { afterAll, expect, test } from 'vitest';
import { createWorld, exploringChoices, listedChoices, seededChoices, type ChoiceSource } from '../../kernel';
import { programsOf, TOYS, type Toy } from '../../kernel/fidelity/toys';
import { shrink, trimmed } from './shrink';

/** As the judge does it: what a run may cost, and how many failing seeds of each toy are made small. */
const MAX_ATTEMPTS = 400;
const RUNS_EACH = 5;

const sizes: { readonly toy: string; readonly from: number; readonly to: number; readonly ms: number }[] = [];

/** One run of the toy with its bug: what went wrong, and the choices that were taken. */
function runner(toy: Toy): (choices: ChoiceSource) => { readonly fails: boolean; readonly taken: readonly number[] } {
  const programs = Object.entries(programsOf(toy, false));
  return (choices) => {
    const world = createWorld({ services: toy.services(), faults: toy.faults, choices, safetyMs: 1000 });
    for (const [name, program] of programs) world.addNode(name, program);
    const { kind } = world.run(toy.main);
    // Keyed on the bug: a run that halts is another one.
    return { fails: kind === 'done' && toy.violation(world) !== undefined, taken: choices.taken };
  };
}

const decisions = (schedule: readonly number[]): number => schedule.filter((choice) => choice !== 0).length;

test.each(TOYS)('$name: what is left of a failing schedule is five decisions or fewer', async (toy) => {
  const run = runner(toy);
  const found: (readonly number[])[] = [];
  // Every decision random, and swarms of them: schedules of few and of many decisions.
  for (let seed = 1; found.length < RUNS_EACH && seed <= 2000; seed += 1) {
    const { fails, taken } = run(seed % 2 === 0 ? seededChoices(seed) : exploringChoices(seed));
    if (fails) found.push(trimmed(taken));
  }
  expect(found).toHaveLength(RUNS_EACH);
  for (const schedule of found) {
    const began = performance.now();
    const { choices } = await shrink(
      { input: [], spans: [], schedule },
      {
        spent: (attempts) => attempts >= MAX_ATTEMPTS,
        attempt: (proposal) => {
          const { fails, taken } = run(listedChoices(proposal.schedule));
          return Promise.resolve(fails ? { input: [], spans: [], schedule: trimmed(taken) } : undefined);
        },
      },
    );
    const ms = performance.now() - began;
    sizes.push({ toy: toy.name, from: decisions(schedule), to: decisions(choices.schedule), ms });
    expect(run(listedChoices(choices.schedule)).fails).toBe(true);
  }
  const worst = Math.max(...sizes.filter((one) => one.toy === toy.name).map(({ to }) => to));
  expect(worst).toBeLessThanOrEqual(5);
});

afterAll(() => {
  const line = (name: string, values: readonly number[]): string => {
    const sorted = values.toSorted((a, b) => a - b);
    return `${name} median ${Math.round(sorted[sorted.length >> 1] ?? 0)}, worst ${Math.round(sorted.at(-1) ?? 0)}`;
  };
  const by = (key: 'from' | 'to' | 'ms'): number[] => sizes.map((one) => one[key]);
  console.info(
    `shrinking ${sizes.length} failing schedules of ${TOYS.length} toys: ${line('decisions', by('from'))}` +
      ` → ${line('decisions', by('to'))}; ${line('ms', by('ms'))}`,
  );
});
