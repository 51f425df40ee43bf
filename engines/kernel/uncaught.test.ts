import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../src/compile/node';
import { createWorld, type ProgramFactory, type WorldOptions } from './index';

function compiled(start: string): ProgramFactory {
  const result = compileProgram(`export const start = ${start};`);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return new Function(`return ${result.program.code}`)() as ProgramFactory;
}

/** Node `a` runs `body` when it starts; node `b` ticks every 10 ms. What happened, as short texts. */
function happened(body: string, options: WorldOptions = {}): readonly string[] {
  const world = createWorld(options);
  world.addNode(
    'a',
    compiled(`(env) => {
      const say = (x) => env.mark('say', x);
      setTimeout(() => say('later'), 25);
      say('started');
      ${body}
    }`),
  );
  world.addNode('b', compiled(`(env) => { setInterval(() => env.mark('tick'), 10); }`));
  const halt = world.run((it) => it.sleep(35));
  const told = world.trace.map(({ t, node, incarnation, kind, data }) =>
    kind === 'mark' && node === 'b'
      ? `tick ${t}`
      : `${kind} ${node}${incarnation} ${t} ${JSON.stringify(data)?.replaceAll('"', '')}`,
  );
  return [...told, halt.kind];
}

describe('what nobody catches in a node', () => {
  it.each([
    ['a rejection', `Promise.reject(new TypeError('no'));`, 0, 'TypeError'],
    ['a rejection of an async function', `(async () => { await null; throw new Error('own'); })();`, 0, 'Error'],
    ['a throw in start', `queueMicrotask(() => say('never')); throw new RangeError('x');`, 0, 'RangeError'],
    [
      'a throw in a microtask',
      `queueMicrotask(() => { queueMicrotask(() => say('never')); throw new Error(); });`,
      0,
      'Error',
    ],
    ['a throw in a timer', `setTimeout(() => { throw null; }, 5);`, 5, 'Error'],
    [
      'a throw in a listener, deep in an async function',
      `const c = new AbortController(); c.signal.addEventListener('abort', () => { throw new Error(); });
       (async () => { await null; try { c.abort(); } catch (e) { say('caught'); } finally { say('finally'); } say('went on'); })().catch(() => say('handled'));`,
      0,
      'Error',
    ],
  ] as const)('%s ends that node and no other', (_name, body, at, error) => {
    expect(happened(body)).toEqual([
      'mark a0 0 started',
      `crash a0 ${at} {error:${error}}`,
      'tick 10',
      'tick 20',
      'tick 30',
      'done',
    ]);
  });

  it('lets it start again, when that is asked for', () => {
    expect(happened(`if (env.incarnation < 2) throw new Error();`, { uncaught: { restartMs: 3 } })).toEqual([
      'mark a0 0 started',
      'crash a0 0 {error:Error}',
      'restart a1 3 undefined',
      'mark a1 3 started',
      'crash a1 3 {error:Error}',
      'restart a2 6 undefined',
      'mark a2 6 started',
      'tick 10',
      'tick 20',
      'tick 30',
      'mark a2 31 later',
      'done',
    ]);
  });

  it('ends the run, when that is asked for, and the trace has no text of the engine', () => {
    expect(happened(`(async () => null.x)();`, { uncaught: 'halt' })).toEqual([
      'mark a0 0 started',
      'halt a0 0 A promise was rejected and nobody handles it: TypeError',
      'unhandled',
    ]);
  });

  it('of the scenario itself ends the run', () => {
    const world = createWorld();
    const halt = world.run((it) =>
      it.sleep(5).then(() => {
        throw new Error('mine');
      }),
    );
    expect(halt.message).toBe('The run was rejected: Error: mine');
  });
});
