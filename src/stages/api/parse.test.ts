import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf } from './notation';
import { parseContract } from './parse';

const CONTRACT = `Authorization: Bearer <token>

POST /v1/links?dry_run    # makes one
  Idempotency-Key: <uuid>
  {
    url: string,   // at most 2048
    alias?: string
    tags: [string]
    owner: { id: string, name?: string }
  }
  → 201 Created { key, short_url }
    Location: /{key}
  -> 409 { error } | 422 (malformed) { error }
  => 429 + Retry-After

GET https://sho.rt/:key → 302 Location: {url}
  → 404
get /links?cursor={c}&limit? -> 200 [{ key, url }]
DELETE /links/<key> -> 204 | 403
`;

describe('the notation', () => {
  const { common, operations, problems } = parseContract(CONTRACT);

  it('is read as people write it', () => {
    expect(problems).toEqual([]);
    expect(common).toEqual([{ name: 'Authorization', value: 'Bearer <token>' }]);
    expect(operations.map(signatureOf)).toEqual(['POST /v1/links', 'GET /{key}', 'GET /links', 'DELETE /links/{key}']);
    expect(operations.map(({ line }) => line)).toEqual([3, 16, 18, 19]);
    const [create, open, own] = operations;
    expect(create?.query).toEqual([{ name: 'dry_run', isOptional: false }]);
    expect(create?.headers).toEqual([{ name: 'Idempotency-Key', value: '<uuid>' }]);
    expect(create?.body?.fields.map(({ name, isOptional, type }) => [name, isOptional, type])).toEqual([
      ['url', false, 'string'],
      ['alias', true, 'string'],
      ['tags', false, '[]'],
      ['owner', false, '{}'],
    ]);
    expect(create?.body?.fields[3]?.fields.map(({ name }) => name)).toEqual(['id', 'name']);
    expect(
      create?.responses.map(({ status, headers, body }) => [
        status,
        headers.map(({ name }) => name),
        body?.fields.length,
      ]),
    ).toEqual([
      [201, ['Location'], 2],
      [409, [], 1],
      [422, [], 1],
      [429, ['Retry-After'], undefined],
    ]);
    expect(open?.responses.map(({ status, headers }) => [status, headers[0]?.value])).toEqual([
      [302, '{url}'],
      [404, undefined],
    ]);
    expect(own?.query.map(({ name }) => name)).toEqual(['cursor', 'limit']);
    expect(own?.responses[0]?.body).toMatchObject({ isList: true });
  });

  it.each([
    ['CREATE /links\n→ 201', 1, 1, /no method CREATE/],
    ['POST links\n→ 201', 1, 1, /begins with \/, like POST/],
    ['POST /links\n→ created', 2, 3, /begins with its status/],
    ['POST /links\n  → 999', 2, 5, /from 100 to 599/],
    ['→ 200', 1, 1, /belongs to a request/],
    ['GET /links', 1, 1, /has no response/],
    ['GET /links/{key\n→ 200', 1, 12, /not closed/],
    ['GET /links/{}\n→ 200', 1, 12, /Name what stands here/],
    ['POST /links\n  { url: string,\n→ 201', 2, 3, /never closed/],
    ['POST /links\n  { url: }\n→ 201', 2, 9, /type of url is missing/],
    ['POST /links\n  { url, = }\n→ 201', 2, 10, /field has a name/],
    ['POST /links\n  then it works\n→ 201', 2, 3, /no request/],
    ['POST /links\n{ a }\n{ b }\n→ 201', 3, 1, /has a body already/],
    ['POST /links ok\n→ 201', 1, 13, /Nothing like this/],
    ['GET /{key}\n→ 301/302', 2, 3, /Decide which it is, 301 or 302/],
  ])('tells a mistake at its place: %j', (text, line, column, message) => {
    const told = parseContract(text).problems[0];
    expect(told).toMatchObject({ line, column, message: expect.stringMatching(message) as unknown });
  });

  it('answers whatever is typed, with places inside of the text', () => {
    const piece = fc.constantFrom(
      ...CONTRACT.split(/(?<=\s)|(?=[{}[\]:?|])/),
      '{',
      '[',
      '→',
      '|',
      ':',
      '?',
      '\n',
      '\t',
      '\u0000',
      '𝕏',
      '#',
      '//',
      'Headers: ',
      'Body: ',
      'Returns 404 ',
      '(',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        for (const { from, to, line, column } of parseContract(typed).problems) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(from).toBeLessThanOrEqual(typed.length);
          const lines = typed.split('\n');
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 10_000, seed: 20_261_124 },
    );
  });

  it('tells a planted mistake at its line, wherever it stands', () => {
    const lines = CONTRACT.split('\n');
    const places = lines.flatMap((text, index) => (/^(POST|GET|DELETE|get)\b/.test(text) ? [index] : []));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom('FETCH', 'SEND', 'CREATE'), (at, method) => {
        const planted = lines.with(at, (lines[at] ?? '').replace(/^\w+/, method)).join('\n');
        expect(parseContract(planted).problems.map(({ line, column }) => [line, column])).toEqual([[at + 1, 1]]);
      }),
    );
  });

  it('is not exhausted by what begins again and again', () => {
    for (const piece of ['headers:', '{', '[', '(', '→', '→ 201 ', '| ', 'POST /a ', 'a: {', '?', '"'])
      expect(parseContract(`POST /a\n${piece.repeat(19_000 / piece.length)}`).operations.length).toBeGreaterThan(0);
  });

  it('reads a text that is too long or nested too deeply as far as it goes', () => {
    expect(parseContract('# '.repeat(30_000)).problems[0]?.message).toMatch(/at most 20000 characters/);
    expect(
      parseContract(`POST /a\n${'{ a: '.repeat(500)}\n→ 200`).problems.some(({ message }) =>
        /nested too deeply/.test(message),
      ),
    ).toBe(true);
  });
});
