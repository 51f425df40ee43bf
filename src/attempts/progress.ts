import * as v from 'valibot';
import type { Entry } from './replay';
import type { AttemptHead, LogEvent, RunRecord } from './types';

const tally = v.strictObject({
  outcome: v.picklist(['pass', 'fail', 'unknown', 'stopped']),
  at: v.number(),
  passing: v.number(),
  failing: v.number(),
  of: v.number(),
  open: v.optional(v.strictObject({ rule: v.string(), because: v.string() })),
});
const rungProgress = v.strictObject({
  rung: v.string(),
  runs: v.number(),
  passed: v.boolean(),
  last: v.optional(tally),
  cursor: v.optional(v.strictObject({ file: v.string(), line: v.number() })),
});
const summary = v.strictObject({
  version: v.literal(1),
  attempt: v.string(),
  exercise: v.string(),
  contentHash: v.string(),
  startedAt: v.number(),
  events: v.number(),
  begun: v.boolean(),
  lastAt: v.number(),
  rung: v.string(),
  hints: v.number(),
  kind: v.optional(v.literal('interview')),
  rungs: v.array(rungProgress),
});

/**
 * How the last finished run of a rung ended: rules passing and failing, of how many that were judged; `open` is the
 * first counterexample it left.
 */
export type RunTally = v.InferOutput<typeof tally>;

/** One rung of one attempt. `passed`: some run of it passed. `cursor`: where the learner left off in it. */
export type RungProgress = v.InferOutput<typeof rungProgress>;

/**
 * What the catalogue says of an attempt: derived from its log event by event and kept beside it, written in the same
 * transaction, so that the catalogue reads one small record an attempt. It can always be made again from the log.
 * `events` counts the log's places; `begun` is false while nothing was typed, run or asked.
 */
export type AttemptSummary = v.InferOutput<typeof summary>;

/** Parses a summary as read; undefined (make it again from the log) for anything but this version's shape. */
export function parseSummary(raw: unknown): AttemptSummary | undefined {
  const result = v.safeParse(summary, raw);
  return result.success ? result.output : undefined;
}

/** The summary of a log without events. */
export function emptySummary(head: AttemptHead): AttemptSummary {
  return {
    version: 1,
    attempt: head.id,
    exercise: head.exercise,
    contentHash: head.contentHash,
    startedAt: head.startedAt,
    events: 0,
    begun: false,
    lastAt: head.startedAt,
    rung: '',
    hints: 0,
    ...(head.kind === undefined ? {} : { kind: head.kind }),
    rungs: [],
  };
}

/** The summary after one more event. Pure, and its cost does not depend on the log's length. */
export function summarise(before: AttemptSummary, event: LogEvent): AttemptSummary {
  const { body } = event;
  const after = { ...before, events: event.index + 1, lastAt: event.at };
  switch (body.type) {
    case 'start':
    case 'rung':
      return inRung({ ...after, rung: body.rung }, body.rung, {});
    case 'text': {
      const automatic = body.why === 'start' || body.why === 'rung' || body.why === 'snapshot';
      return inRung({ ...after, rung: body.rung, begun: before.begun || !automatic }, body.rung, {});
    }
    case 'edit':
      return { ...after, begun: true };
    case 'cursor':
      return inRung(after, before.rung, { cursor: { file: body.file, line: body.line } });
    case 'stage': {
      const share = gradedShare(body.data);
      if (share === undefined) return { ...after, begun: true };
      const passed = share >= STAGE_PASSED || find(before, body.stage)?.passed === true;
      return inRung({ ...after, begun: true }, body.stage, { passed });
    }
    case 'hint':
      return { ...after, begun: true, hints: before.hints + 1 };
    case 'run':
      return inRung({ ...after, begun: true }, body.rung, { runs: (find(before, body.rung)?.runs ?? 0) + 1 });
    case 'verdict': {
      const passed = body.result.outcome === 'pass' || find(before, body.rung)?.passed === true;
      return inRung(after, body.rung, { passed, last: tallyOf(body.result, event.at) });
    }
  }
}

/** A stage of a design case counts as passed from this share of its criteria on. */
const STAGE_PASSED = 0.7;

