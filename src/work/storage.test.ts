import { expect, it } from 'vitest';
import { askToKeep, roomHere, showBytes } from './storage';

const storage = (over: object): StorageManager =>
  ({
    estimate: async () => ({ usage: 5, quota: 10 }),
    persisted: async () => true,
    persist: async () => true,
    ...over,
  }) as StorageManager;

it('tells what the browser tells, and nothing where it does not', async () => {
  expect(await roomHere(storage({}))).toEqual({ usedBytes: 5, quotaBytes: 10, isPersistent: true });
  expect(await roomHere(storage({ estimate: async () => ({}) }))).toBeUndefined();
  expect(await roomHere(storage({ persisted: () => Promise.reject(new Error('no')) }))).toBeUndefined();
  expect(await askToKeep(storage({}))).toBe(true);
  expect(await askToKeep(storage({ persist: () => Promise.reject(new Error('no')) }))).toBe(false);
});

it('shows sizes in three figures', () => {
  expect([0, 999, 1000, 12_345_678, 5e15].map(showBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '12.3 MB',
    '5000 TB',
  ]);
});
