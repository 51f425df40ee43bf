import { RandomWords } from '../_internals/choices';

/**
 * Random async programs, as text: awaits of everything that can be awaited, nested and unawaited calls, async generators
 * driven by `for await`, by `yield*` and by hand, `try`/`finally` around all of it, throws, timers. A program logs what
 * happens; two engines agree when they log the same in the same order. Calls only go to functions declared later, so
 * that every program ends.
 *
 * A text is several programs: what it awaits, how often it loops and where it leaves is asked of `choose` while it runs,
 * since lowering a text costs a hundred times what running it does.
 */
export function randomText(seed: number): string {
  return new Writer(new RandomWords(seed)).program();
}

const FUNCTIONS = 3;
const GENERATORS = 3;

interface Scope {
  /** Index of the first async function and generator that may be called. */
  readonly function: number;
  readonly generator: number;
  readonly isGenerator: boolean;
  readonly depth: number;
  readonly inLoop: boolean;
}

class Writer {
  private mark = 0;
  private names = 0;
  constructor(private readonly random: RandomWords) {}

  program(): string {
    const parts: string[] = [];
    for (let index = 0; index < GENERATORS; index += 1) {
      const scope = { function: FUNCTIONS, generator: index + 1, isGenerator: true, depth: 2, inLoop: false };
      parts.push(`async function* g${index}(a) {\n${this.block(scope, 1 + this.below(4))}\n}`);
    }
    for (let index = 0; index < FUNCTIONS; index += 1) {
      const scope = { function: index + 1, generator: 0, isGenerator: false, depth: 2, inLoop: false };
      const body = this.block(scope, 1 + this.below(4));
      const kinds = [
        `async function f${index}(a) {\n${body}\n}`,
        `const f${index} = async (a) => {\n${body}\n};`,
        `const f${index} = async (a, b = a + 1) => {\n${body}\nreturn b;\n};`,
      ];
      parts.push(this.one(kinds));
    }
    const scope = { function: 0, generator: 0, isGenerator: false, depth: 3, inLoop: false };
    parts.push(`async function main() {\n${this.block(scope, 3 + this.below(4))}\n}`);
    parts.push(`return main().then((v) => log('done', v), (e) => log('failed', e));`);
    return parts.join('\n');
  }

  private below(count: number): number {
    return this.random.below(count);
  }
  private one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
  private say(...what: string[]): string {
    return `log(${[++this.mark, ...what].join(', ')});`;
  }
  private name(): string {
    return `v${(this.names += 1)}`;
  }

  private block(scope: Scope, count: number): string {
    const lines: string[] = [];
    for (let index = 0; index < count; index += 1) lines.push(this.statement(scope));
    return lines.join('\n');
  }

  private inner(scope: Scope, changes: Partial<Scope> = {}): string {
    return this.block({ ...scope, ...changes, depth: scope.depth - 1 }, 1 + this.below(2));
  }

  private statement(scope: Scope): string {
    const kind = this.below(scope.depth > 0 ? 24 : 12);
    const x = this.name();
    switch (kind) {
      case 0:
        return this.say();
      case 1:
      case 2:
      case 3:
        return `const ${x} = await ${this.awaitable(scope)}; ${this.say(x)}`;
      case 4:
        return `queueMicrotask(() => { ${this.say(`'micro'`)} });`;
      case 5:
        return `setTimeout((...z) => { ${this.say('...z')} }, ${this.below(4)}, ${this.below(9)});`;
      case 6:
        return `${this.promise(scope)}.then((z) => { ${this.say('z')} return ${this.value(scope)}; }, (z) => { ${this.say('z')} }).then((z) => { ${this.say('z')} });`;
      case 7:
        return `${this.promise(scope)}.finally(() => { ${this.say()} ${this.one(['', `return ${this.value(scope)};`, `throw 9;`])} }).catch((z) => { ${this.say('z')} });`;
      case 8:
        return scope.isGenerator ? `const ${x} = yield ${this.awaitable(scope)}; ${this.say(x)}` : this.say('a');
      case 9:
        return scope.isGenerator
          ? `const ${x} = yield* ${this.iterable(scope)}; ${this.say(x)}`
          : `const ${x} = ${this.promise(scope)}; ${this.say()} try { ${this.say(`await ${x}`)} } catch (e) { ${this.say('e')} }`;
      case 10:
        return `if (choose(3) === 0) ${this.one([`return ${this.value(scope)};`, `throw ${this.below(9)};`, `return await ${this.awaitable(scope)};`])}`;
      case 11:
        return scope.inLoop ? `if (choose(3) === 0) ${this.one(['break;', 'continue;', this.say()])}` : this.say();
      case 12:
      case 13:
      case 14: {
        const caught = `catch (e) {\n${this.say('e')}\n${this.inner(scope)}\n}`;
        const last = `finally {\n${this.say()}\n${this.inner(scope, { inLoop: false })}\n}`;
        return `try {\n${this.inner(scope)}\n${this.inner(scope)}\n} ${this.one([caught, last, `${caught} ${last}`])}`;
      }
      case 15:
      case 16:
      case 17:
        return `for await (const ${x} of ${this.iterable(scope)}) {\n${this.say(x)}\n${this.inner(scope, { inLoop: true })}\n}`;
      case 18:
        return `for (let ${x} = choose(4); ${x} > 0; ${x} -= 1) {\n${this.inner(scope, { inLoop: true })}\n}`;
      case 19:
        return `if (choose(2)) {\n${this.inner(scope)}\n} else {\n${this.inner(scope)}\n}`;
      case 20:
      case 21:
        return this.drivenByHand(scope, x);
      case 22: {
        const inner = { ...scope, isGenerator: false, inLoop: false, depth: scope.depth - 1 };
        return `const ${x} = (async () => {\n${this.block(inner, 2)}\n})(); ${x}.catch(() => {}); ${this.one([`await ${x};`, this.say()])}`;
      }
      default:
        return `${this.say(`await Promise.${this.one(['all', 'allSettled', 'race', 'any'])}([${this.promise(scope)}, ${this.awaitable(scope)}, ${this.promise(scope)}]).catch((e) => e instanceof Error ? e.name : e)`)}`;
    }
  }

