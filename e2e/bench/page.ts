import { spawn } from 'node:child_process';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findOrInstallChromium } from '../tools/browser';
import { SOLUTIONS, writeCode } from '../tools/learner';
import { median, type Figure } from './table';

const PORT = 4399;
const ADDRESS = `http://localhost:${PORT}/`;
const COLD_RUNS = 5;
const WARM_RUNS = 30;

/** What the page tells of itself, by User Timing marks: milliseconds since navigation. */
async function markedAt(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction(
    (mark) => performance.getEntriesByName(mark).at(-1)?.startTime ?? null,
    name,
    {
      timeout: 60_000,
    },
  );
  return Number(await handle.jsonValue());
}

async function cold(browser: Browser): Promise<{ catalogue: number; typed: number; verdict: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const first = await context.newPage();
  await first.goto(ADDRESS);
  const catalogue = await markedAt(first, 'drydock:catalogue-usable');
  await context.close();

  const second = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await second.newPage();
  await page.goto(`${ADDRESS}#/build/rate-limiter/fixed-window`);
  await markedAt(page, 'drydock:editor-ready');
  await page.getByRole('textbox', { name: 'Code' }).focus();
  await page.keyboard.type('/');
  const typed = await page.evaluate(() => performance.now());
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ControlOrMeta+Enter');
  const verdict = await markedAt(page, 'drydock:first-verdict');
  await second.close();
  return { catalogue, typed, verdict };
}

async function warm(browser: Browser, code: string): Promise<{ first: number[]; all: number[]; heapGrowth: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${ADDRESS}#/build/rate-limiter/fixed-window`);
  await markedAt(page, 'drydock:editor-ready');
  await writeCode(page, code);
  const first: number[] = [];
  const all: number[] = [];
  let heapBefore = 0;
  for (let index = 0; index < WARM_RUNS + 3; index += 1) {
    await page.evaluate(() => performance.clearMarks());
    await page.keyboard.press('ControlOrMeta+Enter');
    const done = await markedAt(page, 'drydock:all-verdicts');
    const pressed = await markedAt(page, 'drydock:run-pressed');
    // The first three warm the compiler, the frame and the judge.
    if (index < 3) {
      heapBefore = await heap(page);
      continue;
    }
    first.push((await markedAt(page, 'drydock:first-verdict')) - pressed);
    all.push(done - pressed);
  }
  const heapGrowth = (await heap(page)) / heapBefore - 1;
  await page.close();
  return { first, all, heapGrowth };
}

async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  return usedSize;
}

/** Measures the built site in Chromium, served from `dist/`, each cold run in a fresh profile. */
export async function benchPage(): Promise<readonly Figure[]> {
  const server = spawn('npm', ['run', '-s', 'serve', '--', '--port', String(PORT), '--strict-port'], {
    detached: true,
  });
  await new Promise<void>((resolve) => server.stdout.on('data', () => resolve()));
  const browser = await chromium.launch({ executablePath: findOrInstallChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    const colds = [];
    for (let index = 0; index < COLD_RUNS; index += 1) colds.push(await cold(browser));
    const right = await warm(browser, SOLUTIONS.fixedWindow);
    const wrong = await warm(browser, SOLUTIONS.fixedWindowClosedEdge);
    const most = (limit: number) => ({ limit, at: 'most' as const });
    return [
      {
        what: `cold: catalogue usable, median of ${COLD_RUNS}`,
        value: median(colds.map((run) => run.catalogue)),
        unit: 'ms',
        budget: most(1_000),
      },
      {
        what: `cold: editor typed in, median of ${COLD_RUNS}`,
        value: median(colds.map((run) => run.typed)),
        unit: 'ms',
        budget: most(2_000),
      },
      {
        what: `cold: first verdict, median of ${COLD_RUNS}`,
        value: median(colds.map((run) => run.verdict)),
        unit: 'ms',
        budget: most(3_500),
      },
      ...warmFigures('right', right),
      ...warmFigures('wrong', wrong),
    ];
  } finally {
    await browser.close();
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
  }
}

function warmFigures(program: string, run: Awaited<ReturnType<typeof warm>>): readonly Figure[] {
  return [
    {
      what: `warm, ${program}: Run to first verdict, median of ${WARM_RUNS}`,
      value: median(run.first),
      unit: 'ms',
      budget: { limit: 150, at: 'most' },
    },
    { what: `warm, ${program}: Run to first verdict, worst`, value: Math.max(...run.first), unit: 'ms' },
    {
      what: `warm, ${program}: Run to all verdicts, median of ${WARM_RUNS}`,
      value: median(run.all),
      unit: 'ms',
      budget: { limit: 1_500, at: 'most' },
    },
    { what: `warm, ${program}: Run to all verdicts, worst`, value: Math.max(...run.all), unit: 'ms' },
    {
      what: `warm, ${program}: heap growth over ${WARM_RUNS} runs`,
      value: run.heapGrowth * 100,
      unit: '%',
      budget: { limit: 10, at: 'most' },
    },
  ];
}
