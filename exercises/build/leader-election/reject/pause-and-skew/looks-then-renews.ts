// breaks: a-renewal-spares-another-lease
// repair: class-and-timers
// It looks whose lease it is, and renews it in a second message; a pause fits in between.
import type { ElectorOptions, ScriptStore } from './contract';

class LeaseElector {
  private readonly options: ElectorOptions;
  private deadline = -1;
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

  private async tick(): Promise<void> {
    const { store, ttlMs } = this.options;
    const sentAt = performance.now();
    try {
      const { id } = this.options;
      const holder = await store.get('leader');
      let got = 0;
      if (holder === id) {
        await store.set('leader', id, { px: ttlMs });
        got = 1;
      } else if (holder === null) {
        got = (await store.set('leader', id, { nx: true, px: ttlMs })) === 'OK' ? 1 : 0;
      }
      if (!this.running) return;
      this.deadline = got > 0 ? sentAt + ttlMs - this.options.maxSkewMs : -1;
    } catch {
      // Not known: what is known stays true until its deadline.
    }
    if (this.running) this.timer = setTimeout(() => void this.tick(), ttlMs / 4);
  }

  protected take(s: ScriptStore): number {
    const { id, ttlMs } = this.options;
    const holder = s.get('leader');
    if (holder !== null && holder !== id) return 0;
    s.set('leader', id, { px: ttlMs });
    return 1;
  }
}

export function createElector(options: ElectorOptions) {
  return new LeaseElector(options);
}