const gradeEntry = v.object({ frame: v.literal('grade'), grade: v.object({ share: v.number() }) });

/** What a graded stage of a design case reached; undefined for anything else that a stage keeps. */
function gradedShare(data: unknown): number | undefined {
  const parsed = v.safeParse(gradeEntry, data);
  return parsed.success ? parsed.output.grade.share : undefined;
}

/** The summary of a whole log; places that could not be read count, and say nothing. */
export function summariseLog(head: AttemptHead, entries: readonly Entry[]): AttemptSummary {
  return entries.reduce(
    (sum, entry) =>
      'event' in entry ? summarise(sum, entry.event) : { ...sum, events: Math.max(sum.events, entry.damage.to + 1) },
    emptySummary(head),
  );
}

/** What the catalogue shows of one exercise. */
export interface ExerciseProgress {
  readonly exercise: string;
  readonly status: 'not-started' | 'in-progress' | 'passed';
  /** Rungs passed in any attempt, in the order of `rungs`. */
  readonly passed: readonly string[];
  /** The newest attempt in which something was done. */
  readonly newest?: AttemptSummary;
  /** Last finished run of the rung it stands on. */
  readonly last?: RunTally;
  /** Milliseconds since the epoch. */
  readonly lastAt?: number;
  readonly leftOff?: {
    readonly rung: string;
    readonly cursor?: RungProgress['cursor'];
    readonly open?: RunTally['open'];
  };
}

/** Progress in one exercise over all of its attempts. `rungs`: the ids that the exercise has now. Pure. */
export function exerciseProgress(
  exercise: string,
  rungs: readonly string[],
  summaries: readonly AttemptSummary[],
): ExerciseProgress {
  // An interview is no progress in the exercise: it was done under other terms, and has its debrief.
  const begun = summaries.filter(
    (summary) => summary.exercise === exercise && summary.begun && summary.kind === undefined,
  );
  const passed = rungs.filter((rung) => begun.some((summary) => find(summary, rung)?.passed === true));
  const newest = begun.reduce<AttemptSummary | undefined>(
    (best, summary) => (best === undefined || summary.lastAt > best.lastAt ? summary : best),
    undefined,
  );
  if (newest === undefined) return { exercise, status: 'not-started', passed };
  const rung = find(newest, newest.rung);
  return {
    exercise,
    status: rungs.length > 0 && passed.length === rungs.length ? 'passed' : 'in-progress',
    passed,
    newest,
    lastAt: newest.lastAt,
    ...(rung?.last === undefined ? {} : { last: rung.last }),
    leftOff: { rung: newest.rung, ...pick(rung) },
  };
}

function pick(rung: RungProgress | undefined): Pick<NonNullable<ExerciseProgress['leftOff']>, 'cursor' | 'open'> {
  return {
    ...(rung?.cursor === undefined ? {} : { cursor: rung.cursor }),
    ...(rung?.last?.open === undefined ? {} : { open: rung.last.open }),
  };
}

function tallyOf(result: RunRecord, at: number): RunTally {
  const failed = result.rules.find((rule) => rule.verdict === 'fail' && rule.counterexample !== undefined);
  const open = failed?.counterexample ?? result.counterexample;
  return {
    outcome: result.outcome,
    at,
    passing: result.rules.filter((rule) => rule.verdict === 'pass').length,
    failing: result.rules.filter((rule) => rule.verdict === 'fail').length,
    of: result.rules.length,
    ...(open === undefined ? {} : { open: { rule: open.rule, because: open.because } }),
  };
}

function find(summary: AttemptSummary, rung: string): RungProgress | undefined {
  return summary.rungs.find((candidate) => candidate.rung === rung);
}

function inRung(summary: AttemptSummary, id: string, change: Partial<RungProgress>): AttemptSummary {
  if (id === '') return summary;
  const before = find(summary, id) ?? { rung: id, runs: 0, passed: false };
  const after = { ...before, ...change };
  const known = summary.rungs.some((rung) => rung.rung === id);
  return {
    ...summary,
    rungs: known ? summary.rungs.map((rung) => (rung.rung === id ? after : rung)) : [...summary.rungs, after],
  };
}
