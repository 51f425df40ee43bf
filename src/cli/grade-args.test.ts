import { describe, expect, it } from 'vitest';
import { parseGradeArgs } from './grade-args';
import { resolveFacts } from './grade-facts';

const messageOf = (...argv: string[]): string => {
  const parsed = parseGradeArgs(argv);
  return parsed.ok ? '' : parsed.message;
};

describe('the command line of grade', () => {
  it('is the rung, the file and defaults', () => {
    expect(parseGradeArgs(['rate-limiter/fixed-window', 'a.ts'])).toEqual({
      ok: true,
      value: {
        exercise: 'rate-limiter',
        rung: 'fixed-window',
        file: 'a.ts',
        json: false,
        seed: 1,
        runs: undefined,
        facts: [],
      },
    });
  });

  it('takes flags in any place, and the last seed and every fact', () => {
    const argv = ['--json', 'a/b', '--seed=4294967295', 'f.ts', '--runs', '7', '--fact', 'x=1=2', '--fact', 'y='];
    expect(parseGradeArgs(argv)).toMatchObject({
      ok: true,
      value: {
        json: true,
        seed: 4294967295,
        runs: 7,
        facts: [
          ['x', '1=2'],
          ['y', ''],
        ],
      },
    });
  });

  it.each<[string, string[], RegExp]>([
    ['nothing', [], /say what to grade/],
    ['no file', ['a/b'], /say which file to grade: a\/b <file\.ts>/],
    ['two files', ['a/b', 'c.ts', 'd.ts'], /one file at a time; what is "d\.ts"/],
    ['no rung', ['a', 'c.ts'], /"a" is not <exercise>\/<rung>/],
    ['too much of a rung', ['a/b/c', 'c.ts'], /"a\/b\/c" is not <exercise>\/<rung>/],
    ['an unknown flag', ['a/b', 'c.ts', '--sed', '1'], /unknown flag --sed\. The flags are --json, --seed/],
    ['a flag without its value', ['a/b', 'c.ts', '--seed'], /--seed <value>' argument missing/],
    ['a value for a flag that has none', ['a/b', 'c.ts', '--json=1'], /--json' does not take an argument/],
    ['a seed past 32 bits', ['a/b', 'c.ts', '--seed', '4294967296'], /--seed takes an integer from 0 to 4294967295/],
    ['a seed that is not whole', ['a/b', 'c.ts', '--seed', '1.5'], /--seed takes an integer .*got "1\.5"/],
    ['a negative seed', ['a/b', 'c.ts', '--seed=-1'], /--seed takes an integer .*got "-1"/],
    ['no runs', ['a/b', 'c.ts', '--runs', '0'], /--runs takes an integer from 1, got "0"/],
    ['runs in words', ['a/b', 'c.ts', '--runs', 'ten'], /--runs takes an integer from 1, got "ten"/],
    ['a fact without a value', ['a/b', 'c.ts', '--fact', 'limit'], /--fact takes key=value, got "limit"/],
  ])('with %s is refused in a sentence', (_what, argv, expected) => {
    expect(messageOf(...argv)).toMatch(expected);
  });
});

describe('facts on the command line', () => {
  const defaults = { limit: 3, strict: true, store: 'local' };

  it('take the place of the defaults, in their type', () => {
    const given = [
      ['limit', '5'],
      ['strict', 'false'],
      ['store', '7'],
    ] as const;
    expect(resolveFacts(defaults, given)).toEqual({ ok: true, value: { limit: 5, strict: false, store: '7' } });
  });

  it.each<[string, string, string]>([
    ['limt', '5', 'unknown fact "limt". The facts are limit (number, 3 unless given), strict (boolean'],
    ['__proto__', '5', 'unknown fact "__proto__".'],
    ['limit', 'five', 'the fact "limit" is a number, got "five".'],
    ['limit', '', 'the fact "limit" is a number, got "".'],
    ['strict', 'yes', 'the fact "strict" is a boolean, got "yes".'],
  ])('%s=%s is refused with the facts that exist', (key, value, expected) => {
    const resolved = resolveFacts(defaults, [[key, value]]);
    expect(resolved.ok ? '' : resolved.message).toContain(expected);
  });

  it('are refused where the rung has none', () => {
    expect(resolveFacts({}, [['a', '1']])).toEqual({ ok: false, message: 'unknown fact "a". This rung has no facts.' });
  });
});
