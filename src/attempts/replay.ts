import { parseEvent } from './schema';
import type { Data } from '../../engines/kernel/types';
import type { LogEvent, RunRecord, TextChange } from './types';

/** A file of the learner's on one rung. */
export interface FileState {
  readonly text: string;
  /** False once a lost record may have changed it; the next whole text makes it known again. */
  readonly known: boolean;
  readonly cursor?: { readonly line: number; readonly column: number; readonly scrollTop: number };
}

/** What the log says of one rung. */
export interface RungState {
  readonly files: ReadonlyMap<string, FileState>;
  /** The run begun last, and its seed. */
  readonly lastRun?: { readonly run: number; readonly seed: number };
  /** The last verdict, as the panels showed it. Its seed is unknown where the log lost the run's beginning. */
  readonly verdict?: {
    readonly run: number;
    readonly at: number;
    readonly seed?: number;
    readonly result: RunRecord;
  };
  /** Tiers of hints opened. */
  readonly hints: ReadonlySet<number>;
  readonly runs: number;
}

/** An attempt at one moment, derived from its log alone. */
export interface AttemptState {
  /** The open rung; `''` before the start. */
  readonly rung: string;
  /** Rungs visited. A rung that was visited keeps its own text. */
  readonly rungs: ReadonlyMap<string, RungState>;
  /** Number of the last run, over all rungs; 0 before the first. */
  readonly runs: number;
  /** What was done in each stage, in order; each stage reads its own. */
  readonly stages: ReadonlyMap<string, readonly StageEntry[]>;
}

/** One thing that was done in a stage. */
export interface StageEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly rung: string;
  readonly data: Data;
  /** Its place in the log: what came first when the clock was set back in between. */
  readonly index?: number;
}

/** A place of the log in order: an event, or records that could not be read. */
export type Entry =
  { readonly index: number; readonly event: LogEvent } | { readonly index: number; readonly damage: Damage };

/** Records `from` to `to` (both included) that are set aside: left where they are, and passed over. */
export interface Damage {
  readonly from: number;
  readonly to: number;
  readonly why: string;
  /** Whether a learner's text may have changed in them. */
  readonly touchesText: boolean;
}

/** What a damage has cost. */
export interface Loss extends Damage {
  /** Time of the last good event before, in milliseconds since the epoch; undefined at the very start. */
  readonly after?: number;
  /** Later edits that had nothing to apply to, until a whole text was found again. */
  readonly edits: number;
  /** Whole texts of every doubtful file were found after it: what the learner sees is complete. */
  readonly mended: boolean;
}

export interface Replay {
  readonly state: AttemptState;
  readonly losses: readonly Loss[];
}

/** A rung in which nothing was done. */
export const EMPTY_RUNG: RungState = { files: new Map(), hints: new Set(), runs: 0 };
/** An attempt of which nothing is known yet. */
export const EMPTY_STATE: AttemptState = { rung: '', rungs: new Map(), runs: 0, stages: new Map() };
const TEXTLESS: readonly unknown[] = ['cursor', 'run', 'verdict', 'hint', 'stage'];

/** Parses records as read, in order of index, from `expected` on (default 0). Never throws. */
export function parseLog(records: readonly unknown[], expected = 0): readonly Entry[] {
  const entries: Entry[] = [];
  let next = expected;
  for (const record of records) {
    const parsed = parseEvent(record);
    const index = parsed.kind === 'ok' ? parsed.value.index : indexOf(record, next);
    if (index > next) entries.push({ index: next, damage: damage(next, index - 1, 'missing from the log') });
    if (index < next) entries.push({ index, damage: damage(index, index, 'its number occurs twice') });
    else if (parsed.kind === 'ok') entries.push({ index, event: parsed.value });
    else {
      const why = parsed.kind === 'damaged' ? parsed.why : `format ${parsed.format} is not known here`;
      entries.push({ index, damage: { ...damage(index, index, why), touchesText: mayTouchText(record) } });
    }
    next = Math.max(next, index + 1);
  }
  return entries;
}

/**
 * The attempt as it stood after the last entry that `until` admits (default: all). Pure; runs nothing: a saved program
 * is text here and nothing more. Costs the entries read, and the edits since each file's last whole text.
 */
export function replay(
  entries: readonly Entry[],
  until: { readonly index?: number; readonly at?: number } = {},
): Replay {
  const admitted = entries.filter((entry) => isAdmitted(entry, until));
  const settledBy = lastWholeTexts(admitted);
  let state = EMPTY_STATE;
  let after: number | undefined;
  let open: Loss[] = [];
  const losses: Loss[] = [];
  const lose = (lost: Damage): void => {
    const loss = { ...lost, ...(after === undefined ? {} : { after }), edits: 0, mended: !lost.touchesText };
    (lost.touchesText ? open : losses).push(loss);
  };
  const settle = (): void => {
    losses.push(...open);
    open = [];
  };
  for (const entry of admitted) {
    if ('damage' in entry) {
      lose(entry.damage);
      if (entry.damage.touchesText) state = doubt(state);
      continue;
    }
    const { event } = entry;
    const { body } = event;
    if (body.type === 'edit') {
      if (entry.index < (settledBy.get(fileKey(state.rung, body.file)) ?? -1)) continue;
      const file = state.rungs.get(state.rung)?.files.get(body.file);
      if (file?.known === false && open.length > 0) {
        open = open.map((loss, i) => (i === open.length - 1 ? { ...loss, edits: loss.edits + 1 } : loss));
        continue;
      }
    }
    const applied = apply(state, event);
    if (applied === undefined) {
      lose({ from: entry.index, to: entry.index, why: 'its change does not fit the text', touchesText: true });
      state = doubt(state);
    } else state = applied;
    if (body.type === 'text' && !hasDoubts(state)) {
      open = open.map((loss) => ({ ...loss, mended: true }));
      settle();
    }
    after = event.at;
  }
  settle();
  return { state, losses: losses.sort((a, b) => a.from - b.from) };
}

