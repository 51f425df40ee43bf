import { openAttempt } from '../open';
import { START, stroke, strokeOf, TYPED_EXERCISE } from './model';

/** Strokes come every 50 ms: 20 characters a second. */
const STROKE_MS = 50;

/** What the page tells the script that started it. */
export type Report =
  | { readonly type: 'opened'; readonly text: string; readonly save: string; readonly notice?: string }
  | { readonly type: 'typed'; readonly stroke: number; readonly at: number };

async function type(): Promise<void> {
  const attempt = await openAttempt({
    key: { exercise: TYPED_EXERCISE, contentHash: 'fixed' },
    ladder: [{ id: 'only', starter: START }],
  });
  const { notice } = attempt;
  await report({
    type: 'opened',
    text: attempt.text,
    save: attempt.saveState.kind,
    ...(notice === undefined ? {} : { notice }),
  });
  let n = strokeOf(attempt.text) ?? 0;
  setInterval(() => {
    n += 1;
    if (!attempt.edit(stroke(n, attempt.text))) throw new Error(`stroke ${n} was not taken`);
    attempt.cursor({ line: 1, column: 1 + (n % 80), scrollTop: n });
    void report({ type: 'typed', stroke: n, at: Date.now() });
  }, STROKE_MS);
}

async function report(message: Report): Promise<void> {
  await fetch('/report', { method: 'POST', body: JSON.stringify(message) });
}

void type();
