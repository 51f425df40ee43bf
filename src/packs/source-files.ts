/** Reading an author's files, so that one pack is the same bytes on every machine. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { PackProblem, Parsed } from './problem';
import { PROGRAM_FOLDERS } from './program-folders';

/** A file's path as problems name it: from the folder that the command was given in, with `/`. */
export function displayPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.';
}

/** Text of a file, without a byte order mark and with `\n` alone, however it was checked out. */
export async function readText(path: string, why: string): Promise<Parsed<string>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return { ok: true, value: text.replaceAll('\r\n', '\n') };
  } catch (error) {
    return { ok: false, problems: [unreadable(path, why, error)] };
  }
}

/** As `readText`; a file without any word in it is told as missing one. */
export async function readFilled(path: string, why: string): Promise<Parsed<string>> {
  const text = await readText(path, why);
  if (!text.ok || text.value.trim() !== '') return text;
  return { ok: false, problems: [{ file: displayPath(path), message: `is empty, and is needed: ${why}. Write it.` }] };
}

function unreadable(path: string, why: string, error: unknown): PackProblem {
  const file = displayPath(path);
  if (error instanceof TypeError) return { file, message: 'is not UTF-8 text. Save it as UTF-8.' };
  const code = errorCode(error);
  if (code === 'ENOENT') return { file, message: `does not exist, and is needed: ${why}. Create it.` };
  return { file, message: `cannot be read (${code}). Check what it is and who may read it.` };
}

/** `ENOENT` and its like. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Names of the folders in `path`, sorted by code unit; none where there is no such folder. Hidden ones are left out. */
export async function folderNames(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

/** Paths of an exercise's own `.ts` files, in whatever folder of it, without its programs; sorted. */
export async function ownModuleFiles(exercise: string): Promise<readonly string[]> {
  const folders = (await folderNames(exercise)).filter((name) => !PROGRAM_FOLDERS.includes(name));
  const below = await Promise.all(folders.map((name) => modulesBelow(join(exercise, name))));
  return [...(await moduleFiles(exercise)), ...below.flat()];
}

async function modulesBelow(folder: string): Promise<readonly string[]> {
  const below = await Promise.all((await folderNames(folder)).map((name) => modulesBelow(join(folder, name))));
  return [...(await moduleFiles(folder)), ...below.flat()];
}

/** Paths of the `.ts` files in `path`, sorted; none where there is no such folder. Tests are left out. */
export async function moduleFiles(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(path, entry.name))
    .sort();
}
