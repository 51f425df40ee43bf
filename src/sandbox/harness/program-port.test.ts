import { describe, expect, it } from 'vitest';
import type { CaseRequest, CaseResult } from '../../../engines/check/types';
import type { Wire } from './capture';
import { programOf } from './program-port';

const request = (id: number): CaseRequest => ({ id, scenario: 's', input: null, choices: [] });
const result = (id: number): CaseResult => ({
  id,
  trace: [],
  halt: { kind: 'done', message: '' },
  choices: [],
  console: [],
  steps: 1,
});

/** A wire whose other end the test is. */
function createWire() {
  const sent: unknown[] = [];
  let hear: (message: unknown) => void = () => undefined;
  let close: () => void = () => undefined;
  const wire: Wire = {
    send: (message) => void sent.push(message),
    listen: (listener) => (hear = (message) => listener(message, [])),
    onClose: (callback) => (close = callback),
  };
  let heard = 0;
  const { runCases } = programOf(wire, () => (heard += 1));
  return { runCases, sent, say: (message: unknown) => hear(message), close: () => close(), results: () => heard };
}

describe('forged results: the judge believes a run worker', () => {
  it('that answers what was asked, in order', async () => {
    const { runCases, sent, say, results } = createWire();
    const answer = runCases([request(1), request(2)]);
    say({ type: 'result', result: result(1) });
    say({ type: 'result', result: result(2) });
    say({ type: 'answered' });
    expect((await answer).map(({ id }) => id)).toEqual([1, 2]);
    expect([sent.length, results()]).toEqual([1, 2]);
  });

  // Taken away: `parseFromProgram` in `programOf`. Then all of these were believed, or were never answered.
  it.each([
    ['no message', 'hello'],
    ['a verdict', { type: 'rule', result: { rule: 'a', verdict: 'pass' } }],
    ['a result with a verdict in it', { type: 'result', result: { ...result(1), verdict: 'pass' } }],
    ['a trace that is no list', { type: 'result', result: { ...result(1), trace: { length: 0 } } }],
  ])('never with %s', async (_, message) => {
    const { runCases, say } = createWire();
    const answer = runCases([request(1)]);
    say(message);
    await expect(answer).rejects.toMatchObject({ reason: 'malformed' });
  });

  // Taken away: the comparison of ids in `programOf`. Then a result for another case stood for the one that was asked.
  it.each([
    ['another case', [{ type: 'result', result: result(2) }]],
    [
      'a case twice',
      [
        { type: 'result', result: result(1) },
        { type: 'result', result: result(1) },
      ],
    ],
  ])('never with a result of %s', async (_, messages) => {
    const { runCases, say } = createWire();
    const answer = runCases([request(1)]);
    messages.forEach(say);
    await expect(answer).rejects.toMatchObject({ message: 'a result came that was not asked for' });
  });

  it('never with anything before it was asked, or after it has answered', async () => {
    const early = createWire();
    early.say({ type: 'result', result: result(1) });
    await expect(early.runCases([request(1)])).rejects.toMatchObject({ reason: 'malformed' });
    const late = createWire();
    const answer = late.runCases([request(1)]);
    late.say({ type: 'result', result: result(1) });
    late.say({ type: 'answered' });
    await answer;
    late.say({ type: 'result', result: result(1) });
    await expect(late.runCases([request(2)])).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('no longer once it is gone, or has said that it broke', async () => {
    const gone = createWire();
    const answer = gone.runCases([request(1)]);
    gone.close();
    await expect(answer).rejects.toMatchObject({ reason: 'gone' });
    const broken = createWire();
    const other = broken.runCases([request(1)]);
    broken.say({ type: 'broken', reason: 'x' });
    await expect(other).rejects.toMatchObject({ reason: 'broken' });
  });
});
