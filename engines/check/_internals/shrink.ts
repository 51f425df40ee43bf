import type { Span } from './draw';

/** A run as its choices: those of the input, and those of the schedule. Both shrink together. */
export interface Choices {
  readonly input: readonly number[];
  /** Items of lists in `input`. */
  readonly spans: readonly Span[];
  readonly schedule: readonly number[];
}

/** What the shrinker proposes; the runner says which choices it really took. */
export type Proposal = Pick<Choices, 'input' | 'schedule'>;

export interface ShrinkOptions {
  /** Runs a proposal: the choices that it took if it still breaks the same rule, else undefined. */
  readonly attempt: (proposal: Proposal) => Promise<Choices | undefined>;
  /** Called before each attempt: true when enough was spent. */
  readonly spent: (attempts: number) => boolean;
}

/**
 * The smallest choices found that still fail: blocks are deleted, zeroed and lowered until nothing of it helps. A
 * proposal is taken only if it is smaller (shorter, else lexicographically less), so it ends.
 *
 * Source: internal test-case reduction, MacIver & Donaldson, ECOOP 2020.
 */
export async function shrink(
  start: Choices,
  { attempt, spent }: ShrinkOptions,
): Promise<{ readonly choices: Choices; readonly attempts: number }> {
  let best = start;
  let attempts = 0;
  const seen = new Set<string>([keyOf(start)]);
  const run = async (proposal: Proposal): Promise<boolean> => {
    const key = keyOf(proposal);
    if (seen.has(key) || spent(attempts)) return false;
    seen.add(key);
    attempts += 1;
    const taken = await attempt(proposal);
    if (taken === undefined) return false;
    seen.add(keyOf(taken));
    if (!isSmaller(taken, best)) return false;
    best = taken;
    return true;
  };
  for (let before: Choices | undefined; before !== best && !spent(attempts);) {
    before = best;
    // Each proposes, and is told of each proposal whether it was taken.
    for (const pass of [deleteItems, shrinkSchedule, zeroBlocks, lowerChoices]) {
      const proposals = pass(() => best);
      for (let next = proposals.next(); !next.done; next = proposals.next(await run(next.value))) {
        if (spent(attempts)) break;
      }
    }
  }
  return { choices: best, attempts };
}

type Pass = Generator<Proposal, void, boolean>;

/** Deletes items of lists, many neighbours at once first, the last ones first. */
function* deleteItems(best: () => Choices): Pass {
  for (const width of [16, 8, 4, 2, 1]) {
    for (let last = best().spans.length - 1; last >= 0;) {
      const { input, spans, schedule } = best();
      const end = spans[last];
      const first = end === undefined ? undefined : neighbour(spans, last, width);
      const proposal = end && first && { input: without(input, first.from, end.to), schedule };
      const taken = proposal !== undefined && (yield proposal);
      last = taken ? Math.min(last, best().spans.length) - 1 : last - 1;
    }
  }
}

/** The item `width - 1` before `last` in the same list, if there is one. */
function neighbour(spans: readonly Span[], last: number, width: number): Span | undefined {
  let at = spans[last];
  for (let index = last - 1, left = width - 1; at !== undefined && left > 0; left -= 1) {
    const { from, depth } = at;
    while (index >= 0 && (spans[index]?.to !== from || spans[index]?.depth !== depth)) index -= 1;
    at = spans[index];
  }
  return at;
}

/** Takes back decisions of the schedule: all of them, then blocks, then each. 0 is the benign one. */
function* shrinkSchedule(best: () => Choices): Pass {
  for (let width = best().schedule.length; width >= 1; width = Math.floor(width / 2)) {
    for (let at = 0; at < best().schedule.length; at += width) {
      const { input, schedule } = best();
      if (schedule.slice(at, at + width).every((choice) => choice === 0)) continue;
      const zeroed = yield { input, schedule: zeroedAt(schedule, at, width) };
      if (!zeroed) yield { input, schedule: without(schedule, at, at + width) };
    }
  }
  for (let at = 0; at < best().schedule.length; at += 1) {
    yield* lowerOne(best, 'schedule', at);
  }
}

function* zeroBlocks(best: () => Choices): Pass {
  for (const width of [8, 4, 2]) {
    for (let at = 0; at < best().input.length; at += width) {
      const { input, schedule } = best();
      if (input.slice(at, at + width).some((choice) => choice !== 0)) {
        yield { input: zeroedAt(input, at, width), schedule };
      }
    }
  }
}

function* lowerChoices(best: () => Choices): Pass {
  for (let at = 0; at < best().input.length; at += 1) yield* lowerOne(best, 'input', at);
}

/** Zero, else the least that still fails by halving: exact where failing is monotone in the choice, and less where not. */
function* lowerOne(best: () => Choices, list: keyof Proposal, at: number): Pass {
  const lowered = (value: number): Proposal => {
    const { input, schedule } = best();
    const changed = best()[list].map((choice, index) => (index === at ? value : choice));
    return list === 'input' ? { input: changed, schedule } : { input, schedule: changed };
  };
  let low = 0;
  if ((best()[list][at] ?? 0) === 0 || (yield lowered(0))) return;
  for (let high = best()[list][at] ?? 0; high - low > 1; high = Math.min(high, best()[list][at] ?? 0)) {
    const middle = low + Math.floor((high - low) / 2);
    if (yield lowered(middle)) high = middle;
    else low = middle;
  }
}

function without(choices: readonly number[], from: number, to: number): readonly number[] {
  return [...choices.slice(0, from), ...choices.slice(to)];
}

function zeroedAt(choices: readonly number[], from: number, width: number): readonly number[] {
  return choices.map((choice, index) => (index >= from && index < from + width ? 0 : choice));
}

function isSmaller(a: Proposal, b: Proposal): boolean {
  return compare(a.input, b.input) || (compare(a.schedule, b.schedule) && !compare(b.input, a.input));
}

/** Shortlex: shorter, or as long and less at the first difference. */
function compare(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const at = a.findIndex((choice, index) => choice !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

function keyOf({ input, schedule }: Proposal): string {
  return `${input.join(',')};${schedule.join(',')}`;
}

/** A schedule without the zeros at its end: a replay pads with them. */
export function trimmed(schedule: readonly number[]): readonly number[] {
  const last = schedule.findLastIndex((choice) => choice !== 0);
  return schedule.slice(0, last + 1);
}
