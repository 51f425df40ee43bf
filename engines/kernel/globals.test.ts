import { describe, expect, it } from 'vitest';
import { ALLOWED_GLOBALS, createKernel } from './index';
import { factoryOf } from './fidelity/lower';

/** What `main` answers, in virtual time. */
function answer(body: string): unknown {
  const kernel = createKernel({ seed: 7 });
  const loaded = kernel.load(
    factoryOf(`const sleep = (ms) => new Promise((r) => setTimeout(r, ms)); exports.main = async () => { ${body} };`),
  );
  if (!loaded.ok) throw loaded.error;
  let value: unknown;
  const halt = kernel.run(() => (loaded.exports['main'] as () => Promise<unknown>)().then((it) => (value = it)));
  if (halt.kind !== 'done') throw new Error(halt.message);
  return value;
}

describe('the globals of a program', () => {
  it('are the allowed ones and nothing else', () => {
    expect(answer('return Reflect.ownKeys(globalThis).sort().join()')).toBe([...ALLOWED_GLOBALS].sort().join());
    expect(
      answer(
        'return [Object.getPrototypeOf(globalThis), globalThis.globalThis === globalThis, globalThis.Math === Math]',
      ),
    ).toEqual([null, true, true]);
  });

  it('keep native classes native', () => {
    expect(
      answer(`class Counter { #n = 1n; static #made = 0; get n() { return (this.#n += 1n); } }
        return [new Counter().n, /(?<year>\\d{4})/u.exec('in 2024').groups.year, [..."añ"].length]`),
    ).toEqual([2n, '2024', 2]);
  });

  it('read virtual time in UTC', () => {
    expect(
      answer(`await sleep(90_061_001); const d = new Date();
        return [d.toISOString(), d.getHours(), d.getTimezoneOffset(), String(d), typeof Date(), performance.now(), new Date(2024, 1, 29).getTime(),
          d.constructor === Date, d instanceof Date, Object.prototype.toString.call(d), JSON.stringify({ d })]`),
    ).toEqual([
      '2024-01-02T01:01:01.001Z',
      1,
      0,
      'Tue Jan 02 2024 01:01:01 GMT+0000 (Coordinated Universal Time)',
      'string',
      90_061_001,
      Date.UTC(2024, 1, 29),
      true,
      true,
      '[object Date]',
      '{"d":"2024-01-02T01:01:01.001Z"}',
    ]);
  });

  it('parse the dates that the language defines, and no others', () => {
    const texts = [
      '2024-02-29',
      '2024',
      '2024-12',
      '2024-01-01T00:00Z',
      '2024-01-01T24:00:00Z',
      '2024-01-01T23:59:59.123+02:30',
      '-000000-01-01T00:00:00Z',
      '+012024-01-01T00:00:00Z',
      '2024-13-01',
      'Mon, 01 Jan 2024 10:20:30 GMT',
      '0050-01-01T00:00:00Z',
    ];
    expect(answer(`return ${JSON.stringify(texts)}.map((text) => Date.parse(text))`)).toEqual(
      texts.map((text) => Date.parse(text)),
    );
    expect(
      answer(
        `return [Date.parse('1/2/2024'), Date.parse('2023-02-29'), Date.parse('2024-01-01T10:00'), Date.parse(String(new Date(5000)))]`,
      ),
    ).toEqual([NaN, NaN, Date.UTC(2024, 0, 1, 10), 5000]);
  });

  it('clone structures as the platform does', () => {
    const made = `(() => { const o = { a: [1, , 3], m: new Map([[{ k: 1 }, new Set(['x'])]]), r: /a+/gi, d: new Date(5), e: new RangeError('bad', { cause: 1 }),
      b: new Uint8Array([1, 2]).subarray(1), n: null, u: undefined, big: 10n }; o.self = o; return o; })()`;
    const clone = answer(`return structuredClone(${made})`) as Record<string, unknown>;
    const native = structuredClone(new Function(`return ${made}`)()) as Record<string, unknown>;
    expect(clone['self']).toBe(clone);
    for (const key of ['a', 'm', 'r', 'b', 'n', 'u', 'big']) expect(clone[key]).toEqual(native[key]);
    expect([(clone['d'] as Date).getTime(), (clone['e'] as Error).message, (clone['e'] as Error).name]).toEqual([
      5,
      'bad',
      'RangeError',
    ]);
    expect(
      answer(
        `try { structuredClone({ f() {} }) } catch (e) { return [e.name, e.code, e instanceof DOMException, e instanceof Error] }`,
      ),
    ).toEqual(['DataCloneError', 25, true, true]);
  });

  it('abort in virtual time', () => {
    expect(
      answer(`const told = []; const slow = AbortSignal.timeout(50); const own = new AbortController();
        const any = AbortSignal.any([slow, own.signal]);
        any.addEventListener('abort', (event) => told.push(performance.now(), any.reason.name, event.isTrusted, event.type), { once: true });
        any.onabort = function () { told.push(this === any); };
        await sleep(60); own.abort('late');
        try { slow.throwIfAborted(); } catch (error) { told.push(error.name); }
        return [...told, own.signal.reason, any.aborted, AbortSignal.abort().reason.name]`),
    ).toEqual([50, 'TimeoutError', true, 'abort', true, 'TimeoutError', 'late', true, 'AbortError']);
  });

  it('are random by seed', () => {
    const draw = 'return [Math.random(), crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(4))]]';
    expect(answer(draw)).toEqual(answer(draw));
    expect((answer(draw) as string[])[1]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('fire timers by due time and then by order, unclamped', () => {
    expect(
      answer(`const told = []; const tell = (x) => () => told.push(x + '@' + performance.now());
        setTimeout(tell('c'), 2); setTimeout(tell('a'), 0); setTimeout(tell('b'), 0); setImmediate(tell('i'));
        const n = setInterval(() => { tell('n')(); if (told.length > 6) clearInterval(n); }, 2); queueMicrotask(tell('m'));
        const gone = setTimeout(tell('never'), 1); clearTimeout(gone); setTimeout(tell('far'), 2 ** 40);
        await sleep(2 ** 41); return told.join(' ')`),
    ).toBe(`m@0 a@0 b@0 i@0 c@2 n@2 n@4 far@${2 ** 40}`);
  });
});
