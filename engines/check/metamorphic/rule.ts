/**
 * Relations between runs of one program where no single answer is known: the same traffic an hour later is answered the
 * same, other names of keys change nothing, independent keys do not mind being mixed, a delivery that comes twice counts
 * once (Chen, Cheung and Yiu, Metamorphic testing, 1998). A scenario does both in one case, each on an instance of its
 * own behind a `stage.mark('part', name)`, so that both shrink together; the rule holds the parts against each other.
 */
import { callsOf, formatCall, sameData, type Call } from '../_internals/calls';
import { answerOf, formatEnd, type RuleHead } from '../_internals/rules';
import type { Finding, Rule, Run } from '../types';

export interface MetamorphicOptions extends RuleHead {
  /** The operation whose answers are compared. */
  readonly op: string;
  /** What was done to the traffic, in words: `the same requests an hour later`. */
  readonly change: string;
  /**
   * Which calls belong together: those of one name are compared in their order. Default: all of a part. For mixed keys the
   * key; for renamed ones the name before the renaming.
   */
  readonly name?: (call: Call, run: Run) => string;
  /** Whether a call is compared at all; for a second delivery, say, false. Default: every call. */
  readonly compares?: (call: Call, part: string, run: Run) => boolean;
  /** Whether the run is evidence. Default: there are two parts with calls. */
  readonly mustHit?: (parts: ReadonlyMap<string, readonly Call[]>, run: Run) => boolean;
}

/** Answers of the first part are those of every other, call by call. */
export function metamorphic(options: MetamorphicOptions): Rule {
  const { op, change, name = () => '', compares = () => true, mustHit = hasTwo, ...head } = options;
  return {
    ...head,
    check(run): Finding {
      const parts = partsOf(run, op);
      const [first, ...others] = [...parts].map(([part, calls]) => grouped(part, calls));
      for (const other of others) {
        for (const [group, calls] of other) {
          const before = first?.get(group) ?? [];
          for (const [index, call] of calls.entries()) {
            const like = before[index];
            if (like === undefined || sameEnds(like, call)) continue;
            return {
              verdict: 'fail',
              because: `${formatCall(like)} ${formatEnd(like.end)}; with ${change}, ${formatCall(call)} ${formatEnd(call.end)}.`,
              at: 'seq' in call.end ? call.end.seq : call.seq,
              causes: [like.seq],
              expected: answerOf(like.end),
              actual: answerOf(call.end),
            };
          }
        }
      }
      return { verdict: mustHit(parts, run) ? 'pass' : 'unknown' };

      function grouped(part: string, calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> {
        const groups = new Map<string, Call[]>();
        for (const call of calls.filter((one) => compares(one, part, run))) {
          const group = name(call, run);
          groups.set(group, [...(groups.get(group) ?? []), call]);
        }
        return groups;
      }
    },
  };
}

/** Calls of each part, in the order in which the parts were marked. Calls before the first mark belong to none. */
export function partsOf({ trace }: Pick<Run, 'trace'>, op?: string): ReadonlyMap<string, readonly Call[]> {
  const marks = trace.filter((event) => event.kind === 'mark' && event.op === 'part');
  const calls = callsOf(trace, op);
  return new Map(
    marks.map((mark, index) => {
      const end = marks[index + 1]?.seq ?? Infinity;
      return [String(mark.data), calls.filter(({ seq }) => seq > mark.seq && seq < end)];
    }),
  );
}

function hasTwo(parts: ReadonlyMap<string, readonly Call[]>): boolean {
  return [...parts.values()].filter((calls) => calls.length > 0).length > 1;
}

function sameEnds({ end: a }: Call, { end: b }: Call): boolean {
  if ('value' in a && 'value' in b) return sameData(a.value, b.value);
  if ('name' in a && 'name' in b) return a.name === b.name;
  return a.kind === b.kind;
}
