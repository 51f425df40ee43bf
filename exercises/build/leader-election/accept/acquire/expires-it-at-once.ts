// Generators of steps: a release lets the key expire instead of deleting it.
import type { ElectorOptions, ScriptStore } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions) {
  function* lease(s: ScriptStore): Generator<string | null, boolean, void> {
    const holder = s.get('L');
    yield holder;
    return holder === `<${id}>`;
  }
  const isMine = (s: ScriptStore): boolean => {
    const steps = lease(s);
    steps.next();
    return steps.next().value === true;
  };
  return {
    async acquire(): Promise<boolean> {
      await null;
      return store.script((s) => s.set('L', `<${id}>`, { nx: true, px: ttlMs }) !== null);
    },
    async release(): Promise<boolean> {
      await null;
      return store.script((s) => isMine(s) && s.expire('L', 0));
    },
  };
}
