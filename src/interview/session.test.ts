import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openInterview } from '../attempts';
import { PlayedInterview } from './testing';

const LIMITER = `export function createLimiter() {
  const seen = new Map();
  return { allow: (key) => {
    const held = (seen.get(key) ?? []).filter((at) => at > 0);
    seen.set(key, [...held, 1]);
    return true;
  } };
}
`;
const minutes = (played: PlayedInterview): number => played.session.elapsedMs / 60_000;
const said = (played: PlayedInterview): string[] =>
  played.session.transcript.filter(({ who }) => who === 'them').map(({ id }) => id ?? 'answer');

describe('an interview of sixty minutes', () => {
  it('goes through its phases, changes a requirement, pushes back, asks what was not considered, and ends', async () => {
    const played = await PlayedInterview.begin({ seed: 3 });
    expect(said(played)).toEqual(['prompt']);
    played.pass(20).say('When does a window start?');
    expect(played.session.transcript.at(-1)).toMatchObject({ kind: 'answer', elapsedMs: 20_000 });
    played.to(6).write(LIMITER);
    expect(played.session.phase?.id).toBe('build');
    played.to(22.9);
    expect(played.session.told.facts['start']).toBe('first');
    played.to(34);
    expect(played.session.told.facts['start']).toBe('aligned');
    played.to(60);
    expect(played.session.isOver).toBe(true);
    expect(said(played)).toEqual([
      ...['prompt', 'answer', 'phase:build', 'change', 'time:build'],
      ...['phase:optimise', 'pushback:cost', 'pushback:growth', 'time:optimise'],
      ...['phase:test', 'pushback:untested', 'phase:review', 'failure:restart', 'time:review'],
    ]);
    expect(played.session.transcript.find(({ id }) => id === 'pushback:cost')).toMatchObject({ line: 4 });
  });

  it('at zero keeps everything as it stands, and takes nothing more', async () => {
    const played = await PlayedInterview.begin();
    played.to(59.9).write('kept');
    played.to(60).write('late').say('late');
    expect(played.session.elapsedMs).toBe(3_600_000);
    expect(played.attempt.text).toBe('kept');
    expect(played.session.transcript.some(({ text }) => text === 'late')).toBe(false);
    await played.reload(30);
    expect(played.session.isOver).toBe(true);
    expect(played.session.elapsedMs).toBe(3_600_000);
    played.write('later');
    expect(played.attempt.text).toBe('kept');
  });

  it('takes no keystroke that comes after zero, also where no tick came between', async () => {
    const played = await PlayedInterview.begin();
    played.to(59.9);
    played.browser.clock.advance(60_000);
    played.write('late');
    expect(played.session.isOver).toBe(true);
    expect(played.attempt.text).not.toContain('late');
  });

  it('may be ended early, or abandoned', async () => {
    for (const why of ['early', 'abandoned'] as const) {
      const played = await PlayedInterview.begin({ format: 'short-25' });
      played.to(10);
      played.session.end(why);
      expect(played.session.state?.end).toMatchObject({ why, elapsedMs: 600_000 });
      played.pass(60).write('late');
      expect(minutes(played)).toBe(10);
      expect(played.attempt.text).not.toBe('late');
    }
  });

  it('with extra time is longer by as much', async () => {
    const played = await PlayedInterview.begin({ format: 'short-25', extra: 100 });
    played.to(49.9);
    expect(played.session.isOver).toBe(false);
    expect(played.to(50).session.isOver).toBe(true);
  });
});

describe('its clock', () => {
  it('goes on through a reload, and through what passes without a page', async () => {
    const played = await PlayedInterview.begin();
    await played.to(10).reload(0);
    expect(minutes(played)).toBe(10);
    await played.reload(300);
    expect(minutes(played)).toBe(15);
    expect(played.to(20).session.phase?.id).toBe('build');
  });

  it('is not moved by a clock that is set back or ahead, during a page and across a reload after it', async () => {
    for (const hours of [-1, 1]) {
      const played = await PlayedInterview.begin();
      played.to(10);
      played.setMs += hours * 3_600_000;
      played.pass(5);
      expect(played.session.elapsedMs).toBe(605_000);
      played.write('after it');
      await played.to(12).reload(60);
      expect(minutes(played)).toBe(13);
      expect(played.to(60).session.isOver).toBe(true);
    }
  });

  it('goes on through sleep: at zero it is over, with what there was', async () => {
    const played = await PlayedInterview.begin();
    played.to(10).write('before');
    played.browser.clock.advance(3_600_000);
    played.session.tick();
    expect(played.session.isOver).toBe(true);
    expect(played.attempt.text).toBe('before');
  });

  it('asks where the machine may have slept without its clock going on, and counts it when told so', async () => {
    const played = await PlayedInterview.begin();
    played.to(10);
    played.browser.clock.advance(600_000);
    played.pausedMs += 600_000;
    played.session.tick();
    expect(minutes(played)).toBe(10);
    expect(played.session.skippedMs).toBe(600_000);
    played.session.countSleep();
    expect(minutes(played)).toBe(20);
    expect(played.session.skippedMs).toBeUndefined();
    await played.to(21).reload(0);
    expect(minutes(played)).toBe(21);
  });

  it('is the same in two tabs, and only one of them writes', async () => {
    const played = await PlayedInterview.begin();
    played.to(10);
    await played.attempt.flush();
    const locks = played.options.environment.locks;
    expect(locks).toBeDefined();
    const second = await openInterview(played.attempt.id, played.options);
    const reader = played.open(second!);
    expect(second?.isReadOnly).toBe(true);
    expect(reader.elapsedMs).toBe(600_000);
    expect(reader.say('from the second')).toBe(false);
    played.pass(60);
    reader.tick();
    expect(reader.elapsedMs).toBe(660_000);
    second?.end();
  });
});
