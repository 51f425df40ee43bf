/** The banks of an exercise as files: programs that are right, and programs that are wrong, each with a header. */
import { join } from 'node:path';
import { collectList } from './collect';
import type { PackProblem, Parsed } from './problem';
import { displayPath, moduleFiles, readText } from './source-files';
import type { BankProgram, FactValue } from './types';

/** What the first lines of a bank's file say of it. */
export interface BankHeader {
  /** Of a reject: the rule that it must break. */
  readonly breaks?: string;
  /** Facts that differ from the rung's, each as text: `// facts: shutdown=abort, order=any`. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The rest of the leading comment, in one line: a design, or a mistake. */
  readonly about: string;
}

/** Reads the leading `//` lines of a bank's file. */
export function parseBankHeader(source: string): BankHeader {
  const leading: string[] = [];
  for (const line of source.split('\n')) {
    if (!line.startsWith('//')) break;
    leading.push(line.slice(2).trim());
  }
  const keyed = (key: string): string | undefined =>
    leading
      .find((line) => line.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim();
  const breaks = keyed('breaks');
  const facts = (keyed('facts') ?? '')
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), value.join('=').trim()] as const;
    });
  const about = leading.filter((line) => !/^(breaks|facts|repair|mutate):/.test(line)).join(' ');
  return { ...(breaks === undefined ? {} : { breaks }), facts, about };
}

/** All programs of a rung's banks, the right ones first. Headers name facts of `facts` and nothing else. */
export async function readBank(
  folder: string,
  rung: string,
  facts: Readonly<Record<string, FactValue>>,
): Promise<Parsed<readonly BankProgram[]>> {
  const kinds = ['accept', 'reject'] as const;
  const files = await Promise.all(kinds.map((kind) => moduleFiles(join(folder, kind, rung))));
  const programs = await Promise.all(
    kinds.flatMap((kind, index) => (files[index] ?? []).map((path) => readProgram(path, kind, facts))),
  );
  return collectList(programs);
}

async function readProgram(
  path: string,
  kind: BankProgram['kind'],
  defaults: Readonly<Record<string, FactValue>>,
): Promise<Parsed<BankProgram>> {
  const text = await readText(path, 'it is a program of the bank');
  if (!text.ok) return text;
  const { breaks, facts, about } = parseBankHeader(text.value);
  const problems: PackProblem[] = [];
  const values = facts.map(([name, value]) => {
    const parsed = factOf(defaults[name], value);
    if (parsed === undefined) problems.push({ file: displayPath(path), line: 1, message: factMessage(defaults, name) });
    return [name, parsed ?? value] as const;
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      id: path.slice(path.lastIndexOf('/') + 1, -'.ts'.length),
      kind,
      about,
      ...(breaks === undefined ? {} : { breaks }),
      ...(values.length === 0 ? {} : { facts: Object.fromEntries(values) }),
      source: text.value,
    },
  };
}

/** The text as the type of the default; undefined where there is no such fact, or it cannot be one. */
function factOf(standard: FactValue | undefined, value: string): FactValue | undefined {
  if (typeof standard === 'string') return value;
  if (typeof standard === 'boolean') return value === 'true' ? true : value === 'false' ? false : undefined;
  if (typeof standard === 'number' && value !== '' && Number.isFinite(Number(value))) return Number(value);
  return undefined;
}

function factMessage(facts: Readonly<Record<string, FactValue>>, name: string): string {
  const known = Object.entries(facts).map(([key, value]) => `${key} (a ${typeof value})`);
  return `the header sets the fact "${name}". ${known.length === 0 ? 'This rung has no facts.' : `The facts are ${known.join(', ')}.`}`;
}
