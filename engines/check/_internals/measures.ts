/** Rules over what a scenario measured: what one call costs, what the program holds, what it leaves behind. */
import { classifyGrowth, growsFaster, type GrowthClass } from '../../kernel/cost/growth';
import type { Data, Finding, MeasuredCost, Rule, Run, TraceEvent } from '../types';
import type { RuleHead } from './rules';

type Fields = { readonly [key: string]: Data };

function measuresOf(
  { trace }: Pick<Run, 'trace'>,
  op: string,
): readonly { readonly event: TraceEvent; readonly data: Fields }[] {
  return trace
    .filter((event) => event.kind === 'measure' && event.op === op)
    .map((event) => ({ event, data: (event.data ?? {}) as Fields }));
}

export interface CostClassOptions extends Omit<RuleHead, 'measured'> {
  /** The operation, as the scenario measured it by `stage.measure`. */
  readonly op: string;
  /** What the contract promises of one call, at worst. */
  readonly expected: GrowthClass;
  /** What grows, in words, for the sentence: `keys with an open window`. */
  readonly size: string;
  /** False: the cost is shown on the page and breaks nothing. Default true. */
  readonly judged?: boolean;
}

/**
 * One call costs no more than promised, by exact counts at the sizes that one run of the scenario measures. Amortised
 * costs are measured over many calls at once (`calls`). A class that fits unclearly is never held against a program.
 */
export function costClass({ op, expected, size, judged = true, ...head }: CostClassOptions): Rule {
  const measured = (run: Run): MeasuredCost | undefined => {
    const points = measuresOf(run, op).map(({ data }) => ({
      size: Number(data['size']),
      steps: Number(data['steps']) / Math.max(1, Number(data['calls'])),
    }));
    const sizes = new Set(points.map((point) => point.size));
    if (sizes.size < 3 || Math.max(...sizes) < 16 * Math.min(...sizes)) return undefined;
    // The worst of several measures of one size.
    const worst = [...sizes]
      .sort((a, b) => a - b)
      .map((one) => ({
        size: one,
        steps: Math.max(...points.filter((point) => point.size === one).map(({ steps }) => steps)),
      }));
    return { op, points: worst, growth: classifyGrowth(worst).growth, expected };
  };
  return {
    ...head,
    measured,
    check(run) {
      const cost = measured(run);
      if (cost === undefined) return { verdict: 'unknown' };
      const growth = cost.growth as GrowthClass | 'unclear';
      if (!judged || growth === 'unclear' || !growsFaster(growth, expected)) return { verdict: 'pass' };
      const [first, last] = [cost.points[0], cost.points.at(-1)];
      return {
        verdict: 'fail',
        because: `One call of ${op} takes ${written(first?.steps)} steps with ${written(first?.size)} ${size} and ${written(last?.steps)} with ${written(last?.size)}: it grows as ${growth}, and ${expected} is promised.`,
        at: measuresOf(run, op).at(-1)?.event.seq ?? 0,
        expected,
        actual: growth,
      };
    },
  };
}

export interface MemoryBoundOptions extends RuleHead {
  /** The most entries that may be held at a `size` as the scenario gave it to `stage.retained`. */
  readonly bound: (size: number, run: Run) => number;
  /** What is held, in words: `entries for keys`. Default `entries`. */
  readonly what?: string;
}

/** Properties and small containers beside the one that is bounded: a record a key, an index, a free list. */
const BESIDE = 10;

/**
 * What is held is bounded, at each `stage.retained` of the run. Judged by the largest container, and by all entries
 * together only where they are many times the bound: a record of some fields for each key is no second entry.
 */
export function memoryBound({ bound, what = 'entries', ...head }: MemoryBoundOptions): Rule {
  return {
    ...head,
    check(run): Finding {
      const looks = measuresOf(run, 'retained');
      for (const { event, data } of looks) {
        const size = Number(data['size']);
        const most = bound(size, run);
        const largest = Number(data['largest'] ?? 0);
        const entries = Number(data['entries']);
        const held = largest > most ? largest : entries > BESIDE * most ? entries : undefined;
        if (held === undefined) continue;
        const where =
          data['line'] === undefined
            ? ''
            : `, most of them in the ${String(data['kind'])} of line ${String(data['line'])}`;
        return {
          verdict: 'fail',
          because: `${written(held)} ${what} are held${where}, where at most ${written(most)} may be.`,
          at: event.seq,
          expected: most,
          actual: held,
        };
      }
      return { verdict: looks.length > 0 ? 'pass' : 'unknown' };
    },
  };
}

/** Nothing is left to fire: for a contract with a `close()`, at each `stage.timersLeft` of the run. */
export function noTimersLeft(head: RuleHead): Rule {
  return {
    ...head,
    check(run): Finding {
      const looks = measuresOf(run, 'timers');
      const left = looks.find(({ data }) => Number(data['left']) > 0);
      if (left === undefined) return { verdict: looks.length > 0 ? 'pass' : 'unknown' };
      const count = Number(left.data['left']);
      const because = `${count === 1 ? 'A timer is' : `${count} timers are`} still to fire after the end: clear ${count === 1 ? 'it' : 'them'}.`;
      return { verdict: 'fail', because, at: left.event.seq, expected: 0, actual: count };
    },
  };
}

/** `4 096`, and shares of a step to one place. */
function written(value: number | undefined): string {
  const rounded = Math.round((value ?? 0) * 10) / 10;
  return String(rounded).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}
