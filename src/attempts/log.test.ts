import { describe, expect, it } from 'vitest';
import { StoreError } from './database';
import { AttemptLog } from './log';
import { emptySummary, summarise } from './progress';
import type { Batch } from './store';
import { ManualClock } from './testing';
import type { AttemptHead, LogEventBody, SaveState } from './types';

const HEAD: AttemptHead = { id: 'a', format: 1, exercise: 'e', contentHash: 'h', startedAt: 5, seed: 1 };

function edit(text: string): LogEventBody {
  return { type: 'edit', file: 'f', changes: [{ offset: 0, removed: 0, text }] };
}

function cursor(line: number): LogEventBody {
  return { type: 'cursor', file: 'f', line, column: 1, scrollTop: 0 };
}

/** A log over a store that settles when the test says so. */
function createLog() {
  const clock = new ManualClock();
  const asked: { readonly batch: Batch; readonly settle: (error?: StoreError) => void }[] = [];
  const states: SaveState[] = [];
  const log = new AttemptLog({
    head: HEAD,
    clock,
    store: {
      append: (batch) =>
        new Promise((resolve, reject) =>
          asked.push({ batch, settle: (error) => (error === undefined ? resolve() : reject(error)) }),
        ),
    },
    position: { next: 0, summary: emptySummary(HEAD) },
    onState: (state) => states.push(state),
  });
  log.startWriting();
  return { log, clock, asked, states };
}

/** Lets promises that have settled run on. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('AttemptLog', () => {
  it('numbers events densely, in batches in order, each with the summary after it', async () => {
    const { log, clock, asked } = createLog();
    log.append(edit('a'), 'soon');
    log.append(edit('b'), 'soon');
    clock.advance(250);
    log.append(edit('c'), 'soon');
    asked[0]?.settle();
    await turn();
    asked[1]?.settle();
    await turn();
    expect(asked.map(({ batch }) => batch.events.map(({ index }) => index))).toEqual([[0, 1], [2]]);
    const events = asked.flatMap(({ batch }) => batch.events);
    expect(asked[1]?.batch.summary).toEqual(events.reduce(summarise, emptySummary(HEAD)));
    expect(log.hasUnwritten).toBe(false);
  });

  it('replaces no cursor that is being written', async () => {
    const { log, asked } = createLog();
    log.append(cursor(1), 'idle');
    log.append(cursor(2), 'idle');
    void log.flush();
    log.append(cursor(3), 'idle');
    asked[0]?.settle();
    await turn();
    expect(asked.map(({ batch }) => batch.events.map(({ index, body }) => [index, body]))).toEqual([
      [[0, cursor(2)]],
      [[1, cursor(3)]],
    ]);
  });

  it('waits longer after each failure, and tries at once for a run', async () => {
    const { log, clock, asked, states } = createLog();
    log.append(edit('a'), 'now');
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      const tried = asked.length;
      asked.at(-1)?.settle(new StoreError('failed'));
      await turn();
      clock.advance(waitMs - 1);
      expect(asked.length).toBe(tried);
      clock.advance(1);
      expect(asked.length).toBe(tried + 1);
    }
    asked.at(-1)?.settle(new StoreError('quota'));
    await turn();
    log.append({ type: 'run', run: 1, rung: 'one', seed: 1 }, 'now');
    expect(asked.at(-1)?.batch.events).toHaveLength(2);
    asked.at(-1)?.settle();
    await turn();
    expect(states.at(-1)).toEqual({ kind: 'saved', at: clock.now() });
  });

  it('refuses an event that could not be read again, before it counts', () => {
    const { log } = createLog();
    expect(() => log.append({ type: 'run', run: 0, rung: 'one', seed: 1 }, 'now')).toThrow(/body\.run/);
    expect(log.next).toBe(0);
  });

  it('takes nothing while another tab writes', () => {
    const { log, states } = createLog();
    log.stopWriting('other-tab', 'open elsewhere');
    expect(log.append(edit('a'), 'now')).toBeUndefined();
    expect(states.at(-1)).toEqual({ kind: 'read-only', reason: 'other-tab', message: 'open elsewhere' });
  });
});
