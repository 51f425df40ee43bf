// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Attachment } from 'svelte/attachments';
import { showInline, showMarkdown } from './markdown';

function shown(attachment: Attachment<HTMLElement>): string {
  const element = document.createElement('div');
  attachment(element);
  return element.innerHTML;
}

describe('markdown of a pack', () => {
  it('is rendered', () => {
    expect(shown(showMarkdown('a *b* `c`'))).toBe('<p>a <em>b</em> <code>c</code></p>\n');
    expect(shown(showInline('**3** a second'))).toBe('<strong>3</strong> a second');
  });
  it('loses what could run or load something', () => {
    for (const hostile of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '![x](https://example.com/x.png)',
      '[x](javascript:alert(1))',
      '<a href="data:text/html,x">x</a>',
      '<p style="position:fixed" onclick="alert(1)">x</p>',
      '<iframe srcdoc="<script>1</script>"></iframe>',
      '<svg><script>1</script></svg>',
    ]) {
      expect(shown(showMarkdown(hostile))).not.toMatch(/script|onerror|onclick|<img|data:|style=|iframe|svg/i);
    }
  });
});
