/** The commands as they are typed: exit codes, what stands on stdout, what on stderr. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[], cwd = ROOT): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(file, [...args], { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
}

const script = (name: 'grade' | 'pack', args: readonly string[]): Promise<Ran> =>
  run(process.execPath, [TSX, join(ROOT, `src/cli/${name}.ts`), ...args]);

const RIGHT = `export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  console.log('made');
  return {
    allow(key: string, nowMs: number): boolean {
      const open = windows.get(key);
      if (open === undefined || nowMs - open.start >= windowMs) {
        windows.set(key, { start: nowMs, count: 1 });
        return true;
      }
      if (open.count >= limit) return false;
      open.count += 1;
      return true;
    },
  };
}
`;

const SOLUTIONS = {
  'right.ts': RIGHT,
  'off-by-one.ts': RIGHT.replace('>= windowMs', '> windowMs'),
  'syntax.ts': 'export function createLimiter() {\n  return {\n',
  'endless.ts': 'export function createLimiter() {\n  for (;;);\n}\n',
};

let scratch = '';
const at = (name: keyof typeof SOLUTIONS): string => join(scratch, name);

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'drydock-commands-'));
  await Promise.all(Object.entries(SOLUTIONS).map(([name, text]) => writeFile(join(scratch, name), text)));
});
afterAll(() => rm(scratch, { recursive: true }));

/** The one object on stdout; throws where there is more or less. */
function only(stdout: string): Record<string, unknown> & { readonly rules: Record<string, unknown>[] } {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as ReturnType<typeof only>;
}

const RUNG = 'rate-limiter/fixed-window';

describe('grade', () => {
  it('passes a right solution, as it is typed', async () => {
    const ran = await run('npm', ['run', '-s', 'grade', '--', RUNG, at('right.ts'), '--json', '--runs', '20']);
    const result = only(ran.stdout);
    expect(result).toMatchObject({ exercise: 'rate-limiter', rung: 'fixed-window', seed: 1, verdict: 'pass' });
    expect(Object.keys(result).sort()).toEqual(['exercise', 'ms', 'rules', 'rung', 'seed', 'verdict']);
    expect(result.rules.every(({ verdict }) => verdict === 'pass')).toBe(true);
    expect(ran.code).toBe(0);
  });

  it('fails an off-by-one with a counterexample, the same for the same seed', async () => {
    const args = [RUNG, at('off-by-one.ts'), '--json', '--seed', '7', '--runs', '20'];
    const [first, second] = await Promise.all([script('grade', args), script('grade', args)]);
    const result = only(first.stdout);
    expect(result).toMatchObject({ seed: 7, verdict: 'fail' });
    expect(result.rules.filter(({ verdict }) => verdict === 'fail')[0]).toMatchObject({
      counterexample: { expected: true, actual: false, decisions: [{}, {}, { loc: { line: 11 } }] },
    });
    expect(first.code).toBe(1);
    expect({ ...only(second.stdout), ms: 0 }).toEqual({ ...result, ms: 0 });
  });

  it('reports to a reader: rules, steps, expected and actual, the line', async () => {
    const file = at('off-by-one.ts');
    const { code, stdout } = await script('grade', [RUNG, file, '--runs', '20']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✓ admits-up-to-limit +Held in/);
    expect(stdout).toMatch(/▸ 3\. t = 0 {2}allow\("a", \d+\) → false/);
    expect(stdout).toContain('expected  true\n  actual    false');
    expect(stdout).toContain(`decided at ${file}:11`);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^fail {2}rate-limiter\/fixed-window, seed 1, \d+ ms$/);
  });

  it('replays the case of a counterexample on any program, and no case of another content', async () => {
    const graded = only((await script('grade', [RUNG, at('off-by-one.ts'), '--json', '--runs', '20'])).stdout);
    const shown = graded.rules.flatMap(
      ({ counterexample }) => (counterexample as { replay: string } | undefined) ?? [],
    );
    const replay = shown[0]?.replay ?? '';
    const [wrong, right, other] = await Promise.all([
      script('grade', ['--replay', replay, at('off-by-one.ts'), '--json']),
      script('grade', ['--replay', replay, at('right.ts')]),
      script('grade', ['--replay', replay.replace(/~[0-9a-f]{16}~/, '~0123456789abcdef~'), at('right.ts')]),
    ]);
    expect(only(wrong.stdout)).toMatchObject({ verdict: 'fail' });
    expect(only(wrong.stdout).rules.some((rule) => JSON.stringify(rule).includes(replay))).toBe(true);
    expect(wrong.code).toBe(1);
    expect(right.stdout).toMatch(/The case:\n +1\. t = 0 +createLimiter\(/);
    expect(right.stdout.trimEnd()).toMatch(/pass {2}rate-limiter\/fixed-window, one case replayed, \d+ ms$/);
    expect(other).toMatchObject({ code: 64, stdout: '' });
    expect(other.stderr).toContain('the replay is of rate-limiter with the content 0123456789abcdef, which is');
  });

  it('says where a text stops being TypeScript, and judges nothing', async () => {
    const { code, stdout } = await script('grade', [RUNG, at('syntax.ts'), '--json']);
    expect(only(stdout)).toMatchObject({ verdict: 'fail', rules: [], halt: { kind: 'syntax', line: 3 } });
    expect(code).toBe(1);
  });

  it('ends an endless loop, with its line', async () => {
    const { code, stdout } = await script('grade', [RUNG, at('endless.ts'), '--json']);
    expect(only(stdout)).toMatchObject({ verdict: 'fail', rules: [], halt: { kind: 'sync-loop', line: 2 } });
    expect(code).toBe(1);
  });

  it.each<[string, () => string[], RegExp]>([
    ['an unknown flag', () => [RUNG, at('right.ts'), '--sed', '2'], /unknown flag --sed\. The flags are --json/],
    ['an unknown exercise', () => ['rate-limter/x', at('right.ts')], /"rate-limter"\. Did you mean "rate-limiter"\?/],
    ['an unknown rung', () => ['rate-limiter/fixed', at('right.ts')], /There are: fixed-window, sliding-log/],
    [
      'a file that is not there',
      () => [RUNG, join(scratch, 'none.ts')],
      /cannot read .*none\.ts: there is no such file/,
    ],
    ['a folder', () => [RUNG, scratch], /it is a folder; name one \.ts file/],
    ['an unknown fact', () => [RUNG, at('right.ts'), '--fact', 'a=1', '--json'], /unknown fact "a"/],
  ])('given %s exits with 64 and an empty stdout', async (_what, args, expected) => {
    const { code, stdout, stderr } = await script('grade', args());
    expect(stderr).toMatch(expected);
    expect(stdout).toBe('');
    expect(code).toBe(64);
  });
});

