/**
 * A program of a bank in a realm of its own, within this process. The realm is the one that `grade` uses, so that what a
 * wrong program does to built-ins stays with it; the process around it is not there, since starting one for each of some
 * hundred mutants would cost more than judging them. For programs that are ours: what never returns is ended from outside.
 */
import { createContext, Script } from 'node:vm';
import type { CaseResult, RunCases } from '../../engines/check/types';
import { compileProgram } from '../compile/node';
import type { Opened } from '../qualify/trial';
import type { HarnessTexts } from './harness';
import type { RealmConfig } from './realm';
import { REALM_SCRIPTS, type RealmHarness } from './scripts';

/** What a program is judged with. */
export interface ProgramSetting {
  readonly harness: HarnessTexts;
  /** The exercise's compiled scenarios. */
  readonly scenarios: string;
  readonly rung: string;
  readonly facts: RealmConfig['facts'];
  readonly requiredExport: string;
}

/** Compiles a program and loads it, or says why its text cannot be run. */
export function openProgram(source: string, setting: ProgramSetting): Opened {
  const { harness, scenarios, rung, facts, requiredExport } = setting;
  const compiled = compileProgram(source, { fileName: 'solution.ts', requiredExport });
  if (!compiled.ok) return { ok: false, message: compiled.problems.map(({ message }) => message).join(' ') };
  const { program } = compiled;
  const config: RealmConfig = { rung, facts, requiredExport, map: program.map, explainMap: program.explainMap };
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  const load = (name: keyof typeof REALM_SCRIPTS, text: string): unknown =>
    new Script(text, { filename: REALM_SCRIPTS[name] }).runInContext(context);
  const realm = (load('harness', harness.harness) as RealmHarness).createRealm(
    load('program', program.code),
    load('explain', program.explainCode),
    load('scenarios', scenarios),
    load('config', `JSON.parse(${JSON.stringify(JSON.stringify(config))})`),
  );
  const runCases: RunCases = (cases) => {
    const results: CaseResult[] = [];
    for (const one of cases) {
      const { result, halted } = realm.run(one);
      // Cloned: objects of that realm have the prototypes that the program may have changed.
      results.push(structuredClone(result));
      if (halted) break;
    }
    return Promise.resolve(results);
  };
  return { ok: true, runCases };
}
