import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findOrInstallChromium } from './tools/browser';
import { expect, openRung, readyEditor, run, settled, SOLUTIONS, test, writeCode } from './tools/learner';

test('a learner finds their text after the browser is killed within a second of typing', async ({ baseURL }) => {
  const profile = mkdtempSync(join(tmpdir(), 'drydock-profile-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: findOrInstallChromium(),
      args: [...CHROMIUM_FLAGS],
      ...(baseURL === undefined ? {} : { baseURL }),
    });
  const first = await launch();
  const page = first.pages()[0] ?? (await first.newPage());
  await openRung(page);
  await writeCode(page, '// written long before\n');
  await page.keyboard.type('// typed just now', { delay: 20 });
  // The title block says when it is safe, which is a fraction of a second later; then the browser dies at once.
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const session = await first.newCDPSession(page);
  await session.send('Browser.crash').catch(() => undefined);
  await first.close().catch(() => undefined);

  const second = await launch();
  const again = second.pages()[0] ?? (await second.newPage());
  await openRung(again);
  await expect(again.locator('.view-lines')).toContainText('written long before');
  await expect(again.locator('.view-lines')).toContainText('typed just now');
  await second.close();
});

test('a learner finds text, cursor, rung and last verdicts after a reload', async ({ page }) => {
  await openRung(page, 'fixed-window');
  await writeCode(page, SOLUTIONS.fixedWindowClosedEdge);
  await run(page);
  await page.keyboard.press('ControlOrMeta+Home');
  const verdicts = page.getByRole('region', { name: 'Verdicts' });
  await expect(verdicts).toContainText(/fail/i);
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await readyEditor(page);
  await expect(page.locator('.view-lines')).toContainText('options.windowMs');
  await expect(verdicts).toContainText(/fail/i);
  await expect(page.getByRole('region', { name: 'Counterexample' }).getByRole('slider')).toBeVisible();
});

test('a saved endless loop is not run when the page is opened again', async ({ page }) => {
  await openRung(page);
  await writeCode(page, `export function createLimiter() {\n  while (true) {}\n}\n`);
  await run(page);
  await page.reload();
  await readyEditor(page);
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await expect(page.locator('.view-lines')).toContainText('while');
  await writeCode(page, SOLUTIONS.fixedWindow);
  await page.keyboard.press('ControlOrMeta+Enter');
  await settled(page);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText(/pass/i);
});
