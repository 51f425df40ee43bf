import DOMPurify from 'dompurify';
import { marked } from 'marked';

/** Markdown of a pack as HTML that can do no harm: no scripts, no styles, no images from elsewhere. */
export function renderMarkdown(text: string): string {
  return clean(marked.parse(text, { async: false }));
}

/** As `renderMarkdown`, for one line without a paragraph around it. */
export function renderInline(text: string): string {
  return clean(marked.parseInline(text, { async: false }));
}

function clean(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: ['p', 'em', 'strong', 'code', 'pre', 'ul', 'ol', 'li', 'a', 'br', 'kbd', 'sub', 'sup', 'blockquote'],
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^(?:https?:|#)/i,
  });
}
