/** What trials come to, as plain data: it crosses processes and is kept between runs. */
import type { Facts } from '../../engines/check/types';

/** One trial that a process can be asked for. */
export interface Task {
  readonly kind: 'accept' | 'reject' | 'repair' | 'mutant';
  readonly rung: string;
  readonly facts: Facts;
  readonly source: string;
  /** Generated cases, at least. */
  readonly seeds: number;
  /** Of a reject: how often it is judged instead. */
  readonly judgements?: number;
  /** Of a reject: the rule that it must break. */
  readonly breaks?: string;
}

/** What a task came to. */
export type TaskResult =
  | { readonly kind: 'accept'; readonly trial: AcceptTrial }
  | { readonly kind: 'reject'; readonly trial: RejectTrial }
  | { readonly kind: 'repair'; readonly trial: RepairTrial }
  | { readonly kind: 'mutant'; readonly trial: MutantTrial };

/** A rule that failed where none may, or where one must. */
export interface FailedRule {
  readonly rule: string;
  readonly message: string;
  /** Seed of the judgement. */
  readonly seed: number;
  /** Cases of this rule until it failed, from 1. */
  readonly failedCase: number;
  /** The case, for `npm run grade -- --replay`; empty where the judgement ended before. */
  readonly replay: string;
}

export interface AcceptTrial {
  /** Generated cases judged. */
  readonly generated: number;
  readonly judgements: number;
  /** Rules that were asked for, under the facts that it is right under. */
  readonly rules: readonly string[];
  /** The first failure of each rule. */
  readonly failed: readonly FailedRule[];
  readonly halts: readonly string[];
  /** Rules that stayed unknown, in how many judgements, and what was told. */
  readonly unknown: { readonly [rule: string]: { readonly count: number; readonly message: string } };
  /** Rules with two outcomes for one case; `*` where the runs themselves differed. */
  readonly flaky: readonly string[];
}

/** Generated cases of the named rule until it failed, over several judgements without fixed cases. */
export interface CasesToKill {
  /** Null where no generated case did. */
  readonly median: number | null;
  readonly worst: number | null;
  readonly judgements: number;
  /** Judgements in which no generated case did. */
  readonly missed: number;
}

export interface RejectTrial {
  /** Rules that fail, in the judgement with seed 1. */
  readonly killers: readonly string[];
  /** Judgements in which the named rule did not fail, of how many. */
  readonly missed: number;
  readonly judgements: number;
  /** What happened in the first of those. */
  readonly instead: string;
  readonly toKill: CasesToKill | null;
}

export interface RepairTrial {
  readonly ok: boolean;
  readonly generated: number;
  /** What is still wrong. */
  readonly message: string;
}

export interface MutantTrial {
  /** `invalid`: its text is none that runs, so it is no mutant. */
  readonly end: 'killed' | 'survived' | 'invalid';
  /** The rule, or the kind of halt. */
  readonly by: string;
  readonly judgements: number;
}
