// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { renderInline, renderMarkdown } from './markdown';

describe('markdown of a pack', () => {
  it('is rendered', () => {
    expect(renderMarkdown('a *b* `c`')).toBe('<p>a <em>b</em> <code>c</code></p>\n');
    expect(renderInline('**3** a second')).toBe('<strong>3</strong> a second');
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
      expect(renderMarkdown(hostile)).not.toMatch(/script|onerror|onclick|<img|data:|style=|iframe|svg/i);
    }
  });
});
