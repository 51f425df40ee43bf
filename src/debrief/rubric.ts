/** What an interviewer would write down: points by stage, each with the moments that show it. Pure. */
import { gradeClarify } from '../stages/clarify/grade';
import { findEvidence } from '../stages/language/evidence';
import { firstTests, TESTS_FILE } from '../stages/test/state';
import { unconsidered } from '../interview/interviewer';
import { isWritten } from '../interview/observe';
import { applyEdits, solutionEdits } from './edits';
import { type FlagId, flagsOf } from './flags';
import { momentAt, type Recording, textAt } from './recording';
import { hasNumber, namesFailure } from '../interview/words';

/** What the hidden rules made of the final text. */
export interface Judged {
  readonly passing: number;
  readonly of: number;
  /** Sentences of the rules that fail. */
  readonly failing: readonly string[];
  /** Why nothing could be judged: it does not compile, or stops. */
  readonly fault?: string;
}

export interface RubricRow {
  readonly id: string;
  /** The phase or stage that it belongs to. */
  readonly stage: string;
  readonly title: string;
  /** 0 to 4; undefined while it is not known, or where the round had no place for it. */
  readonly points: number | undefined;
  /** Why, in a sentence. */
  readonly why: string;
  /** Moments that show it, in milliseconds. */
  readonly evidence: readonly number[];
  /** Flags that belong to it. */
  readonly flags: readonly FlagId[];
}

/** Most points that a row has. */
export const MOST = 4;

/** What a round of stages is judged by beside its stages. */
export function talkRows(recording: Recording, flags: readonly FlagId[]): readonly RubricRow[] {
  const having = (id: FlagId): readonly FlagId[] => (flags.includes(id) ? [id] : []);
  return [
    { ...considersFailure(recording), flags: having('no-failure') },
    { ...talks(recording), flags: [] },
  ];
}

/** The whole rubric; `judged` is undefined until the final text was judged. */
export function rubricOf(recording: Recording, judged: Judged | undefined): readonly RubricRow[] {
  const flags = flagsOf(recording).map(({ id }) => id);
  const having = (...ids: FlagId[]): readonly FlagId[] => ids.filter((id) => flags.includes(id));
  return [
    { ...clarifies(recording, flags.includes('built-first')), flags: having('built-first') },
    { ...works(recording), flags: having('one-part') },
    { ...isCorrect(recording, judged), flags: having('over-built') },
    { ...handlesChange(recording), flags: [] },
    { ...knowsCost(recording), flags: having('no-numbers') },
    { ...testsIt(recording), flags: having('untested-claim') },
    { ...considersFailure(recording), flags: having('no-failure') },
    { ...talks(recording), flags: [] },
  ];
}

/** Points of all rows that are known, of how many. */
export function totalOf(rows: readonly RubricRow[]): { readonly points: number; readonly of: number } {
  const known = rows.filter(({ points }) => points !== undefined);
  return { points: known.reduce((sum, { points = 0 }) => sum + points, 0), of: known.length * MOST };
}

type Row = Omit<RubricRow, 'flags'>;

function clarifies({ exercise, rung, told, transcript }: Recording, isLate: boolean): Row {
  const { found, essential, missing, noise } = gradeClarify(exercise, rung, told);
  const evidence = transcript.filter(({ kind }) => kind === 'question').map(({ elapsedMs }) => elapsedMs);
  const share = essential === 0 ? undefined : Math.round((MOST * found.length) / essential);
  const left = missing[0];
  const why =
    `${found.length} of ${essential} questions that decide something were asked` +
    (noise.length > 0 ? `, and ${noise.length} that decide nothing` : '') +
    (left === undefined ? '.' : `. Not asked: ${left.question.card}`);
  const points = share === undefined ? undefined : Math.max(0, share - (isLate ? 1 : 0));
  return { id: 'clarifies', stage: 'Clarify', title: 'Clarifies before building', points, why, evidence };
}

function works(recording: Recording): Row {
  const { tests, rung } = recording;
  const steps = applyEdits(solutionEdits(recording)).filter(({ text }) => isWritten(text, rung.starter));
  const base = { id: 'steps', stage: 'Build', title: 'Builds in steps that run' };
  const [first] = steps;
  if (first === undefined) return { ...base, points: 0, why: 'No code was written.', evidence: [] };
  const runs = tests.filter(({ elapsedMs, of }) => elapsedMs >= first.elapsedMs && of > 0);
  const toFirst = runs[0] === undefined ? undefined : Math.round((runs[0].elapsedMs - first.elapsedMs) / 60_000);
  const why =
    toFirst === undefined
      ? 'The code was never run.'
      : `${runs.length === 1 ? 'One run' : `${runs.length} runs`} of own tests, the first ${toFirst} min after the first line.`;
  const points = Math.min(MOST, 1 + runs.length);
  return {
    ...base,
    points: runs.length === 0 ? 1 : points,
    why,
    evidence: [first.elapsedMs, ...runs.slice(0, 3).map(({ elapsedMs }) => elapsedMs)],
  };
}

