/** What a learner's tests are worth: the bugs that they catch, the kinds that escape, the right programs that they refuse. Pure. */
import type { OwnTestsOutcome } from '../../../engines/check/run';
import type { BankProgram, FactValue, Rung } from '../../packs';

/** One program of the bank under the tests. */
export interface Tried {
  readonly program: Pick<BankProgram, 'id' | 'kind' | 'about' | 'breaks'>;
  /** Names of the tests that failed on it. */
  readonly failed: readonly string[];
}

export interface TestGrade {
  /** Wrong programs that some test fails on which no correct program fails. */
  readonly caught: readonly Tried[];
  readonly escaped: readonly Tried[];
  /** Right programs that some test fails on: the test asks for more than the contract says. */
  readonly refused: readonly Tried[];
  readonly accepted: readonly Tried[];
  /** Rules of which some wrong program escapes, with how many. */
  readonly kinds: readonly {
    readonly rule: string;
    readonly sentence: string;
    readonly escaped: number;
    readonly of: number;
  }[];
  /** What to do next, in a sentence. */
  readonly next: string;
}

/**
 * The programs that tests are tried on under these facts: those that are right or wrong under just them. Where the bank
 * has too few, those of the stated defaults.
 */
export function bankUnder(
  bank: readonly BankProgram[],
  defaults: Rung['facts'],
  facts: { readonly [fact: string]: FactValue },
): { readonly programs: readonly BankProgram[]; readonly isDefault: boolean } {
  const under = (wanted: { readonly [fact: string]: FactValue }) =>
    bank.filter((program) =>
      Object.entries(wanted).every(([fact, value]) => ({ ...defaults, ...program.facts })[fact] === value),
    );
  const asked = under(facts);
  const isEnough =
    asked.some(({ kind }) => kind === 'accept') && asked.filter(({ kind }) => kind === 'reject').length >= 4;
  return isEnough ? { programs: asked, isDefault: false } : { programs: under(defaults), isDefault: true };
}

/** Whether a test failed on it, by name. */
export function tried(program: BankProgram, outcome: OwnTestsOutcome): Tried {
  const { id, kind, about, breaks } = program;
  return {
    program: { id, kind, about, ...(breaks === undefined ? {} : { breaks }) },
    failed: outcome.ok ? outcome.results.filter(({ passed }) => !passed).map(({ name }) => name) : [],
  };
}

/** Grades what was tried so far. */
export function gradeTests(all: readonly Tried[], rules: Rung['rules']): TestGrade {
  const rejects = all.filter(({ program }) => program.kind === 'reject');
  const accepts = all.filter(({ program }) => program.kind === 'accept');
  const refused = accepts.filter(({ failed }) => failed.length > 0);
  // A test that refuses what is right catches nothing: it may refuse everything.
  const unfair = new Set(refused.flatMap(({ failed }) => failed));
  const fairly = (one: Tried): Tried => ({ ...one, failed: one.failed.filter((name) => !unfair.has(name)) });
  const isCaught = (one: Tried): boolean => fairly(one).failed.length > 0;
  const caught = rejects.filter(isCaught).map(fairly);
  const escaped = rejects.filter((one) => !isCaught(one));
  const kinds = [...new Set(escaped.flatMap(({ program }) => program.breaks ?? []))].map((rule) => {
    const ofRule = rejects.filter(({ program }) => program.breaks === rule);
    const sentence = rules.find(({ id }) => id === rule)?.sentence ?? rule;
    return { rule, sentence, escaped: ofRule.filter((one) => !isCaught(one)).length, of: ofRule.length };
  });
  return {
    caught,
    escaped,
    refused,
    accepted: accepts.filter(({ failed }) => failed.length === 0),
    kinds: kinds.sort((a, b) => b.escaped - a.escaped),
    next: nextStep(rejects.length, escaped, refused),
  };
}

function nextStep(wrong: number, escaped: readonly Tried[], refused: readonly Tried[]): string {
  const test = refused[0]?.failed[0];
  if (test !== undefined) {
    return `“${test}” fails on a correct program of another design: read what the contract leaves open, and ask for less.`;
  }
  if (wrong === 0) return 'There is no wrong program to try them on.';
  if (escaped.length === 0) return 'Every planted bug is caught, and no correct design is refused.';
  return `Write a test for what escapes most: take the rule's sentence and make the smallest run that would break it.`;
}
