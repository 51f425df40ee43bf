import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openAttempt } from '../attempts';
import { startPracticeAt } from '../attempts';
import { EXERCISE, PlayedInterview, RUNG } from '../interview/testing';
import { CLARIFY, clarified } from '../stages/clarify/state';
import { flagsOf } from './flags';
import { debriefMarkdown } from './markdown';
import { frontFiles, momentAt, phasesDone, recordingOf, textAt, typing } from './recording';
import { momentOf } from './reenter';
import { nextThings, rubricOf, totalOf } from './rubric';

/** A generator of its own, so that a failure names its seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let hash = Math.imul(state ^ (state >>> 15), 1 | state);
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash;
    return ((hash ^ (hash >>> 14)) >>> 0) / 4294967296;
  };
}

const FILES = ['solution.ts', 'my-tests.ts', 'notes.md'];

describe('the recorder', () => {
  it('rebuilds any second as a snapshot taken then, across reloads and a clock that is set', async () => {
    for (const seed of [1, 2, 3]) {
      const next = random(seed);
      const pick = (count: number): number => Math.floor(next() * count);
      const played = await PlayedInterview.begin({ format: 'short-25', seed: 3 });
      for (const file of FILES) played.attempt.openFile(file, 'begin\n');
      const snapshots: { ms: number; texts: string[]; said: number; facts: unknown; file: string }[] = [];
      let file = 'solution.ts';
      for (let second = 0; second < 400; second += 1) {
        for (let edit = pick(4); edit > 0; edit -= 1) {
          const where = FILES[pick(3)] ?? '';
          const { length } = played.attempt.textOf(where);
          const offset = pick(length + 1);
          const removed = pick(Math.min(4, length - offset + 1));
          played.attempt.edit([{ offset, removed, text: 'abc\n'.slice(0, pick(5)) }], undefined, where);
        }
        const chance = next();
        if (chance < 0.02) played.say('When does a window start?');
        else if (chance < 0.05) played.say('I keep a count.');
        else if (chance < 0.07) played.setMs += Math.round((next() - 0.5) * 7_200_000);
        else if (chance < 0.08) await played.reload(pick(20));
        else if (chance < 0.12) played.session.keep({ do: 'file', file: (file = FILES[pick(3)] ?? '') });
        played.session.tick();
        snapshots.push({
          ms: played.session.elapsedMs,
          texts: FILES.map((name) => played.attempt.textOf(name)),
          said: played.session.transcript.length,
          facts: played.session.told.facts,
          file,
        });
        played.pass(1);
        // What the interviewer said in that tick belongs to the next second.
        played.browser.clock.advance(1);
      }
      played.session.end('early');
      const recording = recordingOf(await played.recorded(), EXERCISE);
      if (recording === undefined) throw new Error('no recording');
      for (const { ms, texts, said, facts, file: front } of snapshots) {
        const moment = momentAt(recording, ms);
        expect(
          FILES.map((name) => textAt(moment, name)),
          `seed ${seed}, ${ms} ms`,
        ).toEqual(texts);
        expect([moment.transcript.length, moment.told.facts, moment.file]).toEqual([said, facts, front]);
      }
    }
  }, 60_000);

  it('says what was done in each phase, which file was in front, and how much was typed', async () => {
    const played = await PlayedInterview.begin({ seed: 3 });
    played.pass(30).say('Which language?').to(6).write('a').pass(1).write('b').to(10);
    played.session.keep({ do: 'file', file: 'my-tests.ts' });
    played.to(12).session.end('early');
    const recording = recordingOf(await played.recorded(), EXERCISE);
    if (recording === undefined) throw new Error('no recording');
    expect(phasesDone(recording).slice(0, 2)).toMatchObject([
      { id: 'clarify', questions: 1, solution: 0, plannedMs: 300_000 },
      { id: 'build', questions: 0, solution: 2 },
    ]);
    expect(frontFiles(recording)).toEqual([
      { file: 'solution.ts', fromMs: 0, toMs: 600_000 },
      { file: 'my-tests.ts', fromMs: 600_000, toMs: 720_000 },
    ]);
    expect(typing(recording, 30_000)).toHaveLength(120);
    expect(typing(recording, 30_000)[12]).toBe(2);
  });
});

describe('a debrief', () => {
  const begun = async () => {
    const played = await PlayedInterview.begin({ seed: 3 });
    played.pass(30).say('When does a window start?').say('How many servers share it?');
    played.to(6).write('export function createLimiter() {\n  return new Map();\n}\n').pass(10);
    played.say('One map, so O(1) for each call.').to(24).say('So they are aligned now, all of them at once.');
    return played;
  };

  it('gives points with the moments that show them, and three things to do next', async () => {
    const played = await begun();
    played.to(60);
    const recording = recordingOf(await played.recorded(), EXERCISE);
    if (recording === undefined) throw new Error('no recording');
    const rows = rubricOf(recording, { passing: 1, of: 2, failing: ['At most limit pass.'] });
    const row = (id: string) => rows.find((one) => one.id === id);
    expect(row('clarifies')).toMatchObject({ points: 4, evidence: [30_000, 30_000] });
    expect(row('correct')).toMatchObject({ points: 2, evidence: [3_600_000] });
    expect(row('change')?.points).toBe(1);
    expect(row('cost')).toMatchObject({ points: 4, evidence: [370_000, expect.any(Number)].slice(0, 1) });
    expect(row('tests')?.points).toBe(0);
    expect(row('steps')?.points).toBe(1);
    expect(totalOf(rows).of).toBe(32);
    expect(nextThings(rows)).toHaveLength(3);
    expect(rubricOf(recording, undefined).find(({ id }) => id === 'correct')?.points).toBeUndefined();
  });

  it('is exported as Markdown that code and talk cannot break', async () => {
    const played = await begun();
    played.write('// ```\n# no heading\n').say('one\n# two').session.end('early');
    const recording = recordingOf(await played.recorded(), EXERCISE);
    if (recording === undefined) throw new Error('no recording');
    const judged = { passing: 0, of: 0, failing: [], fault: 'It does not compile.' };
    const text = debriefMarkdown(recording, {
      rows: rubricOf(recording, judged),
      flags: flagsOf(recording),
      judged,
      next: [],
    });
    expect(text).toContain('# Debrief: Limiter, fixed window');
    expect(text).toContain('You: one # two');
    expect(text).toContain('````ts\n// ```\n# no heading\n````');
    expect(text).toContain('- **Window**: aligned (changed)');
    expect(text.match(/^# /gm)).toHaveLength(2);
  });

  it('is gone on from, at any minute, as practice with the same answers and the change', async () => {
    const played = await begun();
    played.to(60);
    const recording = recordingOf(await played.recorded(), EXERCISE);
    if (recording === undefined) throw new Error('no recording');
    const early = momentOf(recording, 60_000);
    expect(early.texts.get('solution.ts')).toBe(RUNG.starter);
    const late = momentOf(recording, 25 * 60_000);
    const practice = await startPracticeAt(played.options, late);
    await practice.close();
    const again = await openAttempt(played.options);
    expect(again.id).toBe(practice.id);
    expect(again.text).toContain('new Map()');
    const told = clarified(EXERCISE, RUNG, again.head.seed, again.stageEntries(CLARIFY));
    expect(told.facts).toEqual({ start: 'aligned' });
    expect(told.answered).toHaveLength(2);
  });
});
