/** Work goes from one browser to another by a file. */
import { readFile } from 'node:fs/promises';
import { expect, openRung, readyEditor, run, SOLUTIONS, test, writeCode } from './tools/learner';

test('a learner takes their work to another browser, and importing it twice changes nothing', async ({
  page,
  browser,
}, info) => {
  await openRung(page);
  await writeCode(page, SOLUTIONS.fixedWindow);
  await run(page);
  await page.goto('./#/work');
  await expect(page.getByRole('row', { name: /Rate limiter.*1 rung passed, 1 run/ })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const file = info.outputPath('all.drydock.jsonl');
  await (await downloading).saveAs(file);

  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? '' });
  const there = await other.newPage();
  await there.goto('./#/work');
  await expect(there.getByText('Nothing was begun here yet.')).toBeVisible();
  await there.getByLabel('Import a file').setInputFiles(file);
  await expect(there.getByRole('status').filter({ hasText: '1 added.' })).toBeVisible();
  await expect(there.getByRole('row', { name: /Rate limiter.*1 rung passed/ })).toBeVisible();
  await there.getByLabel('Import a file').setInputFiles(file);
  await expect(there.getByText('1 here already.')).toBeVisible();

  // Nothing of a file that is damaged or foreign is taken, and what is here stays.
  const damaged = (await readFile(file, 'utf8')).replace('"format":1', '"format":"?"');
  await there
    .getByLabel('Import a file')
    .setInputFiles({ name: 'a.jsonl', mimeType: 'text/plain', buffer: Buffer.from(damaged) });
  await expect(there.getByText(/Line 2: its head is damaged/)).toBeVisible();
  await there
    .getByLabel('Import a file')
    .setInputFiles({ name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await expect(there.getByText(/it is no export of a Drydock/)).toBeVisible();

  await there.goto('./#/build/rate-limiter/fixed-window');
  await readyEditor(there);
  await expect(there.getByRole('textbox', { name: 'Code' })).toHaveValue(SOLUTIONS.fixedWindow);
  await other.close();
});
