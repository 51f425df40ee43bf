import { describe, expect, it } from 'vitest';
import { differingPart } from './differing';

describe('differingPart', () => {
  it.each([
    ['[0, 200, 400]', '[200, 400]', ['[', '0', ', 200, 400]']],
    ['{ok: false}', '{ok: true}', ['{ok: ', 'false', '}']],
    ['3 of 3', '2 of 3', ['', '3', ' of 3']],
    ['[200]', '[0, 200]', ['', '[200]', '']],
    ['false', '', ['', 'false', '']],
  ])('%s against %s', (text, other, [before, middle, after]) => {
    expect(differingPart(text, other)).toEqual({ before, middle, after });
  });
});
