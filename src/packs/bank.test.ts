import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseBankHeader, readBank } from './bank';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bank-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, source: string): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), source);
}

it('reads the rule, the facts and the words of a header', () => {
  expect(
    parseBankHeader('// breaks: counts\n// facts: step=2, mode=a=b\n// Adds one\n// too few.\ncode // breaks: x'),
  ).toEqual({
    breaks: 'counts',
    facts: [
      ['step', '2'],
      ['mode', 'a=b'],
    ],
    about: 'Adds one too few.',
  });
});

it('lists right programs before wrong ones, with facts of the types that the rung gives them', async () => {
  await write('reject/one/b.ts', '// breaks: counts\n// facts: step=2\n// Wrong.\nx');
  await write('accept/one/z.ts', '// Right.\ny');
  await write('accept/two/other.ts', '');
  expect(await readBank(folder, 'one', { step: 1 })).toEqual({
    ok: true,
    value: [
      { id: 'z', kind: 'accept', about: 'Right.', source: '// Right.\ny' },
      {
        id: 'b',
        kind: 'reject',
        about: 'Wrong.',
        breaks: 'counts',
        facts: { step: 2 },
        source: '// breaks: counts\n// facts: step=2\n// Wrong.\nx',
      },
    ],
  });
});

it.each(['stride=2', 'step=two', 'step='])('refuses the fact %s, and says which there are', async (fact) => {
  await write('accept/one/a.ts', `// facts: ${fact}\n`);
  const read = await readBank(folder, 'one', { step: 1 });
  expect(read).toMatchObject({
    ok: false,
    problems: [{ line: 1, message: expect.stringContaining('step (a number)') as string }],
  });
});
