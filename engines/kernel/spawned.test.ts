import { describe, expect, it } from 'vitest';
import { factoryOf } from './fidelity/lower';
import { createKernel, EPOCH_MS, type Spawned } from './index';

const PROGRAM = `
  let count = 0;
  exports.next = () => (count += 1);
  exports.later = (ms, act) => void setTimeout(act, ms);
  exports.clocks = () => [performance.now(), Date.now()];
`;

type Program = {
  next(): number;
  later(ms: number, act: () => void): void;
  clocks(): readonly [number, number];
};

/** Runs `main` for `ms` with a node `a`, and answers what it told and when. */
function run(main: (node: Spawned, program: () => Program, tell: (what: unknown) => void) => void, ms: number) {
  const kernel = createKernel();
  const node = kernel.spawn('a', factoryOf(PROGRAM));
  const told: (readonly [number, unknown])[] = [];
  const halt = kernel.run(() => {
    main(
      node,
      () => node.exports as unknown as Program,
      (what) => void told.push([kernel.now(), what]),
    );
    return kernel.sleep(ms).then(() => void kernel.record({ kind: 'mark', op: 'end' }));
  });
  expect(halt.kind).toBe('done');
  return { told, trace: kernel.trace };
}

describe('a spawned process', () => {
  it('has memory of its own, gone with each start', () => {
    const { told } = run((node, program, tell) => {
      const begin = (): void => {
        tell([program().next(), program().next()]);
      };
      node.start(begin);
      node.after(5, () => node.start(begin));
    }, 10);
    expect(told).toEqual([
      [0, [1, 2]],
      [5, [1, 2]],
    ]);
  });

  it('stands still in a pause, and then does what is overdue in its order', () => {
    const { told } = run((node, program, tell) => {
      node.start(() => {
        node.after(20, () => tell('asked'));
        program().later(10, () => tell('timer'));
        node.pause(30);
      });
    }, 50);
    expect(told).toEqual([
      [30, 'asked'],
      [30, 'timer'],
    ]);
  });

  it('loses its timers when it crashes, and the run goes on', () => {
    const { told, trace } = run((node, program, tell) => {
      node.start(() => {
        program().later(10, () => tell('never'));
        node.after(5, () => node.crash());
      });
    }, 50);
    expect(told).toEqual([]);
    expect(trace.at(-1)).toMatchObject({ t: 50, op: 'end' });
  });

  it('measures time by a clock that may be slow, and a wall clock that may jump', () => {
    const { told } = run((node, program, tell) => {
      const clock = { rate: 0.9, wallOffsetMs: 1000 };
      node.start(() => {
        program().later(90, () => tell(program().clocks()));
        node.after(50, () => node.jumpWall(-300));
      }, clock);
    }, 200);
    expect(told).toEqual([[100, [90, EPOCH_MS + 90 + 700]]]);
  });
});
