import { randomComputations } from '../../engines/kernel/fidelity/random-computations';
import { PRELUDE, randomText } from '../../engines/kernel/fidelity/random-programs';
import { compileProgram } from '../../src/compile/node';

/** Several generated programs in one compiled module: compiling costs a hundred times what running does. */
export interface Batch {
  /** Text of the module's factory; its `programs` are `(log, choose, facts) => unknown`. */
  readonly code: string;
  /** Seed of each of its programs. */
  readonly seeds: readonly number[];
}

const PROGRAMS = 1000;
const A_BATCH = 40;
/** Programs that share their asynchronous part, and take other ways through it by other choices. */
const A_PART = 4;
const COMPUTATIONS = 8;

/**
 * 1,000 programs, each of computations of its own and then asynchronous code (250 texts of it, told other choices and
 * facts each time), compiled as a learner's module is.
 */
export function compileBatches(): readonly Batch[] {
  const batches: Batch[] = [];
  for (let first = 0; first < PROGRAMS; first += A_BATCH) {
    const seeds = Array.from({ length: A_BATCH }, (_, index) => first + index);
    const compiled = compileProgram(sourceOf(seeds));
    if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
    batches.push({ code: compiled.program.code, seeds });
  }
  return batches;
}

/** TypeScript of the programs with these seeds. */
function sourceOf(seeds: readonly number[]): string {
  const parts = seeds
    .filter((seed) => seed % A_PART === 0)
    .map((seed) => `const part${seed} = () => {\n${randomText(seed)}\n};`);
  const programs = seeds.map(
    (seed) =>
      `programs.push(function (its, chooser, facts) { log = its; choose = chooser; log(facts);\n` +
      `${randomComputations(seed, COMPUTATIONS)}\nreturn part${seed - (seed % A_PART)}();\n});`,
  );
  // Outside of the functions that take an `a` the generator names it too.
  return `let log, choose, a = 0; ${PRELUDE}\nexport const programs = [];\n${[...parts, ...programs].join('\n')}`;
}
