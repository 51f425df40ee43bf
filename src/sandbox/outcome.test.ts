import { expect, it } from 'vitest';
import { outcomeOfLost } from './outcome';

const outcome = (cause: 'gone' | 'malformed' | 'broken' | 'exercise') =>
  outcomeOfLost({ type: 'lost', run: 1, cause, reason: 'the cause' });

it('a run worker that dies is told as memory that ran out', () => {
  expect(outcome('gone')).toMatchObject({ kind: 'halted', halt: { kind: 'memory' } });
});

it('a harness that breaks is told as Drydock’s fault, with what was kept and what to do', () => {
  const told = outcome('broken');
  expect(told).toMatchObject({ kind: 'lost' });
  for (const part of ['Drydock itself failed', 'the cause', 'is kept', 'Run it again', 'report it'])
    expect(told.kind === 'lost' ? told.reason : '').toContain(part);
});

it.each([
  ['exercise', 'a fault of the exercise and not of your program'],
  ['malformed', 'sent what no run sends'],
] as const)('one that is lost by %s decides nothing, and says why', (cause, sentence) => {
  expect(outcome(cause)).toEqual({ kind: 'lost', reason: expect.stringContaining(sentence) as unknown });
});
