/** A rung's report as a person reads it in a terminal. */
import type { AcceptReport, RejectReport, RungReport } from './report';

/** Wall times of a rung; they stand in no report. */
export interface RungTimes {
  /** All trials, whenever they were made, in milliseconds of one core. */
  readonly trialsMs: number;
  /** One judgement of a right program, in the mean. */
  readonly judgementMs: number;
}

/** The whole table of a rung, problems last. */
export function formatRung(name: string, report: RungReport, times: RungTimes): string {
  const { accepts, rejects, mutants, rules, problems, notes } = report;
  return [
    totalsOf(name, report, times),
    '',
    ...table(['right program', 'seeds', 'judgements', ''], accepts.map(acceptRow)),
    '',
    ...table(['wrong program', 'must die by', 'cases to kill', 'worst', 'mended', ''], rejects.map(rejectRow)),
    '',
    ...table(
      ['rule', 'named by', 'kills', 'mutants'],
      rules.map(({ rule, named, kills, mutants: died }) => [rule, String(named), String(kills), String(died)]),
    ),
    ...mutants.equivalents.map(({ mutant, because }) => `  equivalent: ${mutant}: ${because}`),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `  note: ${note}`)]),
    ...(problems.length === 0 ? [] : ['', ...problems.map(({ file, message }) => `  ✗ ${file}: ${message}`)]),
  ].join('\n');
}

/** `rate-limiter/fixed-window: 6 of 6 right programs pass ...`: one line. */
export function totalsOf(name: string, { accepts, rejects, mutants, problems }: RungReport, times: RungTimes): string {
  const good = accepts.filter(({ passes }) => passes).length;
  const killed = rejects.filter((one) => one.killed).length;
  const mended = rejects.filter(({ repairPasses }) => repairPasses).length;
  const equivalent = mutants.equivalents.length === 0 ? '' : ` (${mutants.equivalents.length} equivalent)`;
  return `${name}: accepts ${good}/${accepts.length}, rejects ${killed}/${rejects.length}, mended ${mended}/${rejects.length}, mutants ${mutants.killed}/${mutants.all}${equivalent}, ${problems.length} problem${problems.length === 1 ? '' : 's'}; ${(times.trialsMs / 1000).toFixed(1)} s, a judgement ${times.judgementMs.toFixed(0)} ms`;
}

function acceptRow({ program, facts, generated, judgements, passes }: AcceptReport): readonly string[] {
  return [named(program, facts), String(generated), String(judgements), passes ? '✓' : '✗'];
}

function rejectRow({
  program,
  facts,
  breaks,
  casesToKill,
  killed,
  repair,
  repairPasses,
}: RejectReport): readonly string[] {
  const { median = null, worst = null, missed = 0, judgements = 0 } = casesToKill ?? {};
  const part = missed === 0 ? '' : ` (in ${judgements - missed} of ${judgements})`;
  return [
    named(program, facts),
    breaks,
    median === null ? 'fixed only' : `${median}${part}`,
    worst === null ? '' : String(worst),
    repair === null ? 'no' : `${repairPasses ? '' : 'fails: '}${repair}`,
    killed ? '✓' : '✗',
  ];
}

function named(program: string, facts: AcceptReport['facts']): string {
  const set = Object.entries(facts ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  return set.length === 0 ? program : `${program} [${set.join(', ')}]`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
