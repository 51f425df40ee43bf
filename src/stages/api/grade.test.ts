import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../cases/types';
import { parseYamlBy } from '../../packs/parse';
import { format } from './format';
import { assess, claimsOfApi, gradeApi } from './grade';
import type { ApiState } from './state';

const YAML = fileURLToPath(new URL('../../../exercises/design/url-shortener-service/api.yaml', import.meta.url));
const parsed = parseYamlBy(readFileSync(YAML, 'utf8'), 'api.yaml', format);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const content = parsed.value;
const FACTS: CaseFacts = { countClicks: 'yes', aliases: 'yes' };
const stateOf = (text: string, choices: readonly (readonly [string, string])[] = []): ApiState => ({
  ...{ text, choices: new Map(choices), isPlayed: false, isExampleShown: false },
});

/** The share of each scenario that was played, by its id; none where no request does what it is about. */
function shares(text: string, facts: CaseFacts = FACTS, choices: readonly (readonly [string, string])[] = []) {
  const { results } = assess(content, facts, stateOf(text, choices));
  return Object.fromEntries(results.map(({ scenario, played }) => [scenario.id, played?.share]));
}

const held = (text: string, facts: CaseFacts = FACTS): string[] =>
  Object.entries(shares(text, facts)).flatMap(([id, share]) => (share === 1 ? [id] : []));

const ALL = content.scenarios.map(({ id }) => id);

describe('right contracts of other designs', () => {
  it.each([
    ['the example', content.example],
    [
      'PUT to a name that the client chose, API keys, pages after the last one',
      `PUT /api/v1/urls/{slug}
  X-API-Key: <key>
  { long_url: string }
  → 201 { short_url } | 200 { short_url } | 400 { error } | 409 { error }
  → 429
    Retry-After: 60
GET /r/{slug} → 307
    Location: <the address>
  → 410
GET /api/v1/urls?after&limit
  X-API-Key: <key>
  → 200 [{ slug, long_url }]
DELETE /api/v1/urls/{slug}
  X-API-Key: <key>
  → 204 | 403
GET /api/v1/urls/{slug}/stats
  → 200 { total }`,
    ],
    [
      'one line each, the key of the request in its body, a permanent redirect that nobody keeps',
      `Cookie: session
POST /shorten { long_url, custom_code?, request_id } → 200 { code } | 409 | 422 { reason } | 429 + Retry-After
GET /:code → 301 Cache-Control: no-store
  Location: {long_url}
  → 404 Not Found
GET /me/links?page_token → 200 { items: [{ code }], next_page_token }
POST /links/:code/delete → 200 | 404
GET /links/:code/analytics → 200 { clicks }`,
    ],
    [
      'in the words of a document, with JSON in its bodies and a secret of the caller as a parameter',
      `POST /api/v1/shorten (auth required)
Request: { "original_url": "https://a.example/x, y", "custom_alias": "sale", "api_key": "k", "idempotency_token": "t" }
Response: 201 { "short_url": "https://sho.rt/abc" }
Returns 400 if the address is none
Returns 409 if the alias is taken
Responds with 429 and Retry-After
GET /{short_code}
Response: 302 Found, Location: original_url
Returns 404
GET /api/v1/links?api_key&next&limit
Returns 200 { "items": [{ "short_url": "..." }], "next": "..." }
DELETE /api/v1/links/{short_code}?api_key
Returns 204
Returns 403 if it is somebody else's
GET /api/v1/links/{short_code}/analytics
Headers: Authorization: Bearer <token>
Response: 200 { "clicks": 3 }`,
    ],
  ])('%s', (_, text) => {
    const { share, missing } = gradeApi(content, FACTS, stateOf(text));
    expect(missing).toEqual([]);
    expect(share).toBe(1);
    expect(held(text)).toEqual(ALL);
  });

  it('lets the browser keep what is not counted, for a time', () => {
    const text = content.example.replace('Cache-Control: no-store', 'Cache-Control: max-age=60');
    const facts = { ...FACTS, countClicks: 'no' };
    expect(shares(text, facts)['opened-twice']).toBe(1);
    expect(shares(text)['opened-twice']).toBe(0);
    expect(shares(text, facts)).not.toHaveProperty('clicks-read');
  });
});

