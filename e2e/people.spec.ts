import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openRung, run, settled, SOLUTIONS, test, writeCode } from './tools/learner';

async function beginShortRound(page: Page): Promise<void> {
  await page.goto('./#/interview/rate-limiter');
  await page.getByRole('radio', { name: /Short round/ }).check();
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
}

/** Pages as a learner meets them; each is opened in both themes and at both widths. */
const PAGES: readonly {
  readonly name: string;
  readonly open: (page: Page, wide: boolean) => Promise<void>;
  /** Looked at light and wide, and dark and narrow: thirty drawings take a while. */
  readonly isLong?: boolean;
}[] = [
  {
    name: 'the catalogue',
    open: async (page) => {
      await page.goto('./');
      await expect(page.getByRole('link', { name: /Rate limiter/ }).first()).toBeVisible();
    },
  },
  {
    name: 'the workbench before the first run',
    open: async (page, wide) => {
      if (wide) await openRung(page);
      else await page.goto('./#/build/rate-limiter/fixed-window');
      await expect(page.getByText(/fixed window/i).first()).toBeVisible();
    },
  },
  {
    name: 'the workbench with a counterexample',
    open: async (page, wide) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await openRung(page);
      await writeCode(page, SOLUTIONS.fixedWindowClosedEdge);
      await run(page);
      if (!wide) await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.getByRole('region', { name: 'Counterexample' })).toBeVisible();
    },
  },
  {
    name: 'the estimate of a case',
    open: async (page) => {
      await page.goto('./#/design/url-shortener-service/estimate');
      await page.getByRole('textbox', { name: 'Quantity of r1' }).fill('Storage');
      await page.getByRole('textbox', { name: 'Formula of r1' }).fill('11 TB + 1/s');
      await page.getByRole('button', { name: 'Reference shown' }).click();
      await expect(page.getByText(/cannot be added/)).toBeVisible();
    },
  },
  {
    name: 'the API of a case',
    open: async (page) => {
      await page.goto('./#/design/url-shortener-service/api');
      await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 30_000 });
      await page.getByRole('textbox', { name: 'Contract' }).focus();
      await page.keyboard.insertText('POST /links\n  → 201 { key }\n  or not\n');
      await page.getByRole('button', { name: 'Play them' }).click();
      await expect(page.getByText('makes a second link')).toBeVisible();
    },
  },
  {
    name: 'an interview',
    open: async (page) => beginShortRound(page),
  },
  {
    name: 'a debrief',
    open: async (page) => {
      await beginShortRound(page);
      await page.getByRole('button', { name: 'End', exact: true }).click();
      await page.getByRole('button', { name: /open the debrief/ }).click();
      await expect(page.getByRole('heading', { name: 'Debrief: rate limiter' })).toBeVisible();
    },
  },
  {
    name: 'their own work',
    open: async (page) => {
      await page.goto('./#/work');
      await expect(page.getByRole('heading', { name: 'Your work' })).toBeVisible();
    },
  },
  {
    name: 'the gallery of scenes',
    isLong: true,
    open: async (page) => {
      await page.goto('./#/gallery');
      await expect(page.getByRole('heading', { name: /scenes|gallery/i }).first()).toBeVisible();
    },
  },
  {
    name: 'the page of a wrong address',
    open: async (page) => {
      await page.goto('./#/build/no-such-exercise/nowhere');
      await expect(page.getByText(/no-such-exercise/).first()).toBeVisible();
    },
  },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 390 ? 844 : 900 } });
      for (const { name, open, isLong = false } of PAGES) {
        if (isLong && (colorScheme === 'light') !== (width === 1440)) continue;
        test(`a learner can read ${name} without overflow or barriers`, async ({ page }) => {
          // The gallery is thirty drawings, and every mark of them is looked at.
          test.setTimeout(240_000);
          await open(page, width > 900);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow).toBeLessThanOrEqual(0);
          const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
          const bright =
            (background.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > 380;
          expect(bright).toBe(colorScheme === 'light');
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
          ).toEqual([]);
        });
      }
    });
  }
}

test('a learner can do all of it without a mouse', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('link', { name: /Rate limiter/ }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('rate limiter');
  await page.keyboard.press('Enter');
  const code = page.getByRole('textbox', { name: 'Code' });
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 30_000 });
  await tabTo(page, async () =>
    code.evaluate((element) => element === document.activeElement || element.contains(document.activeElement)),
  );
  await writeCode(page, SOLUTIONS.fixedWindowClosedEdge);
  await page.keyboard.press('ControlOrMeta+Enter');
  await settled(page);
  await page.keyboard.press('Escape');
  const slider = page.getByRole('region', { name: 'Counterexample' }).getByRole('slider');
  await expect(slider).toBeVisible();
  await tabTo(page, async () => slider.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('F6');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText(/keyboard/i);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/** Tab until the place is reached; leaving the editor is Escape's work, as the keyboard map says. */
async function tabTo(page: Page, reached: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await reached()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached in 120 presses of Tab');
}
