// Calls of one elector go one after another on a chain of promises; it looks before it asks, and thenables come back.
import type { ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions) {
  const key = 'svc/leader';
  let tail: Promise<unknown> = Promise.resolve();

  function queued(work: () => Promise<boolean>): Promise<boolean> {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  }

  return {
    acquire: () =>
      queued(async () => {
        if ((await store.get(key)) !== null) return false;
        return (await store.set(key, `id:${id}`, { px: ttlMs, nx: true })) !== null;
      }),
    release: () =>
      queued(async () => {
        const left = await store.script((s) => {
          const isOwn = s.get(key) === `id:${id}`;
          if (isOwn) s.delete(key);
          return isOwn ? 'gone' : 'not mine';
        });
        return left === 'gone';
      }),
  };
}
