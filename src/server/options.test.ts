import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT, parseServeOptions } from './options';

const parse = (args: string, env: Record<string, string> = {}) =>
  parseServeOptions(args === '' ? [] : args.split(' '), env);

describe('the arguments of serve', () => {
  it('default to the site’s own port and root', () => {
    expect(parse('')).toEqual({ ok: true, options: { port: DEFAULT_PORT, strictPort: false, base: '/' } });
  });

  it('take the port from the flag before the environment', () => {
    expect(parse('', { PORT: '5000' })).toMatchObject({ options: { port: 5000 } });
    expect(parse('--port 6000 --strict-port --base /a/b/', { PORT: '5000' })).toEqual({
      ok: true,
      options: { port: 6000, strictPort: true, base: '/a/b/' },
    });
  });

  it.each([
    ['--port 99999', '--port must be an integer from 0 to 65535, got 99999'],
    ['--port x', '--port must be an integer from 0 to 65535, got x'],
    ['--base sub', '--base must begin and end with a slash'],
    ['--base /../', '--base must begin and end with a slash'],
    ['--prot 1', '--prot'],
    ['extra', 'extra'],
  ])('are refused with what is wrong: %s', (args, problem) => {
    expect(parse(args)).toEqual({ ok: false, problem: expect.stringContaining(problem) as unknown });
  });
});
