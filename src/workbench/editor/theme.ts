import type { editor } from 'monaco-editor/editor';

/** Reads a design token's colour, `#rrggbb`: `--ink-1`. */
export type ReadToken = (name: string) => string;

/** Used where a token is missing, so that a theme is always whole. Light ink on nothing would be worse than wrong ink. */
const FALLBACK = { light: '#17212b', dark: '#e4ebec' } as const;

/** Monaco's theme from the page's design tokens, named `drydock-light` or `drydock-dark`. */
export function themeFromTokens(read: ReadToken, mode: 'light' | 'dark'): editor.IStandaloneThemeData {
  const colour = (token: string): string => {
    const value = read(token).trim();
    return /^#[0-9a-f]{6}$/i.test(value) ? value : FALLBACK[mode];
  };
  const rule = (token: string, from: string, fontStyle?: string): editor.ITokenThemeRule => ({
    token,
    foreground: colour(from).slice(1),
    ...(fontStyle === undefined ? {} : { fontStyle }),
  });
  return {
    base: mode === 'light' ? 'vs' : 'vs-dark',
    inherit: true,
    rules: [
      rule('', '--ink-1'),
      rule('keyword', '--syn-key'),
      rule('string', '--syn-str'),
      rule('string.escape', '--syn-str'),
      rule('regexp', '--syn-str'),
      rule('regexp.escape', '--syn-str'),
      rule('regexp.escape.control', '--syn-str'),
      rule('number', '--syn-num'),
      rule('type', '--syn-type'),
      rule('type.identifier', '--syn-type'),
      rule('comment', '--syn-com', 'italic'),
      rule('comment.doc', '--syn-com', 'italic'),
      rule('identifier', '--syn-fn'),
      rule('delimiter', '--syn-punct'),
      rule('delimiter.bracket', '--syn-punct'),
      rule('delimiter.parenthesis', '--syn-punct'),
    ],
    colors: {
      'editor.background': colour('--surface-edit'),
      'editor.foreground': colour('--ink-1'),
      'editorLineNumber.foreground': colour('--ink-3'),
      'editorLineNumber.activeForeground': colour('--ink-1'),
      'editor.lineHighlightBackground': colour('--line-current'),
      'editor.lineHighlightBorder': `${colour('--line-current')}00`,
      'editor.selectionBackground': colour('--surface-select'),
      'editor.inactiveSelectionBackground': colour('--surface-select'),
      'editor.wordHighlightBackground': `${colour('--surface-select')}99`,
      'editor.wordHighlightStrongBackground': `${colour('--surface-select')}cc`,
      'editor.findMatchBackground': colour('--warn-tint'),
      'editor.findMatchHighlightBackground': colour('--warn-tint'),
      'editorCursor.foreground': colour('--accent'),
      'editorWhitespace.foreground': colour('--rule-2'),
      'editorIndentGuide.background1': colour('--rule-1'),
      'editorIndentGuide.activeBackground1': colour('--rule-2'),
      'editorBracketMatch.background': colour('--surface-select'),
      'editorBracketMatch.border': `${colour('--rule-3')}00`,
      'editorError.foreground': colour('--fail'),
      'editorWarning.foreground': colour('--warn'),
      'editorInfo.foreground': colour('--admit'),
      'editorGutter.background': colour('--surface-edit'),
      'editorWidget.background': colour('--surface-sheet'),
      'editorWidget.foreground': colour('--ink-1'),
      'editorWidget.border': colour('--rule-2'),
      'editorHoverWidget.background': colour('--surface-sheet'),
      'editorHoverWidget.border': colour('--rule-2'),
      'editorSuggestWidget.background': colour('--surface-sheet'),
      'editorSuggestWidget.border': colour('--rule-2'),
      'editorSuggestWidget.foreground': colour('--ink-1'),
      'editorSuggestWidget.selectedBackground': colour('--surface-select'),
      'editorSuggestWidget.selectedForeground': colour('--ink-1'),
      'editorSuggestWidget.highlightForeground': colour('--accent-ink'),
      'editorSuggestWidget.focusHighlightForeground': colour('--accent-ink'),
      'input.background': colour('--surface-edit'),
      'input.foreground': colour('--ink-1'),
      'input.border': colour('--rule-3'),
      focusBorder: colour('--focus'),
      'scrollbarSlider.background': `${colour('--rule-3')}55`,
      'scrollbarSlider.hoverBackground': `${colour('--rule-3')}88`,
      'scrollbarSlider.activeBackground': `${colour('--rule-3')}aa`,
      'scrollbar.shadow': `${colour('--rule-2')}00`,
      'editorOverviewRuler.border': `${colour('--rule-1')}00`,
    },
  };
}

/** The page's mode: an explicit `data-theme`, otherwise the system's. */
export function pageMode(root: HTMLElement): 'light' | 'dark' {
  const explicit = root.dataset['theme'];
  if (explicit === 'light' || explicit === 'dark') return explicit;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
