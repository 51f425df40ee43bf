/** The arguments of `npm start` and `npm run serve`. */
import { parseArgs } from 'node:util';

/** How the site is served. */
export interface ServeOptions {
  /** From 0 (any free one) to 65535. */
  readonly port: number;
  /** Fail where the port is taken, instead of trying the next. */
  readonly strictPort: boolean;
  /** Path that the site stands under; begins and ends with a slash. */
  readonly base: string;
}

/** Where nobody says otherwise. */
export const DEFAULT_PORT = 4173;

/** What `--help` prints. */
export const USAGE = `Serves the built site (dist/) with the headers that it is documented with.

  --port N         port to listen on (default: $PORT, else ${DEFAULT_PORT}; 0 for any free one)
  --strict-port    fail where the port is taken, instead of trying the next ones
  --base /path/    serve the site under this path
  --help           print this
`;

/** Reads the arguments; a mistake is a sentence that says which and what is expected. */
export function parseServeOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly options: ServeOptions | 'help' } | { readonly ok: false; readonly problem: string } {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'strict-port': { type: 'boolean' },
        base: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return { ok: true, options: 'help' };
  const [source, given] = values.port === undefined ? ['PORT', env['PORT']] : ['--port', values.port];
  const port = given === undefined || given === '' ? DEFAULT_PORT : Number(given);
  if (given !== undefined && given !== '' && !(/^\d+$/.test(given) && port <= 65_535)) {
    return { ok: false, problem: `${source} must be an integer from 0 to 65535, got ${given}` };
  }
  const base = values.base ?? '/';
  if (!/^\/([\w.~-]+\/)*$/.test(base) || base.split('/').includes('..')) {
    return { ok: false, problem: `--base must begin and end with a slash, such as /practice/drydock/, got ${base}` };
  }
  return { ok: true, options: { port, strictPort: values['strict-port'] ?? false, base } };
}