function isCorrect({ lengthMs }: Recording, judged: Judged | undefined): Row {
  const base = { id: 'correct', stage: 'Build', title: 'Correct under the hidden rules', evidence: [lengthMs] };
  if (judged === undefined) return { ...base, points: undefined, why: 'The final text is being judged.' };
  if (judged.fault !== undefined) return { ...base, points: 0, why: judged.fault };
  const { passing, of, failing } = judged;
  const points = of === 0 ? undefined : passing === of ? MOST : Math.min(MOST - 1, Math.floor((MOST * passing) / of));
  const why =
    failing[0] === undefined ? `All ${of} rules hold.` : `${passing} of ${of} rules hold. Broken: ${failing[0]}`;
  return { ...base, points, why };
}

function handlesChange(recording: Recording): Row {
  const { transcript, tests } = recording;
  const base = { id: 'change', stage: 'Change', title: 'Handles the change' };
  const change = transcript.find(({ kind }) => kind === 'change');
  if (change === undefined)
    return { ...base, points: undefined, why: 'Nothing was changed in this round.', evidence: [] };
  const after = (elapsedMs: number): boolean => elapsedMs > change.elapsedMs;
  const restated = transcript.find(
    ({ who, kind, id, index }) => who === 'you' && index > change.index && (id === 'change' || kind === 'question'),
  );
  const edited = applyEdits(solutionEdits(recording)).find(({ elapsedMs }) => after(elapsedMs));
  const run =
    edited === undefined ? undefined : tests.find(({ elapsedMs, of }) => of > 0 && elapsedMs >= edited.elapsedMs);
  const parts = [
    restated === undefined ? 'not restated' : 'restated',
    edited === undefined ? 'no code followed it' : 'the code followed',
    run === undefined
      ? 'not run since'
      : run.failed.length === 0
        ? 'and the tests passed after it'
        : 'and the tests fail after it',
  ];
  const points =
    (restated === undefined ? 0 : 1) +
    (edited === undefined ? 0 : 1) +
    (run === undefined ? 0 : run.failed.length === 0 ? 2 : 1);
  const evidence = [change.elapsedMs, ...[restated, edited, run].flatMap((one) => one?.elapsedMs ?? [])];
  return { ...base, points, why: `${capital(parts.join(', '))}.`, evidence };
}

function knowsCost({ transcript }: Recording): Row {
  const base = { id: 'cost', stage: 'Optimise', title: 'Knows the cost' };
  const asked = transcript.find(({ id, who }) => who === 'them' && id === 'pushback:cost');
  const said = transcript.filter(({ who, kind, text }) => who === 'you' && kind === 'aloud' && hasNumber(text));
  const before = said.filter(({ index }) => asked === undefined || index < asked.index);
  const after = said.filter(({ index }) => asked !== undefined && index > asked.index);
  const points = before.length > 0 ? MOST : after.length > 0 ? 2 : asked === undefined ? undefined : 0;
  const why =
    before.length > 0
      ? 'Named a number or an order of growth unasked.'
      : after.length > 0
        ? 'Named the cost when asked.'
        : 'No number was named, and no order of growth.';
  return {
    ...base,
    points,
    why,
    evidence: said
      .slice(0, 3)
      .map(({ elapsedMs }) => elapsedMs)
      .concat(said.length === 0 && asked !== undefined ? [asked.elapsedMs] : []),
  };
}

