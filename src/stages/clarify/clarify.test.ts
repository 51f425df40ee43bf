import { describe, expect, it } from 'vitest';
import type { StageEntry } from '../../attempts';
import { NO_STAGES } from '../../packs/fixture-pack';
import type { BuildExercise, Question, Rung } from '../../packs';
import type { Data } from '../../../engines/check/types';
import { gradeClarify } from './grade';
import { asked, clarified, specCard } from './state';
import { variantOf } from './variant';

const rung = (id: string): Rung => ({
  id,
  title: id,
  summary: '',
  spec: [
    { term: 'Window', text: 'from the first request' },
    { term: 'Limit', text: 'n' },
  ],
  contract: '',
  starter: '',
  requiredExport: 'a',
  facts: { start: 'first' },
  rules: [],
  hints: [],
  reference: '',
  runs: 1,
});
const question = (id: string, change: Partial<Question>): Question => ({
  id,
  essential: true,
  card: `${id}?`,
  phrasings: [],
  answers: { '': `answer to ${id}` },
  pins: {},
  rungs: ['one', 'two'],
  ...change,
});
const start = question('start', {
  fact: 'start',
  answers: { first: 'At the first.', aligned: 'On the clock.' },
  pins: { first: { term: 'Window', text: 'first' }, aligned: { term: 'window', text: 'aligned' } },
  rungs: ['one'],
});
const scope = question('scope', { pins: { '': { term: 'Scope', text: 'one process' } } });
const library = question('library', { essential: false });
const exercise: BuildExercise = {
  format: 1,
  kind: 'build',
  id: 'x',
  sheet: 'B-01',
  title: 'X',
  summary: '',
  group: '',
  patterns: [],
  minutes: 5,
  prompt: 'plain',
  rungs: [rung('one'), rung('two')],
  sources: [],
  ...NO_STAGES,
  disguises: ['a', 'b', 'c'].map((id) => ({ id, title: id, prompt: `as ${id}` })),
  variants: { start: ['first', 'aligned'] },
  questions: [start, scope, library],
  modules: { scenarios: '', rules: '', scene: '' },
};
const [one, two] = exercise.rungs as [Rung, Rung];
const seedOf = (value: string): number => {
  for (let seed = 0; seed < 100; seed += 1) if (variantOf(exercise, seed).facts['start'] === value) return seed;
  throw new Error(`no seed draws ${value}`);
};
const ALIGNED = seedOf('aligned');
const log = (...data: Data[]): StageEntry[] =>
  data.map((each, index) => ({ at: 1000 * index, rung: 'one', data: each }));

describe('a variant', () => {
  it('is the same for the same seed, and draws every disguise and value', () => {
    const drawn = Array.from({ length: 60 }, (_, seed) => variantOf(exercise, seed));
    expect(variantOf(exercise, 7)).toEqual(drawn[7]);
    expect(new Set(drawn.map(({ disguise }) => disguise?.id)).size).toBe(3);
    expect(new Set(drawn.map(({ facts }) => facts['start'])).size).toBe(2);
    expect(variantOf({ ...exercise, disguises: [] }, 1).prompt).toBe('plain');
  });
});

describe('clarifying', () => {
  it('leaves the stated defaults where nothing was asked', () => {
    const told = clarified(exercise, one, ALIGNED, []);
    expect(told).toMatchObject({ facts: { start: 'first' }, pinned: [], asks: 0, isDone: false });
    expect(specCard(one, told)).toEqual(one.spec);
  });

  it('answers from the variant, pins the answer, and the checks take the fact', () => {
    const told = clarified(exercise, one, ALIGNED, log({ ...asked('when?', { kind: 'one', id: 'start' }) }));
    expect(told.exchanges[0]).toMatchObject({ said: 'when?', answer: 'On the clock.', number: 1, isPinned: true });
    expect(told.facts).toEqual({ start: 'aligned' });
    expect(specCard(one, told)).toEqual([{ term: 'window', text: 'aligned', number: 1 }, one.spec[1]]);
  });

  it('changes nothing on a rung that the question is not for', () => {
    expect(clarified(exercise, two, ALIGNED, log({ do: 'pick', question: 'start', offered: false })).facts).toEqual({
      start: 'first',
    });
  });

  it('offers what it may have been, and picking one of those costs nothing', () => {
    const near = asked('hm', { kind: 'near', ids: ['scope', 'library', 'gone'] });
    const told = clarified(exercise, one, 1, log({ ...near }, { do: 'pick', question: 'scope', offered: true }));
    expect(told.exchanges[0]?.offered.map(({ id }) => id)).toEqual(['scope', 'library']);
    expect(told.exchanges[0]?.answer).toBeUndefined();
    expect(told).toMatchObject({ asks: 1, tookMs: 1000 });
    expect(told.pinned).toEqual([{ term: 'Scope', text: 'one process', number: 1 }]);
  });

  it('passes over events that it does not know', () => {
    const told = clarified(
      exercise,
      one,
      1,
      log({ do: 'sing' }, 'x', { do: 'pick', question: 'gone', offered: false }, { do: 'done' }),
    );
    expect(told).toMatchObject({ exchanges: [], asks: 0, isDone: true });
  });

  it('follows a change of requirement: facts, spec card, and the answer to whoever asks after it', () => {
    const changes = [{ id: 'align', rungs: ['one'], fact: 'start', to: 'aligned', says: 'One thing has changed.' }];
    const changing = { ...exercise, changes };
    const FIRST = seedOf('first');
    const pick = { do: 'pick', question: 'start', offered: false };
    const change = { do: 'change', change: 'align' };
    const unasked = clarified(changing, one, FIRST, log(change, { do: 'change', change: 'gone' }));
    expect(unasked).toMatchObject({ facts: { start: 'aligned' }, asks: 0, exchanges: [] });
    expect(unasked.pinned).toEqual([{ term: 'window', text: 'aligned', isChanged: true }]);
    const before = clarified(changing, one, FIRST, log(pick, change));
    expect(before.exchanges[0]?.answer).toBe('At the first.');
    expect(before.facts).toEqual({ start: 'aligned' });
    expect(before.pinned).toEqual([{ term: 'window', text: 'aligned', number: 1, isChanged: true }]);
    const after = clarified(changing, one, FIRST, log(change, pick));
    expect(after.exchanges[0]?.answer).toBe('On the clock.');
    expect(clarified(changing, two, FIRST, log(change)).facts).toEqual({ start: 'first' });
  });

  it('is graded by what decides: found, missing with what is assumed, noise', () => {
    const told = clarified(
      exercise,
      one,
      1,
      log({ do: 'pick', question: 'scope', offered: false }, { do: 'pick', question: 'library', offered: false }),
    );
    expect(gradeClarify(exercise, one, told)).toMatchObject({
      found: [scope],
      missing: [{ question: start, assumed: 'first' }],
      noise: [library],
      essential: 2,
    });
    expect(gradeClarify(exercise, two, told)).toMatchObject({ missing: [], essential: 1 });
  });
});
