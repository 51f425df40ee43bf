/** With the server stopped: every page, a run, an interview; and a newer version that waits. */
import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { loadSite } from '../src/server/site';
import { expect, readyEditor, run, SOLUTIONS, test, writeCode } from './tools/learner';

test.use({ serviceWorkers: 'allow' });
test.describe.configure({ timeout: 120_000 });

const BASE = '/some/where/';

/** A server that a test may stop. Its folder is read anew when it starts. */
async function serve(folder: string, port = 0): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const site = await loadSite(folder, BASE);
  const server: Server = createServer((request, response) => site.handle(request, response));
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function untilAllIsHere(page: Page, home: string): Promise<void> {
  await page.goto(`${home}#/work`);
  await expect(page.getByText(/^Everything works without a network/)).toBeVisible({ timeout: 60_000 });
}

test('after the first visit every page, a run and an interview work with the server stopped', async ({ page }) => {
  // It is another origin than the other tests', and so are its requests.
  page.removeAllListeners('request');
  const server = await serve('dist');
  const home = `http://localhost:${server.port}${BASE}`;
  await untilAllIsHere(page, home);
  await server.stop();
  await expect(page.request.get(home)).rejects.toThrow();

  await page.goto('about:blank');
  await page.goto(home);
  await expect(page.getByRole('link', { name: /Rate limiter/ }).first()).toBeVisible();
  await page.goto(`${home}#/build/rate-limiter/fixed-window`);
  await readyEditor(page);
  await writeCode(page, SOLUTIONS.fixedWindow);
  await run(page);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText('Passed');
  await page.goto(`${home}#/build/rate-limiter/fixed-window/review`);
  await expect(page.getByRole('group', { name: 'Lines of your code' })).toBeVisible();
  await page.goto(`${home}#/design/url-shortener-service/api`);
  await expect(page.getByRole('textbox', { name: 'Contract' })).toBeVisible();
  await page.goto(`${home}#/design/url-shortener-service/estimate`);
  await expect(page.getByRole('textbox', { name: 'Quantity of r1' })).toBeVisible();
  await page.goto(`${home}#/gallery`);
  await expect(page.getByRole('heading', { name: /scenes|gallery/i }).first()).toBeVisible();
  await page.goto(`${home}#/interview/rate-limiter`);
  await page.getByRole('radio', { name: /Short round/ }).check();
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: /open the debrief/ }).click();
  await expect(page.getByRole('heading', { name: 'Debrief: rate limiter' })).toBeVisible();
});

test('a newer version waits until the learner agrees, and for the end of an interview', async ({ page }, info) => {
  page.removeAllListeners('request');
  const folder = info.outputPath('site');
  await cp('dist', folder, { recursive: true });
  let server = await serve(folder);
  const { port } = server;
  const home = `http://localhost:${port}${BASE}`;
  await untilAllIsHere(page, home);

  const index = await readFile(`${folder}/index.html`, 'utf8');
  await writeFile(`${folder}/index.html`, index.replace('<title>Drydock</title>', '<title>Newer</title>'));
  const worker = await readFile(`${folder}/sw.js`, 'utf8');
  await writeFile(`${folder}/sw.js`, worker.replace(/(url:"index\.html",revision:")[^"]+/, '$1newer'));
  await appendFile(`${folder}/sw.js`, '\n// newer\n');
  await server.stop();
  server = await serve(folder, port);

  await page.reload();
  const notice = page.getByRole('status', { name: 'New version' });
  await expect(notice).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your work' })).toBeVisible();
  expect(await page.content()).not.toContain('<title>Newer');

  // Another tab is in an interview: nothing is changed under it.
  const other = await page.context().newPage();
  await other.goto(`${home}#/interview/rate-limiter`);
  await other.getByRole('radio', { name: /Short round/ }).check();
  await other.getByRole('button', { name: 'Start the clock' }).click();
  await expect(other.getByRole('timer')).toBeVisible();
  await expect(other.getByRole('status', { name: 'New version' })).toHaveCount(0);
  await notice.getByRole('button', { name: 'Load it' }).click();
  await expect(notice).toContainText('An interview runs');
  await other.close();

  await notice.getByRole('button', { name: 'Load it' }).click();
  await expect(notice).toHaveCount(0);
  await expect
    .poll(async () => page.evaluate(() => fetch('./index.html').then((answer) => answer.text())))
    .toContain('Newer');
  await server.stop();
});
