// breaks: a-refused-write-is-not-done
// It looks whether the write failed and answers true in both cases.
import type { ElectorOptions } from './contract';

type State = { readonly role: 'follower' } | { readonly role: 'leader'; readonly since: number; readonly term: number };

export function createElector(options: ElectorOptions) {
  const { id, store, ttlMs } = options;
  const lastsMs = ttlMs - options.maxSkewMs;
  let state: State = { role: 'follower' };
  let interval: ReturnType<typeof setInterval> | null = null;
  let isAsking = false;

  const leads = (): boolean => state.role === 'leader' && performance.now() - state.since < lastsMs;

  function beat(): void {
    if (isAsking) return;
    isAsking = true;
    const since = performance.now();
    store
      .script((s) => {
        const found = JSON.parse(s.get('election') ?? 'null') as { by: string; term: number } | null;
        if (found !== null && found.by !== id) return null;
        const term = found?.term ?? s.increment('election:term');
        s.set('election', JSON.stringify({ by: id, term }), { px: ttlMs });
        return term;
      })
      .then(
        (term) => {
          if (interval === null) return;
          state = term === null ? { role: 'follower' } : { role: 'leader', since, term };
        },
        () => undefined,
      )
      .finally(() => {
        isAsking = false;
      });
  }

  return {
    start(): void {
      interval = setInterval(beat, Math.max(1, Math.floor(ttlMs / 6)));
      beat();
    },
    stop(): void {
      if (interval !== null) clearInterval(interval);
      interval = null;
      state = { role: 'follower' };
    },
    isLeader: leads,
    guarded(write: (token: number) => Promise<void>): Promise<boolean> {
      if (!leads() || state.role !== 'leader') return Promise.resolve(false);
      return write(state.term).then(
        () => true,
        () => true,
      );
    },
  };
}
