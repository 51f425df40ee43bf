/** A link to one case: whoever opens it runs exactly that, and nothing is taken for the rung's verdict. */
import { readFileSync } from 'node:fs';
import { expect, readyEditor, run, test, writeCode } from './tools/learner';

const program = (file: string): string =>
  readFileSync(new URL(`../exercises/build/rate-limiter/${file}`, import.meta.url), 'utf8');

test('a link runs one case, fails as the counterexample did, and passes no rung', async ({ page }) => {
  await page.goto('./#/build/rate-limiter/fixed-window');
  await readyEditor(page);
  await writeCode(page, program('reject/fixed-window/admits-one-more.ts'));
  await run(page);
  const why = await page.getByRole('region', { name: 'Counterexample' }).locator('p').first().textContent();
  await page.getByText(/^The run in \d+ steps?$/).click();
  await expect(page.getByText('here it goes wrong')).toBeVisible();
  const href = await page.getByRole('link', { name: 'Copy link' }).getAttribute('href');
  expect(href).toContain('?replay=d1~rate-limiter~fixed-window~');

  await test.step('in another tab the case is offered, and fails in the same words', async () => {
    await page.goto(href ?? '');
    await page.reload();
    await readyEditor(page);
    await expect(page.getByRole('note')).toContainText('The link names one case');
    await page.getByRole('button', { name: 'Run that case' }).click();
    await expect(page.getByRole('region', { name: 'Counterexample' })).toContainText(why ?? 'a sentence');
  });

  await test.step('mended it holds there, which is no pass of the rung', async () => {
    await writeCode(page, program('accept/fixed-window/start-and-count.ts'));
    await page.getByRole('button', { name: 'Run that case' }).click();
    await expect(page.getByRole('region', { name: 'Counterexample' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Compare with a solution' })).toHaveCount(0);
  });
});

test('a link that is damaged, or of another rung, says so and what to do', async ({ page }) => {
  await page.goto('./#/build/rate-limiter/fixed-window?replay=d1~rate-limiter~fixed');
  await expect(page.getByRole('group', { name: 'Verdict' }).getByRole('alert')).toContainText('This replay is damaged');
  await page.goto('./#/build/rate-limiter/fixed-window?replay=d1~cache~ttl~0123456789abcdef~x~~n0~');
  await page.reload();
  await expect(page.getByRole('group', { name: 'Verdict' }).getByRole('alert')).toContainText(
    'It is of cache, rung ttl',
  );
});
