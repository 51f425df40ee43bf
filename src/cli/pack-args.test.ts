import { describe, expect, it } from 'vitest';
import { parsePackArgs } from './pack-args';

describe('the command line of pack', () => {
  it('is a command and its folders', () => {
    expect(parsePackArgs(['check', 'exercises'])).toMatchObject({ value: { command: 'check', folder: 'exercises' } });
    expect(parsePackArgs(['build', 'mine', '--out', 'site'])).toMatchObject({
      value: { command: 'build', folder: 'mine', out: 'site' },
    });
    expect(parsePackArgs(['schema', '--out=s'])).toMatchObject({ value: { command: 'schema', out: 's' } });
    expect(parsePackArgs(['--help'])).toMatchObject({ value: { command: 'help' } });
  });

  it.each<[string, string[], RegExp]>([
    ['no command', [], /say what to do: check, build, schema/],
    ['an unknown command', ['chek', 'x'], /unknown command "chek"\. The commands are check, build, schema/],
    ['an unknown flag', ['check', 'x', '--fast'], /Unknown option '--fast'/],
    ['no folder', ['check'], /say which pack: check <dir>/],
    ['two folders', ['check', 'a', 'b'], /one pack at a time; what is "b"\?/],
    ['nowhere to build to', ['build', 'a'], /--out <dir>/],
  ])('with %s is refused in a sentence', (_what, argv, expected) => {
    const parsed = parsePackArgs(argv);
    expect(parsed.ok ? '' : parsed.message).toMatch(expected);
  });
});
