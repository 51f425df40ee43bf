/** Light or dark: the learner's choice, kept in this browser, or else the system's. `public/theme.js` sets the first. */
const STORAGE_KEY = 'drydock:theme';

export type ThemeName = 'light' | 'dark';

export class Theme {
  #name = $state<ThemeName>('light');

  get name(): ThemeName {
    return this.#name;
  }

  /** Follows the system until the learner chooses; answers how to stop. */
  start(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => this.#show(storedTheme() ?? (dark.matches ? 'dark' : 'light'));
    follow();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }

  toggle(): void {
    this.#show(this.#name === 'dark' ? 'light' : 'dark');
    try {
      localStorage.setItem(STORAGE_KEY, this.#name);
    } catch {
      // A browser that keeps nothing still shows the theme until the page is closed.
    }
  }

  #show(name: ThemeName): void {
    this.#name = name;
    document.documentElement.dataset['theme'] = name;
  }
}

function storedTheme(): ThemeName | undefined {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    return undefined;
  }
}
