import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingText } from './carry';
import { describeLosses } from './losses';
import { type AttemptState, apply, applyChanges, EMPTY_STATE, type Entry, parseLog, replay } from './replay';
import type { LogEvent, LogEventBody, RunRecord } from './types';

const FILE = 'solution.ts';
const RECORD: RunRecord = { outcome: 'fail', rules: [], console: [], ms: 12 };

function log(bodies: readonly LogEventBody[]): LogEvent[] {
  return bodies.map((body, index) => ({ attempt: 'a', index, at: 1_000 + index * 10, body }));
}

function text(value: string, why: 'start' | 'snapshot' | 'restore' | 'rung' = 'start', rung = 'one'): LogEventBody {
  return { type: 'text', rung, file: FILE, text: value, why };
}

function insert(offset: number, value: string): LogEventBody {
  return { type: 'edit', file: FILE, changes: [{ offset, removed: 0, text: value }] };
}

function textOf(state: AttemptState, rung = state.rung): string | undefined {
  return state.rungs.get(rung)?.files.get(FILE)?.text;
}

/** The slow, plain way: every event, none skipped. */
function fold(events: readonly LogEvent[]): AttemptState {
  return events.reduce<AttemptState>((state, event) => apply(state, event) ?? expect.unreachable(), EMPTY_STATE);
}

/** A session: its events, and what an independent text model says after each. */
interface Session {
  readonly events: LogEvent[];
  readonly models: ReadonlyMap<string, string>[];
}

type Step =
  | { readonly type: 'edit'; readonly at: number; readonly removed: number; readonly text: string }
  | { readonly type: 'rung'; readonly rung: string }
  | { readonly type: 'snapshot' | 'cursor' | 'run' | 'verdict' | 'hint' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('edit' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(4),
      text: fc.string({ unit: fc.constantFrom('a', '\n', '🛶', '', '\0'), maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('rung' as const), rung: fc.constantFrom('one', 'two', 'x') }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('snapshot', 'cursor', 'run', 'verdict', 'hint') }),
  },
);

function play(steps: readonly Step[]): Session {
  const bodies: LogEventBody[] = [{ type: 'start', rung: 'one' }, text('begin')];
  let model = new Map([['one', 'begin']]);
  const models: ReadonlyMap<string, string>[] = [new Map(), model];
  let rung = 'one';
  let run = 0;
  const push = (body: LogEventBody): void => {
    bodies.push(body);
    models.push(model);
  };
  for (const item of steps) {
    const now = model.get(rung) ?? '';
    if (item.type === 'edit') {
      const offset = Math.round(item.at * now.length);
      const removed = Math.min(item.removed, now.length - offset);
      // The model edits an array of units, not a string: another way to the same text.
      const units = now.split('');
      units.splice(offset, removed, ...item.text.split(''));
      model = new Map(model).set(rung, units.join(''));
      push({ type: 'edit', file: FILE, changes: [{ offset, removed, text: item.text }] });
    } else if (item.type === 'rung') {
      rung = item.rung;
      push({ type: 'rung', rung });
      model = new Map(model).set(rung, model.get(rung) ?? now);
      push(text(model.get(rung) ?? '', 'rung', rung));
    } else if (item.type === 'snapshot') push(text(now, 'snapshot', rung));
    else if (item.type === 'cursor') push({ type: 'cursor', file: FILE, line: 1, column: 2, scrollTop: 3.5 });
    else if (item.type === 'hint') push({ type: 'hint', rung, tier: 1 });
    else if (item.type === 'run') push({ type: 'run', run: (run += 1), rung, seed: 9 });
    else push({ type: 'verdict', run: Math.max(run, 1), rung, result: RECORD });
  }
  return { events: log(bodies), models };
}

const session = fc.array(step, { maxLength: 60 }).map(play);

