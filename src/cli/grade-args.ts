/** The command line of `grade`, as far as it can be read without looking at exercises or files. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { parseReplay, type Replay } from '../../engines/check';
import type { Given } from './exit-codes';

/** What was asked for. */
export interface GradeArgs {
  readonly exercise: string;
  readonly rung: string;
  readonly file: string;
  readonly json: boolean;
  /** uint32; 1 where none was given. */
  readonly seed: number;
  /** Cases a rule; the rung's own number where none was given. */
  readonly runs: number | undefined;
  /** As given, in order. */
  readonly facts: readonly (readonly [key: string, value: string])[];
  /** One case to run, instead of drawing any; exercise, rung and facts are then its own. */
  readonly replay?: Replay;
}

/** Shown by `--help`, and after a usage error. */
export const GRADE_USAGE = `usage: npm run -s grade -- <exercise>/<rung> <file.ts> [--json] [--seed N] [--runs N] [--fact key=value]...
       npm run -s grade -- --replay <text> <file.ts> [--json]

  --json            print one JSON object on stdout, and nothing else there
  --seed N          draw other cases: an integer from 0 to 4294967295 (default 1)
  --runs N          cases a rule: an integer from 1 (default: what the rung says)
  --fact key=value  change a fact of the attempt; may be repeated
  --replay text     run exactly the case that a counterexample's replay names, and show its steps
  --help            show this

exit code: 0 pass, 1 fail, 2 unknown, 64 wrong usage, 70 a fault of Drydock`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  seed: { type: 'string' },
  runs: { type: 'string' },
  fact: { type: 'string', multiple: true, default: [] },
  replay: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsConfig['options'];

/** Reads the arguments after the script's name. `'help'` where help was asked for. */
export function parseGradeArgs(argv: readonly string[]): Given<GradeArgs | 'help'> {
  const parsed = parseFlags(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return { ok: true, value: 'help' };
  if (values.replay !== undefined) return replayArgs(values.replay, positionals, values);
  const [target, file, ...rest] = positionals;
  if (target === undefined) return wrong('say what to grade: <exercise>/<rung> <file.ts>');
  if (file === undefined) return wrong(`say which file to grade: ${target} <file.ts>`);
  if (rest.length > 0) return wrong(`one file at a time; what is ${rest.map((word) => `"${word}"`).join(', ')}?`);
  const [exercise = '', rung = '', ...more] = target.split('/');
  if (exercise === '' || rung === '' || more.length > 0) {
    return wrong(`"${target}" is not <exercise>/<rung>, like rate-limiter/fixed-window`);
  }
  const seed = integer(values.seed ?? '1', 0, 0xffffffff);
  if (seed === undefined) return wrong(`--seed takes an integer from 0 to 4294967295, got "${values.seed}"`);
  const runs = values.runs === undefined ? undefined : integer(values.runs, 1, Number.MAX_SAFE_INTEGER);
  if (runs === undefined && values.runs !== undefined)
    return wrong(`--runs takes an integer from 1, got "${values.runs}"`);
  const facts: (readonly [string, string])[] = [];
  for (const fact of values.fact) {
    const equals = fact.indexOf('=');
    if (equals < 1) return wrong(`--fact takes key=value, got "${fact}"`);
    facts.push([fact.slice(0, equals), fact.slice(equals + 1)]);
  }
  return { ok: true, value: { exercise, rung, file, json: values.json, seed, runs, facts } };
}

/** A replay says itself what is graded, and with which facts. */
function replayArgs(
  text: string,
  [file, ...rest]: readonly string[],
  given: { readonly json: boolean; readonly seed?: string; readonly runs?: string; readonly fact: readonly string[] },
): Given<GradeArgs> {
  if (given.seed !== undefined || given.runs !== undefined || given.fact.length > 0) {
    return wrong('a replay is one case with its own facts: leave --seed, --runs and --fact away');
  }
  if (file === undefined) return wrong('say which file to replay it on: --replay <text> <file.ts>');
  if (rest.length > 0) return wrong(`one file at a time, and no rung beside a replay; what is "${rest[0]}"?`);
  const parsed = parseReplay(text);
  if (!parsed.ok) return wrong(parsed.message);
  const { replay } = parsed;
  const { exercise, rung } = replay;
  const facts = Object.entries(replay.facts).map(([key, value]) => [key, String(value)] as const);
  return { ok: true, value: { exercise, rung, file, json: given.json, seed: 1, runs: undefined, facts, replay } };
}

function parseFlags(argv: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
    return { ok: true, value: parsed } as const;
  } catch (error) {
    return wrong(describeFlagError(error));
  }
}

function describeFlagError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '([^']*)'/.exec(message)?.[1];
  const flags = Object.keys(OPTIONS).map((name) => `--${name}`);
  // Node's first sentence says what; the rest of its message is about shells.
  if (unknown === undefined) return message.split('\n')[0] ?? message;
  return `unknown flag ${unknown}. The flags are ${flags.join(', ')}`;
}

function integer(text: string, min: number, max: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : undefined;
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
