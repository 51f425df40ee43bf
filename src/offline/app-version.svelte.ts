/** The service worker as the page sees it: whether all is here without a network, and whether a newer version waits. */
import { registerSW } from 'virtual:pwa-register';

/** Held, shared, by every tab in which an interview runs: no version is changed meanwhile. */
const INTERVIEW_LOCK = 'drydock-interview';

class AppVersion {
  /** Everything that the site is made of is on this device. */
  isOffline = $state(false);
  /** A newer version is here, and waits to be agreed to. */
  isWaiting = $state(false);
  /** Why it was not taken, where it was agreed to. */
  refusal = $state<string>();
  #update: ((reload?: boolean) => Promise<void>) | undefined;

  /** Once in a page. Where there are no service workers, nothing follows. */
  start(): void {
    if (!('serviceWorker' in navigator) || this.#update !== undefined) return;
    this.#update = registerSW({
      immediate: true,
      onOfflineReady: () => (this.isOffline = true),
      onNeedRefresh: () => (this.isWaiting = true),
      onRegisteredSW: (_url, registration) => {
        if (registration?.active != null) this.isOffline = true;
      },
    });
  }

  /** Takes the newer version and reloads, unless an interview runs in some tab: it goes on with what it began with. */
  async accept(): Promise<void> {
    const isFree = await (navigator.locks?.request(INTERVIEW_LOCK, { ifAvailable: true }, (lock) => lock !== null) ??
      true);
    if (!isFree) {
      this.refusal = 'An interview runs, here or in another tab. The new version waits until it is over.';
      return;
    }
    this.refusal = undefined;
    await this.#update?.(true);
  }

  later(): void {
    this.isWaiting = false;
  }
}

/** The page's own. */
export const appVersion = new AppVersion();

/** Holds the version while an interview runs; the result lets go. */
export function holdVersion(locks: LockManager | undefined = navigator.locks): () => void {
  const done = new AbortController();
  const untilDone = new Promise<void>((resolve) => done.signal.addEventListener('abort', () => resolve()));
  locks?.request(INTERVIEW_LOCK, { mode: 'shared' }, () => untilDone).catch(() => undefined);
  return () => done.abort();
}
