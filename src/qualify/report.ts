/** The report of a qualification: what `qualified.json` holds, and how trials become it. Pure. */
import type { Mutant } from './mutate';
import type { AcceptTrial, CasesToKill, MutantTrial, RejectTrial } from './types';
import type { Equivalent } from './equivalents';
import type { BankProgram, FactValue } from '../packs/types';

/** Generated cases that a right program is judged over, at least. */
export const SEEDS = 10_000;

/** `qualified.json`. The same exercise and the same judge give the same bytes: no times, no paths of a machine. */
export interface Qualified {
  readonly format: 1;
  readonly exercise: string;
  /** SHA-256 of kernel, checks and compiler: of what judged. Another one makes the report stale, not wrong. */
  readonly judge: string;
  readonly rungs: { readonly [rung: string]: RungReport };
  /** What concerns no rung alone. */
  readonly problems: readonly ReportProblem[];
}

/** A mistake in the exercise: what is wrong and what to do, in a sentence or two. */
export interface ReportProblem {
  /** From the exercise's folder. */
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export interface RungReport {
  /** SHA-256 of all that the rung's judgements are a function of, banks included. */
  readonly sources: string;
  /** Generated cases that each right program was judged over, at least. */
  readonly seeds: number;
  readonly accepts: readonly AcceptReport[];
  readonly rejects: readonly RejectReport[];
  readonly rules: readonly RuleReport[];
  readonly mutants: MutantsReport;
  readonly problems: readonly ReportProblem[];
  /** Worth knowing, and nothing to mend. */
  readonly notes: readonly string[];
}

export interface AcceptReport {
  readonly program: string;
  readonly facts?: { readonly [name: string]: FactValue };
  /** Generated cases, each held against every rule of its scenario. */
  readonly generated: number;
  readonly judgements: number;
  readonly passes: boolean;
}

export interface RejectReport {
  readonly program: string;
  readonly facts?: { readonly [name: string]: FactValue };
  readonly breaks: string;
  /** By the rule that it names, in every judgement. */
  readonly killed: boolean;
  /** All rules that fail, in the judgement with seed 1. */
  readonly killers: readonly string[];
  /** Generated cases of the named rule until it failed. */
  readonly casesToKill: CasesToKill | null;
  /** `marks`, or the accept that it is but for its mistake. */
  readonly repair: string | null;
  readonly repairPasses: boolean;
}

export interface RuleReport {
  readonly rule: string;
  /** Wrong programs that name it, that it kills at all, and mutants that it killed first. */
  readonly named: number;
  readonly kills: number;
  readonly mutants: number;
}

export interface MutantsReport {
  readonly of: readonly string[];
  readonly all: number;
  readonly killed: number;
  readonly equivalents: readonly Equivalent[];
  readonly survivors: readonly string[];
}

/** A wrong program's repair, tried. */
export interface RepairOutcome {
  /** `marks`, the name of an accept, or null where there is none. */
  readonly by: string | null;
  /** Why there is none, or what the mended program still gets wrong; undefined where it passes. */
  readonly problem?: string;
}

/** All trials of one rung. */
export interface RungTrials {
  readonly rung: string;
  readonly sources: string;
  readonly seeds: number;
  /** Ids of the rung's rules, in order. */
  readonly rules: readonly string[];
  readonly accepts: readonly { readonly program: BankProgram; readonly trial: AcceptTrial }[];
  readonly rejects: readonly {
    readonly program: BankProgram;
    readonly trial: RejectTrial;
    readonly repair: RepairOutcome;
  }[];
  readonly mutants: readonly { readonly mutant: Mutant; readonly trial: MutantTrial }[];
  readonly mutated: readonly string[];
  readonly equivalents: readonly Equivalent[];
  /** Pairs of accepts that are one program with other names. */
  readonly copies: readonly (readonly [string, string])[];
}

/** The report of one rung. */
export function reportRung(trials: RungTrials): RungReport {
  const { sources, seeds, accepts, rejects } = trials;
  const mutants = mutantsReport(trials);
  return {
    sources,
    seeds,
    accepts: accepts.map(({ program, trial }) => ({
      ...headOf(program),
      generated: trial.generated,
      judgements: trial.judgements,
      passes: passes(trial),
    })),
    rejects: rejects.map(({ program, trial, repair }) => ({
      ...headOf(program),
      breaks: program.breaks ?? '',
      killed: trial.missed === 0,
      killers: trial.killers,
      casesToKill: trial.toKill,
      repair: repair.by,
      repairPasses: repair.by !== null && repair.problem === undefined,
    })),
    rules: trials.rules.map((rule) => ({
      rule,
      named: rejects.filter(({ program }) => program.breaks === rule).length,
      kills: rejects.filter(({ trial }) => trial.killers.includes(rule)).length,
      mutants: trials.mutants.filter(({ trial }) => trial.by === rule).length,
    })),
    mutants,
    problems: [
      ...accepts.flatMap((one) => acceptProblems(trials, one)),
      ...copyProblems(trials),
      ...ruleProblems(trials),
      ...rejects.flatMap((one) => rejectProblems(trials, one)),
      ...mutantProblems(trials, mutants),
    ],
    notes: notesOf(trials, mutants),
  };
}

function headOf({ id, facts }: BankProgram): { program: string; facts?: BankProgram['facts'] & object } {
  return facts === undefined ? { program: id } : { program: id, facts };
}

function passes({ failed, halts, unknown, flaky }: AcceptTrial): boolean {
  return failed.length + halts.length + flaky.length === 0 && Object.keys(unknown).length === 0;
}

function acceptProblems(
  { rung }: RungTrials,
  { program, trial }: RungTrials['accepts'][number],
): readonly ReportProblem[] {
  const file = `accept/${rung}/${program.id}.ts`;
  const halted = trial.halts.map((halt) => ({ file, message: `must pass, and ended with ${halt}` }));
  const refused = trial.failed.map(({ rule, message, seed, failedCase, replay }) => ({
    file,
    message: `must pass, and "${rule}" refuses it in judgement ${seed}, case ${failedCase}: ${message} Mend the program, or, if the contract allows what it does, the rule: it asks for more than was agreed.${replay === '' ? '' : ` To see it: npm run grade -- --replay '${replay}' <this file>`}`,
  }));
  return [...halted, ...refused];
}

function copyProblems({ rung, copies }: RungTrials): readonly ReportProblem[] {
  return copies.map(([first, second]) => ({
    file: `accept/${rung}/${second}.ts`,
    message: `is "${first}" with other names. Write it with another data structure or algorithm, or take it away.`,
  }));
}

/** Vacuous, thin, flaky, greedy and idle rules. */
function ruleProblems({ rung, rules, accepts, rejects }: RungTrials): readonly ReportProblem[] {
  const say = (message: string, file = 'rules.ts'): ReportProblem => ({ file, message: `rung "${rung}": ${message}` });
  const problems: ReportProblem[] = [];
  for (const rule of rules) {
    const asked = accepts.filter(({ trial }) => trial.rules.includes(rule));
    const unknown = asked.flatMap(({ program, trial }) => {
      const told = trial.unknown[rule];
      return told === undefined ? [] : [{ id: program.id, ...told, of: trial.judgements }];
    });
    if (asked.length === 0) {
      if (accepts.some(({ trial }) => trial.halts.length === 0)) {
        problems.push(
          say(
            `rule "${rule}" is asked for under none of the facts that the right programs are for. Add one with "// facts: <name>=<value>".`,
          ),
        );
      }
    } else if (unknown.length === asked.length && unknown.every(({ count, of }) => count === of)) {
      problems.push(
        say(
          `rule "${rule}" decides nothing: it stayed unknown for every right program in every judgement (${unknown[0]?.message}) Draw its situation on purpose in its scenario, or mend its mustHit.`,
        ),
      );
    } else {
      for (const { id, count, of, message } of unknown) {
        problems.push(
          say(
            `rule "${rule}" stays unknown in ${count} of ${of} judgements of the right program "${id}" (${message}) Draw its situation more often, or add a fixed case that has it.`,
          ),
        );
      }
    }
    const flaky = accepts.filter(({ trial }) => trial.flaky.includes(rule)).map(({ program }) => program.id);
    if (flaky.length > 0) {
      problems.push(
        say(
          `rule "${rule}" has two outcomes for the same case (right programs ${flaky.join(', ')}). It may look at nothing but its run: keep nothing from one run to the next.`,
        ),
      );
    }
    const kills = rejects.filter(({ trial }) => trial.killers.includes(rule)).length;
    if (kills > rejects.length / 2) {
      problems.push(
        say(
          `rule "${rule}" fails for ${kills} of ${rejects.length} wrong programs, and none may for more than half. Give other mistakes rules of their own, or let it stand \`after\` them.`,
        ),
      );
    }
  }
  const differing = accepts.filter(({ trial }) => trial.flaky.includes('*')).map(({ program }) => program.id);
  if (differing.length > 0) {
    problems.push(
      say(
        `the runs of ${differing.join(', ')} are not the same when they are repeated. Take all chance from \`draw\` and \`stage.pick\`, and keep nothing between runs.`,
        'scenarios.ts',
      ),
    );
  }
  return problems;
}

function rejectProblems(
  { rung, rules }: RungTrials,
  { program, trial, repair }: RungTrials['rejects'][number],
): readonly ReportProblem[] {
  const file = `reject/${rung}/${program.id}.ts`;
  const { breaks } = program;
  if (breaks === undefined) {
    return [{ file, line: 1, message: 'does not say which rule it breaks. Begin it with "// breaks: <rule>".' }];
  }
  if (!rules.includes(breaks)) {
    return [{ file, line: 1, message: `breaks "${breaks}", which is no rule of the rung: ${rules.join(', ')}.` }];
  }
  const problems: ReportProblem[] = [];
  if (trial.missed > 0) {
    const when = trial.missed === trial.judgements ? '' : ` in ${trial.missed} of ${trial.judgements} judgements`;
    problems.push({
      file,
      message: `must die by "${breaks}", and${when} ${trial.instead}. Name the rule that it really breaks, take a second mistake out of it, or let the rule's scenario hold what it is about.`,
    });
  }
  if (repair.problem !== undefined) {
    problems.push({
      file,
      message:
        repair.by === null
          ? `${repair.problem}.`
          : `does not pass once its mistake is mended: ${repair.problem} It has a second mistake, or the repair is wrong.`,
    });
  }
  return problems;
}

function mutantsReport({ mutants, mutated, equivalents }: RungTrials): MutantsReport {
  const runnable = mutants.filter(({ trial }) => trial.end !== 'invalid');
  const survivors = runnable.filter(({ trial }) => trial.end === 'survived').map(({ mutant }) => mutant.id);
  return {
    of: mutated,
    all: runnable.length,
    killed: runnable.length - survivors.length,
    equivalents: equivalents.filter(({ mutant }) => survivors.includes(mutant)),
    survivors: survivors.filter((id) => equivalents.every(({ mutant }) => mutant !== id)),
  };
}

/** Of the mutants that are not equivalent, the part that must die; of all, the part that may be equivalent. */
const LEAST_KILLED = 0.95;
const MOST_EQUIVALENT = 0.1;

function mutantProblems(
  { rung, mutants }: RungTrials,
  { of, all, killed, survivors, equivalents }: MutantsReport,
): readonly ReportProblem[] {
  const file = `accept/${rung}/${of[0] ?? ''}.ts`;
  const problems: ReportProblem[] = [];
  const others = all - equivalents.length;
  if (of.length > 0 && others > 0 && killed / others < LEAST_KILLED) {
    for (const { mutant } of mutants.filter((one) => survivors.includes(one.mutant.id))) {
      const program = mutant.id.slice(0, mutant.id.indexOf(':'));
      problems.push({
        file: `accept/${rung}/${program}.ts`,
        line: mutant.line,
        message: `${killed} of ${others} mutants die, and 95 % must. This one lives: \`${mutant.was}\` as \`${mutant.now === '' ? '(nothing)' : mutant.now}\`. Add a case that tells them apart, or, if nothing can, list it in equivalents.yaml: '${mutant.id}'.`,
      });
    }
  }
  if (equivalents.length > all * MOST_EQUIVALENT) {
    problems.push({
      file,
      message: `${equivalents.length} of ${all} mutants are listed as equivalent, and at most a tenth may be. Let another right program be mutated ("// mutate: yes" in its header), or write this one with less that makes no difference.`,
    });
  }
  return problems;
}

/** Entries of `equivalents.yaml` that are not: told once for the file. */
export function equivalentProblems(
  rung: string,
  listed: readonly Equivalent[],
  mutants: RungTrials['mutants'],
): readonly ReportProblem[] {
  return listed.flatMap(({ mutant: id }) => {
    const found = mutants.find(({ mutant }) => mutant.id === id);
    const message =
      found === undefined
        ? 'there is no such mutant'
        : found.trial.end === 'survived'
          ? undefined
          : `it dies by ${found.trial.by === '' ? 'the compiler' : found.trial.by}`;
    return message === undefined
      ? []
      : [{ file: 'equivalents.yaml', message: `rung "${rung}" lists '${id}', and ${message}. Take it away.` }];
  });
}

function notesOf({ rejects, rules, mutants }: RungTrials, { survivors }: MutantsReport): readonly string[] {
  const fixedOnly = rejects.filter(({ trial }) => trial.missed === 0 && trial.toKill?.median === null);
  const idle = rules.filter(
    (rule) =>
      rejects.every(({ trial }) => !trial.killers.includes(rule)) && mutants.every(({ trial }) => trial.by !== rule),
  );
  return [
    ...fixedOnly.map(
      ({ program }) => `${program.id} is killed by a fixed case alone: no generated one has its situation.`,
    ),
    ...idle.map((rule) => `nothing shows that "${rule}" can fail: no wrong program and no mutant dies by it.`),
    ...survivors.map((id) => `the mutant '${id}' lives.`),
  ];
}

/** Values of facts that an interview may set, and that no right or no wrong program of the banks is for. */
export function factProblems(
  variants: { readonly [fact: string]: readonly FactValue[] },
  programs: readonly BankProgram[],
): readonly ReportProblem[] {
  return Object.entries(variants).flatMap(([fact, [, ...others]]) =>
    others.flatMap((value) =>
      (['accept', 'reject'] as const).flatMap((kind) => {
        if (programs.some((program) => program.kind === kind && program.facts?.[fact] === value)) return [];
        const message = `the fact ${fact} may be ${JSON.stringify(value)}, and no program in ${kind}/ is ${kind === 'accept' ? 'right' : 'wrong'} for that. Add one with "// facts: ${fact}=${value}".`;
        return [{ file: 'exercise.yaml', message }];
      }),
    ),
  );
}
