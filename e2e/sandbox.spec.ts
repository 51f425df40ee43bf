import { expect } from '@playwright/test';
import { test } from './tools/sandbox-page';

const CORRECT = 'export function createCounter(step: number) { let n = 0; return { next: () => (n += step) }; }';

test('a correct program passes, its verdicts streamed', async ({ runs }) => {
  const told = await runs.source(CORRECT);
  expect(told.outcome).toEqual({ kind: 'judged', verdict: 'pass' });
  expect(told.events.at(-1)?.type).toBe('settled');
});
