// breaks: only-the-holder-releases
// release() answers true although it gave up nothing.
import type { ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions) {
  let tries = 0;
  let held: string | undefined;

  async function acquire(): Promise<boolean> {
    const nonce = `${id}|${Date.now()}|${(tries += 1)}`;
    const won = await store.set('lock', nonce, { nx: true, px: ttlMs });
    if (won !== null) held = nonce;
    return won !== null;
  }

  async function release(): Promise<boolean> {
    if (held === undefined) return true;
    const nonce = held;
    held = undefined;
    return store.script((s) => {
      if (s.get('lock') !== nonce) return true;
      s.delete('lock');
      return true;
    });
  }

  return { acquire, release };
}
