import { expect, it } from 'vitest';
import { linkProblems } from './links';
import { NO_STAGES } from './fixture-pack';
import type { BuildExercise } from './types';

const exercise = (prompt: string, hint: string): BuildExercise => ({
  format: 1,
  kind: 'build',
  id: 'a',
  sheet: 'B-01',
  title: '',
  summary: '',
  group: '',
  patterns: [],
  minutes: 5,
  prompt,
  rungs: [
    {
      id: 'one',
      title: '',
      summary: '',
      spec: [{ term: 'Limit', text: '[x](www.example.org)' }],
      contract: '',
      starter: '',
      requiredExport: 'a',
      facts: {},
      rules: [],
      hints: [hint],
      reference: '',
      runs: 1,
    },
  ],
  sources: [],
  ...NO_STAGES,
  modules: { scenarios: '', rules: '', scene: '' },
});

it('names links that are not whole https addresses, and where they stand', () => {
  expect(linkProblems(exercise('[a](https://example.org/a) and `[b](c)`', '![p](p.png) <http://x.org>'))).toEqual([
    'the link "www.example.org" in "Limit" of rung "one" is not a whole https address. Write https://...',
    'the link "p.png" in hint 1 of rung "one" is not a whole https address. Write https://...',
    'the link "http://x.org" in hint 1 of rung "one" is not a whole https address. Write https://...',
  ]);
});
