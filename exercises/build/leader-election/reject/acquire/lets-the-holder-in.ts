// breaks: the-holder-is-refused-too
// facts: holderAgain=refuse
// repair: the-holder-is-refused
// The holder that asks again gets the lease anew, where it should be refused like anybody else.
import type { ElectorOptions, Store } from './contract';

class Election {
  readonly #id: string;
  readonly #store: Store;
  readonly #ttlMs: number;

  constructor({ id, store, ttlMs }: ElectorOptions) {
    this.#id = id;
    this.#store = store;
    this.#ttlMs = ttlMs;
  }

  acquire(): Promise<boolean> {
    const value = JSON.stringify({ holder: this.#id });
    const px = this.#ttlMs;
    return this.#store.script((s) => {
      const now = s.get('election:lease');
      if (now !== null && now !== value) return false;
      return s.set('election:lease', value, { px }) === 'OK';
    });
  }

  release(): Promise<boolean> {
    const value = JSON.stringify({ holder: this.#id });
    return this.#store.script((s) => (s.get('election:lease') === value ? s.delete('election:lease') : false));
  }
}

export const createElector = (options: ElectorOptions): Election => new Election(options);