describe('pack', () => {
  it('builds the built-in pack to files that its index names', async () => {
    const out = join(scratch, 'built');
    expect(await script('pack', ['build', 'exercises', '--out', out])).toMatchObject({ code: 0 });
    const index = JSON.parse(await readFile(join(out, 'index.json'), 'utf8')) as { exercises: { file: string }[] };
    const named = await Promise.all(
      index.exercises.map(async ({ file }) => {
        // A design case has no bank: its code is an exercise of its own.
        const { bank } = JSON.parse(await readFile(join(out, file), 'utf8')) as { bank?: { file: string } };
        return bank === undefined ? [file] : [file, bank.file];
      }),
    );
    expect((await readdir(out)).sort()).toEqual(['index.json', ...named.flat()].sort());
  });

  it('tells the problems of a pack, last line the totals', async () => {
    await writeFile(join(scratch, 'pack.yaml'), 'format: 1\n');
    const { code, stdout, stderr } = await script('pack', ['check', scratch]);
    expect(stderr).toContain('pack.yaml:1:1: the key "id" is missing. Add it.');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^0 rungs: .* \d+ problems$/);
    expect(code).toBe(1);
  });

  it('writes schemas that an editor reads', async () => {
    const out = join(scratch, 'schemas');
    expect(await script('pack', ['schema', '--out', out])).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(join(out, 'exercise.schema.json'), 'utf8'))).toMatchObject({ type: 'object' });
  });

  it.each([
    ['an unknown command', ['chek', 'exercises']],
    ['a folder that is not there', ['check', '/nowhere/at/all']],
    ['nothing', []],
  ])('given %s exits with 64 and an empty stdout', async (_what, args) => {
    expect(await script('pack', args)).toMatchObject({ code: 64, stdout: '' });
  });
});
