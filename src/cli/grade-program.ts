/** One program against one rung: compiled, run in a process of its own, judged here. */
import { createJudge, replayCase, type Replay } from '../../engines/check';
import type { JudgeEvent, RunCases, Trace } from '../../engines/check/types';
import { compileProgram } from '../compile/node';
import type { Problem } from '../compile/types';
import type { BuiltExercise } from '../packs/build';
import type { Rung } from '../packs/types';
import type { GradedHalt, GradedRule } from './grade-result';
import { harnessTexts } from './harness';
import { startProgram, type ProcessEnd, type ProcessLimits, type ProgramProcess } from './program-process';
import type { RealmConfig } from './realm';

/** What is graded. */
export interface GradeRequest {
  readonly built: BuiltExercise;
  readonly rung: Rung;
  /** Text of the learner's module. */
  readonly source: string;
  readonly fileName: string;
  /** uint32 */
  readonly seed: number;
  /** Cases a rule. */
  readonly runs: number;
  readonly facts: Rung['facts'];
  /** One case to be judged, instead of those that `seed` and `runs` draw. */
  readonly replay?: Replay | undefined;
  readonly limits?: Partial<ProcessLimits>;
}

/** What came of it; `verdictOf` says what that means. */
export interface Graded {
  readonly rules: readonly GradedRule[];
  readonly halt?: GradedHalt;
  /** Of a replayed case: what happened, whatever the verdict. */
  readonly trace?: Trace;
}

/** Grades a program. Whatever the program does is a result; a throw from here is Drydock's own fault. */
export async function gradeProgram(request: GradeRequest): Promise<Graded> {
  const { source, fileName, rung, facts } = request;
  const compiled = compileProgram(source, { fileName, requiredExport: rung.requiredExport });
  if (!compiled.ok) return { rules: [], halt: problemHalt(compiled.problems) };
  const { program } = compiled;
  const { map, explainMap } = program;
  const config: RealmConfig = { rung: rung.id, facts, requiredExport: rung.requiredExport, map, explainMap };
  const child = await startProgram(
    {
      ...(await harnessTexts()),
      program: program.code,
      explain: program.explainCode,
      scenarios: request.built.exercise.modules.scenarios,
      // Parsed there: as a literal, a fact called `__proto__` would not be a fact.
      config: `JSON.parse(${JSON.stringify(JSON.stringify(config))})`,
    },
    request.limits,
  );
  try {
    return await judge(request, child);
  } finally {
    await child.stop();
  }
}

async function judge(request: GradeRequest, child: ProgramProcess): Promise<Graded> {
  const { built, rung, seed, runs, facts, replay } = request;
  let trace: Trace | undefined;
  const runCases: RunCases = async (cases) => {
    const results = await child.runCases(cases);
    if (replay !== undefined) trace ??= results[0]?.trace;
    return results;
  };
  const options = {
    exercise: built.exercise.id,
    contentHash: built.entry.contentHash,
    rung: rung.id,
    facts,
    seed,
    runs,
    ...built.modules,
    runCases,
  };
  const events = replay === undefined ? createJudge(options) : replayCase(options, replay);
  const rules = new Map<string, GradedRule>();
  let halt: GradedHalt | undefined;
  const ended = child.ended.then((end) => ({ end }));
  for (;;) {
    const next = await Promise.race([events.next(), ended]);
    if ('end' in next) {
      halt = endHalt(next.end);
      break;
    }
    if (next.done) break;
    const event: JudgeEvent = next.value;
    // A failed rule is told twice: at once, and again with its counterexample.
    if (event.type === 'rule') rules.set(event.result.rule, gradedRule(event.result));
    if (event.type === 'halt') halt = withLine(event.halt.kind, event.halt.message, event.halt.loc?.line);
  }
  // As the exercise lists them; they are decided in another order.
  const graded = rung.rules.flatMap(({ id }) => rules.get(id) ?? []);
  return { rules: graded, ...(halt === undefined ? {} : { halt }), ...(trace === undefined ? {} : { trace }) };
}

function gradedRule(result: Extract<JudgeEvent, { type: 'rule' }>['result']): GradedRule {
  const { rule, verdict, message, counterexample } = result;
  return counterexample === undefined ? { rule, verdict, message } : { rule, verdict, message, counterexample };
}

/** The first problem decides the line; the others follow in the message, each with its own. */
function problemHalt(problems: readonly Problem[]): GradedHalt {
  const [first, ...rest] = problems;
  if (first === undefined) throw new Error('a refused program has a problem');
  const more = rest.map(({ loc, message }) => (loc === undefined ? message : `line ${loc.line}: ${message}`));
  return withLine(first.kind, [first.message, ...more].join('\n'), first.loc?.line);
}

function endHalt(end: ProcessEnd): GradedHalt {
  switch (end.kind) {
    case 'memory':
      return {
        kind: 'memory',
        message: `The program used more than ${end.limitMb} MB of memory and was ended. Look for something that grows and is never released.`,
      };
    case 'silence':
      return {
        kind: 'silence',
        message: `The program gave no answer for ${end.afterMs / 1000} s and was ended. Nothing was decided: look for one built-in call that takes very long, such as a regular expression.`,
      };
    case 'lost':
      return { kind: 'lost', message: `The program's process was lost: ${end.reason}. Nothing was decided.` };
  }
}

function withLine(kind: string, message: string, line: number | undefined): GradedHalt {
  return line === undefined ? { kind, message } : { kind, message, line };
}