describe('replay', () => {
  it('gives the text model at the end, and after any prefix', () => {
    fc.assert(
      fc.property(session, ({ events, models }) => {
        const entries = parseLog(events);
        for (const [index, model] of models.entries()) {
          const { state, losses } = replay(entries, { index });
          expect(losses).toEqual([]);
          for (const [rung, expected] of model) expect(textOf(state, rung)).toBe(expected);
          expect(replay(parseLog(events.slice(0, index + 1))).state).toEqual(state);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same state from the last whole texts as from the first event', () => {
    fc.assert(
      fc.property(session, ({ events }) => {
        expect(replay(parseLog(events)).state).toEqual(fold(events));
      }),
    );
  });

  it('gives the same state when the edits before a whole text are left out', () => {
    fc.assert(
      fc.property(session, ({ events }) => {
        let rung = '';
        const rungs = events.map(({ body }) => (rung = 'rung' in body ? body.rung : rung));
        const kept = events.filter(
          ({ body }, i) =>
            body.type !== 'edit' ||
            !events.some((later, j) => j > i && later.body.type === 'text' && later.body.rung === rungs[i]),
        );
        expect(fold(kept)).toEqual(fold(events));
      }),
    );
  });

  it('finds its footing at the next whole text, whatever record is damaged', () => {
    fc.assert(
      fc.property(session, fc.nat(), fc.constantFrom('gap', 'shape', 'range'), ({ events }, pick, how) => {
        // A log that ends early is a whole log; only inside of it is a missing record seen.
        const broken = pick % (how === 'gap' ? events.length - 1 : events.length);
        const records: unknown[] = events.flatMap((event, i): unknown[] => {
          if (i !== broken) return [event];
          if (how === 'gap') return [];
          if (how === 'shape') return [{ ...event, body: { type: 'edit', file: 7 } }];
          return [{ ...event, body: { type: 'edit', file: FILE, changes: [{ offset: 1e9, removed: 0, text: 'x' }] } }];
        });
        const end = fold(events);
        const damaged = replay(parseLog(records)).state;
        const file = damaged.rungs.get(damaged.rung)?.files.get(FILE);
        // What is called known is what was typed; what is not is told as a loss.
        if (file?.known === true) expect(file.text).toBe(textOf(end, damaged.rung));
        const index = events.length;
        const mending = [...end.rungs]
          .sort(([a]) => (a === end.rung ? 1 : -1))
          .map(([rung]) => ({
            ...text(textOf(end, rung) ?? '', 'restore', rung),
          }));
        const mended = mending.map((body, i) => ({ attempt: 'a', index: index + i, at: 9e6, body }));
        const result = replay(parseLog([...records, ...mended]));
        expect(textOf(result.state)).toBe(textOf(end));
        expect(describeLosses(result.losses)).toBeUndefined();
      }),
    );
  });

  it('starts nothing: an endless loop that was saved, or was running, is text and a count', () => {
    const endless = 'export function createLimiter() {\n  while (true) {}\n}\n';
    const events = log([{ type: 'start', rung: 'one' }, text(endless), { type: 'run', run: 1, rung: 'one', seed: 1 }]);
    const { state } = replay(parseLog(events));
    expect(textOf(state)).toBe(endless);
    expect(Object.keys(state).sort()).toEqual(['rung', 'rungs', 'runs', 'stages']);
    expect(Object.keys(state.rungs.get('one') ?? {}).sort()).toEqual(['files', 'hints', 'lastRun', 'runs']);
  });

  it('keeps cursor, verdict, hints and run count by rung', () => {
    const { state } = replay(
      parseLog(
        log([
          { type: 'start', rung: 'one' },
          text('a'),
          { type: 'cursor', file: FILE, line: 3, column: 4, scrollTop: 5 },
          { type: 'run', run: 1, rung: 'one', seed: 1 },
          { type: 'rung', rung: 'two' },
          text('a', 'rung', 'two'),
          { type: 'verdict', run: 1, rung: 'one', result: RECORD },
          { type: 'hint', rung: 'two', tier: 2 },
        ]),
      ),
    );
    expect(state.rung).toBe('two');
    expect(state.runs).toBe(1);
    expect(state.rungs.get('one')).toMatchObject({ runs: 1, verdict: { run: 1, at: 1_060, seed: 1, result: RECORD } });
    expect(state.rungs.get('one')?.files.get(FILE)?.cursor).toEqual({ line: 3, column: 4, scrollTop: 5 });
    expect([...(state.rungs.get('two')?.hints ?? [])]).toEqual([2]);
    expect(state.rungs.get('two')?.verdict).toBeUndefined();
  });

  it('replays up to a time', () => {
    const entries = parseLog(log([{ type: 'start', rung: 'one' }, text('ab'), insert(1, '-'), insert(0, '>')]));
    expect(textOf(replay(entries, { at: 1_020 }).state)).toBe('a-b');
    expect(textOf(replay(entries, { at: 1_019 }).state)).toBe('ab');
  });
});

describe('damage', () => {
  const events = log([
    { type: 'start', rung: 'one' },
    text('ab'),
    insert(0, '1'),
    insert(1, '2'),
    insert(2, '3'),
    insert(3, '4'),
  ]);

  it('keeps the text as it was before, counts what could not be applied, and says both', () => {
    const { state, losses } = replay(parseLog(events.filter((_, i) => i !== 3)));
    expect(textOf(state)).toBe('1ab');
    expect(losses).toEqual([
      { from: 3, to: 3, why: 'missing from the log', touchesText: true, after: 1_020, edits: 2, mended: false },
    ]);
    expect(describeLosses(losses, (at) => `t=${at}`)).toBe(
      '1 saved record after t=1020 could not be read (missing from the log) and was set aside, untouched. ' +
        '2 later edits could not be applied. Your text is what could be restored. It stands as of t=1020.',
    );
  });

  it('loses no text with a verdict that cannot be read', () => {
    const broken = { attempt: 'a', index: 6, at: 1_060, body: { type: 'verdict', run: 1, rung: 'one', result: {} } };
    const { state, losses } = replay(
      parseLog([...events, broken, ...log([insert(0, '>')]).map((e) => ({ ...e, index: 7 }))]),
    );
    expect(textOf(state)).toBe('>1234ab');
    expect(losses).toHaveLength(1);
    expect(describeLosses(losses)).toBeUndefined();
  });

  it('tells a mended loss from an open one, whatever else is lost between', () => {
    const noVerdict = { attempt: 'a', index: 4, at: 1_040, body: { type: 'verdict', run: 0 } };
    const noEdit = { attempt: 'a', index: 3, at: 1_030, body: { type: 'edit' } };
    const records = [...events.slice(0, 3), noEdit, noVerdict, events[5]];
    const open = replay(parseLog(records)).losses;
    expect(open.map(({ from, edits, mended }) => [from, edits, mended])).toEqual([
      [3, 1, false],
      [4, 0, true],
    ]);
    const whole = { attempt: 'a', index: 6, at: 1_060, body: text('1234ab', 'restore') };
    expect(replay(parseLog([...records, whole])).losses.map((loss) => loss.mended)).toEqual([true, true]);
  });

  it('is mended only when every doubtful text was found whole', () => {
    const bodies = [
      text('a'),
      text('b', 'rung', 'two'),
      insert(0, '?'),
      text('b', 'restore', 'two'),
      text('a', 'restore'),
    ];
    const records = log([{ type: 'start', rung: 'one' }, ...bodies]).filter(({ index }) => index !== 3);
    const mended = (count: number) => replay(parseLog(records.slice(0, count))).losses.map((loss) => loss.mended);
    expect(mended(4)).toEqual([false]);
    expect(mended(5)).toEqual([true]);
  });

  it('takes anything for a record without throwing', () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 8 }), (records) => {
        const entries: readonly Entry[] = parseLog([...events.slice(0, 2), ...records]);
        expect(textOf(replay(entries).state)).toBe('ab');
      }),
    );
  });
});

