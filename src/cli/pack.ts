/** `npm run pack -- check <dir> | build <dir> --out <dir> | schema --out <dir>`. Each command loads what it needs. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatProblem, type PackProblem } from '../packs/problem';
import { displayPath } from '../packs/source-files';
import { EXIT } from './exit-codes';
import { endProgramsWithThisProcess } from './program-process';
import { PACK_USAGE, parsePackArgs } from './pack-args';

async function main(argv: readonly string[]): Promise<number> {
  const given = parsePackArgs(argv);
  if (!given.ok) return usage(given.message);
  const args = given.value;
  switch (args.command) {
    case 'help':
      console.log(PACK_USAGE);
      return EXIT.pass;
    case 'schema':
      return writeSchemas(resolve(args.out));
    case 'check':
      return (await isFolder(args.folder)) ? check(resolve(args.folder)) : usage(`there is no folder ${args.folder}`);
    case 'build':
      return (await isFolder(args.folder))
        ? build(resolve(args.folder), resolve(args.out))
        : usage(`there is no folder ${args.folder}`);
  }
}

function usage(message: string): number {
  console.error(`pack: ${message}\n\n${PACK_USAGE}`);
  return EXIT.usage;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function build(folder: string, out: string): Promise<number> {
  const { buildPack, writePack } = await import('../packs/build');
  const built = await buildPack(folder);
  if (!built.ok) return tell(built.problems);
  await writePack(built.value, out);
  const { exercises, files } = built.value;
  console.log(
    `${exercises.length} exercise${exercises.length === 1 ? '' : 's'}, ${files.size} files in ${displayPath(out)}`,
  );
  return EXIT.pass;
}

async function check(folder: string): Promise<number> {
  const { checkPack, formatTotals } = await import('./pack-check');
  const report = await checkPack(folder, (line) => console.log(line));
  for (const note of report.notes) console.log(`note: ${note}`);
  tell(report.problems);
  console.log(formatTotals(report));
  return report.problems.length === 0 ? EXIT.pass : EXIT.fail;
}

async function writeSchemas(out: string): Promise<number> {
  const { authoringJsonSchemas } = await import('../packs/json-schema');
  await mkdir(out, { recursive: true });
  const schemas = Object.entries(authoringJsonSchemas());
  await Promise.all(
    schemas.map(([name, schema]) => writeFile(join(out, name), `${JSON.stringify(schema, null, 2)}\n`)),
  );
  for (const [name] of schemas) console.log(displayPath(join(out, name)));
  return EXIT.pass;
}

function tell(problems: readonly PackProblem[]): number {
  for (const problem of problems) console.error(formatProblem(problem));
  return problems.length === 0 ? EXIT.pass : EXIT.fail;
}

endProgramsWithThisProcess();
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error('pack: a fault of Drydock itself. Please report it with this text.');
    console.error(error);
    process.exitCode = EXIT.software;
  },
);
