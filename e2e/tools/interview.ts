import type { Page } from '@playwright/test';
import { expect } from './learner';

/** When the played interviews begin. */
const BEGIN = new Date('2026-11-24T10:00:00Z');

/** Seed under which the rate limiter's change of requirement says something new. */
const SEED = '3';

/** Takes the clock of a page, before it is opened. */
export async function takeClock(page: Page, time: Date | number): Promise<void> {
  await page.clock.install({ time });
  // The clock that is installed keeps no measures, and the editor reads its own back.
  await page.addInitScript(() => {
    performance.getEntriesByName = (name) => [
      { name, duration: 0, startTime: 0, entryType: 'measure', toJSON: () => ({}) },
    ];
  });
}

/** Begins a mock interview on the rate limiter; from here on the test has the clock. Answers its address. */
export async function beginInterview(page: Page, format: 'Coding round' | 'Short round'): Promise<string> {
  await takeClock(page, BEGIN);
  await page.goto('./#/interview/rate-limiter');
  await page.getByRole('radio', { name: new RegExp(format) }).check();
  await page.getByLabel('Seed').fill(SEED);
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await editorThere(page);
  return page.url();
}

/** The editor of the file in front, once it can be typed in. */
export async function editorThere(page: Page): Promise<void> {
  await expect(page.getByRole('timer')).toBeVisible();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 30_000 });
}

/** Seconds since the interview began, as the phase ruler says it. */
export async function elapsedSeconds(page: Page): Promise<number> {
  const label = await page.getByRole('img', { name: /elapsed/ }).getAttribute('aria-label');
  const [, time = ''] = /, ([\d:]+) of/.exec(label ?? '') ?? [];
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Lets time go by until `minute` of the interview, as it does on a page that is open. */
export async function goTo(page: Page, minute: number): Promise<void> {
  const left = Math.ceil(minute * 60 - (await elapsedSeconds(page)));
  if (left > 2) await page.clock.fastForward((left - 2) * 1000);
  // The last steps one by one, so that the page looks at its clock.
  await page.clock.runFor(3_000);
}

/** Says or asks something. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Say or ask something').fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log').first()).toContainText(text);
}

/** Runs the learner's own tests, and waits for what comes of it. */
export async function runOwnTests(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Run my tests/ }).click();
  await expect
    .poll(
      async () => {
        // The worker is real, the page's timers are not.
        await page.clock.runFor(500);
        return page.getByText(/\d of \d pass|not compile/).count();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
}
