import { describe, expect, it } from 'vitest';
import { themeFromTokens } from './theme';

describe('the theme', () => {
  it('takes every colour from the tokens', () => {
    const asked = new Set<string>();
    const theme = themeFromTokens((name) => {
      asked.add(name);
      return ' #123ABC';
    }, 'light');
    expect(theme.base).toBe('vs');
    for (const value of Object.values(theme.colors)) expect(value).toMatch(/^#123ABC([0-9a-f]{2})?$/);
    for (const rule of theme.rules) expect(rule.foreground).toBe('123ABC');
    for (const role of ['--syn-key', '--syn-str', '--syn-type', '--line-current', '--surface-edit'])
      expect(asked).toContain(role);
  });

  it('is whole where a token is not a colour', () => {
    const theme = themeFromTokens(() => 'var(--other)', 'dark');
    expect(theme.base).toBe('vs-dark');
    expect(theme.colors['editor.foreground']).toBe('#e4ebec');
  });
});
