import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatReplay, parseReplay, type Replay } from './replay';

const replay: Replay = {
  exercise: 'rate-limiter',
  rung: 'fixed-window',
  contentHash: '3fa2c1d0e5b6a7f8',
  scenario: 'window-edge',
  facts: { limit: 3, strict: true, name: 'a~b & c=d' },
  input: { choices: [0, 35, 4_503_599_627_370_496] },
  schedule: [2, 0, 1],
};

test('a replay is read as it was written', () => {
  expect(parseReplay(formatReplay(replay))).toEqual({ ok: true, replay });
  const sample: Replay = { ...replay, facts: {}, input: { sample: 2 }, schedule: [] };
  expect(parseReplay(` ${formatReplay(sample)}\n`)).toEqual({ ok: true, replay: sample });
});

test('any facts and choices are', () => {
  const facts = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.boolean(), fc.integer()));
  fc.assert(
    fc.property(facts, fc.array(fc.maxSafeNat()), (some, choices) => {
      const one: Replay = { ...replay, facts: some, input: { choices } };
      expect(parseReplay(formatReplay(one))).toEqual({ ok: true, replay: one });
    }),
  );
});

test('it fits a link as it stands', () => {
  expect(formatReplay(replay)).toMatch(/^[\w.~=&%-]+$/);
  expect(formatReplay(replay).length).toBeLessThan(140);
});

test.each([
  ['', 'version'],
  ['d9~a~b', 'version'],
  ['d1~a~b', 'malformed'],
  ['d1~a~b~c~d~~cx!~', 'malformed'],
  ['d1~a~b~c~d~~q~', 'malformed'],
  ['d1~%~b~c~d~~c~', 'malformed'],
  ['d1~a~b~c~d~x={}~c~', 'malformed'],
  [`d1~a~b~c~d~~c${'1.'.repeat(20_000)}~`, 'malformed'],
])('%j is refused with a reason', (text, code) => {
  expect(parseReplay(text)).toMatchObject({
    ok: false,
    code,
    message: expect.stringMatching(/Copy the whole text\.$/) as string,
  });
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseReplay(`d1~${text}`)));
});
