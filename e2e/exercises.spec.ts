/** Every build exercise as a learner walks it: clarify, build, fail, read, mend, pass, test, review. */
import { readFileSync } from 'node:fs';
import { expect, readyEditor, run, test, writeCode } from './tools/learner';

interface Walk {
  readonly exercise: string;
  readonly rung: string;
  /** A question in words that no bank has, and the term of the spec card that its answer pins. */
  readonly asks: string;
  readonly pins: string;
  /** Programs of the banks, as a learner would have written them. */
  readonly wrong: string;
  readonly right: string;
  /** The rule that the wrong one breaks. */
  readonly breaks: string;
  /** Tests of the learner's own that catch something and refuse no correct design. */
  readonly tests: string;
}

const WALKS: readonly Walk[] = [
  {
    exercise: 'rate-limiter',
    rung: 'fixed-window',
    asks: 'is a request at exactly the end of the window still in the old one?',
    pins: 'Edge',
    wrong: 'reject/fixed-window/admits-one-more.ts',
    right: 'accept/fixed-window/start-and-count.ts',
    breaks: 'refuses-over-limit',
    tests: `test('admits up to the limit', ({ createLimiter }) => {
  const limiter = createLimiter({ limit: 2, windowMs: 100 });
  expect([1000, 1000, 1001].map((at) => limiter.allow('a', at))).toEqual([true, true, false]);
});
`,
  },
  {
    exercise: 'worker-pool',
    rung: 'workers',
    asks: 'how many jobs are allowed to run in parallel at the same time?',
    pins: 'Workers',
    wrong: 'reject/workers/runs-one-more.ts',
    right: 'accept/workers/array-and-counter.ts',
    breaks: 'at-most-workers-run',
    tests: `test('runs no more than its workers', async ({ createPool }) => {
  const pool = createPool({ workers: 2 });
  let running = 0;
  let most = 0;
  const job = async () => {
    most = Math.max(most, (running += 1));
    await sleep(10);
    running -= 1;
    return 'done';
  };
  const results = await Promise.all([1, 2, 3, 4].map(() => pool.submit(job)));
  expect(most).toBe(2);
  expect(results).toEqual(['done', 'done', 'done', 'done']);
});
`,
  },
  {
    exercise: 'event-bus',
    rung: 'broadcast',
    asks: 'do subscribers that come late get older events replayed?',
    pins: 'Replay',
    wrong: 'reject/broadcast/only-the-newest.ts',
    right: 'accept/broadcast/set-of-entries.ts',
    breaks: 'reaches-every-subscriber',
    tests: `test('each subscriber hears each event once', ({ createBus }) => {
  const bus = createBus();
  const heard: string[] = [];
  bus.subscribe('t', (event: unknown) => void heard.push('a' + event));
  const end = bus.subscribe('t', (event: unknown) => void heard.push('b' + event));
  bus.publish('t', 1);
  end();
  bus.publish('t', 2);
  expect(heard.slice().sort()).toEqual(['a1', 'a2', 'b1']);
});
`,
  },
  {
    exercise: 'cache',
    rung: 'get-set',
    asks: 'what do I return from get when the key is unknown?',
    pins: 'Values',
    wrong: 'reject/get-set/falsy-is-nothing.ts',
    right: 'accept/get-set/map.ts',
    breaks: 'nothing-is-a-value-too',
    tests: `test('what was set is found, whatever it is', ({ createCache }) => {
  const cache = createCache();
  for (const value of [1, 0, '', null, false]) {
    cache.set('a', value);
    expect(cache.get('a')).toBe(value);
  }
  expect(cache.delete('a')).toBe(true);
  expect(cache.get('a')).toBe(undefined);
  expect(cache.delete('a')).toBe(false);
});
`,
  },
  {
    exercise: 'leader-election',
    rung: 'acquire',
    asks: 'what happens if the leader process crashes or dies?',
    pins: 'Crash',
    wrong: 'reject/acquire/forgets-nx.ts',
    right: 'accept/acquire/set-nx-and-a-script.ts',
    breaks: 'refuses-a-held-lease',
    tests: `function createStore() {
  const held = new Map<string, { value: string; end: number }>();
  const look = (key: string) => {
    const entry = held.get(key);
    return entry === undefined || Date.now() >= entry.end ? null : entry.value;
  };
  const at = {
    get: look,
    set(key: string, value: string, { nx = false, px = Infinity }: { nx?: boolean; px?: number } = {}) {
      if (nx && look(key) !== null) return null;
      held.set(key, { value, end: Date.now() + px });
      return 'OK' as const;
    },
    delete: (key: string) => look(key) !== null && held.delete(key),
    increment: (key: string) => {
      const next = Number(look(key) ?? 0) + 1;
      held.set(key, { value: String(next), end: Infinity });
      return next;
    },
    expire(key: string, ms: number) {
      const value = look(key);
      if (value !== null) held.set(key, { value, end: Date.now() + ms });
      return value !== null;
    },
  };
  return {
    get: async (key: string) => at.get(key),
    set: async (key: string, value: string, options?: { nx?: boolean; px?: number }) => at.set(key, value, options),
    delete: async (key: string) => at.delete(key),
    script: async <T>(run: (store: typeof at) => T) => run(at),
  };
}
test('one leads, and the next when its lease has ended', async ({ createElector }) => {
  const store = createStore();
  const [a, b] = ['a', 'b'].map((id) => createElector({ id, store, ttlMs: 1000, maxSkewMs: 0 }));
  expect(await a!.acquire()).toBe(true);
  expect(await b!.acquire()).toBe(false);
  await sleep(1001);
  expect(await b!.acquire()).toBe(true);
});
`,
  },
];

