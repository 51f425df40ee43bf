import type { Attempt } from './attempt.svelte';
import { type Channel, type LogGrown, openChannel } from './log';
import { AttemptStore } from './store';
import { type Clock, hostClock } from './writer-lock';

/** What an attempt needs of the page it is in; tests supply their own. */
export interface AttemptEnvironment {
  readonly store: AttemptStore;
  readonly clock: Clock;
  /** Undefined where the browser has none: then a lease record does. */
  readonly locks: LockManager | undefined;
  readonly channel: (listener: (message: LogGrown) => void) => Channel;
  /** Calls back when the page may be about to go away; the result ends that. */
  readonly onLeave: (call: () => void) => () => void;
  /** A fresh uint32. */
  readonly random: () => number;
  /** Attempts by exercise that were closed while they could not be saved: kept, and tried again, until they are. */
  readonly unsaved: Map<string, Attempt>;
}

let shared: AttemptEnvironment | undefined;

/** The page's own, one for all: made on first use. */
export function pageEnvironment(): AttemptEnvironment {
  shared ??= {
    store: new AttemptStore(),
    clock: hostClock,
    locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
    channel: (listener) => openChannel('drydock-attempts', listener),
    onLeave,
    random: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    unsaved: new Map(),
  };
  return shared;
}

/** A page that is hidden may be killed without another word; a frozen one too. */
function onLeave(call: () => void): () => void {
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') call();
  };
  document.addEventListener('visibilitychange', hidden);
  document.addEventListener('freeze', call);
  window.addEventListener('pagehide', call);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    document.removeEventListener('freeze', call);
    window.removeEventListener('pagehide', call);
  };
}

/** A random id of 128 bits. Not `randomUUID`, which only exists in secure contexts. */
export function createId(random: () => number): string {
  return Array.from({ length: 4 }, () => random().toString(16).padStart(8, '0')).join('');
}
