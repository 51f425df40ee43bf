/** Exit codes of the commands; 64 and 70 are those of BSD's sysexits.h. */
export const EXIT = {
  pass: 0,
  fail: 1,
  unknown: 2,
  /** The command was given wrongly; nothing stands on stdout. */
  usage: 64,
  /** Drydock's own fault, or the built-in pack's. */
  software: 70,
} as const;

/** A value, or the sentence that tells the user how the command was given wrongly. */
export type Given<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };
