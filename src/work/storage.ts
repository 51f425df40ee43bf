/** How much room the browser gives, and whether it may take it back. */

/** What is known of it; nothing where the browser does not say. */
export interface Room {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** Whether the browser has promised not to clear it by itself. */
  readonly isPersistent: boolean;
}

/** Asks the browser. Undefined where it cannot tell. */
export async function roomHere(storage: StorageManager | undefined = navigator.storage): Promise<Room | undefined> {
  try {
    const [{ usage, quota }, isPersistent] = await Promise.all([
      storage?.estimate() ?? {},
      storage?.persisted() ?? false,
    ]);
    return usage === undefined || quota === undefined
      ? undefined
      : { usedBytes: usage, quotaBytes: quota, isPersistent };
  } catch {
    return undefined;
  }
}

/** Asks the browser to keep it; whether it will. Some ask the learner first. */
export async function askToKeep(storage: StorageManager | undefined = navigator.storage): Promise<boolean> {
  try {
    return (await storage?.persist()) ?? false;
  } catch {
    return false;
  }
}

/** `12.3 MB`: three figures, thousands. */
export function showBytes(bytes: number): string {
  const names = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(names.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${names[power] ?? ''}`;
}
