import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../engines/check/types';
import { shownStep } from './scene-step';

const of = (scene: unknown): Counterexample =>
  ({
    scene,
    at: 5,
    trace: [
      { seq: 4, t: 10 },
      { seq: 5, t: 40 },
    ],
  }) as unknown as Counterexample;

describe('the step that is shown', () => {
  const scene = { steps: [{ t: 0, line: 3 }, { t: 200 }], firstDifference: 1 };
  it('is the one the learner went to', () => {
    expect(shownStep(of(scene), 0)).toEqual({ t: 0, line: 3 });
  });
  it('is the first difference before that', () => {
    expect(shownStep(of(scene), undefined)).toEqual({ t: 200 });
  });
  it('is the event of the difference where there is no scene', () => {
    expect(shownStep(of(null), undefined)).toEqual({ t: 40 });
  });
  it('is nothing where the data is not what a scene is', () => {
    for (const broken of [{ steps: [] }, { steps: ['x'] }, { steps: [{ t: '1', line: null }] }]) {
      expect(shownStep(of(broken), 0)).toEqual({});
    }
  });
});
