import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** Right and wrong limiters that the specs type in, as a learner would write them. */
export const SOLUTIONS = {
  fixedWindow: `export function createLimiter(options: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= options.windowMs) {
        window = { start: nowMs, used: 0 };
        windows.set(key, window);
      }
      if (window.used >= options.limit) return false;
      window.used += 1;
      return true;
    },
  };
}
`,
  fixedWindowClosedEdge: `export function createLimiter(options: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start > options.windowMs) {
        window = { start: nowMs, used: 0 };
        windows.set(key, window);
      }
      if (window.used >= options.limit) return false;
      window.used += 1;
      return true;
    },
  };
}
`,
  slidingLog: `export function createLimiter(options: { limit: number; windowMs: number }) {
  const admitted = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const held = (admitted.get(key) ?? []).filter((at) => nowMs - at < options.windowMs);
      const ok = held.length < options.limit;
      if (ok) held.push(nowMs);
      admitted.set(key, held);
      return ok;
    },
  };
}
`,
} as const;

/**
 * A test that a learner's page must pass besides its own expectations: nothing is logged as an error, nothing throws
 * unseen, and no request leaves the origin.
 */
export const test = base.extend<{ quietPage: Page }>({
  quietPage: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      const origin = new URL(baseURL ?? 'http://localhost').origin;
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== origin)
          complaints.push(`left the origin: ${request.url()}`);
      });
      await use(page);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens a rung and waits until its editor can be typed in. */
export async function openRung(page: Page, rung = 'fixed-window'): Promise<Locator> {
  await page.goto(`./#/build/rate-limiter/${rung}`);
  return readyEditor(page);
}

/** The editor, once it is Monaco and no longer the plain text area that stands in for it. */
export async function readyEditor(page: Page): Promise<Locator> {
  const code = page.getByRole('textbox', { name: 'Code' });
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 30_000 });
  await expect(code).toBeAttached();
  return code;
}

/** Replaces the learner's text, as select-all and paste would: typing would let the editor indent and close brackets. */
export async function writeCode(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  if (text === '') return page.keyboard.press('Delete');
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Presses Run and waits for it to settle. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await settled(page);
}

/** A run is over when Run can be pressed again and Stop has gone. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0, { timeout: 40_000 });
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
}
