/** The formats of a mock interview, as data: adding one is adding an entry. */
import type { CaseStageEntry } from '../packs';

/** A stretch of an interview. Its id stands in the log. */
export interface Phase {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** As the clock says it: `left to build`. */
  readonly left: string;
}

/** What is interviewed: a build exercise or a design case. */
export type InterviewKind = 'build' | 'design';

export interface InterviewFormat {
  /** Stands in the log. */
  readonly id: string;
  readonly title: string;
  /** One line: what it is like. */
  readonly about: string;
  readonly kind: InterviewKind;
  /** In order. A design round's come from its case: see `designPhases`. */
  readonly phases: readonly Phase[];
}

const CLARIFY = { id: 'clarify', title: 'Clarify', left: 'left to clarify' };
const BUILD = { id: 'build', title: 'Build', left: 'left to build' };
const OPTIMISE = { id: 'optimise', title: 'Optimise', left: 'left to optimise' };
const TEST = { id: 'test', title: 'Test', left: 'left to test' };
const REVIEW = { id: 'review', title: 'Review', left: 'left to review' };

/** Minutes of a design round. */
export const DESIGN_MINUTES = 45;

export const FORMATS: readonly InterviewFormat[] = [
  {
    id: 'coding-60',
    title: 'Coding round, 60 minutes',
    about: 'Ask, build, then make it fast and hold it against its edges, test it, and talk it through.',
    kind: 'build',
    phases: [
      { ...CLARIFY, minutes: 5 },
      { ...BUILD, minutes: 30 },
      { ...OPTIMISE, minutes: 10 },
      { ...TEST, minutes: 5 },
      { ...REVIEW, minutes: 10 },
    ],
  },
  {
    id: 'short-25',
    title: 'Short round, 25 minutes',
    about: 'A phone screen: the simplest correct version, tests for it, and a word on what it costs.',
    kind: 'build',
    phases: [
      { ...CLARIFY, minutes: 3 },
      { ...BUILD, minutes: 14 },
      { ...TEST, minutes: 4 },
      { ...REVIEW, minutes: 4 },
    ],
  },
  {
    id: 'design-45',
    title: 'Design round, 45 minutes',
    about: 'A whole case, stage by stage, with the time of each.',
    kind: 'design',
    phases: [],
  },
];

/** Extra time that may be granted, in per cent; every phase grows alike. */
export const EXTRA_TIMES = [0, 25, 50, 100] as const;

/** Phases with extra time, `percent` of their own. */
export function withExtraTime(phases: readonly Phase[], percent: number): readonly Phase[] {
  return phases.map((phase) => ({ ...phase, minutes: phase.minutes * (1 + percent / 100) }));
}

/**
 * The phases of a design round: the case's own stages in their proportion, in whole minutes that add up to 45. A stage
 * keeps at least one minute (largest remainder method, Hamilton 1792).
 */
export function designPhases(
  stages: readonly Pick<CaseStageEntry, 'id' | 'minutes'>[],
  titleOf: (id: string) => string,
): readonly Phase[] {
  const total = stages.reduce((sum, { minutes }) => sum + minutes, 0);
  const spare = DESIGN_MINUTES - stages.length;
  const shares = stages.map(({ minutes }, index) => ({ index, share: (minutes / Math.max(1, total)) * spare }));
  const whole = shares.map(({ share }) => 1 + Math.floor(share));
  const left = DESIGN_MINUTES - whole.reduce((sum, minutes) => sum + minutes, 0);
  const rounded = [...shares].sort((a, b) => (b.share % 1) - (a.share % 1) || a.index - b.index).slice(0, left);
  for (const { index } of rounded) whole[index] = (whole[index] ?? 0) + 1;
  return stages.map(({ id }, index) => ({
    id,
    title: titleOf(id),
    minutes: whole[index] ?? 1,
    left: `left for ${titleOf(id).toLowerCase()}`,
  }));
}

const MINUTE_MS = 60_000;

/** Length of an interview in milliseconds. */
export function lengthMs(phases: readonly Phase[]): number {
  return phases.reduce((sum, { minutes }) => sum + minutes, 0) * MINUTE_MS;
}

/** A phase with its place on the interview's clock, in milliseconds from the beginning; `to` is not part of it. */
export interface PlacedPhase extends Phase {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The phases on the clock. */
export function placePhases(phases: readonly Phase[]): readonly PlacedPhase[] {
  let at = 0;
  return phases.map((phase) => {
    const fromMs = at;
    at += phase.minutes * MINUTE_MS;
    return { ...phase, fromMs, toMs: at };
  });
}

/** The phase at a moment; the last one at the end and after it. */
export function phaseAt(phases: readonly PlacedPhase[], elapsedMs: number): PlacedPhase | undefined {
  return phases.find(({ toMs }) => elapsedMs < toMs) ?? phases.at(-1);
}

/** `10:48`, and `1:02:03` from an hour on. Begun seconds do not count. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
