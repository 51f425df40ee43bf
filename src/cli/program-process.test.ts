import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type ProcessEnd, type ProgramProcess, type RealmTexts } from './program-process';

let program: ProgramProcess | undefined;
afterEach(() => program?.stop());

/** Starts a process whose main script is this text, and asks it for two cases. */
async function endOf(main: string, silenceMs = 5000): Promise<ProcessEnd> {
  const texts: RealmTexts = { main, harness: '', program: '', explain: '', scenarios: '', config: '' };
  program = await startProgram(texts, { silenceMs });
  const request = { scenario: 'calls', input: null, choices: [] };
  void program.runCases([
    { ...request, id: 1 },
    { ...request, id: 2 },
  ]);
  return program.ended;
}

/** A result that nobody could find fault with. */
const result = (id: number): string =>
  `{ type: 'result', result: { id: ${id}, trace: [], halt: { kind: 'done', message: '' }, choices: [], console: [], steps: 0 } }`;
const onAsked = (text: string): string => `process.on('message', () => { ${text} });`;

describe('the process of a program', () => {
  it('may do nothing that a flag can forbid, and knows nothing of its parent', async () => {
    const probe = `
      const told = {};
      const probe = (name, use) => { try { told[name] = use(); } catch (error) { told[name] = error.code ?? error.name; } };
      probe('read', () => require('node:fs').readFileSync('/etc/hosts', 'utf8').length);
      probe('list', () => require('node:fs').readdirSync('..').length);
      probe('write', () => require('node:fs').writeFileSync('here', ''));
      probe('spawn', () => require('node:child_process').spawnSync('true').status);
      probe('thread', () => String(new (require('node:worker_threads').Worker)('', { eval: true })));
      probe('code', () => new Function('return 1')());
      probe('home', () => process.env.HOME ?? process.env.PATH ?? 'none');
      process.send({ type: 'broken', reason: JSON.stringify(told) });
      process.on('message', () => {});`;
    const end = await endOf(probe);
    expect(JSON.parse(end.kind === 'lost' ? end.reason : '{}')).toEqual({
      read: 'ERR_ACCESS_DENIED',
      list: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      spawn: 'ERR_ACCESS_DENIED',
      thread: 'ERR_ACCESS_DENIED',
      code: 'EvalError',
      home: 'none',
    });
  });

  it.each<[string, string, RegExp]>([
    ['says what no harness says', `process.send({ type: 'verdict', verdict: 'pass' });`, /wrong shape/],
    ['says too much', `process.send({ ...${result(1)}, verdict: 'pass' });`, /wrong shape/],
    [
      'sends what is not plain data',
      `const m = ${result(1)}; m.result.trace = new Map(); process.send(m);`,
      /wrong shape/,
    ],
    ['answers another case', `process.send(${result(2)});`, /answered what was not asked/],
    ['answers a case twice', `process.send(${result(1)}); process.send(${result(1)});`, /answered what was not asked/],
    [
      'answers too often',
      `for (const id of [1, 2, 3]) process.send({ ...${result(0)}, result: { ...${result(0)}.result, id } });`,
      /not asked/,
    ],
    ['ends itself', 'process.exit(0);', /exited with code 0/],
  ])('is given up when it %s', async (_what, text, expected) => {
    const end = await endOf(onAsked(text));
    expect(end).toMatchObject({ kind: 'lost' });
    expect(end.kind === 'lost' ? end.reason : '').toMatch(expected);
  });

  it('is given up when it owes an answer and is silent', async () => {
    expect(await endOf(onAsked('for (;;);'), 500)).toEqual({ kind: 'silence', afterMs: 500 });
  });

  it('is told apart when it dies of a full heap', async () => {
    expect(await endOf(onAsked('const all = []; for (;;) all.push([1, 2, 3]);'), 20_000)).toMatchObject({
      kind: 'memory',
    });
  });
});
