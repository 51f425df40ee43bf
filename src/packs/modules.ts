/**
 * What an exercise's modules say of themselves, and whether it hangs together: every rung has rules, every rule has runs
 * to judge, every reference has the export that the scenarios use.
 */
import * as v from 'valibot';
import type { Exports, Facts, RulesModule, SceneModule, ScenariosModule } from '../../engines/check/types';
import type { ExerciseSource } from './authoring';
import type { ModuleExports } from './evaluate';
import type { PackProblem, Parsed } from './problem';
import { factsOf } from './stages';

const names = v.array(v.string('a list of names'));

const scenariosSchema = v.object({
  scenarios: v.pipe(
    v.array(
      v.object({
        id: v.string('text'),
        rungs: names,
        input: v.function('a function'),
        run: v.function('a function'),
        samples: v.optional(v.function('a function')),
      }),
      'a list of scenarios',
    ),
    v.minLength(1, 'at least one scenario'),
  ),
});

const rulesSchema = v.object({
  rules: v.pipe(
    v.array(
      v.object({
        id: v.string('text'),
        rungs: names,
        scenarios: names,
        sentence: v.pipe(v.string('text'), v.minLength(1, 'a sentence')),
        shown: v.optional(v.boolean('true or false')),
        halts: v.optional(names),
        measured: v.optional(v.function('a function of a run')),
        under: v.optional(v.function('a function of the facts')),
        check: v.function('a function'),
      }),
      'a list of rules',
    ),
    v.minLength(1, 'at least one rule'),
  ),
  reference: v.record(
    v.string(),
    v.union([v.function(), v.record(v.string(), v.unknown())]),
    'the exports of a correct program, or a function of the facts that gives them, by rung',
  ),
});

const sceneSchema = v.object({ scene: v.function('a function') });

/** The modules, with the shape that the judge relies on. */
export interface ExerciseModules {
  readonly scenarios: ScenariosModule;
  readonly rules: RulesModule;
  readonly scene: SceneModule;
}

type ByModule<T> = { readonly [Name in keyof ExerciseModules]: T };

/** Holds the modules' exports against what `ScenariosModule` and `RulesModule` promise, and against each other. */
export function parseModules(
  exercise: ExerciseSource,
  modules: ByModule<ModuleExports>,
  files: ByModule<string>,
): Parsed<ExerciseModules> {
  const problems = [
    ...shapeProblems(scenariosSchema, modules.scenarios, files.scenarios),
    ...shapeProblems(rulesSchema, modules.rules, files.rules),
    ...shapeProblems(sceneSchema, modules.scene, files.scene),
  ];
  if (problems.length > 0) return { ok: false, problems };
  // The schemas have seen every member that the types name; functions and unknowns stay as they are.
  const scenarios = modules.scenarios as unknown as ScenariosModule;
  const rules = modules.rules as unknown as RulesModule;
  const scene = modules.scene as unknown as SceneModule;
  const crossed = [
    ...scenarioProblems(exercise, scenarios, files.scenarios),
    ...ruleProblems(exercise, rules, scenarios, files.rules),
    ...rungProblems(exercise, rules, scenarios, files.rules),
  ];
  return crossed.length > 0 ? { ok: false, problems: crossed } : { ok: true, value: { scenarios, rules, scene } };
}

function shapeProblems(schema: v.GenericSchema, exports: ModuleExports, file: string): PackProblem[] {
  const result = v.safeParse(schema, exports);
  if (result.success) return [];
  return result.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? 'its exports';
    const expected = issue.message.startsWith('Invalid') ? (issue.expected ?? 'something else') : issue.message;
    return { file, message: `${path}: expected ${expected}, got ${issue.received}.` };
  });
}

function scenarioProblems(exercise: ExerciseSource, { scenarios }: ScenariosModule, file: string): PackProblem[] {
  return [
    ...repeated(scenarios.map(({ id }) => id)).map((id) => twice(file, 'scenario', id)),
    ...scenarios.flatMap(({ id, rungs }) => unknownRungs(exercise, rungs, `scenario "${id}"`, file)),
  ];
}

function ruleProblems(
  exercise: ExerciseSource,
  { rules }: RulesModule,
  { scenarios }: ScenariosModule,
  file: string,
): PackProblem[] {
  const known = scenarios.map(({ id }) => id);
  const problems = repeated(rules.map(({ id }) => id)).map((id) => twice(file, 'rule', id));
  for (const rule of rules) {
    problems.push(...unknownRungs(exercise, rule.rungs, `rule "${rule.id}"`, file));
    for (const scenario of rule.scenarios.filter((id) => !known.includes(id))) {
      const message = `rule "${rule.id}" judges the scenario "${scenario}", which does not exist. There are: ${known.join(', ')}.`;
      problems.push({ file, message });
    }
    for (const rung of rule.rungs) {
      const runs = scenarios.some(({ id, rungs }) => rule.scenarios.includes(id) && rungs.includes(rung));
      if (runs) continue;
      const message = `rule "${rule.id}" has nothing to judge on rung "${rung}": none of its scenarios is for that rung.`;
      problems.push({ file, message: `${message} Add one, or take the rung from the rule.` });
    }
  }
  return problems;
}

function rungProblems(
  exercise: ExerciseSource,
  { rules, reference }: RulesModule,
  { scenarios }: ScenariosModule,
  file: string,
): PackProblem[] {
  return exercise.rungs.flatMap((rung) => {
    const wanted = rung.requiredExport ?? exercise.requiredExport;
    const problems: string[] = [];
    if (!rules.some(({ rungs }) => rungs.includes(rung.id))) problems.push('has no rule. Write one.');
    if (!scenarios.some(({ rungs }) => rungs.includes(rung.id))) problems.push('has no scenario. Write one.');
    if (!Object.hasOwn(reference, rung.id)) problems.push(`has no reference. Add reference["${rung.id}"].`);
    else if (exportsOf(reference[rung.id], factsOf(exercise, rung))[wanted] === undefined)
      problems.push(`has a reference without "${wanted}". Add it.`);
    return problems.map((problem) => ({ file, message: `rung "${rung.id}" ${problem}` }));
  });
}

function exportsOf(made: RulesModule['reference'][string] | undefined, facts: Facts): Exports {
  return typeof made === 'function' ? made(facts) : (made ?? {});
}

function unknownRungs(exercise: ExerciseSource, rungs: readonly string[], who: string, file: string): PackProblem[] {
  const known = exercise.rungs.map(({ id }) => id);
  return rungs
    .filter((rung) => !known.includes(rung))
    .map((rung) => ({
      file,
      message: `${who} is for the rung "${rung}", which does not exist. There are: ${known.join(', ')}.`,
    }));
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function twice(file: string, what: string, id: string): PackProblem {
  return { file, message: `two ${what}s have the id "${id}". Rename one.` };
}
