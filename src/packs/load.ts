/**
 * How the app comes by exercises: a built pack, fetched, and held against its format. Nothing throws; a pack that
 * cannot be used says what, where and what to do.
 */
import * as v from 'valibot';
import { sha256Hex } from './canonical';
import { bankSchema, buildExerciseSchema, designCaseSchema, PACK_FORMAT, packIndexSchema } from './compiled';
import type { BuildExercise, DesignCase, ExerciseBank, ExerciseEntry, PackIndex } from './types';

/** Why a file of a pack cannot be used. */
export interface LoadProblem {
  readonly code: 'unreachable' | 'missing' | 'not-json' | 'newer-format' | 'malformed' | 'altered' | 'unsupported';
  /** What happened, in a sentence. */
  readonly what: string;
  /** Address of the file. */
  readonly where: string;
  /** What the reader can do about it, in a sentence. */
  readonly todo: string;
}

/** A loaded value, or why there is none. */
export type Loaded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: LoadProblem };

/** `fetch`, or something like it. */
export type Fetch = (url: string, init?: { readonly cache?: 'no-cache' | 'default' }) => Promise<Response>;

/**
 * Loads the index of the pack at `base`: what the catalogue shows.
 * @param base address of the pack's folder, absolute or relative to the page; with or without the last slash
 */
export async function loadPackIndex(fetch: Fetch, base: string): Promise<Loaded<PackIndex>> {
  const url = join(base, 'index.json');
  // The index alone keeps its name from build to build, so a stored copy is asked about.
  const bytes = await fetchBytes(fetch, url, 'no-cache');
  return bytes.ok ? parseAs(packIndexSchema, bytes.value, url) : bytes;
}

/**
 * Loads one exercise of that pack, and checks that it is the content that the index named.
 * @param base as for `loadPackIndex`
 */
export async function loadExercise(fetch: Fetch, base: string, entry: ExerciseEntry): Promise<Loaded<BuildExercise>> {
  return loadEntry(fetch, base, entry, 'build', buildExerciseSchema);
}

/** Loads one design case of that pack; as `loadExercise`. */
export async function loadCase(fetch: Fetch, base: string, entry: ExerciseEntry): Promise<Loaded<DesignCase>> {
  return loadEntry(fetch, base, entry, 'design', designCaseSchema);
}

async function loadEntry<T extends { readonly id: string }>(
  fetch: Fetch,
  base: string,
  entry: ExerciseEntry,
  kind: ExerciseEntry['kind'],
  schema: v.GenericSchema<unknown, T>,
): Promise<Loaded<T>> {
  const url = join(base, entry.file);
  if (entry.kind !== kind) {
    const names = { build: 'an exercise that is built', design: 'a design case' } as const;
    const what = `"${entry.title}" is ${names[entry.kind]}, and was opened as ${names[kind]}.`;
    return refuse('unsupported', what, url, 'Open it from the catalogue.');
  }
  const bytes = await fetchNamed(fetch, url, entry);
  if (!bytes.ok) return bytes;
  const parsed = parseAs(schema, bytes.value, url);
  if (parsed.ok && parsed.value.id !== entry.id) {
    const what = `The file holds the exercise "${parsed.value.id}" where the index says "${entry.id}".`;
    return refuse('malformed', what, url, REBUILD);
  }
  return parsed;
}

/** Loads the banks of an exercise of the pack at `base`; as `loadExercise`. */
export async function loadBank(fetch: Fetch, base: string, exercise: BuildExercise): Promise<Loaded<ExerciseBank>> {
  const url = join(base, exercise.bank.file);
  const bytes = await fetchNamed(fetch, url, { title: exercise.title, contentHash: exercise.bank.contentHash });
  return bytes.ok ? parseAs(bankSchema, bytes.value, url) : bytes;
}

/** A file that is named by its content. */
async function fetchNamed(
  fetch: Fetch,
  url: string,
  { title, contentHash }: Pick<ExerciseEntry, 'title' | 'contentHash'>,
): Promise<Loaded<Uint8Array<ArrayBuffer>>> {
  const bytes = await fetchBytes(fetch, url, 'default');
  // Plain http has no `crypto.subtle`. There the hash proves nothing either: who can alter the file can alter the page.
  if (!bytes.ok || globalThis.crypto?.subtle === undefined || (await sha256Hex(bytes.value)) === contentHash)
    return bytes;
  const what = `The file of "${title}" is not the one that the index of its pack names.`;
  return refuse(
    'altered',
    what,
    url,
    'Reload the page; if it stays so, build the pack again and publish all its files.',
  );
}

const REBUILD = 'Build the pack again with `npm run pack -- build`, and publish all its files.';

async function fetchBytes(
  fetch: Fetch,
  url: string,
  cache: 'no-cache' | 'default',
): Promise<Loaded<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await fetch(url, { cache });
    if (!response.ok) {
      const what = `The server answered ${response.status} for a file of the pack.`;
      return refuse('missing', what, url, 'Reload the page; if it stays so, the site was published without this file.');
    }
    return { ok: true, value: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    const what = 'A file of the pack could not be fetched.';
    return refuse('unreachable', what, url, 'Check that you are online, then try again.');
  }
}

function parseAs<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array, url: string): Loaded<T> {
  const json = parseJson(bytes);
  if (!json.ok) {
    const what = 'The server sent something that is not JSON for a file of the pack.';
    return refuse('not-json', what, url, 'Check the address: many hosts send a page of their own for what they lack.');
  }
  const format = formatOf(json.value);
  if (format !== undefined && format > PACK_FORMAT) {
    const what = `The pack has format ${format}, and this version of Drydock reads format ${PACK_FORMAT}.`;
    return refuse('newer-format', what, url, 'Reload the page to get the newest version of Drydock.');
  }
  const result = v.safeParse(schema, json.value);
  if (result.success) return { ok: true, value: result.output };
  const issue = result.issues[0];
  const what = `The pack is malformed at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}.`;
  return refuse('malformed', what, url, REBUILD);
}

function parseJson(bytes: Uint8Array): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return { ok: false };
  }
}

function formatOf(value: unknown): number | undefined {
  const result = v.safeParse(v.object({ format: v.number() }), value);
  return result.success ? result.output.format : undefined;
}

function refuse(code: LoadProblem['code'], what: string, where: string, todo: string): Loaded<never> {
  return { ok: false, problem: { code, what, where, todo } };
}

function join(base: string, file: string): string {
  return base.endsWith('/') ? `${base}${file}` : `${base}/${file}`;
}
