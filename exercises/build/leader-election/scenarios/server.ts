/** The store that all nodes share, as a script sees it, with a note of what each one does. */
import { createKeyValueStore, type Stage } from 'drydock';
import type { ScriptStore, SetOptions } from '../contract';

export type Did = {
  readonly op: string;
  readonly key: string;
  readonly ok: boolean;
  readonly px?: number;
  readonly value?: string;
};

export function createServer(stage: Stage) {
  const { operations } = createKeyValueStore();
  const call = (op: string, ...args: unknown[]) =>
    (operations[op] as (now: number, ...rest: unknown[]) => unknown)(stage.now(), ...args);
  /** A whole number is kept as one, so that it can be counted up whoever set it. */
  const kept = (value: unknown): string | number =>
    /^(0|-?[1-9]\d{0,14})$/.test(String(value)) ? Number(value) : String(value);
  /** The store as a script sees it; what it does is noted. */
  return (did: Did[]): ScriptStore => ({
    get(key) {
      const value = call('get', `${key}`);
      return value === null ? null : String(value);
    },
    set(key, value, options: SetOptions = {}) {
      const px = options.px === undefined ? {} : { px: Number(options.px) };
      const nx = options.nx === true;
      const ok = call('set', `${key}`, kept(value), { nx, ...px }) === true;
      did.push({ op: 'set', key: `${key}`, ok, ...px, value: String(value) });
      return ok ? 'OK' : null;
    },
    delete(key) {
      const ok = call('delete', `${key}`) === true;
      did.push({ op: 'delete', key: `${key}`, ok });
      return ok;
    },
    increment: (key) => call('increment', `${key}`) as number,
    expire(key, ms) {
      const ok = call('expire', `${key}`, Number(ms)) === true;
      did.push({ op: 'expire', key: `${key}`, ok, px: Number(ms) });
      return ok;
    },
  });
}
