import type { Facts } from '../types';

/** One case, written down: enough to run it again on the same exercise, short enough for a link. */
export interface Replay {
  readonly exercise: string;
  readonly rung: string;
  /** The beginning of the exercise's content hash: another content may draw another input from the same choices. */
  readonly contentHash: string;
  readonly scenario: string;
  /** Facts of the attempt that are text, numbers or truth values. */
  readonly facts: Facts;
  /** A fixed input by its place among the scenario's samples, or the choices that draw it. */
  readonly input: { readonly sample: number } | { readonly choices: readonly number[] };
  /** Choices of the schedule; zeros at the end left out. */
  readonly schedule: readonly number[];
}

const VERSION = 'd1';
const HASH_LENGTH = 16;
const MAX_LENGTH = 20_000;

/**
 * `d1~rate-limiter~fixed-window~3fa2c1d0e5b6a7f8~edge~limit=3~c2.0.1j~`: characters that stand in a link as they are,
 * numbers in base 36.
 */
export function formatReplay(replay: Replay): string {
  const facts = Object.entries(replay.facts)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${escape(name)}=${escape(JSON.stringify(value))}`);
  const input = 'sample' in replay.input ? `n${replay.input.sample.toString(36)}` : `c${encode(replay.input.choices)}`;
  const hash = replay.contentHash.slice(0, HASH_LENGTH);
  const names = [replay.exercise, replay.rung, hash, replay.scenario].map(escape);
  return [VERSION, ...names, facts.join('&'), input, encode(replay.schedule)].join('~');
}

/** What `parseReplay` answers. */
export type ParsedReplay =
  | { readonly ok: true; readonly replay: Replay }
  | { readonly ok: false; readonly code: 'version' | 'malformed'; readonly message: string };

/** Reads a replay text that may have come from anywhere. */
export function parseReplay(text: string): ParsedReplay {
  const parts = text.trim().split('~');
  const [version, exercise, rung, contentHash, scenario, facts, input, schedule] = parts;
  if (version !== VERSION) {
    const message = `This is not a replay that this version reads: it begins with "${version?.slice(0, 12)}", not with "${VERSION}". Copy the whole text.`;
    return { ok: false, code: 'version', message };
  }
  if (parts.length !== 8 || text.length > MAX_LENGTH) {
    return malformed(`it has ${parts.length} parts, and a replay has 8 in at most ${MAX_LENGTH} characters`);
  }
  try {
    const read = {
      exercise: name(exercise, 'exercise'),
      rung: name(rung, 'rung'),
      contentHash: name(contentHash, 'content hash'),
      scenario: name(scenario, 'scenario'),
      facts: readFacts(facts ?? ''),
      input: readInput(input ?? ''),
      schedule: decode(schedule ?? ''),
    };
    return { ok: true, replay: read };
  } catch (error) {
    return malformed(error instanceof Error ? error.message : 'it cannot be read');
  }
}

function malformed(what: string): ParsedReplay {
  return { ok: false, code: 'malformed', message: `This replay is damaged: ${what}. Copy the whole text.` };
}

function name(text: string | undefined, what: string): string {
  const value = decodeURIComponent(text ?? '');
  if (value === '' || value.length > 100) throw new Error(`its ${what} is missing or too long`);
  return value;
}

function readFacts(text: string): Facts {
  const entries = text === '' ? [] : text.split('&').map((entry) => entry.split('='));
  return Object.fromEntries(
    entries.map(([key = '', value = '']) => {
      const fact: unknown = JSON.parse(decodeURIComponent(value));
      if (typeof fact !== 'string' && typeof fact !== 'number' && typeof fact !== 'boolean') {
        throw new Error(`its fact ${key} is neither text nor a number nor a truth value`);
      }
      return [decodeURIComponent(key), fact];
    }),
  );
}

function readInput(text: string): Replay['input'] {
  if (text.startsWith('n')) return { sample: decode(text.slice(1))[0] ?? 0 };
  if (text.startsWith('c')) return { choices: decode(text.slice(1)) };
  throw new Error('it does not say which input it is');
}

function encode(choices: readonly number[]): string {
  return choices.map((choice) => choice.toString(36)).join('.');
}

function decode(text: string): readonly number[] {
  if (text === '') return [];
  return text.split('.').map((part) => {
    const choice = /^[0-9a-z]{1,11}$/.test(part) ? Number.parseInt(part, 36) : Number.NaN;
    if (!Number.isSafeInteger(choice)) throw new Error(`"${part.slice(0, 20)}" is not a choice`);
    return choice;
  });
}

/** As encodeURIComponent, and what it leaves of our own separators. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll('~', '%7E');
}
