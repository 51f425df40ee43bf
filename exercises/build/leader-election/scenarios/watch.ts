/** When a lease ends, and when one is got, is when a wrong answer shows: so then the nodes are asked, and seldom otherwise. */
import type { Stage } from 'drydock';
import type { Did } from './server';

/**
 * @param atEnd is called at the instant at which a key expires that was not prolonged
 * @returns is told what happened in the store; true where somebody got a lease that was free or another's
 */
export function createWatch(stage: Stage, atEnd: () => void): (by: string, did: readonly Did[]) => boolean {
  const leases = new Map<string, { readonly by: string; readonly untilMs: number }>();
  const watched = new Set<string>();

  async function watch(key: string): Promise<void> {
    watched.add(key);
    let untilMs: number | undefined;
    while ((untilMs = leases.get(key)?.untilMs) !== undefined && untilMs > stage.now()) {
      await stage.sleep(untilMs - stage.now());
    }
    watched.delete(key);
    if (untilMs !== undefined) atEnd();
  }

  return (by, did) => {
    const nowMs = stage.now();
    let isNew = false;
    for (const { op, key, ok, px } of did) {
      if (!ok) continue;
      const before = leases.get(key);
      if (px === undefined || !Number.isFinite(px)) {
        leases.delete(key);
        continue;
      }
      const isLive = before !== undefined && nowMs < before.untilMs;
      if (op === 'set' && !(isLive && before.by === by)) isNew = true;
      leases.set(key, { by: op === 'set' || before === undefined ? by : before.by, untilMs: nowMs + px });
      if (!watched.has(key)) void watch(key);
    }
    return isNew;
  };
}
