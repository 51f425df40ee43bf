import { expect, openRung, readyEditor, run, settled, SOLUTIONS, test, writeCode } from './tools/learner';

test('a learner can open the site, find the rate limiter and pass its first rung', async ({ page }) => {
  await page.goto('./');
  await page
    .getByRole('link', { name: /Rate limiter/ })
    .first()
    .click();
  await readyEditor(page);
  await writeCode(page, SOLUTIONS.fixedWindow);
  await run(page);
  const verdicts = page.getByRole('region', { name: 'Verdicts' });
  await expect(verdicts).toContainText(/all \d+ rules pass|\d+ pass/i);
  await expect(verdicts).not.toContainText(/\bfails?\b/i);
});

test('a learner sees the smallest run that breaks an off-by-one window and steps through it by keyboard', async ({
  page,
}) => {
  await openRung(page);
  await writeCode(page, SOLUTIONS.fixedWindowClosedEdge);
  await page.keyboard.press('ControlOrMeta+Enter');
  await settled(page);
  const counterexample = page.getByRole('region', { name: 'Counterexample' });
  const slider = counterexample.getByRole('slider');
  await expect(slider).toBeVisible();
  await expect(counterexample).toContainText(/expected|reference/i);

  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press(']');
  await expect(slider).toHaveAttribute('aria-valuenow', '2');
  await page.keyboard.press('[');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuenow', (await slider.getAttribute('aria-valuemax')) ?? '');
  await page.keyboard.press('d');
  await expect(slider).toHaveAttribute('aria-valuetext', /refuse|admit|reject/i);

  await counterexample.getByRole('button', { name: /table/i }).click();
  const events = counterexample.getByRole('table', { name: 'Events' });
  await expect(events.getByRole('row')).not.toHaveCount(0);
});

test('a learner can mend what a counterexample shows and pass, rung by rung', async ({ page }) => {
  await openRung(page);
  await writeCode(page, SOLUTIONS.fixedWindowClosedEdge);
  await run(page);
  const verdicts = page.getByRole('region', { name: 'Verdicts' });
  await expect(verdicts).toContainText(/fail/i);
  await writeCode(page, SOLUTIONS.fixedWindow);
  await run(page);
  await expect(page.getByRole('region', { name: 'Counterexample' })).toHaveCount(0);
  await expect(verdicts).not.toContainText(/\bfails?\b/i);

  await openRung(page, 'sliding-log');
  await expect(page.locator('.view-lines')).toContainText('windows');
  await writeCode(page, SOLUTIONS.slidingLog);
  await run(page);
  await expect(verdicts).not.toContainText(/\bfails?\b/i);
});
