/** Every key of the product, in one table: what the handlers look up and what the keyboard map shows. */
export interface KeyBinding {
  /** As shown: `Ctrl Enter`; `Ctrl` stands for Cmd on a Mac. */
  readonly keys: readonly string[];
  readonly action: string;
  readonly group: 'Anywhere' | 'Workbench' | 'Lists' | 'Scenes' | 'Editor';
}

export const KEY_BINDINGS: readonly KeyBinding[] = [
  { keys: ['Ctrl K'], action: 'find anything', group: 'Anywhere' },
  { keys: ['?'], action: 'this list', group: 'Anywhere' },
  { keys: ['F6', 'Shift F6'], action: 'next pane, previous pane', group: 'Anywhere' },
  { keys: ['Esc'], action: 'close, stop a run, or leave the editor', group: 'Anywhere' },
  { keys: ['Ctrl Enter'], action: 'run', group: 'Workbench' },
  { keys: ['Alt N'], action: 'in an interview: say or ask, and back to the code', group: 'Workbench' },
  { keys: ['Alt 1 to 6'], action: 'stage: clarify, build, test, review', group: 'Workbench' },
  { keys: ['/'], action: 'filter the catalogue', group: 'Lists' },
  { keys: ['J', 'K', 'Enter'], action: 'next, previous, open', group: 'Lists' },
  { keys: ['[', ']'], action: 'step back, step on', group: 'Scenes' },
  { keys: ['Home', 'End'], action: 'first step, last step', group: 'Scenes' },
  { keys: ['D'], action: 'first difference', group: 'Scenes' },
  { keys: ['Shift ]'], action: 'next difference', group: 'Scenes' },
  { keys: ['Space'], action: 'play or pause', group: 'Scenes' },
  { keys: ['Ctrl M'], action: 'Tab moves the focus instead of indenting', group: 'Editor' },
  { keys: ['Ctrl Z'], action: 'undo, a reset too', group: 'Editor' },
];

/** Whether the key goes to something that is being typed in, so that single letters are text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)) ||
      target.closest('.monaco-editor') !== null)
  );
}

/** Ctrl, or Cmd on a Mac. */
export function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey;
}

/** How a key is written on this machine: `⌘K` for `Ctrl K` on a Mac. */
export function shownKey(keys: string, isMac: boolean = /Mac|iPhone|iPad/.test(navigator.userAgent)): string {
  if (!isMac) return keys;
  return keys
    .replace(/^Ctrl /, '⌘')
    .replace('Enter', '↵')
    .replace(/^Shift /, '⇧');
}