describe('openingText', () => {
  const ladder = ['one', 'two', 'three'].map((id) => ({ id, starter: `starter of ${id}` }));
  const state = (texts: Readonly<Record<string, string>>): AttemptState =>
    fold(log(Object.entries(texts).map(([rung, value]) => text(value, 'start', rung))));
  const at = (rung: string) => ({ rung, file: FILE });

  it('carries what was written to the next rung', () => {
    expect(openingText(state({ one: 'mine' }), ladder, at('two'))).toBe('mine');
    expect(openingText(state({ one: 'mine' }), ladder, at('three'))).toBe('mine');
    expect(openingText(state({ one: 'mine', two: 'better' }), ladder, at('three'))).toBe('better');
  });

  it('carries no untouched starter, and nothing downwards', () => {
    expect(openingText(state({ one: 'starter of one' }), ladder, at('two'))).toBe('starter of two');
    expect(openingText(state({ two: 'mine' }), ladder, at('one'))).toBe('starter of one');
  });

  it('leaves a visited rung its own text', () => {
    expect(openingText(state({ one: 'mine', two: 'older' }), ladder, at('two'))).toBe('older');
  });
});

describe('applyChanges', () => {
  it('applies in order, as the editor reports several cursors', () => {
    const changes = [
      { offset: 4, removed: 1, text: 'E!' },
      { offset: 0, removed: 1, text: '' },
    ];
    expect(applyChanges('abcde', changes)).toBe('bcdE!');
    expect(applyChanges('abc', [{ offset: 2, removed: 2, text: '' }])).toBeUndefined();
  });
});
