import { callsOf, formatCall, type Call } from '../_internals/calls';
import { formatEnd, type RuleHead } from '../_internals/rules';
import type { Data, Rule, Run } from '../types';
import { checkLinearizable, type Model, type Operation } from './check';

export interface LinearizableOptions extends RuleHead {
  readonly model: Model;
  /**
   * What a call is to the model, or undefined where it is none of its operations. Default input: `{ f: op, args }`.
   * A call that threw or rejected may have taken effect or not, unless `output` says what it answered.
   */
  readonly operation?: (call: Call, run: Run) => { readonly input: Data; readonly output?: Data } | undefined;
  /** Steps of the model in one run; default 100 000. */
  readonly budget?: number;
  /** Whether the run is evidence. Default: two operations overlapped. */
  readonly mustHit?: (calls: readonly Call[], run: Run) => boolean;
}

/** Smaller than for one history alone: a rule is asked of hundreds of runs. */
const DEFAULT_BUDGET = 100_000;

/** Calls of a run, which may overlap, are linearizable by a model. Running out of its budget is no verdict. */
export function linearizable({
  model,
  operation,
  budget = DEFAULT_BUDGET,
  mustHit = overlap,
  ...head
}: LinearizableOptions): Rule {
  return {
    ...head,
    check(run) {
      const known: Call[] = [];
      const history: Operation[] = [];
      for (const call of callsOf(run.trace)) {
        const told = operation === undefined ? { input: { f: call.op, args: call.args } } : operation(call, run);
        if (told === undefined) continue;
        known.push(call);
        history.push(operationOf(call, told));
      }
      const checked = checkLinearizable(history, model, { budget });
      if (checked.verdict === 'pass') return { verdict: mustHit(known, run) ? 'pass' : 'unknown' };
      if (checked.verdict === 'unknown') return { verdict: 'unknown' };
      const blocked = known[checked.blocked];
      if (blocked === undefined) return { verdict: 'unknown' };
      const before = checked.order.flatMap((index) => known[index] ?? []);
      const order = before.length === 0 ? '' : ` after ${before.slice(-3).map(formatCall).join(', then ')}`;
      return {
        verdict: 'fail',
        because: `${formatCall(blocked)} ${formatEnd(blocked.end)}: no order of the calls, each at one instant between its start and its end, gives that${order}.`,
        at: 'seq' in blocked.end ? blocked.end.seq : blocked.seq,
        causes: before.slice(-3).map(({ seq }) => seq),
      };
    },
  };
}

function operationOf(
  { seq, end }: Call,
  { input, ...rest }: { readonly input: Data; readonly output?: Data },
): Operation {
  // The order of a trace is `seq`: two ends of one millisecond are ordered, so intervals here are exact.
  const start = seq;
  if ('output' in rest && 'seq' in end) return { input, output: rest.output, start, end: end.seq };
  return 'value' in end ? { input, output: end.value, start, end: end.seq } : { input, start };
}

function overlap(calls: readonly Call[]): boolean {
  return calls.some(({ end }, index) => {
    const next = calls[index + 1];
    return next !== undefined && (end.kind === 'none' || end.seq > next.seq);
  });
}
