import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { runOwnTests } from '../../../engines/check/run';
import { createKeyValueStore, type ProgramFactory } from '../../../engines/kernel';
import { compileProgram } from '../../compile/node';
import { apiTypes, withApi } from './api';

function factory(source: string): ProgramFactory {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  return new Script(compiled.program.code).runInThisContext() as ProgramFactory;
}

/** Runs the body of one test over a store of its own; why it failed, or undefined. */
function failureOf(body: string, program = 'export const none = 0;'): string | undefined {
  const tests = factory(withApi(`test('it', async (program, { createStore }) => { ${body} });`));
  const outcome = runOwnTests({ tests, program: factory(program) });
  if (!outcome.ok) throw new Error(outcome.fault);
  return outcome.results[0]?.message;
}

describe('the simulated store of a learner’s own tests', () => {
  it.each([
    [
      'sets only what is not there',
      "expect(await s.set('k', 'a', { nx: true })).toBe('OK'); expect(await s.set('k', 'b', { nx: true })).toBe(null); expect(await s.get('k')).toBe('a');",
    ],
    [
      'lets keys expire at the instant',
      "await s.set('k', 'a', { px: 100 }); await sleep(97); expect(await s.get('k')).toBe('a'); expect(await s.get('k')).toBe(null);",
    ],
    [
      'removes',
      "await s.set('k', 'a'); expect(await s.delete('k')).toBe(true); expect(await s.delete('k')).toBe(false);",
    ],
    ['answers in virtual time', "const at = Date.now(); await s.get('k'); expect(Date.now() - at).toBe(2);"],
    [
      'has clients of the same data',
      "const other = s.client({ replyMs: 30 }); await other.set('k', 'a'); expect(await s.get('k')).toBe('a');",
    ],
    ['starts empty', "expect(await s.get('lease')).toBe(null); expect(await createStore().get('lease')).toBe(null);"],
    [
      'runs scripts at one instant',
      "await Promise.all([1, 2, 3].map(() => s.script((at) => at.set('n', String(Number(at.get('n') ?? 0) + 1))))); expect(await s.get('n')).toBe('3');",
    ],
    [
      'tells what a script throws',
      "await expect(s.script(() => { throw new RangeError('no'); })).rejects.toThrow('RangeError');",
    ],
    [
      'loses requests',
      "s.lose('request'); const at = Date.now(); await expect(s.set('k', 'a')).rejects.toThrow('TimeoutError'); expect(Date.now() - at).toBe(500); s.lose('nothing'); expect(await s.get('k')).toBe(null);",
    ],
    [
      'loses replies of what was done',
      "s.lose('reply'); await expect(s.set('k', 'a')).rejects.toThrow('TimeoutError'); s.lose('nothing'); expect(await s.get('k')).toBe('a');",
    ],
    [
      'loses those of one client alone',
      "const other = s.client(); s.lose('reply'); expect(await other.set('k', 'a')).toBe('OK');",
    ],
    ['is slow when told', "s.slow(40); const at = Date.now(); await s.get('k'); expect(Date.now() - at).toBe(41);"],
    [
      'gives up what is too slow',
      "s.slow(600); await expect(s.set('k', 'a')).rejects.toThrow('TimeoutError'); s.slow(1); expect(await s.get('k')).toBe('a');",
    ],
  ])('%s', (_, body) => {
    expect(failureOf(`const s = createStore(); ${body}`)).toBeUndefined();
    expect(failureOf(`const s = createStore(); ${body} expect('the test').toBe('over');`)).toContain('over');
  });

  it('does what the kernel’s own store does, over many operations', () => {
    const { operations } = createKeyValueStore();
    const call = (op: string, ...args: unknown[]) =>
      (operations[op] as (now: number, ...rest: unknown[]) => unknown)(now, ...args);
    let now = 0;
    let state = 7;
    const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
    const script: string[] = [];
    const expected: unknown[] = [];
    for (let step = 0; step < 400; step += 1) {
      const key = `k${next(3)}`;
      const px = next(2) === 0 ? undefined : 1 + next(20);
      const nx = next(2) === 0;
      const kind = next(6);
      if (kind === 0) {
        const ms = next(12);
        now += ms;
        script.push(`await sleep(${ms});`);
      } else if (kind === 1) {
        expected.push(call('set', key, step, { nx, ...(px === undefined ? {} : { px }) }) === true ? 'OK' : null);
        script.push(`log(at.set('${key}', '${step}', { nx: ${nx}${px === undefined ? '' : `, px: ${px}`} }));`);
      } else if (kind === 2) {
        const value = call('get', key);
        expected.push(value === null ? null : String(value));
        script.push(`log(at.get('${key}'));`);
      } else {
        const op = ['delete', 'increment', 'expire'][kind - 3] ?? '';
        expected.push(kind === 5 ? call(op, key, 9) : call(op, key));
        script.push(`log(at.${op}('${key}'${kind === 5 ? ', 9' : ''}));`);
      }
    }
    const body = `const out = []; const log = (value) => out.push(value); let at; await createStore().script((s) => { at = s; });
      ${script.join('\n')}
      expect(out).toEqual(${JSON.stringify(expected)});`;
    expect(expected.length).toBeGreaterThan(200);
    expect(failureOf(body)).toBeUndefined();
    expect(failureOf(body.replaceAll('nx: true', 'nx: false'))).toBeDefined();
  });

  it('catches a program that looks and then sets', () => {
    const program = (acquire: string) =>
      `export const createElector = ({ id, store, ttlMs }) => ({ acquire: async () => { ${acquire} } });`;
    const body = `const store = createStore();
      const nodes = ['a', 'b'].map((id) => program.createElector({ id, store: store.client(), ttlMs: 1000 }));
      const won = await Promise.all(nodes.map((node) => node.acquire()));
      expect(won.filter(Boolean).length).toBe(1);`;
    const right = program("return (await store.set('l', id, { nx: true, px: ttlMs })) === 'OK';");
    const wrong = program(
      "if ((await store.get('l')) !== null) return false; await store.set('l', id, { px: ttlMs }); return true;",
    );
    expect(failureOf(body, right)).toBeUndefined();
    expect(failureOf(body, wrong)).toContain('expected 2 to be 1');
  });

  it('is typed where an exercise has it, and only there', () => {
    expect(apiTypes('', 'createElector', ['store'])).toContain('services: Services) => void');
    expect(apiTypes('', 'createElector')).not.toContain('Services');
  });
});
