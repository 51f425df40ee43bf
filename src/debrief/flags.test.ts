import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { EXERCISE, PlayedInterview } from '../interview/testing';
import { testsEntry } from '../interview/own-tests.svelte';
import { firstTests } from '../stages/test/state';
import { type FlagId, flagsOf } from './flags';
import { recordingOf } from './recording';

const STARTER = EXERCISE.rungs[0]?.starter ?? '';
const CODE = `export function createLimiter() {
  const seen = new Map();
  return { allow: (key) => [...seen.keys()].filter((one) => one === key).length > 0 };
}
`;
const PARTS = `export function createLimiter() {
  return { allow, forget };
}
function allow() {
  return true;
}
function forget() {
  return 1;
}
`;

/** Every interview here is played by the session that the page runs; flags come from the log that it wrote. */
async function flagged(play: (played: PlayedInterview) => void): Promise<readonly (readonly [FlagId, number])[]> {
  const played = await PlayedInterview.begin({ seed: 3 });
  play(played);
  if (!played.session.isOver) played.session.end('early');
  const recording = recordingOf(await played.recorded(), EXERCISE);
  if (recording === undefined) throw new Error('no recording');
  return flagsOf(recording).map(({ id, atMs }) => [id, atMs / 1_000] as const);
}

const ran = (played: PlayedInterview, passed = true): void => {
  const results = [{ name: 'two keys are apart', passed, ...(passed ? {} : { message: 'expected 1' }) }];
  const entry = testsEntry({ ok: true, results });
  if (entry !== undefined) played.session.keep(entry);
};

/** Types at the end of a part, once every half minute. */
function dwell(played: PlayedInterview, part: string, minutes: number): void {
  for (let half = 0; half < minutes * 2; half += 1) {
    const at = played.attempt.text.indexOf('return', played.attempt.text.indexOf(`function ${part}`));
    if (played.session.edited()) played.attempt.edit([{ offset: at, removed: 0, text: ' ' }]);
    played.pass(30);
  }
}

describe('silence', () => {
  it('is never a flag: an hour in which nothing was done', async () => {
    expect(await flagged((played) => played.to(60))).toEqual([]);
  });

  it('is never a flag: only the test that was given was run', async () => {
    const flags = await flagged((played) => {
      played.attempt.openFile('my-tests.ts', firstTests('createLimiter'));
      ran(played.say('Which language?').pass(60));
      played.to(60);
    });
    expect(flags).toEqual([]);
  });

  it('is never a flag: everything interrupted, nothing answered', async () => {
    const flags = await flagged((played) => played.pass(30).say('Which language?').to(6).write(CODE).to(60));
    expect(flags).toEqual([]);
  });
});

describe('built before asking', () => {
  it('is flagged at the first code', async () => {
    const late = await flagged((played) => played.pass(40).write(CODE).pass(60).say('How many servers share it?'));
    expect(late).toEqual([['built-first', 40]]);
    expect(await flagged((played) => played.pass(40).write(CODE))).toEqual([['built-first', 40]]);
  });

  it('is not: a comment before the first question, or an assumption that was stated', async () => {
    const commented = STARTER.replace('// Start here.', '// Ask how many processes there are');
    const asked = await flagged((played) =>
      played.pass(40).write(commented).pass(5).say('How many servers share it?').pass(5).write(CODE),
    );
    expect(asked).toEqual([]);
    const stated = await flagged((played) => played.say('I assume that it is one process.').pass(5).write(CODE));
    expect(stated).toEqual([]);
  });
});

describe('no numbers', () => {
  const asked = (played: PlayedInterview): PlayedInterview =>
    played.pass(20).say('Which language?').to(6).write(CODE).to(37);

  it('is flagged at an answer to the cost without any', async () => {
    const flags = await flagged((played) => asked(played).say('It is rather fast, I would not worry.'));
    expect(flags).toEqual([['no-numbers', 37 * 60]]);
  });

  it('is not: an order of growth, or no answer at all', async () => {
    expect(await flagged((played) => asked(played).say('It scans all keys, so O(n) in the keys.'))).toEqual([]);
    expect(await flagged((played) => asked(played).pass(60))).toEqual([]);
  });
});

