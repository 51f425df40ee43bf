import { expect, openRung, settled, test, writeCode } from './tools/learner';

test('a learner can stop a run with Escape while the focus is in the editor', async ({ page }) => {
  await openRung(page);
  // One native call that does not come to an end: the editor used to keep Escape for itself, so that only the outer
  // guard ended the run.
  await writeCode(
    page,
    `export function createLimiter() {\n  return { allow: () => /^(a+)+$/.test('a'.repeat(60) + 'b') };\n}\n`,
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.keyboard.press('Escape');
  await settled(page);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText(/stopped/i);
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();
});