describe('what is left out changes what happens', () => {
  const without = (pattern: RegExp | string, by = ''): string => {
    const changed = content.example.replace(pattern, by);
    expect(changed).not.toBe(content.example);
    return changed;
  };
  it.each([
    ['the idempotency key', without(/.*Idempotency-Key.*\n/), 'lost-reply', 0, /two of one link.*Idempotency-Key/s],
    [
      'the body of the answer',
      without(/\{ key, short_url, url \}\n.*Location.*/),
      'made',
      0,
      /does not say which link/,
    ],
    ['the status of a malformed request', without(/.*→ 400.*\n/), 'malformed', 0, /tries in vain/],
    ['the status of a taken name', without(/.*→ 409.*\n/), 'alias-taken', 0.5, /Add → 409/],
    ['the field of the name', without('alias?: string, '), 'alias-taken', 0, /cannot say which name/],
    ['429', without(/.*→ 429.*\n.*Retry-After.*\n/), 'flood', 0, /Add → 429/],
    ['Retry-After', without(/.*Retry-After.*\n/), 'flood', 0.5, /tries again at once/],
    ['Location of the redirect', without(/.*Location: \{url\}\n/), 'opened', 0.5, /no header says where/],
    ['a redirect at all', without('→ 302', '→ 200 { url }'), 'opened', 0, /stays where they are/],
    [
      'its being asked for each time',
      without(/→ 302\n(.*\n).*Cache-Control.*\n/, '→ 301\n$1'),
      'opened-twice',
      0,
      /never counted/,
    ],
    ['404 of a link', without(/(no-store\n).*→ 404\n/, '$1'), 'mistyped', 0, /Add → 404/],
    ['who asks', without(/Authorization.*\n/), 'stranger', 0, /Add a header Authorization/],
    ['404 of a stranger', without(/→ 404 +# not there.*\n/), 'stranger', 0.5, /Add → 403/],
    ['pages', without('?cursor&limit').replace(', next_cursor?', ''), 'all-pages', 0, /Read them in pages/],
    [
      'everything but the size of a page',
      without('?cursor&limit', '?limit'),
      'all-pages',
      0.5,
      /only ever sees the first page/,
    ],
    ['how to go on', without(', next_cursor?'), 'all-pages', 0.5, /no answer gives it one/],
    ['the cursor for an offset', without('cursor&limit', 'offset&limit'), 'grows-meanwhile', 0, /seen twice/],
    ['the clicks', without(/GET \/links\/\{key\}\/clicks[\s\S]*/), 'clicks-read', undefined, /Clicks are counted/],
  ])('%s', (_, text, scenario, share, says) => {
    expect(shares(text)[scenario]).toBe(share);
    const grade = gradeApi(content, FACTS, stateOf(text));
    expect(grade.share).toBeLessThan(1);
    expect(grade.missing.map((one) => one.text).join('\n')).toMatch(says);
    const before = assess(content, FACTS, stateOf(content.example)).results.find((one) => one.scenario.id === scenario);
    const after = assess(content, FACTS, stateOf(text)).results.find((one) => one.scenario.id === scenario);
    expect(after?.played?.steps).not.toEqual(before?.played?.steps);
  });
});

describe('an empty or broken contract', () => {
  it('is asked for everything, and earns nothing', () => {
    const { share, missing, found, next } = gradeApi(content, FACTS, stateOf(''));
    expect([share, found, missing.length]).toEqual([0, [], 5]);
    expect(next).toBe(content.operations[0]?.ask);
  });

  it('is told its first mistake first', () => {
    expect(gradeApi(content, FACTS, stateOf('POST /links\n→ ok')).next).toMatch(/^Line 2, column 3: /);
  });

  it('earns nothing by names of what is wanted', () => {
    const words = '# idempotency 429 Retry-After 409 cursor 302 Location 404 Authorization\n'.repeat(3);
    expect(gradeApi(content, FACTS, stateOf(words)).share).toBe(0);
  });
});

describe("the learner's own word on which request does what", () => {
  const text = `POST /a/b\n→ 201 { key }\nPOST /c/d\nIdempotency-Key: x\n→ 201 { key }`;

  it('goes before what it looks like', () => {
    expect(shares(text)['lost-reply']).toBe(0);
    expect(shares(text, FACTS, [['create', 'POST /c/d']])['lost-reply']).toBe(1);
    expect(shares(text, FACTS, [['create', '-']])['lost-reply']).toBeUndefined();
  });

  it('is forgotten where the contract has no such request any more', () => {
    expect(shares(text, FACTS, [['create', 'POST /gone']])['lost-reply']).toBe(0);
  });
});

it('claims what the store has to keep, with its line', () => {
  const claims = claimsOfApi(content, FACTS, stateOf(content.example));
  expect(claims.map(({ subject, value, place }) => [subject, value, place])).toEqual([
    ['api.idempotent', true, 'line 3'],
    ['api.access', 'redirect', 'line 13'],
    ['api.access', 'owner-list', 'line 19'],
    ['api.access', 'clicks', 'line 26'],
  ]);
  const without = claimsOfApi(content, FACTS, stateOf(content.example.replace(/.*Idempotency.*\n/, '')));
  expect(without[0]).toMatchObject({ subject: 'api.idempotent', value: false });
});