  /** Several requests of one generator, some of them before the earlier ones are answered. */
  private drivenByHand(scope: Scope, x: string): string {
    const lines = [`const ${x} = ${this.asyncIterator(scope)};`];
    for (let index = 1 + this.below(4); index > 0; index -= 1) {
      const call = this.one([
        `next(${this.below(9)})`,
        `next()`,
        `return(${this.value(scope)})`,
        `throw(${this.below(9)})`,
      ]);
      const told = `(z) => { ${this.say('z')} }`;
      lines.push(
        this.below(2)
          ? `${x}.${call}.then(${told}, ${told});`
          : `try { ${this.say(`await ${x}.${call}`)} } catch (e) { ${this.say('e')} }`,
      );
    }
    return lines.join('\n');
  }

  private value(scope: Scope): string {
    return this.below(3) === 0 ? this.awaitable(scope) : `${this.below(9)}`;
  }

  /** Anything that `await` takes. */
  private awaitable(scope: Scope): string {
    return this.below(2) ? `awaitable(${this.below(9)})` : this.promise(scope);
  }

  private promise(scope: Scope): string {
    if (this.below(2) === 0 || scope.function >= FUNCTIONS) return `promise(${this.below(9)})`;
    return `f${scope.function + this.below(FUNCTIONS - scope.function)}(${this.below(9)})`;
  }

  private iterable(scope: Scope): string {
    return this.below(3) === 0 ? `syncIterable(${this.below(4)})` : this.asyncIterator(scope);
  }

  private asyncIterator(scope: Scope): string {
    if (scope.generator >= GENERATORS || this.below(4) === 0) return `iterator(${this.below(4)})`;
    return `g${scope.generator + this.below(GENERATORS - scope.generator)}(${this.below(9)})`;
  }
}

/** What every program may call; text, so that it is lowered with the program or runs natively with it. */
export const PRELUDE = `
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
class Sub extends Promise {}
const thenable = (v) => ({ then(r) { log('then', v); r(v); } });
const badThenable = (v) => ({ then(r) { log('bad', v); if (v % 2) r(v); throw v; } });
const rejectingThenable = (v) => ({ then(_, r) { r(v); r(v + 1); } });
const asyncThenable = (v) => ({ then(r) { setTimeout(() => r(Promise.resolve(v)), 1); } });
function* syncGenerator(n) { try { for (let i = 0; i < n; i += 1) yield i % 2 ? i : Promise.resolve(i); return 7; } finally { log('sync closed'); } }
const counter = (n) => { let i = 0; return {
  next(v) { log('next', v); return i < n ? Promise.resolve({ value: i++, done: false }) : { value: 'end', done: true }; },
  return(v) { log('return', v); return { value: v, done: true }; },
  throw(e) { log('throw', e); return Promise.reject(e); },
  [Symbol.asyncIterator]() { return this; } }; };
const bareCounter = (n) => { let i = 0; return {
  next() { return i < n ? { value: i++, done: false } : { value: 'end', done: true }; },
  [Symbol.asyncIterator]() { return this; } }; };
const stubborn = (n) => { let i = 0; return {
  async next(v) { await null; return { value: i, done: i++ >= n }; },
  async return(v) { log('stay', v); return { value: v, done: i++ >= n }; },
  throw(e) { log('kept', e); return { value: e, done: i++ >= n }; },
  [Symbol.asyncIterator]() { return this; } }; };
const withNext = (it) => it.return && it.throw ? it : { next: (v) => Promise.resolve(it.next(v)), return: it.return ? (v) => Promise.resolve(it.return(v)) : async (v) => ({ value: v, done: true }), throw: async (e) => { throw e; }, [Symbol.asyncIterator]() { return it[Symbol.asyncIterator]() } };
const leaf = (v) => [() => v, () => Promise.resolve(v), () => thenable(v), () => sleep(1, v), () => Promise.reject(v)][choose(5)]();
const awaitable = (v) => [() => v, () => thenable(v), () => badThenable(v), () => rejectingThenable(v), () => asyncThenable(v), () => promise(v)][choose(6)]();
const promise = (v) => [
  () => Promise.resolve(v), () => sleep(choose(4), v), () => new Promise((r) => r(leaf(v))), () => Promise.reject(v), () => new Sub((r) => r(leaf(v))),
  () => Promise.resolve(leaf(v)).then((z) => z), () => Sub.resolve(leaf(v)), () => (async () => leaf(v))(), () => (async () => { throw await leaf(v); })(),
][choose(9)]();
const syncIterable = (n) => [() => [1, Promise.resolve(2), 3], () => [1, Promise.reject(2), 3], () => syncGenerator(n)][choose(3)]();
const iterator = (n) => withNext([() => counter(n), () => bareCounter(n), () => stubborn(n + 1)][choose(3)]());
`;
