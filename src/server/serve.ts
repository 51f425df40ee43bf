/** `npm run serve`: serves `dist/` on this machine, with the headers that the documented hosts send. */
import { fileURLToPath } from 'node:url';
import { listen } from './listen';
import { parseServeOptions, USAGE } from './options';
import { loadSite } from './site';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

function fail(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}

const parsed = parseServeOptions(process.argv.slice(2), process.env);
if (!parsed.ok) fail(`${parsed.problem}\n\n${USAGE}`, 64);
if (parsed.options === 'help') {
  process.stdout.write(USAGE);
  process.exit(0);
}
const { base, ...where } = parsed.options;
try {
  const server = await listen(await loadSite(DIST, base), where);
  console.log(`Drydock is at http://localhost:${server.port}${base}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 1);
}