/** One event applied; undefined for an edit that does not fit the text it is for. */
export function apply(state: AttemptState, event: LogEvent): AttemptState | undefined {
  const { body } = event;
  switch (body.type) {
    case 'start':
    case 'rung':
      return { ...state, rung: body.rung, rungs: withRung(state, body.rung, (rung) => rung) };
    case 'text': {
      const set = (file: FileState | undefined): FileState => ({ ...file, text: body.text, known: true });
      return { ...state, rung: body.rung, rungs: withFile(state, body.rung, body.file, set) };
    }
    case 'edit': {
      const before = state.rungs.get(state.rung)?.files.get(body.file);
      const text = before === undefined ? undefined : applyChanges(before.text, body.changes);
      if (before === undefined || text === undefined) return undefined;
      return { ...state, rungs: withFile(state, state.rung, body.file, () => ({ ...before, text })) };
    }
    case 'cursor': {
      const cursor = { line: body.line, column: body.column, scrollTop: body.scrollTop };
      if (!state.rungs.get(state.rung)?.files.has(body.file)) return state;
      const set = (file: FileState | undefined): FileState => ({ text: '', known: false, ...file, cursor });
      return { ...state, rungs: withFile(state, state.rung, body.file, set) };
    }
    case 'run': {
      const rungs = withRung(state, body.rung, (rung) => ({
        ...rung,
        runs: rung.runs + 1,
        lastRun: { run: body.run, seed: body.seed },
      }));
      return { ...state, runs: Math.max(state.runs, body.run), rungs };
    }
    case 'verdict': {
      const { lastRun } = state.rungs.get(body.rung) ?? EMPTY_RUNG;
      const seed = lastRun?.run === body.run ? { seed: lastRun.seed } : {};
      const verdict = { run: body.run, at: event.at, ...seed, result: body.result };
      return { ...state, rungs: withRung(state, body.rung, (rung) => ({ ...rung, verdict })) };
    }
    case 'hint': {
      const open = (rung: RungState): RungState => ({ ...rung, hints: new Set([...rung.hints, body.tier]) });
      return { ...state, rungs: withRung(state, body.rung, open) };
    }
    case 'stage': {
      const entry: StageEntry = { at: event.at, rung: body.rung, data: body.data, index: event.index };
      const stages = new Map(state.stages).set(body.stage, [...(state.stages.get(body.stage) ?? []), entry]);
      return { ...state, stages };
    }
  }
}

/** A text with changes applied in order; undefined where one reaches past its end. */
export function applyChanges(text: string, changes: readonly TextChange[]): string | undefined {
  let result = text;
  for (const { offset, removed, text: inserted } of changes) {
    if (offset + removed > result.length) return undefined;
    result = result.slice(0, offset) + inserted + result.slice(offset + removed);
  }
  return result;
}

function isAdmitted(entry: Entry, until: { readonly index?: number; readonly at?: number }): boolean {
  if (until.index !== undefined && entry.index > until.index) return false;
  return until.at === undefined || 'damage' in entry || entry.event.at <= until.at;
}

/** Where each file's text was last given whole: edits before that need not be applied. */
function lastWholeTexts(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const entry of entries)
    if ('event' in entry && entry.event.body.type === 'text')
      last.set(fileKey(entry.event.body.rung, entry.event.body.file), entry.index);
  return last;
}

function hasDoubts(state: AttemptState): boolean {
  return [...state.rungs.values()].some((rung) => [...rung.files.values()].some((file) => !file.known));
}

/** Every text is doubtful after a record that may have changed one. */
function doubt(state: AttemptState): AttemptState {
  const doubtful = (file: FileState): FileState => ({ ...file, known: false });
  const rungs = new Map(
    [...state.rungs].map(([id, rung]) => [
      id,
      { ...rung, files: new Map([...rung.files].map(([name, file]) => [name, doubtful(file)])) },
    ]),
  );
  return { ...state, rungs };
}

function withRung(state: AttemptState, id: string, change: (rung: RungState) => RungState): AttemptState['rungs'] {
  return new Map(state.rungs).set(id, change(state.rungs.get(id) ?? EMPTY_RUNG));
}

function withFile(
  state: AttemptState,
  rungId: string,
  file: string,
  change: (file: FileState | undefined) => FileState,
): AttemptState['rungs'] {
  return withRung(state, rungId, (rung) => ({
    ...rung,
    files: new Map(rung.files).set(file, change(rung.files.get(file))),
  }));
}

/** `\0` cannot stand in a rung's id, so that no two pairs share a key. */
function fileKey(rung: string, file: string): string {
  return `${rung}\0${file}`;
}

function damage(from: number, to: number, why: string): Damage {
  return { from, to, why, touchesText: true };
}

function indexOf(record: unknown, fallback: number): number {
  const index = typeof record === 'object' && record !== null && 'index' in record ? record.index : undefined;
  return typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : fallback;
}

/** A damaged record that still says it was a cursor, a run, a verdict or a hint or something of a stage has changed no text. */
function mayTouchText(record: unknown): boolean {
  const body = typeof record === 'object' && record !== null && 'body' in record ? record.body : undefined;
  return !(typeof body === 'object' && body !== null && 'type' in body && TEXTLESS.includes(body.type));
}
