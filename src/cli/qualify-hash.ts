/** Hashes of the code that judges: a report says what it was made by. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownModuleFiles, readText } from '../packs/source-files';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const JUDGE = ['engines/kernel', 'engines/check', 'src/compile'];

/** SHA-256 of kernel, checks and compiler, without their tests. */
export function judgeHash(): Promise<string> {
  return hashFolders(JUDGE);
}

/** Files of an exercise that judge nothing. */
const UNJUDGED = /^(scene|starter|contract)(\.ts$|\/)/;

/**
 * SHA-256 of an exercise's own code that judges, as it is written, and of the reference engines whose names it imports
 * from `drydock`. The text and not what it compiles to: a new compiler is no change of the exercise.
 * @param folder of the exercise
 */
export async function codeHash(folder: string): Promise<string> {
  const nameOf = (file: string): string => relative(folder, file).split(sep).join('/');
  const files = (await ownModuleFiles(folder)).filter((file) => !UNJUDGED.test(nameOf(file)));
  const modules = await Promise.all(files.map(textOf));
  const names = new Set(modules.flatMap(namesFromDrydock));
  const used = exportsOf(await textOf(join(ROOT, 'engines/drydock.ts')))
    .filter((one) => one.names.some((name) => names.has(name)))
    .map(({ from }) => `engines/${from.split('/')[1]}`)
    .filter((path) => !JUDGE.includes(path));
  const hash = createHash('sha256').update(await hashFolders([...new Set(used)].sort()));
  files.forEach((file, index) => hash.update(`\0${nameOf(file)}\0${modules[index]}`));
  return hash.digest('hex');
}

async function textOf(path: string): Promise<string> {
  const text = await readText(path, 'it is hashed');
  return text.ok ? text.value : '';
}

const NAME_LIST = String.raw`(?:type )?\{([^}]*)\} from '([^']+)'`;

function namesFromDrydock(source: string): readonly string[] {
  return listsOf(source, 'import').flatMap(({ names, from }) => (from === 'drydock' ? names : []));
}

function exportsOf(source: string) {
  return listsOf(source, 'export').filter(({ from }) => from.startsWith('./'));
}

function listsOf(source: string, keyword: 'import' | 'export') {
  return [...source.matchAll(new RegExp(`^${keyword} ${NAME_LIST}`, 'gm'))].map(([, list = '', from = '']) => ({
    from,
    names: list.split(',').map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*$/, ''),
    ),
  }));
}

async function hashFolders(folders: readonly string[]): Promise<string> {
  const files = (await Promise.all(folders.map((folder) => sourceFiles(join(ROOT, folder))))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
    hash.update(`${relative(ROOT, file).split(sep).join('/')}\0${text}\0`);
  }
  return hash.digest('hex');
}

async function sourceFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](fidelity|bench)[\\/]/.test(path));
}
