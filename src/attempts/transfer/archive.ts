/**
 * Attempts as a file: JSON Lines, the first of which says what it is, each other one is one attempt with its head and its log as
 * they are kept. A line that is damaged costs that attempt alone, and a record that is damaged costs that record. Pure.
 */
import * as v from 'valibot';
import { parseAttemptFile } from '../file';
import { parseEvent, parseHead } from '../schema';
import type { AttemptHead, LogEvent } from '../types';
import { fromJson, toJson } from './plain';

/** The file's name for itself. */
const FORMAT = 'drydock-attempts';
const VERSION = 1;
/** Larger files are refused: a year of practice is some hundred megabytes. */
export const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;

/** An attempt as it is kept: both unparsed, since what cannot be read here may be read elsewhere. */
export interface RawAttempt {
  readonly head: unknown;
  /** In the order of their indices. */
  readonly events: readonly unknown[];
}

/** The parts of the file's text, in order; parts and not one text, since a text has a largest size. */
export function archiveParts(attempts: readonly RawAttempt[], exportedAt: number): readonly string[] {
  const header = { file: FORMAT, version: VERSION, attempts: attempts.length, exportedAt };
  return [header, ...attempts.map(toJson)].map((line) => `${JSON.stringify(line)}\n`);
}

/** An attempt that was read from a file. */
export interface ReadAttempt {
  readonly head: AttemptHead;
  /** Those that can be read, in order; a gap is where one could not. */
  readonly events: readonly LogEvent[];
  /** How many records could not be read. */
  readonly damaged: number;
}

/** What a file holds. */
export interface ReadArchive {
  readonly attempts: readonly ReadAttempt[];
  /** Lines that hold no attempt that can be read, with the reason: a sentence each. */
  readonly refused: readonly string[];
}

export type ParsedArchive =
  | ({ readonly ok: true } & ReadArchive)
  /** What is wrong with the whole file and what to do, in sentences. */
  | { readonly ok: false; readonly message: string };

const header = v.looseObject({ file: v.literal(FORMAT), version: v.number(), attempts: v.optional(v.number()) });

/** Reads an archive, or the file of one attempt. Never throws; it was written by anybody. */
export function parseArchive(text: string): ParsedArchive {
  const lines = text.split('\n');
  const first = v.safeParse(header, jsonOf(lines[0] ?? ''));
  if (!first.success) {
    const single = parseAttemptFile(text);
    if (!single.ok)
      return {
        ok: false,
        message:
          'This file cannot be imported: it is no export of a Drydock. Choose a .drydock.jsonl or .drydock.json file.',
      };
    const { head, entries } = single.recorded;
    const events = entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
    return { ok: true, attempts: [{ head, events, damaged: entries.length - events.length }], refused: [] };
  }
  if (first.output.version !== VERSION) {
    return {
      ok: false,
      message: `This file cannot be imported: it has version ${first.output.version}, and this Drydock reads version ${VERSION}. Reload the page for a newer one; nothing was changed.`,
    };
  }
  const attempts: ReadAttempt[] = [];
  const refused: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const read = readLine(line);
    if (typeof read === 'string') refused.push(`Line ${index + 1}: ${read}`);
    else attempts.push(read);
  }
  const said = first.output.attempts;
  const there = attempts.length + refused.length;
  if (said !== undefined && there < said)
    refused.push(
      `The file ends early: ${there} of ${said} attempts are in it. Export it once more where it comes from.`,
    );
  return { ok: true, attempts, refused };
}

function readLine(line: string): ReadAttempt | string {
  const raw = fromJson(jsonOf(line));
  const parts =
    typeof raw === 'object' && raw !== null ? (raw as { readonly head?: unknown; readonly events?: unknown }) : {};
  const head = parseHead(parts.head);
  if (head.kind === 'newer')
    return 'a newer Drydock has made it. Reload the page to get that version, and import the file again.';
  if (head.kind === 'damaged') return `its head is damaged (${head.why}).`;
  if (!Array.isArray(parts.events)) return 'it holds no events.';
  const events = new Map<number, LogEvent>();
  for (const one of parts.events as readonly unknown[]) {
    const parsed = parseEvent(one);
    if (parsed.kind === 'ok' && parsed.value.attempt === head.value.id && !events.has(parsed.value.index))
      events.set(parsed.value.index, parsed.value);
  }
  const inOrder = [...events.values()].sort((a, b) => a.index - b.index);
  return { head: head.value, events: inOrder, damaged: parts.events.length - inOrder.length };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
