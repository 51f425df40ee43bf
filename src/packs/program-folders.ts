/** Folders of an exercise that hold programs and their types, and no module of the pack. */
export const PROGRAM_FOLDERS: readonly string[] = ['accept', 'reject', 'starter', 'contract'];
