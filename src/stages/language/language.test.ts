import { describe, expect, it } from 'vitest';
import { findEvidence } from './evidence';
import { createMatcher } from './match';
import { stemOf, wordsOf } from './words';

const QUESTIONS = [
  { id: 'edge', texts: ['Which window does a request at the edge belong to?', 'Is the end of the window inclusive?'] },
  { id: 'clock', texts: ['Where does the time come from?', 'Do I read Date.now or is a timestamp passed in?'] },
  { id: 'refused', texts: ['Does a refused request count?', 'Do rejected calls use up the quota?'] },
  { id: 'processes', texts: ['Is it one process or several?', 'Does this run on many servers?'] },
];
const match = createMatcher(QUESTIONS);

describe('a question in the learner’s own words', () => {
  it.each([
    ['edge', 'is the end of a window exclusive'],
    ['clock', 'is there a timestamp, or do I use Date.now()?'],
    ['refused', 'do denied calls use quota'],
    ['processes', 'are there multiple servers running this process'],
  ])('is understood as %s: %s', (id, text) => {
    expect(match(text)).toEqual({ kind: 'one', id });
  });

  it('is asked back when it is close to two, the nearest first', () => {
    const both = match('does a refused request at the edge of the window count');
    expect(both.kind).toBe('near');
    expect(both.kind === 'near' && both.ids.slice(0, 2).sort()).toEqual(['edge', 'refused']);
  });

  it('is not answered for a single word of everyday talk, nor for words that no question knows', () => {
    expect(match('what time is it?').kind).not.toBe('one');
    expect(match('does the football team count as several?').kind).not.toBe('one');
    expect(match('tea or coffee?')).toEqual({ kind: 'none' });
    expect(match('')).toEqual({ kind: 'none' });
    expect(createMatcher([])('anything')).toEqual({ kind: 'none' });
  });

  it('is the same for American and British spelling, inflections and contractions', () => {
    expect(stemOf('synchronised')).toBe(stemOf('synchronizes'));
    expect(stemOf('behaviour')).toBe(stemOf('behavior'));
    expect(wordsOf("it doesn't").map(({ stem }) => stem)).toContain('not');
    expect(wordsOf('O(1) and so').map(({ text }) => text)).toContain('o(1)');
  });
});

describe('evidence in free text', () => {
  const points = [{ id: 'map', evidence: ['map|record key count', 'each key counter'] }];
  const found = (text: string): boolean => (findEvidence(text, points)[0]?.marks.length ?? 0) > 0;

  it('is found in one sentence, in any order and inflection, and marks its words', () => {
    const text = 'First this. I am counting in a record that is held by keys.';
    const [evidence] = findEvidence(text, points);
    expect(evidence?.marks.map(({ from, to }) => text.slice(from, to))).toEqual(['counting', 'record', 'keys']);
  });

  it('is not put together from two sentences', () => {
    expect(found('I use a map for everything here. The key is what I am given. Then I count it all.')).toBe(false);
  });

  it('is not a list of keywords', () => {
    expect(found('map, key, count, window, expiry, limit')).toBe(false);
    expect(found('map key count window expiry limit log')).toBe(false);
  });

  it('is not what a sentence denies', () => {
    expect(found('I would not use a map from key to count here.')).toBe(false);
    expect(found('There is no map of keys to counts in this one.')).toBe(false);
    expect(found('It is not distributed, so a map from key to count is enough.')).toBe(true);
  });

  it('is found where the point itself denies', () => {
    const denial = [{ id: 'free', evidence: ['refused not count'] }];
    expect(findEvidence('A refused request does not count at all.', denial)[0]?.marks).toHaveLength(3);
  });
});
