/** The command line of `pack`. */
import { parseArgs } from 'node:util';
import type { Given } from './exit-codes';

/** What was asked for. */
export type PackArgs =
  | { readonly command: 'check'; readonly folder: string }
  | { readonly command: 'build'; readonly folder: string; readonly out: string }
  | { readonly command: 'schema'; readonly out: string }
  | { readonly command: 'help' };

/** Shown by `--help`, and after a usage error. */
export const PACK_USAGE = `usage: npm run -s pack -- <command>

  check <dir>              schema, types, starter, banks, texts and links of a pack
  build <dir> --out <dir>  the files that a site serves: index.json and one file an exercise
  schema --out <dir>       JSON Schemas of pack.yaml and exercise.yaml, for editors
  --help                   show this

exit code: 0 good, 1 problems in the pack, 64 wrong usage, 70 a fault of Drydock`;

const COMMANDS = ['check', 'build', 'schema'];

/** Reads the arguments after the script's name. */
export function parsePackArgs(argv: readonly string[]): Given<PackArgs> {
  const parsed = parseFlags(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return { ok: true, value: { command: 'help' } };
  const [command, ...words] = positionals;
  const { out } = values;
  switch (command) {
    case undefined:
      return wrong(`say what to do: ${COMMANDS.join(', ')}`);
    case 'check':
      if (out !== undefined) return wrong('check writes nothing: leave --out away');
      return oneFolder(words, 'check', (folder) => ({ ok: true, value: { command, folder } }));
    case 'build':
      if (out === undefined) return wrong('say where to build to: --out <dir>');
      return oneFolder(words, 'build', (folder) => ({ ok: true, value: { command, folder, out } }));
    case 'schema':
      if (words.length > 0) return wrong(`schema takes no folder; what is "${words[0]}"?`);
      if (out === undefined) return wrong('say where to write the schemas: --out <dir>');
      return { ok: true, value: { command, out } };
    default:
      return wrong(`unknown command "${command}". The commands are ${COMMANDS.join(', ')}`);
  }
}

function oneFolder(
  [folder, ...rest]: readonly string[],
  command: string,
  use: (folder: string) => Given<PackArgs>,
): Given<PackArgs> {
  if (folder === undefined) return wrong(`say which pack: ${command} <dir>`);
  return rest.length > 0 ? wrong(`one pack at a time; what is "${rest[0]}"?`) : use(folder);
}

function parseFlags(argv: readonly string[]) {
  try {
    const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;
    return { ok: true, value: parseArgs({ args: [...argv], options, allowPositionals: true, strict: true }) } as const;
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
