/** One attempt as a file, which another Drydock opens: its head and its log, as they are kept. Pure. */
import type { Recorded } from './open';
import { parseLog } from './replay';
import { parseHead } from './schema';
import { fromJson, toJson } from './transfer/plain';

/** The media type's last part, and the name's. */
const FORMAT = 'drydock-attempt';
/** Larger files are refused: an hour of typing is some 2 MB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The text of the file. Records that could not be read are left out. */
export function attemptFile({ head, entries }: Recorded): string {
  const events = entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
  return `${JSON.stringify({ file: FORMAT, version: 1, head, events: toJson(events) })}\n`;
}

export type ParsedFile =
  | { readonly ok: true; readonly recorded: Recorded }
  /** What is wrong and what to do, in sentences. */
  | { readonly ok: false; readonly message: string };

/** Reads such a file. Never throws; what it holds was written by anybody, and is parsed like what a disk gave back. */
export function parseAttemptFile(text: string): ParsedFile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refuse('It is no JSON. Choose a file that a Drydock has exported.');
  }
  const parts = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  if (parts['file'] !== FORMAT) return refuse('It is no recording. Choose a file that a Drydock has exported.');
  if (parts['version'] !== 1)
    return refuse(
      `It has version ${String(parts['version'])}, and this Drydock reads version 1. Reload for a newer one.`,
    );
  const head = parseHead(parts['head']);
  if (head.kind === 'newer') return refuse('A newer Drydock has made it. Reload the page to get that version.');
  if (head.kind === 'damaged') return refuse(`Its head is damaged (${head.why}). Export it once more.`);
  const events = fromJson(parts['events']);
  if (!Array.isArray(events)) return refuse('It holds no events. Export it once more.');
  const entries = parseLog(events);
  if (entries.some((entry) => 'event' in entry && entry.event.attempt !== head.value.id))
    return refuse('Its events are of another attempt. Export it once more.');
  return { ok: true, recorded: { head: head.value, entries } };
}

function refuse(message: string): ParsedFile {
  return { ok: false, message: `This file cannot be opened. ${message}` };
}
