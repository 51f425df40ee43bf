import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../engines/check/types';
import { decorationsOf } from './decorations';

const counterexample = {
  at: 7,
  decisions: [
    { seq: 3, loc: { line: 2 }, conditions: [] },
    {
      seq: 7,
      loc: { line: 10 },
      conditions: [
        { loc: { line: 6 }, text: '200 > 300', value: false },
        { loc: { line: 6 }, text: '200 > 100', value: true },
        { loc: { line: 10 }, text: '1 >= 1', value: true },
      ],
    },
  ],
  scene: { steps: [{ line: 2 }, {}] },
} as unknown as Counterexample;

describe('marks in the text', () => {
  it('number the line that decided, with the values of its condition, and show the last values on the way', () => {
    expect(decorationsOf({ number: 2, counterexample }, undefined, undefined)).toEqual([
      { line: 6, kind: 'related', ghostText: '200 > 100: true' },
      { line: 10, kind: 'divergence', number: 2, ghostText: '1 >= 1: true' },
    ]);
  });
  it('follow the step of the scene', () => {
    const lines = (step: number): number[] =>
      decorationsOf({ number: 1, counterexample }, step, undefined).map(({ line }) => line);
    expect(lines(0)).toEqual([6, 10, 2]);
    expect(lines(1)).toEqual([6, 10]);
    expect(lines(99)).toEqual([6, 10]);
  });
  it('show where a run was ended, and nothing where nothing is known', () => {
    expect(decorationsOf(undefined, undefined, { kind: 'sync-loop', message: '', loc: { line: 4 } })).toEqual([
      { line: 4, kind: 'error' },
    ]);
    expect(decorationsOf(undefined, undefined, undefined)).toEqual([]);
    const silent = { ...counterexample, decisions: [] } as Counterexample;
    expect(decorationsOf({ number: 1, counterexample: silent }, undefined, undefined)).toEqual([]);
  });
});
