import { describe, expect, it } from 'vitest';
import { parseExerciseYaml } from './parse';
import { formatProblem } from './problem';

const EXERCISE = `format: 1
kind: build
id: counter
sheet: B-90
title: Counter
summary: Counts
group: Tests
patterns: [counting]
minutes: 5
requiredExport: createCounter
variants:
  step: [1, 2]
rungs:
  - { id: one, title: One, summary: one, spec: [{ term: Start, text: at 0 }], hints: [a, b, c] }
questions:
  - id: step
    essential: true
    card: By how much?
    phrasings: [How much a call?, What is the step?, One or two?]
    fact: step
    answers: { 1: By one., 2: By two. }
    pins: { 1: { term: Step, text: one }, 2: { term: Step, text: two } }
  - id: start
    essential: false
    card: Where does it start?
    phrasings: [From zero?, From one?, First value?]
    answer: At zero.
    pin: { term: Start, text: '0' }
changes:
  - { id: double, fact: step, to: 2, says: Two from now on. }
`;

function problems(from: string, to: string): readonly string[] {
  if (!EXERCISE.includes(from)) throw new Error(`not in the fixture: ${from}`);
  const parsed = parseExerciseYaml(EXERCISE.replace(from, to), 'exercise.yaml');
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

describe('an exercise with questions', () => {
  it('is taken as it stands', () => {
    expect(problems('Counter', 'Counter')).toEqual([]);
  });

  it.each([
    [
      'a fact that is not declared',
      'fact: step\n',
      'fact: stride\n',
      /:20:11: questions\[0\]\.fact: "stride" is not under/,
    ],
    ['a value without an answer', ', 2: By two. }', ' }', /questions\[0\]\.answers: nothing for step = 2\. Add it\./],
    [
      'an answer for no value',
      '2: By two. }',
      '2: By two., 3: By three. }',
      /answers\.3: "step" is never 3\. Remove it\./,
    ],
    ['no answer at all', '    answer: At zero.\n', '', /questions\[1\]: has no answer\. Write one\./],
    ['an answer beside a fact', '    fact: step\n', '    fact: step\n    answer: x\n', /decides it: write answers/],
    ['answers without a fact', '    fact: step\n', '', /questions\[0\]: answers and pins go by the value of a fact/],
    ['an id that is taken', 'id: start', 'id: step', /questions\[1\]\.id: "step" is taken/],
    ['a change to no value', 'to: 2', 'to: 3', /changes\[0\]\.to: the fact "step" is one of 1, 2; got 3/],
    ['a change of no fact', 'fact: step, to', 'fact: stride, to', /changes\[0\]\.fact: "stride" is not under variants/],
    ['another default', 'variants:', 'facts: { step: 2 }\nvariants:', /variants\.step: the default of "step" is 2/],
    ['values of two types', '[1, 2]', '[1, two]', /variants\.step: its values are of different types/],
    [
      'a rung that is not there',
      'id: start\n',
      'id: start\n    rungs: [two]\n',
      /questions\[1\]\.rungs\[0\]: there is no rung "two"/,
    ],
  ])('is refused for %s', (_, from, to, message) => {
    expect(problems(from, to)).toContainEqual(expect.stringMatching(message));
  });
});
