import { expect, openRung, run, settled, SOLUTIONS, test, writeCode } from './tools/learner';

/** What a learner may type, and what the page must say of it. `line` is where the mistake stands, if it has a place. */
const MISTAKES: readonly {
  readonly name: string;
  readonly code: string;
  readonly says: RegExp;
  readonly line?: number;
}[] = [
  {
    name: 'an endless loop',
    code: `export function createLimiter() {\n  return {\n    allow() {\n      while (true) {}\n    },\n  };\n}\n`,
    says: /loop/i,
    line: 4,
  },
  {
    name: 'an endless microtask loop',
    code: `export function createLimiter() {\n  const spin = (): Promise<void> => Promise.resolve().then(spin);\n  void spin();\n  return { allow: () => true };\n}\n`,
    says: /microtask|jobs|virtual time/i,
  },
  {
    name: 'a memory bomb',
    code: `export function createLimiter() {\n  const all: unknown[] = [];\n  return {\n    allow() {\n      for (;;) all.push(new Array(1_000_000).fill(all.length));\n    },\n  };\n}\n`,
    says: /memory|elements|allocat/i,
  },
  {
    name: 'ten million log lines',
    code: `export function createLimiter() {\n  return {\n    allow() {\n      for (let i = 0; i < 10_000_000; i += 1) console.log('line', i);\n      return true;\n    },\n  };\n}\n`,
    says: /fail|steps|loop/i,
  },
  {
    name: 'deep recursion',
    code: `export function createLimiter() {\n  const deeper = (n: number): number => deeper(n + 1) + 1;\n  return { allow: () => deeper(0) > 0 };\n}\n`,
    says: /recurs|stack|deep/i,
    line: 2,
  },
  {
    name: 'a throw at module level',
    code: `const table: string[] = [];\nthrow new Error('no configuration');\nexport function createLimiter() {\n  return { allow: () => table.length === 0 };\n}\n`,
    says: /no configuration/,
    line: 2,
  },
  { name: 'a syntax error', code: `export function createLimiter( {\n  return {;\n}\n`, says: /expected|syntax/i },
  { name: 'an empty file', code: '', says: /empty|nothing/i },
  {
    name: 'a file without the export',
    code: `export function makeLimiter() {\n  return { allow: () => true };\n}\n`,
    says: /createLimiter/,
  },
  {
    name: 'an export of the wrong kind',
    code: `export const createLimiter = 42;\n`,
    says: /createLimiter.*number|number.*createLimiter/is,
  },
  {
    name: 'an answer of the wrong type',
    code: `export function createLimiter() {\n  return { allow: () => 'yes' };\n}\n`,
    says: /boolean/,
  },
];

for (const { name, code, says, line } of MISTAKES) {
  test(`a learner who writes ${name} is told so, and the next run works`, async ({ page }) => {
    await openRung(page);
    await page.evaluate(() => {
      const beat = (): void => {
        const root = document.documentElement;
        root.dataset['frames'] = String(Number(root.dataset['frames'] ?? 0) + 1);
        requestAnimationFrame(beat);
      };
      beat();
    });
    await writeCode(page, code);
    const before = Number(await page.locator('html').getAttribute('data-frames'));
    await run(page);
    const verdicts = page.getByRole('region', { name: 'Verdicts' });
    await expect(verdicts).toContainText(says);
    if (line !== undefined) await expect(verdicts).toContainText(new RegExp(`(line |:)${line}\\b`));
    const after = Number(await page.locator('html').getAttribute('data-frames'));
    expect(after).toBeGreaterThan(before);

    await writeCode(page, SOLUTIONS.fixedWindow);
    await run(page);
    await expect(verdicts).toContainText(/pass/i);
    await expect(verdicts).not.toContainText(/\bfails?\b/i);
  });
}

test('a learner can stop a run that will not end, and run again', async ({ page }) => {
  await openRung(page);
  // A regular expression with catastrophic backtracking is one native call: only Stop, or the outer guard, ends it.
  await writeCode(
    page,
    `export function createLimiter() {\n  return { allow: () => /^(a+)+$/.test('a'.repeat(60) + 'b') };\n}\n`,
  );
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await settled(page);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText(/stopped/i);
  await writeCode(page, SOLUTIONS.fixedWindow);
  await run(page);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText(/pass/i);
});

test('a learner can reset to the starter and take it back', async ({ page }) => {
  await openRung(page);
  await writeCode(page, '// my own idea\n');
  await page.getByRole('button', { name: 'Reset to starter' }).click();
  await expect(page.locator('.view-lines')).not.toContainText('my own idea');
  await page.getByRole('textbox', { name: 'Code' }).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(page.locator('.view-lines')).toContainText('my own idea');
});
