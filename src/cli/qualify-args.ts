/** The command line of `qualify`. */
import { availableParallelism } from 'node:os';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SEEDS } from '../qualify/report';
import type { Given } from './exit-codes';

/** What was asked for. */
export interface QualifyArgs {
  /** One exercise; all of the pack where none was given. */
  readonly exercise: string | undefined;
  /** One rung of it; all where none was given. */
  readonly rung: string | undefined;
  /** Folder of another pack than the built-in one. */
  readonly pack: string | undefined;
  readonly seeds: number;
  readonly jobs: number;
  readonly fresh: boolean;
}

/** Shown by `--help`, and after a usage error. */
export const QUALIFY_USAGE = `usage: npm run -s qualify -- [<exercise>[/<rung>]] [--pack <dir>] [--seeds N] [--jobs N] [--fresh]

Tries the checks of an exercise on its banks and on mutants of its references, and writes what came of it to
qualified.json beside the exercise. What was tried before and has not changed is not tried again; a run that was
killed goes on where it was.

  --pack <dir>  another pack than the built-in one
  --seeds N     generated cases for each right program (default ${SEEDS}; a report needs as many)
  --jobs N      processes at a time (default: one a core)
  --fresh       forget what was tried before
  --help        show this

A seed is one generated case: one input drawn for one scenario of the rung, with its schedule, held against every rule
that judges that scenario. Fixed cases are no seeds.

exit code: 0 good, 1 problems in the exercise, 64 wrong usage, 70 a fault of Drydock`;

const OPTIONS = {
  pack: { type: 'string' },
  seeds: { type: 'string', default: String(SEEDS) },
  jobs: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsConfig['options'];

/** Reads the arguments after the script's name. `'help'` where help was asked for. */
export function parseQualifyArgs(argv: readonly string[]): Given<QualifyArgs | 'help'> {
  const parsed = parseFlags(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return { ok: true, value: 'help' };
  const [target = '', ...rest] = positionals;
  if (rest.length > 0) return wrong(`one exercise at a time, or none for all; what is "${rest[0]}"?`);
  const [exercise = '', rung, ...more] = target.split('/');
  if (more.length > 0 || rung === '') return wrong(`"${target}" is not <exercise> or <exercise>/<rung>`);
  const seeds = integer(values.seeds);
  if (seeds === undefined) return wrong(`--seeds takes an integer from 1, got "${values.seeds}"`);
  const jobs = values.jobs === undefined ? availableParallelism() : integer(values.jobs);
  if (jobs === undefined) return wrong(`--jobs takes an integer from 1, got "${values.jobs}"`);
  const { pack, fresh } = values;
  return { ok: true, value: { exercise: exercise === '' ? undefined : exercise, rung, pack, seeds, jobs, fresh } };
}

function parseFlags(argv: readonly string[]) {
  try {
    return { ok: true, value: parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true }) } as const;
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

function integer(text: string): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && Number.isSafeInteger(value) ? value : undefined;
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