function testsIt(recording: Recording): Row {
  const { tests, lengthMs, rung } = recording;
  const base = { id: 'tests', stage: 'Test', title: 'Tests what could break' };
  const ran = tests.filter(({ of }) => of > 0);
  const last = ran.at(-1);
  const own = textAt(momentAt(recording, lengthMs), TESTS_FILE);
  const isOwn = isWritten(own, firstTests(rung.requiredExport));
  if (last === undefined || !isOwn) {
    const why = last === undefined ? 'No test was run.' : 'Only the test that was given was run.';
    return { ...base, points: 0, why, evidence: ran.slice(0, 1).map(({ elapsedMs }) => elapsedMs) };
  }
  const names = [...own.matchAll(/\btest\(\s*(['"`])(.*?)\1/g)].map((match) => match[2] ?? '');
  const edges = names.filter(namesFailure).length;
  const caught = last.failed.length === 0 && tests.some(({ failed, index }) => failed.length > 0 && index < last.index);
  const points =
    (last.of >= 2 ? 1 : 0) + (last.of >= 4 ? 1 : 0) + (edges > 0 ? 1 : 0) + (last.failed.length === 0 ? 1 : 0);
  const why =
    `${last.of === 1 ? 'One test' : `${last.of} tests`}, ${last.passed} pass; ` +
    (edges > 0 ? `${edges} by name of an edge or a failure` : 'none is about an edge or a failure by its name') +
    (caught ? '; a failing test was mended.' : '.');
  return { ...base, points, why, evidence: ran.slice(-3).map(({ elapsedMs }) => elapsedMs) };
}

function considersFailure(recording: Recording): Row {
  const { transcript, exercise, lengthMs, interview } = recording;
  const base = { id: 'failure', stage: 'Review', title: 'Considers what goes wrong' };
  const words = transcript.filter(({ who, kind }) => who === 'you' && kind === 'aloud');
  const unasked = words.filter(({ id, text }) => !id?.startsWith('failure:') && namesFailure(text));
  const asked = transcript.find(({ who, kind }) => who === 'them' && kind === 'failure');
  const { followups, production } = exercise.review;
  const item = [...followups, ...production].find(({ id }) => asked?.id === `failure:${id}`);
  const answers = words.filter(({ index }) => asked !== undefined && index > asked.index);
  const found =
    item === undefined
      ? []
      : findEvidence(answers.map(({ text }) => text).join('\n'), item.points).filter(({ marks }) => marks.length > 0);
  // A question without points of its own is answered by naming what goes wrong.
  const named = item === undefined && answers.some(({ text }) => namesFailure(text)) ? 2 : found.length;
  const isAllSaid =
    asked === undefined &&
    lengthMs >= interview.totalMs &&
    unconsidered({ ...recording, seed: recording.head.seed, state: interview }) === undefined;
  const points = Math.min(
    MOST,
    Math.min(2, unasked.length) + (isAllSaid && unasked.length > 0 ? 2 : 0) + Math.min(2, named),
  );
  const isSilent = unasked.length === 0 && asked === undefined;
  const answered =
    item === undefined ? '' : ` Asked “${item.question}”: ${found.length} of ${item.points.length} points were found.`;
  return {
    ...base,
    points: isSilent ? undefined : points,
    why: `${unasked.length === 0 ? 'Nothing that goes wrong was named unasked.' : 'Named what may go wrong unasked.'}${answered}`,
    evidence: [...unasked.slice(0, 2), ...(asked === undefined ? [] : [asked]), ...answers.slice(0, 1)].map(
      ({ elapsedMs }) => elapsedMs,
    ),
  };
}

function talks({ transcript, interview, lengthMs }: Recording): Row {
  const phases = interview.phases.filter(({ fromMs }) => fromMs < lengthMs);
  const spoken = (fromMs: number, toMs: number) =>
    transcript.find(({ who, elapsedMs }) => who === 'you' && elapsedMs >= fromMs && elapsedMs < toMs);
  const heard = phases.filter(({ fromMs, toMs }) => spoken(fromMs, toMs) !== undefined);
  const longest = longestSilence(
    transcript.filter(({ who }) => who === 'you').map(({ elapsedMs }) => elapsedMs),
    lengthMs,
  );
  const why = `Spoke in ${heard.length} of ${phases.length} phases. The longest stretch without a word: ${Math.round((longest.toMs - longest.fromMs) / 60_000)} min.`;
  const points = phases.length === 0 ? undefined : Math.round((MOST * heard.length) / phases.length);
  return { id: 'talks', stage: 'Throughout', title: 'Talks while working', points, why, evidence: [longest.fromMs] };
}

function longestSilence(
  times: readonly number[],
  lengthMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  let best = { fromMs: 0, toMs: times[0] ?? lengthMs };
  for (const [at, fromMs] of times.entries()) {
    const toMs = times[at + 1] ?? lengthMs;
    if (toMs - fromMs > best.toMs - best.fromMs) best = { fromMs, toMs };
  }
  return best;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Something to do next. */
export interface NextThing {
  readonly row: string;
  readonly text: string;
  /** Where: the rung's stage, or its code. */
  readonly stage: 'clarify' | 'code' | 'test' | 'review';
  /** In a round of stages, the stage of the case instead. */
  readonly caseStage?: string;
}

const THINGS: { readonly [row: string]: Omit<NextThing, 'row'> } = {
  clarifies: { stage: 'clarify', text: 'Ask, then type: find out everything that decides in under five minutes.' },
  steps: { stage: 'code', text: 'Write the smallest version that runs, and run it before the next line.' },
  correct: { stage: 'code', text: 'Mend the rules that are broken; each comes with the smallest run that shows it.' },
  change: { stage: 'code', text: 'Say the change back in your own words, name what it breaks, then change one place.' },
  cost: { stage: 'review', text: 'Say what a call costs before you are asked: the growth, and what grows.' },
  tests: { stage: 'test', text: 'Write tests that catch planted bugs: the edge first, then what is refused.' },
  failure: {
    stage: 'review',
    text: 'For each thing you keep, say what happens when it is lost, late, or twice there.',
  },
  talks: { stage: 'review', text: 'Say each decision in a sentence as you make it, and why not the other one.' },
};

/** The three best things to do next: the weakest rows, those with a flag first. */
export function nextThings(rows: readonly RubricRow[]): readonly NextThing[] {
  const weak = rows
    .filter(({ points, flags }) => flags.length > 0 || (points !== undefined && points < MOST))
    .sort((a, b) => b.flags.length - a.flags.length || (a.points ?? MOST) - (b.points ?? MOST));
  return weak.slice(0, 3).flatMap(({ id }) => {
    const thing = THINGS[id];
    return thing === undefined ? [] : [{ row: id, ...thing }];
  });
}
