// One script gets the lease, with the next token, or renews it. A node remembers its token and until when its lease surely lasts.
import type { ElectorOptions, ScriptStore } from './contract';

/** Of a lease: so three turns in a row may fail. */
const TURN = 0.25;

export function createElector({ id, store, ttlMs, maxSkewMs }: ElectorOptions) {
  let leadsUntilMs = -Infinity;
  let token: number | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  /** The token of this node's leadership, and undefined where another leads. */
  function take(s: ScriptStore): number | undefined {
    const [holder, held] = JSON.parse(s.get('lease') ?? '[]') as [string?, number?];
    if (holder !== undefined && holder !== id) return undefined;
    const mine = held ?? s.increment('token');
    s.set('lease', JSON.stringify([id, mine]), { px: ttlMs });
    return mine;
  }

  async function turn(): Promise<void> {
    const sentMs = performance.now();
    // Nobody knows whether a request without an answer was done: then what was known stays true until its end.
    const mine = await store.script(take).catch(() => undefined);
    if (mine === undefined) return;
    token = mine;
    // The lease began after the request was sent, and this clock may be slow.
    leadsUntilMs = sentMs + ttlMs - maxSkewMs;
  }

  const isLeader = (): boolean => performance.now() < leadsUntilMs;

  return {
    start(): void {
      timer = setInterval(() => void turn(), TURN * ttlMs);
    },
    // The lease ends by itself.
    stop: () => clearInterval(timer),
    isLeader,
    async guarded(write: (token: number) => Promise<void>): Promise<void> {
      if (!isLeader() || token === undefined) throw new Error('not leading');
      // Not swallowed: a write that the resource refuses was not done.
      await write(token);
    },
  };
}
