/** Small choices of the learner's that are kept in this browser, and lost without harm. */
export class Settings {
  #singleKeys = $state(read('drydock:single-keys') !== 'off');

  /** Whether single letters work in lists. Default true. */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    write('drydock:single-keys', on ? 'on' : 'off');
  }

  /** A number kept under a name, such as a pane's width in pixels; undefined where there is none. */
  number(name: string): number | undefined {
    const value = Number(read(`drydock:${name}`) ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  }

  keepNumber(name: string, value: number | undefined): void {
    write(`drydock:${name}`, value === undefined ? undefined : String(value));
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Kept until the page is closed.
  }
}
