/** A design case as a candidate does it: estimate, API, and what the stages say against each other. */
import type { Page } from '@playwright/test';
import { expect, test } from './tools/learner';

const CASE = './#/design/url-shortener-service';

async function write(
  page: Page,
  row: number,
  texts: readonly [name: string, formula: string, yours?: string],
): Promise<void> {
  if (row > 1) await page.getByRole('button', { name: '+ Row' }).click();
  const [name, formula, yours = ''] = texts;
  await page.getByRole('textbox', { name: `Quantity of r${row}`, exact: true }).fill(name);
  await page.getByRole('textbox', { name: `Formula of r${row}`, exact: true }).fill(formula);
  if (yours !== '') await page.getByRole('textbox', { name: `Yours of r${row}`, exact: true }).fill(yours);
}

async function contract(page: Page, text: string): Promise<void> {
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 30_000 });
  const box = page.getByRole('textbox', { name: 'Contract' });
  await box.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

const assessment = (page: Page) => page.getByRole('region', { name: 'Assessment' });

const STRONG = `Authorization: Bearer <token>
POST /links
  Idempotency-Key: <uuid>
  { url: string, alias?: string }
  → 201 { key, short_url } | 400 { error } | 409 { error }
  → 429
    Retry-After: 30
GET /{key}
  → 302
    Location: {url}
  → 404
GET /links?cursor
  → 200 { links: [{ key, url }], next_cursor }
DELETE /links/{key}
  → 204 | 404
GET /links/{key}/clicks
  → 200 { total }
`;

test('an estimate is checked row by row, a slip of ten is named, and a reload loses nothing', async ({ page }) => {
  await page.goto(`${CASE}/estimate`);
  await write(page, 1, ['New links', '100M/day']);
  await write(page, 2, ['Record size', '600 B']);
  await write(page, 3, ['Links kept', 'r1 × 5 years']);
  await write(page, 4, ['Storage', 'r3 × r2', '11 TB']);
  await write(page, 5, ['Nonsense', 'r2 + r1']);
  await expect(page.getByText(/Column 6\. A number per time cannot be added to a size in bytes/)).toBeVisible();
  await expect(page.getByText(/r4 \(Storage\) says 11 TB, and its own formula gives 110 TB/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Remove r5' }).click();
  await page.getByRole('textbox', { name: 'Yours of r4' }).fill('');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(assessment(page)).toContainText('Storage: 110 TB; the reference has 110 TB.');
  await expect(assessment(page)).toContainText(/How many different keys are there/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Formula of r3' })).toHaveValue('r1 × 5 years');
  await expect(assessment(page)).toContainText('Storage: 110 TB');
});

test('what a contract leaves out changes what client and server do', async ({ page }) => {
  await page.goto(`${CASE}/api`);
  await contract(page, STRONG.replace(/.*Idempotency-Key.*\n/, '').replace('302', '301') + 'then what?\n');
  await expect(page.getByText(/^Line 17, column 1: This is no request/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Play them' }).click();
  const happens = page.getByRole('complementary', { name: 'What happens' });
  await expect(happens.getByRole('button', { name: /does not hold The answer gets lost/ })).toBeVisible();
  await expect(happens).toContainText('makes a second link');
  await contract(page, STRONG);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(happens).toContainText('12 of 12 hold');
  await expect(assessment(page)).toContainText('100 %');
  await happens.getByRole('button', { name: /The same person opens it again/ }).click();
  await expect(happens).toContainText('Opened twice, seen twice');
  await page.reload();
  await expect(page.getByRole('complementary', { name: 'What happens' })).toContainText('12 of 12 hold');
  await expect(page.getByRole('textbox', { name: 'Contract' })).toHaveValue(STRONG);
});

test('every stage is reached by the rail, forth and back, and keeps what was done', async ({ page }) => {
  await page.goto(CASE);
  const rail = page.getByRole('navigation', { name: 'Stages' });
  for (const [stage, there] of [
    ['Estimate', page.getByRole('textbox', { name: 'Quantity of r1' })],
    ['API', page.getByRole('textbox', { name: 'Contract' })],
    ['Clarify', page.getByText('Lock the requirements')],
    ['API', page.getByRole('textbox', { name: 'Contract' })],
    ['Estimate', page.getByRole('textbox', { name: 'Quantity of r1' })],
    ['Summary', page.getByRole('heading', { name: /URL shortener/ }).first()],
  ] as const) {
    await rail.getByRole('link', { name: stage }).click();
    await expect(there).toBeVisible();
  }
});

test('stages that contradict each other name both places', async ({ page }) => {
  await page.goto(`${CASE}/estimate`);
  await write(page, 1, ['Links kept', '180 billion']);
  await write(page, 2, ['Key space', '62^6']);
  await page.goto(`${CASE}/summary`);
  await expect(page.getByText(/there are fewer keys than things that need one/)).toBeVisible();
});
