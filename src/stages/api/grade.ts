/** The grade of an interface, from what happens when it is used; and what it claims to other stages. Pure. */
import type { CaseFacts, Claim, Finding, StageGrade } from '../../cases/types';
import type { ApiContent, ScenarioKind, ScenarioText, Wanted } from './format';
import { matchOperations } from './matching';
import { type Contract, type NotationProblem, type Operation, signatureOf } from './notation';
import { parseContract } from './parse';
import { type Played, sameness, type Stage } from './play';
import { playAnswer, playInvalid, playLostReply, playOverQuota, playTaken } from './play-create';
import {
  playExists,
  playGrowsMeanwhile,
  playOpenedTwice,
  playPages,
  playRedirect,
  playUnknown,
  playWrongOwner,
} from './play-read';
import type { ApiState } from './state';

/** A scenario more is an entry here, and one of `SCENARIOS` in the format. */
const PLAYS: Readonly<Record<ScenarioKind, (stage: Stage) => Played>> = {
  answer: playAnswer,
  'lost-reply': playLostReply,
  invalid: playInvalid,
  taken: playTaken,
  'over-quota': playOverQuota,
  redirect: playRedirect,
  'opened-twice': playOpenedTwice,
  unknown: playUnknown,
  'wrong-owner': playWrongOwner,
  pages: playPages,
  'grows-meanwhile': playGrowsMeanwhile,
  exists: playExists,
};

/** A scenario, and what came of it; nothing where no request does what it is about. */
export interface Result {
  readonly scenario: ScenarioText;
  readonly played?: Played;
}

/** A contract that was put through its scenarios. */
export interface Assessed {
  readonly contract: Contract;
  /** What these facts ask for. */
  readonly wanted: readonly Wanted[];
  readonly matched: ReadonlyMap<string, Operation>;
  readonly results: readonly Result[];
}

/** Reads a contract and plays every scenario that these facts ask for. */
export function assess(content: ApiContent, facts: CaseFacts, { text, choices }: ApiState): Assessed {
  const contract = parseContract(text);
  const wanted = content.operations.filter(({ when }) => holds(when, facts));
  const matched = matchOperations(wanted, contract.operations, choices);
  const results = content.scenarios
    .filter(({ when, on }) => holds(when, facts) && wanted.some(({ id }) => id === on))
    .map((scenario): Result => {
      const operation = matched.get(scenario.on);
      return operation === undefined
        ? { scenario }
        : { scenario, played: play(content, facts, contract, scenario, operation) };
    });
  return { contract, wanted, matched, results };
}

function play(
  content: ApiContent,
  facts: CaseFacts,
  { common }: Contract,
  scenario: ScenarioText,
  operation: Operation,
): Played {
  const { thing, counts } = content;
  const isCounted = counts !== undefined && facts[counts.fact] === counts.value;
  return PLAYS[scenario.plays]({ scenario, operation, common, thing, isCounted });
}

function holds(when: CaseFacts, facts: CaseFacts): boolean {
  return Object.entries(when).every(([fact, value]) => facts[fact] === value);
}

/** Grades what there is, at any time. */
export function gradeApi(content: ApiContent, facts: CaseFacts, state: ApiState): StageGrade {
  const { contract, wanted, matched, results } = assess(content, facts, state);
  const all = results.reduce((sum, { scenario }) => sum + scenario.weight, 0);
  const earned = results.reduce((sum, { scenario, played }) => sum + scenario.weight * (played?.share ?? 0), 0);
  const held = results.filter(({ played }) => played?.share === 1);
  const failed = results.filter(({ played }) => played !== undefined && played.share < 1);
  const absent = wanted.filter(({ id }) => !matched.has(id));
  const missing: Finding[] = [
    ...contract.problems.map((problem, index) => ({
      id: `problem-${index}`,
      text: sayProblem(problem),
      place: `line ${problem.line}`,
    })),
    ...absent.map(({ id, ask }) => ({ id, text: ask })),
    ...failed.map(findingOf),
  ];
  const worst = failed.toSorted((a, b) => lossOf(b) - lossOf(a))[0];
  const next =
    contract.problems[0] !== undefined
      ? sayProblem(contract.problems[0])
      : (absent[0]?.ask ??
        worst?.played?.says ??
        'Every scenario holds. Say aloud which of these promises costs most to keep.');
  return { found: held.map(findingOf), missing, contested: [], share: all === 0 ? 0 : earned / all, next };
}

function lossOf({ scenario, played }: Result): number {
  return scenario.weight * (1 - (played?.share ?? 0));
}

function findingOf({ scenario, played }: Result): Finding {
  const place = played === undefined ? {} : { place: `line ${played.line}` };
  return { id: scenario.id, text: `${scenario.title}: ${played?.says ?? ''}`, ...place };
}

/** A mistake with its place. */
export function sayProblem({ line, column, message }: NotationProblem): string {
  return `Line ${line}, column ${column}: ${message}`;
}

/** What the contract promises, for other stages to hold it to. */
export function claimsOfApi(content: ApiContent, facts: CaseFacts, state: ApiState): readonly Claim[] {
  const { contract, wanted, matched } = assess(content, facts, state);
  const claims: Claim[] = [];
  for (const { id, kind, access } of wanted) {
    const operation = matched.get(id);
    if (operation === undefined) continue;
    const place = `line ${operation.line}`;
    const name = signatureOf(operation);
    if (kind === 'create') {
      const scenario = content.scenarios[0] as ScenarioText;
      const same = sameness({ scenario, operation, common: contract.common, thing: content.thing, isCounted: false });
      const says =
        same === undefined
          ? `your API promises nothing for a ${name} that is sent twice`
          : `your API promises that ${name}, sent twice, makes one ${content.thing} (${place})`;
      claims.push({ subject: 'api.idempotent', value: same !== undefined, says, place });
    }
    if (access !== undefined)
      claims.push({ subject: 'api.access', value: access, says: `your API offers ${name} (${place})`, place });
  }
  return claims;
}
