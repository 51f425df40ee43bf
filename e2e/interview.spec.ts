import type { Page } from '@playwright/test';
import { beginInterview, editorThere, elapsedSeconds, goTo, runOwnTests, say, takeClock } from './tools/interview';
import { expect, SOLUTIONS, test, writeCode } from './tools/learner';

test.describe.configure({ timeout: 120_000 });

const over = (page: Page) => page.getByText('Everything is kept as it stands');
const code = (page: Page) => page.getByRole('tabpanel', { name: 'solution.ts' });

/** The judge is real and the clock is not: gives it time, a little at a time. */
async function judged(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.clock.runFor(500);
        return page.getByText(/of \d+ hidden rules pass/).count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
}

test('a candidate goes through a whole coding round and its debrief', async ({ page }) => {
  await beginInterview(page, 'Coding round');
  const log = page.getByRole('log', { name: 'What was said' });
  await expect(page.getByRole('timer')).toContainText('left to clarify');
  await say(page, 'When does a window start?');
  await expect(log).toContainText('It opens with the key');
  await page.getByRole('tab', { name: 'spec card' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Spec card' })).toContainText('Q1');
  await page.getByRole('tab', { name: 'solution.ts' }).click();

  await goTo(page, 5);
  await expect(page.getByRole('timer')).toContainText('left to build');
  await expect(log).toContainText('Build it now');
  await writeCode(page, SOLUTIONS.fixedWindow);
  await runOwnTests(page);
  await expect(page.getByText('1 of 1 pass')).toBeVisible();

  // The change comes while the code has the focus, and leaves it there.
  await page.getByRole('textbox', { name: 'Code' }).focus();
  await goTo(page, 23.1);
  await expect(page.getByText('One thing has changed')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true);
  await page.keyboard.press('Alt+N');
  await expect(page.getByLabel('Say or ask something')).toBeFocused();
  await say(page, 'So windows stand at multiples of their length now, whoever comes when.');
  await page.getByRole('tab', { name: 'spec card' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Spec card' })).toContainText('changed');
  await page.getByRole('tab', { name: 'solution.ts' }).click();
  await goTo(page, 24);
  const then = SOLUTIONS.fixedWindow.replace('start: nowMs', 'start: nowMs - (nowMs % options.windowMs)');
  await writeCode(page, then);

  // Nothing that is withheld is anywhere on the page.
  for (const hidden of [/Verdicts/, /hint/i, /counterexample$/i])
    await expect(page.getByRole('region', { name: hidden })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: /compare|solution$/i })).toHaveCount(0);

  await goTo(page, 36);
  await goTo(page, 39.5);
  await expect(page.getByText(/When does that ever leave again|How often does that run/)).toBeVisible();
  await say(page, 'Never; it grows with the keys, O(n) in memory, until a restart loses it all.');
  await goTo(page, 60);
  await expect(over(page)).toBeVisible();

  await page.getByRole('link', { name: 'Open the debrief' }).click();
  await expect(page.getByRole('heading', { name: 'Debrief: rate limiter' })).toBeVisible();
  await judged(page);
  await expect(page.getByText(/15 of 15 hidden rules pass/)).toBeVisible();
  const recorder = page.getByRole('slider', { name: 'Moment of the interview' });
  await recorder.focus();
  await page.keyboard.press('Home');
  await expect(recorder).toHaveAttribute('aria-valuetext', /^0:00/);
  const shown = page.getByRole('region', { name: 'Code' });
  await expect(shown).not.toContainText('new Map');
  for (let minute = 0; minute < 10; minute += 1) await page.keyboard.press('PageUp');
  await expect(recorder).toHaveAttribute('aria-valuetext', /^10:00.*Build/);
  await expect(shown).toContainText('start: nowMs,');
  await expect(page.getByRole('region', { name: 'What was said' })).not.toContainText('One thing has changed');
  await page.keyboard.press('End');
  await expect(shown).toContainText('% options.windowMs');
  await expect(page.getByRole('row', { name: /Handles the change/ })).toContainText('Restated');
  await page.getByRole('tab', { name: 'Hidden rules' }).click();
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText('Passed');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export Markdown' }).click();
  expect((await downloading).suggestedFilename()).toBe('drydock-rate-limiter-2026-11-24.md');

  // Back to minute ten, as practice.
  await recorder.focus();
  await page.keyboard.press('Home');
  for (let minute = 0; minute < 10; minute += 1) await page.keyboard.press('PageUp');
  await page.getByRole('button', { name: /Practise on from 10:00/ }).click();
  await expect(page.locator('.view-lines').first()).toContainText('start: nowMs,', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('a candidate goes through a whole design round, and hears how it went in the debrief alone', async ({ page }) => {
  await takeClock(page, new Date('2026-11-24T10:00:00Z'));
  await page.goto('./#/interview/url-shortener-service');
  await page.getByLabel('Seed').fill('3');
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await say(page, 'How many links are created in a day?');
  await goTo(page, 12);
  await page.getByRole('tab', { name: 'Estimate' }).click();
  await page.getByRole('textbox', { name: 'Quantity of r1' }).fill('Storage');
  await page.getByRole('textbox', { name: 'Formula of r1' }).fill('11 TB');
  await page.clock.runFor(1_000);
  await expect(page.getByRole('button', { name: 'Reference shown' })).toHaveCount(0);
  await goTo(page, 30);
  await page.getByRole('tab', { name: 'API' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('textbox', { name: 'Contract' }).focus();
  await page.keyboard.insertText('POST /links\n  { url }\n  → 201 { key }\n');
  await expect(page.getByText(/The answer gets lost|Play them|Example/)).toHaveCount(0);
  await goTo(page, 45);
  await expect(over(page)).toBeVisible();
  await page.getByRole('link', { name: 'Open the debrief' }).click();
  await expect(page.getByRole('heading', { name: 'Debrief: URL shortener' })).toBeVisible();
  await expect(page.getByRole('row', { name: /of 4 Estimate/ })).toContainText(/Storage: 11 TB is 10 times too low/);
  await expect(page.getByRole('row', { name: /of 4 API/ })).toContainText(/criteria are met/);
  const recorder = page.getByRole('slider', { name: 'Moment of the interview' });
  await recorder.focus();
  await page.keyboard.press('Home');
  for (let minute = 0; minute < 20; minute += 1) await page.keyboard.press('PageUp');
  await expect(recorder).toHaveAttribute('aria-valuetext', /^20:00/);
  await expect(page.getByRole('textbox', { name: 'Formula of r1' })).toHaveValue('11 TB');
});

test('a candidate goes through a whole short round; what is wrong shows in the debrief alone', async ({ page }) => {
  await beginInterview(page, 'Short round');
  await goTo(page, 3);
  await writeCode(page, SOLUTIONS.fixedWindowClosedEdge);
  await goTo(page, 25);
  await expect(over(page)).toBeVisible();
  await expect(page.getByText(/counterexample:|Δ/i)).toHaveCount(0);
  await page.getByRole('link', { name: 'Open the debrief' }).click();
  await judged(page);
  await expect(page.getByText('built before asking', { exact: false }).first()).toBeAttached();
  await page.getByRole('tab', { name: 'Hidden rules' }).click();
  await expect(page.getByRole('region', { name: 'Counterexample' })).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'Practise' });
  await page.getByRole('tab', { name: /Rubric/ }).click();
  await expect(row).toHaveCount(3);
});

test('at zero everything is kept, and can no longer be edited, also after a reload', async ({ page }) => {
  await beginInterview(page, 'Short round');
  await goTo(page, 24);
  await writeCode(page, '// kept\n');
  await goTo(page, 25);
  await expect(over(page)).toBeVisible();
  await page.getByRole('textbox', { name: 'Code' }).focus();
  await page.keyboard.type('late');
  await expect(code(page).locator('.view-lines')).not.toContainText('late');
  await expect(page.getByRole('button', { name: /Run my tests/ })).toBeDisabled();
  await page.reload();
  await editorThere(page);
  await expect(over(page)).toBeVisible();
  await expect(code(page).locator('.view-lines')).toContainText('kept');
  await expect(page.getByRole('button', { name: 'End', exact: true })).toHaveCount(0);
});

test('neither a reload, nor an hour of sleep, nor a clock that is set takes or gives time', async ({ page }) => {
  await beginInterview(page, 'Coding round');
  await goTo(page, 6);
  await writeCode(page, '// before\n');
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const before = await elapsedSeconds(page);
  await page.reload();
  await editorThere(page);
  await expect(code(page).locator('.view-lines')).toContainText('before');
  expect(await elapsedSeconds(page)).toBeGreaterThanOrEqual(before);
  expect(await elapsedSeconds(page)).toBeLessThan(before + 40);

  await goTo(page, 8);
  for (const hours of [-3, 5]) {
    const at = await elapsedSeconds(page);
    const now = await page.evaluate(() => Date.now());
    await page.clock.setSystemTime(now + hours * 3_600_000);
    await page.clock.runFor(2_000);
    expect(await elapsedSeconds(page)).toBeLessThan(at + 20);
    expect(await elapsedSeconds(page)).toBeGreaterThanOrEqual(at);
    const question = page.getByRole('button', { name: 'It was set' });
    if (hours > 0) await question.click();
    else await expect(question).toHaveCount(0);
  }
  // What was typed after it stands where it belongs.
  await writeCode(page, '// after\n');
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await page.clock.fastForward('01:00:00');
  await page.clock.runFor(2_000);
  await expect(over(page)).toBeVisible();
  await expect(page.getByRole('timer')).toContainText('at 1:00:00');
  await page.getByRole('link', { name: 'Open the debrief' }).click();
  const shown = page.getByRole('region', { name: 'Code' });
  await expect(shown).toContainText('after');
  await page.getByRole('slider', { name: 'Moment of the interview' }).focus();
  await page.keyboard.press('Home');
  for (let minute = 0; minute < 7; minute += 1) await page.keyboard.press('PageUp');
  await expect(shown).toContainText('before');
});

test('two tabs show one interview, and only one of them writes', async ({ page, context }) => {
  const address = await beginInterview(page, 'Short round');
  await goTo(page, 4);
  await writeCode(page, '// from the first\n');
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const second = await context.newPage();
  await takeClock(second, await page.evaluate(() => Date.now()));
  await second.goto(address);
  await editorThere(second);
  await expect(second.getByRole('alert').filter({ hasText: 'open in another tab' })).toBeVisible();
  await expect(second.locator('.view-lines').first()).toContainText('from the first');
  expect(Math.abs((await elapsedSeconds(second)) - (await elapsedSeconds(page)))).toBeLessThan(20);
  await expect(second.getByLabel('Say or ask something')).not.toBeEditable();
  await writeCode(page, '// more from the first\n');
  await expect(second.locator('.view-lines').first()).toContainText('more from the first');
  await page.close();
  // The writing is free: the second tab takes it up, and the clock goes on.
  await expect(second.getByLabel('Say or ask something')).toBeEditable();
  await writeCode(second, '// from the second\n');
  await second.clock.runFor(3_000);
  await expect(second.getByText(/^Saved/)).toBeVisible();
  await second.reload();
  await editorThere(second);
  await expect(second.locator('.view-lines').first()).toContainText('from the second');
});

test('an interview is ended early or abandoned only after a question', async ({ page }) => {
  await beginInterview(page, 'Short round');
  await goTo(page, 2);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(over(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'Abandon it' }).click();
  await expect(page.getByText('Abandoned.')).toBeVisible();
  await page.getByRole('link', { name: 'Open the debrief' }).click();
  await expect(page.getByText('It was abandoned')).toBeVisible();
});

test('a recording is opened by another browser', async ({ page, browser, baseURL }) => {
  await beginInterview(page, 'Short round');
  await goTo(page, 4);
  await writeCode(page, SOLUTIONS.fixedWindow);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: /End it/ }).click();
  await judged(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export recording' }).click();
  const file = await (await downloading).path();
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await context.newPage();
  await other.goto('./#/interview');
  await other.getByLabel(/Open the recording/).setInputFiles(file);
  await expect(other.getByRole('heading', { name: 'Debrief: rate limiter' })).toBeVisible();
  await expect(other.getByText(/of \d+ hidden rules pass/)).toBeVisible({ timeout: 60_000 });
  await expect(other.getByRole('region', { name: 'Code' })).toContainText('createLimiter');
  await context.close();
});
