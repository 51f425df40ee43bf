/** The notation in the editor: its colours, and what completes it. Pure. */
import type { EditorCompletion, EditorLanguage } from '../../workbench/editor/types';
import { METHODS, STATUSES } from './notation';

const REQUEST_HEADERS: readonly (readonly [name: string, value: string, detail: string])[] = [
  ['Authorization', 'Bearer <token>', 'who asks'],
  ['Idempotency-Key', '<uuid>', 'the same request, sent again'],
  ['If-None-Match', '<etag>', 'only if it has changed'],
  ['X-API-Key', '<key>', 'who asks'],
];

const RESPONSE_HEADERS: readonly (readonly [name: string, value: string, detail: string])[] = [
  ['Cache-Control', 'no-store', 'how long it may be kept'],
  ['ETag', '<version>', 'which version this is'],
  ['Link', '<next>; rel="next"', 'where the next page is'],
  ['Location', '{url}', 'where it is'],
  ['Retry-After', '30', 'seconds until it may be tried again'],
];

function completionsOf(before: string): readonly EditorCompletion[] {
  if (/(?:→|->|=>|\|)\s*\d*$/.test(before)) {
    const arrow = /(?:→|->|=>)\S*$/.exec(before) === null ? '' : '→ ';
    return [...STATUSES].map(([status, name]) => ({
      label: `${status} ${name}`,
      insert: `${arrow}${status}`,
      detail: name,
    }));
  }
  if (!/^\s*[\w→-]*$/.test(before)) return [];
  const header = ([name, value, detail]: (typeof REQUEST_HEADERS)[number]): EditorCompletion => ({
    ...{ label: name, insert: `${name}: ${value}`, detail },
  });
  return [
    ...METHODS.map((method) => ({ label: method, insert: `${method} /`, detail: 'request' })),
    { label: '→', insert: '→ ', detail: 'response' },
    ...REQUEST_HEADERS.map(header),
    ...RESPONSE_HEADERS.map(header),
  ];
}

/** Whiteboard HTTP. */
export const NOTATION: EditorLanguage = {
  id: 'drydock-http',
  lineComment: '#',
  tokenizer: {
    root: [
      [/(^|[ \t])(#|\/\/).*$/, 'comment'],
      [/\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/, 'keyword'],
      [/→|->|=>|⇒|⟶/, 'keyword'],
      [/\b[1-5]\d\d\b/, 'number'],
      [/\{[\w-]+\}(?=[/\s?]|$)/, 'type'],
      [/[A-Za-z][\w-]*(?=\s*\??\s*:)/, 'identifier'],
      [/\/[\w.~%-]*/, 'string'],
      [/\b(string|number|boolean|integer|uuid|time|date|null)\b/, 'type'],
      [/[{}[\](),|?:]/, 'delimiter'],
    ],
  },
  complete: completionsOf,
};