for (const walk of WALKS) {
  test(`a learner can walk ${walk.exercise} from the first question to the review`, async ({ page }) => {
    test.setTimeout(120_000);
    const source = (file: string): string =>
      readFileSync(new URL(`../exercises/build/${walk.exercise}/${file}`, import.meta.url), 'utf8');
    const stage = (name: string) => page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name });

    await test.step('clarify', async () => {
      await page.goto(`./#/build/${walk.exercise}/${walk.rung}/clarify`);
      await page.getByLabel('Ask a question').fill(walk.asks);
      await page.keyboard.press('Enter');
      const card = page.getByRole('region', { name: 'Spec card' });
      const offered = page.getByRole('log').getByRole('button').first();
      await expect(card.getByText(walk.pins, { exact: true }).or(offered)).toBeVisible();
      if (await offered.isVisible()) await offered.click();
      await expect(card.getByText(walk.pins, { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'That is all I need' }).click();
      await expect(page.getByRole('region', { name: 'What is agreed' })).toContainText(/not asked|everything/i);
    });

    await test.step('build, and fail', async () => {
      await page.getByRole('link', { name: 'Go to the code' }).click();
      await readyEditor(page);
      await expect(page.getByRole('region', { name: 'Spec card' })).toContainText('Q1');
      await writeCode(page, source(walk.wrong));
      await run(page);
      await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText(walk.breaks);
    });

    await test.step('read the smallest run', async () => {
      const counterexample = page.getByRole('region', { name: 'Counterexample' });
      await expect(counterexample.getByRole('slider')).toBeVisible();
      await page.getByRole('button', { name: 'Add to my tests' }).click();
      await expect(page.getByText('It stands at the end of my-tests.ts')).toBeVisible();
    });

    await test.step('mend, and pass', async () => {
      await writeCode(page, source(walk.right));
      await run(page);
      await expect(page.getByRole('region', { name: 'Counterexample' })).toHaveCount(0);
      await expect(page.getByRole('region', { name: 'Verdicts' })).not.toContainText(/\bfails?\b/i);
      await page.getByRole('button', { name: 'Compare with a solution' }).click();
      await expect(page.getByText('one of several correct designs')).toBeVisible();
    });

    await test.step('test', async () => {
      await stage('Test').click();
      await readyEditor(page);
      await expect(page.locator('.view-lines')).toContainText('Replay:');
      await writeCode(page, walk.tests);
      await page.getByRole('button', { name: 'Run the tests' }).click();
      const caught = page.getByRole('region', { name: 'What they catch' });
      await expect(caught).toContainText(/[1-9]\d* of \d+ caught/, { timeout: 40_000 });
      await expect(page.getByRole('button', { name: 'Run the tests' })).toBeVisible({ timeout: 40_000 });
      await expect(caught).not.toContainText('wrongly refused');
      await expect(caught.getByText(/(\d+) of \1 pass/).first()).toBeVisible();
    });

    await test.step('review', async () => {
      await stage('Review').click();
      const questions = page.getByRole('region', { name: 'Questions' });
      await page
        .getByRole('group', { name: 'Lines of your code' })
        .getByRole('button', { name: /^Line 3:/ })
        .click();
      const first = questions.getByRole('textbox', { name: /^Your answer/ }).first();
      await first.fill('I would say that I do not know this yet, and look it up.');
      await first.press('ControlOrMeta+Enter');
      await expect(questions).toContainText('not found');
      await questions
        .getByRole('button', { name: /^I said it/ })
        .first()
        .click();
      await expect(questions).toContainText('1 claimed');
      await expect(questions).toContainText('0 of');
    });

    await test.step('come back to all of it after a reload', async () => {
      await page.reload();
      await expect(page.getByRole('region', { name: 'Questions' })).toContainText('1 claimed');
      await stage('Clarify').click();
      await expect(page.getByRole('log')).toContainText(walk.asks);
    });
  });
}
