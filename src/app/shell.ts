import { getContext, setContext } from 'svelte';
import type { Commands } from './commands.svelte';
import type { Router } from './router.svelte';
import type { Settings } from './settings.svelte';
import type { Theme } from './theme.svelte';

/** What every page may use. Made once by `App.svelte`. */
export interface Shell {
  readonly router: Router;
  readonly theme: Theme;
  readonly commands: Commands;
  readonly settings: Settings;
  openPalette(): void;
  openKeyMap(): void;
}

const KEY = Symbol('shell');

export function provideShell(shell: Shell): void {
  setContext(KEY, shell);
}

/** The shell around this page. Throws outside of `App.svelte`, which would be a bug of ours. */
export function useShell(): Shell {
  const shell = getContext<Shell | undefined>(KEY);
  if (shell === undefined) throw new Error('useShell: no App.svelte around this component');
  return shell;
}
