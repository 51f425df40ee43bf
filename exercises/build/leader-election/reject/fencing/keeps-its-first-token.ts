// breaks: tokens-rise
// It keeps the token of its first leadership for those after it.
import type { ElectorOptions, ScriptStore } from './contract';

class LeaseElector {
  private readonly options: ElectorOptions;
  private deadline = -1;
  private token = 0;
  private running = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ElectorOptions) {
    this.options = options;
  }

  start(): void {
    this.running = true;
    void this.tick();
  }

  stop(): void {
    this.running = false;
    this.deadline = -1;
    clearTimeout(this.timer);
  }

  isLeader(): boolean {
    return performance.now() < this.deadline;
  }

  async guarded(write: (token: number) => Promise<void>): Promise<boolean> {
    if (!this.isLeader()) return false;
    await write(this.token);
    return true;
  }

  private async tick(): Promise<void> {
    const { store, ttlMs } = this.options;
    const sentAt = performance.now();
    try {
      const got = await store.script((s) => this.take(s));
      if (!this.running) return;
      this.deadline = got > 0 ? sentAt + ttlMs - this.options.maxSkewMs : -1;
      this.token ||= got; // right: this.token = got;
    } catch {
      // Not known: what is known stays true until its deadline.
    }
    if (this.running) this.timer = setTimeout(() => void this.tick(), ttlMs / 4);
  }

  private take(s: ScriptStore): number {
    const { id, ttlMs } = this.options;
    const holder = s.get('leader');
    if (holder !== null && holder !== id) return 0;
    s.set('leader', id, { px: ttlMs });
    if (holder === null) s.increment('epoch');
    return Number(s.get('epoch'));
  }
}

export function createElector(options: ElectorOptions) {
  return new LeaseElector(options);
}
