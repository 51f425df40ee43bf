import {
  createKeyValueStore,
  createWorld,
  exploringChoices,
  listedChoices,
  type ChoiceSource,
  type Halt,
} from './index';
import type { NodeEnvironment, ProgramFactory, TraceEvent } from './index';

/**
 * The walkthrough's program: a node adds one to a counter in a store by reading and then writing. Lowered by hand: an
 * `await` is a `yield` in a generator that `__awaiter` drives, which is all that the compiler does to it.
 */
const addOne: ProgramFactory = ({ globals }, exports) => {
  type Awaiter = (
    self: undefined,
    args: undefined,
    P: undefined,
    body: () => Generator<unknown, void, number>,
  ) => unknown;
  const awaiter = globals['__awaiter'] as Awaiter;
  exports['start'] = (node: NodeEnvironment) =>
    awaiter(undefined, undefined, undefined, function* () {
      const count = yield node.call('store', 'get', 'count');
      yield node.call('store', 'set', 'count', (count ?? 0) + 1);
    });
};

/** What one run of the example showed. */
export interface ExampleRun {
  readonly halt: Halt;
  readonly count: unknown;
  readonly trace: readonly TraceEvent[];
  readonly choices: readonly number[];
}

/** Two nodes add one each, under the given choices of the network. */
export function runExample(choices: ChoiceSource): ExampleRun {
  const world = createWorld({ choices, services: { store: createKeyValueStore() }, faults: { delay: true } });
  world.addNode('first', addOne);
  world.addNode('second', addOne);
  const halt = world.run((it) => it.sleep(5000));
  return { halt, count: world.inspect('store', 'get', 'count'), trace: world.trace, choices: choices.taken };
}

/** The first seed whose run loses an update, and the same run again from its choices alone. */
export function findLostUpdate(seeds = 1000): { readonly seed: number; readonly run: ExampleRun } | undefined {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { count, choices } = runExample(exploringChoices(seed));
    if (count !== 2) return { seed, run: runExample(listedChoices(choices)) };
  }
  return undefined;
}
