import { expect, it } from 'vitest';
import { compileProgram } from '../../src/compile/node';
import { createKernel, prepareRealm, type ProgramFactory } from './index';

/**
 * Ways to go on after a halt: in each the loop is endless, and everything that could catch, clean up or be called again
 * says so. None may be heard.
 */
const ATTEMPTS: readonly string[] = [
  `async function* g() { try { yield 1; } finally { say(1); yield 2; } } const it = g(); await it.next(); const done = it.return(0).finally(() => say(2)); spin(); await done;`,
  `async function* g() { try { spin(); yield 1; } catch { say(1); } finally { say(2); await null; say(3); } } try { for await (const x of g()) say(x); } finally { say(4); }`,
  `async function* g() { try { yield* inner(); } finally { say(1); } } async function* inner() { try { yield 1; spin(); } finally { say(2); } } for await (const x of g()) void x;`,
  `for await (const x of { [Symbol.asyncIterator]() { return { async next() { return { done: false, value: 1 }; }, async return() { say(1); return {}; } }; } }) { void x; spin(); }`,
  `for (const x of { [Symbol.iterator]() { return { next: () => ({ done: false, value: 1 }), return() { say(1); return {}; } }; } }) { void x; spin(); }`,
  `function* g() { try { yield 1; } finally { say(1); } } for (const x of g()) { void x; spin(); }`,
  `function* g() { try { yield 1; yield 2; } finally { say(1); } } const [a] = { [Symbol.iterator]() { const it = g(); return { next: () => { spin(); return it.next(); }, return: () => (say(2), {}) }; } } as Iterable<number>; say(a);`,
  `await Promise.resolve().finally(() => { try { spin(); } finally { say(1); } }).finally(() => say(2)).catch(() => say(3));`,
  `await Promise.reject(1).catch(() => spin()).then(() => say(1), () => say(2));`,
  `await { then() { try { spin(); } catch { say(1); } } } as never; say(2);`,
  `await { get then(): never { try { spin(); } finally { say(1); } throw 1; } } as never; say(2);`,
  `await new Promise((resolve) => { try { spin(); } catch { resolve(1); } }).catch(() => say(1)); say(2);`,
  `try { [3, 1, 2].sort(() => { try { spin(); } finally { say(1); } return 0; }); } catch { say(2); }`,
  `try { new Float64Array([3, 1, 2]).sort(() => { spin(); return 0; }); } finally { say(1); }`,
  `try { 'abc'.replace(/b/, () => { spin(); return 'x'; }); } catch { say(1); }`,
  `try { JSON.stringify({ toJSON() { spin(); } }); } catch { say(1); } try { JSON.parse('[1]', () => spin()); } catch { say(2); }`,
  `try { \`\${{ toString() { spin(); return ''; } }}\`; } catch { say(1); }`,
  `const tag = (_strings: TemplateStringsArray, ...values: unknown[]) => { try { spin(); } finally { say(1); } return values; }; try { tag\`a\${1}b\`; } catch { say(2); }`,
  `try { class A { static { try { spin(); } finally { say(1); } } } void A; } catch { say(2); }`,
  `try { class A { x = (() => { try { spin(); } finally { say(1); } })(); } new A(); } catch { say(2); }`,
  `try { class A { get [(spin(), 'x')]() { return 1; } } void A; } catch { say(1); }`,
  `try { new Proxy({} as { x: 1 }, { get() { try { spin(); } finally { say(1); } return 1; } }).x; } catch { say(2); }`,
  `try { Reflect.apply(() => spin(), null, []); } catch { say(1); } try { (() => spin()).call(null); } catch { say(2); }`,
  `try { new Map([[1, 1]]).forEach(() => spin()); } catch { say(1); } try { Array.from({ length: 1 }, () => spin()); } catch { say(2); }`,
  `try { Array.fromAsync; structuredClone({ get x() { spin(); return 1; } }); } catch { say(1); }`,
  `const target = new EventTarget(); target.addEventListener('x', () => { try { spin(); } finally { say(1); } }); target.addEventListener('x', () => say(2)); try { target.dispatchEvent(new Event('x')); } catch { say(3); }`,
  `const c = new AbortController(); c.signal.onabort = () => spin(); c.signal.addEventListener('abort', () => say(1)); try { c.abort(); } finally { say(2); }`,
  `setTimeout(() => say(1), 0); setInterval(() => say(2), 1); queueMicrotask(() => say(3)); try { spin(); } finally { setTimeout(() => say(4), 0); }`,
  `await Promise.all([1, 2].map(async (x) => { try { await null; spin(); } finally { say(x); } })).catch(() => say(3)); say(4);`,
  `await Promise.race({ *[Symbol.iterator]() { try { yield 1; spin(); } finally { say(1); } } }).finally(() => say(2));`,
  `class P<T> extends Promise<T> { then<A, B>(a?: never, b?: never): Promise<A | B> { spin(); say(1); return super.then(a, b); } } try { await P.resolve(1); } catch { say(2); } await Promise.all([P.resolve(1)]).catch(() => say(3));`,
  `l: try { spin(); } finally { say(1); break l; } say(2);`,
  `const f = (): number => { try { spin(); } finally { return 1; } }; say(f());`,
  `for (;;) { try { spin(); } catch { continue; } finally { say(1); } }`,
  `const f = (): number => { try { return f(); } catch { say(1); return 1; } finally { say(2); } }; try { spin(); } catch { f(); }`,
  `try { try { spin(); } catch (e) { say(1); throw e; } } catch ({ message }) { say(message); }`,
  `try { spin(); } catch (e) { await null; say(1); await Promise.reject(e).catch(() => say(2)); }`,
  `const o = { get a() { try { spin(); } finally { say(1); } return 1; } }; try { const { a = say(2), ...rest } = o; say(rest); } catch { say(3); }`,
  `try { [1].map((x) => { spin(); return x; }); } catch { say(1); } try { [1].reduce((a, x) => { spin(); return a + x; }, 0); } catch { say(2); }`,
  `function* g() { for (;;) { try { yield 1; } catch { say(1); } finally { say(2); continue; } } } const it = g(); it.next(); try { spin(); } finally { it.return(); it.throw(1); }`,
  `Object.defineProperty(Object.prototype, 'halted', { get: () => false, configurable: true }); try { spin(); } catch { say(1); } finally { delete (Object.prototype as { halted?: 1 }).halted; }`,
];

it.each(ATTEMPTS)('nothing goes on after a halt: %s', (body) => {
  prepareRealm();
  const source = `
    const say = (what: unknown) => console.log(what);
    const spin = (): void => { for (;;); };
    export async function main() { ${body} }`;
  const compiled = compileProgram(source, { requiredExport: 'main' });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  const factory = new Function(`return ${compiled.program.code}`)() as ProgramFactory;
  const heard: string[] = [];
  const kernel = createKernel({ budget: { steps: 20_000 }, onConsole: ({ text }) => void heard.push(text) });
  const loaded = kernel.load(factory);
  if (!loaded.ok) throw loaded.error;
  let ends = false;
  const halt = kernel.run(() => (loaded.exports['main'] as () => Promise<void>)().finally(() => (ends = true)));
  expect([halt.kind, halt.loc?.line, heard, ends]).toEqual(['sync-loop', 3, [], false]);
});
