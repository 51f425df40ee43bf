import type { SaveState } from './types';

/**
 * What the title block says: `Saved 12 s ago`, `Saving`, `Not saved: ...`. Times are milliseconds since the epoch; a
 * clock that was set back reads as just now.
 */
export function saveLabel(state: SaveState, now: number): string {
  switch (state.kind) {
    case 'saved':
      return `Saved ${ago(now - state.at)}`;
    case 'saving':
      return 'Saving';
    case 'failed':
      return `Not saved: ${state.unsaved} change${state.unsaved === 1 ? '' : 's'} in this tab only`;
    case 'read-only':
      return READ_ONLY[state.reason];
  }
}

const READ_ONLY = {
  'other-tab': 'Read-only: open in another tab',
  'taken-over': 'Read-only: continued in another tab',
  'newer-format': 'Read-only: made by a newer Drydock',
} as const;

function ago(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  if (seconds < 2) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}