describe('one part for half of the time', () => {
  it('is flagged when it has taken half', async () => {
    const flags = await flagged((played) => {
      played.say('Which language?').pass(10).write(PARTS);
      dwell(played, 'allow', 12);
      played.pass(60);
    });
    expect(flags.map(([id]) => id)).toEqual(['one-part']);
  });

  it('is not: the same time over two parts', async () => {
    const flags = await flagged((played) => {
      played.say('Which language?').pass(10).write(PARTS);
      dwell(played, 'allow', 6);
      dwell(played, 'forget', 6);
      played.pass(120);
    });
    expect(flags).toEqual([]);
  });
});

describe('no failure considered', () => {
  const review = (played: PlayedInterview): PlayedInterview =>
    played.pass(20).say('Which language?').to(6).write(CODE).to(51);

  it('is flagged where the review spoke of the good case alone', async () => {
    const flags = await flagged((played) => review(played).say('It keeps 1 map and looks the key up in it.'));
    expect(flags.map(([id]) => id)).toEqual(['no-failure']);
  });

  it('is not: one word of what may go wrong, wherever it stands', async () => {
    const said = await flagged((played) => review(played).say('It keeps 1 map. On a restart the counts are lost.'));
    expect(said).toEqual([]);
    const written = await flagged((played) => {
      review(played).write(CODE.replace('seen = new Map();', 'seen = new Map(); // grows forever'));
      played.say('It keeps 1 map and looks the key up in it.');
    });
    expect(written).toEqual([]);
  });
});

describe('over-built', () => {
  it('is flagged when the second part of a large system is in the code', async () => {
    const flags = await flagged((played) =>
      played
        .say('Which language?')
        .pass(10)
        .write(CODE.replace('seen = new Map()', 'store = new RedisStore(new Map())'))
        .pass(30)
        .write(`abstract class LimiterFactory {}\nclass RedisStore {}\n${CODE}`),
    );
    expect(flags).toEqual([['over-built', 40]]);
  });

  it('is not: the same words in a comment, or said', async () => {
    const flags = await flagged((played) =>
      played
        .say('Which language?')
        .pass(10)
        .write(`// With several processes: Redis, a cluster, shards.\n${CODE}`)
        .say('Later one would put it behind a factory, with a Redis cluster.'),
    );
    expect(flags).toEqual([]);
  });
});

describe('untested claim', () => {
  const begun = (played: PlayedInterview): PlayedInterview =>
    played.say('Which language?').pass(10).write(CODE).pass(10);

  it('is flagged: before any run, while a run fails, and after edits since', async () => {
    expect(await flagged((played) => begun(played).say('It works now.'))).toEqual([['untested-claim', 20]]);
    const failing = await flagged((played) => {
      ran(begun(played), false);
      played.pass(5).say('Good, everything works.').pass(5).say('What fails without a key?');
    });
    expect(failing.map(([id]) => id)).toEqual(['untested-claim']);
    const stale = await flagged((played) => {
      ran(begun(played));
      played.pass(5).write(`${CODE}\n`).pass(5).say('This handles an empty key too.');
    });
    expect(stale).toEqual([['untested-claim', 30]]);
  });

  it('is not: after a run that passed, or where it is hoped, asked or denied', async () => {
    const tested = await flagged((played) => {
      ran(begun(played));
      played.pass(5).say('It works, also for an empty key.');
    });
    expect(tested).toEqual([]);
    const hedged = await flagged((played) =>
      begun(played).say('I think it works, let me run it.').say('It is not right yet.').say('So it works?'),
    );
    expect(hedged).toEqual([]);
  });
});
