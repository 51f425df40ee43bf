/**
 * The process that runs one learner's program. It may read one folder and nothing else, and evaluates no string; the
 * program lives in a realm of its own (`realm.ts`), which is handed no object of this one. So nothing that the program
 * patches is what Node itself uses, and there is no way from it to `process`, `require` or the channel.
 *
 * This file is bundled to a script that stands in that folder, beside the realm's own scripts.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, Script } from 'node:vm';
import type { FromProgram, ToProgram } from '../sandbox/protocol';
import { REALM_SCRIPTS, type Realm, type RealmHarness } from './scripts';

const folder = dirname(process.argv[1] ?? '.');
const say = (message: FromProgram): void => void process.send?.(message);

const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });

/** The completion value of one of the folder's scripts, run in the program's realm. */
function load(name: string): unknown {
  const filename = join(folder, name);
  return new Script(readFileSync(filename, 'utf8'), { filename }).runInContext(context);
}

function createRealm(): Realm {
  const harness = load(REALM_SCRIPTS.harness) as RealmHarness;
  return harness.createRealm(
    load(REALM_SCRIPTS.program),
    load(REALM_SCRIPTS.explain),
    load(REALM_SCRIPTS.scenarios),
    load(REALM_SCRIPTS.config),
  );
}

/** One case a turn of the event loop, so that each result leaves before the next case can get stuck. */
function runNext(realm: Realm, cases: readonly unknown[], index: number): void {
  if (index >= cases.length) return say({ type: 'answered' });
  try {
    const { result, halted } = realm.run(cases[index]);
    say({ type: 'result', result });
    setImmediate(runNext, realm, cases, halted ? cases.length : index + 1);
  } catch {
    // What was thrown is of the program's realm, and is not touched here.
    say({ type: 'broken', reason: 'the harness threw while it ran a case' });
  }
}

const realm = createRealm();
process.on('message', ({ cases }: ToProgram) => runNext(realm, cases, 0));
process.on('disconnect', () => process.exit());
