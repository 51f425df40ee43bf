import DOMPurify from 'dompurify';
import { marked } from 'marked';
import type { Attachment } from 'svelte/attachments';

/** Shows markdown of a pack inside an element, as nodes that can do no harm: no scripts, no styles, no images. */
export function showMarkdown(text: string): Attachment<HTMLElement> {
  return show(marked.parse(text, { async: false }));
}

/** As `showMarkdown`, for one line without a paragraph around it. */
export function showInline(text: string): Attachment<HTMLElement> {
  return show(marked.parseInline(text, { async: false }));
}

function show(html: string): Attachment<HTMLElement> {
  return (element) =>
    element.replaceChildren(
      DOMPurify.sanitize(html, {
        ALLOWED_TAGS: [
          'p',
          'em',
          'strong',
          'code',
          'pre',
          'ul',
          'ol',
          'li',
          'a',
          'br',
          'kbd',
          'sub',
          'sup',
          'blockquote',
        ],
        ALLOWED_ATTR: ['href'],
        ALLOWED_URI_REGEXP: /^(?:https?:|#)/i,
        RETURN_DOM_FRAGMENT: true,
      }),
    );
}
