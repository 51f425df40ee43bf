import { describe, expect, test } from 'vitest';
import { createRunner } from './runner';
import { parseReplay, type Replay } from './replay';
import { replayCase, replayProblem } from './replay-case';
import { doubles, judgeToy, program, results, slowNumbers } from './toys';
import type { JudgeEvent, ScenariosModule } from '../types';

const slow = { ...doubles, scenarios: ['slow-numbers'] };
const scenarios: ScenariosModule = { scenarios: [{ ...slowNumbers, samples: () => [[1], [2]] }] as never };
/** Wrong only for a large number that the schedule is late for. */
const wrong = program((x: number, late: number) => (x > 99 && late === 2 ? 0 : x * 2));

async function replayed(replay: Replay, factory = wrong): Promise<readonly JudgeEvent[]> {
  const facts = {};
  const runner = createRunner({
    scenarios,
    program: factory,
    explain: factory,
    rung: 'toy',
    facts,
    requiredExport: 'double',
  });
  const events: JudgeEvent[] = [];
  const judging = replayCase(
    {
      rules: { rules: [doubles, slow], reference: { toy: { double: (x: number) => x * 2 } } },
      scenarios,
      exercise: 'toy',
      contentHash: '0123456789abcdef',
      rung: 'toy',
      facts,
      seed: 1,
      runs: 100,
      runCases: (cases) => Promise.resolve(runner.runAll(cases)),
    },
    replay,
  );
  for await (const event of judging) events.push(event);
  return events;
}

async function foundCase() {
  const [failed] = results(await judgeToy(wrong, { rules: [slow], scenarios: [slowNumbers] }));
  if (failed?.counterexample === undefined) throw new Error('nothing was found');
  return failed.counterexample;
}

async function foundReplay(): Promise<Replay> {
  const parsed = parseReplay((await foundCase()).replay);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.replay;
}

describe('a replayed case', () => {
  test('is the same input and the same schedule, and no other case', async () => {
    const replay = await foundReplay();
    const events = await replayed(replay);
    const [result] = results(events);
    const { input, choices, trace } = await foundCase();
    expect(result).toMatchObject({ rule: 'doubles', verdict: 'fail', counterexample: { input, choices, trace } });
    const again = parseReplay(result?.counterexample?.replay ?? '');
    expect(again).toEqual({ ok: true, replay });
    expect(events.at(-1)).toMatchObject({ type: 'done', cases: 1 });
  });

  test('passes on a program that is right for it', async () => {
    const replay = await foundReplay();
    const right = program((x: number) => x * 2);
    expect(results(await replayed(replay, right))).toEqual([expect.objectContaining({ verdict: 'pass', cases: 1 })]);
    expect(results(await replayed({ ...replay, schedule: [1] }))).toEqual([
      expect.objectContaining({ verdict: 'pass' }),
    ]);
  });

  test('may be a fixed case', async () => {
    const replay: Replay = { ...(await foundReplay()), input: { sample: 1 }, schedule: [] };
    const [result] = results(
      await replayed(
        replay,
        program(() => 2),
      ),
    );
    expect(result).toMatchObject({ verdict: 'fail', counterexample: { input: [2], actual: 2, expected: 4 } });
  });

  test('tells a scenario or a fixed case that is not there', async () => {
    const replay = await foundReplay();
    expect(replayProblem(scenarios, 'toy', replay)).toBeUndefined();
    expect(replayProblem(scenarios, 'toy', { ...replay, scenario: 'none' })).toContain('There are: slow-numbers.');
    const beyond: Replay = { ...replay, input: { sample: 2 } };
    expect(replayProblem(scenarios, 'toy', beyond)).toBe(
      'The replay is of fixed case 3 of "slow-numbers", which has 2.',
    );
    await expect(replayed(beyond)).rejects.toThrow('fixed case 3');
  });
});
