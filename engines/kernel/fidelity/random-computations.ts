import { RandomWords } from '../_internals/choices';

/**
 * Random synchronous code, as text: what engines compute by algorithms of their own, or format by themselves. Each
 * statement tells its result by `log`, so that the trace of a run shows any difference. Takes what is defined for every
 * engine: nothing that reads a locale, a zone, a stack or an engine's error text.
 */
export function randomComputations(seed: number, count: number): string {
  const writer = new Writer(new RandomWords(seed));
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) lines.push(writer.statement());
  return lines.join('\n');
}

const UNARY = [
  'abs,acos,acosh,asin,asinh,atan,atanh,cbrt,ceil,clz32,cos,cosh,exp,expm1,floor,fround,log,log10',
  'log1p,log2,round,sign,sin,sinh,sqrt,tan,tanh,trunc',
]
  .join(',')
  .split(',');
const BINARY = ['atan2', 'pow', 'hypot', 'imul', 'max', 'min'];
const WORDS = ['dock', 'Hull', 'KEEL', 'crane', 'ß', 'İstanbul', 'naïve', '𝒳y', 'ﬁn', 'a-b_c', ' x\t', 'ΑΣ', ''];
const NUMBERS = [
  '0',
  '-0',
  'NaN',
  'Infinity',
  '1e21',
  '1e-7',
  '5e-324',
  '123456789.125',
  '9007199254740993',
  '-1.5',
  '0.1 + 0.2',
];

class Writer {
  private names = 0;
  constructor(private readonly random: RandomWords) {}

  private below(count: number): number {
    return this.random.below(count);
  }
  private one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
  private number(): string {
    switch (this.below(5)) {
      case 0:
        return this.one(NUMBERS);
      case 1:
        return `${this.below(2001) - 1000}`;
      case 2:
        return `${(this.random.ratio() - 0.5) * 4}`;
      case 3:
        return `${(this.random.ratio() - 0.5) * 10 ** (this.below(60) - 20)}`;
      default:
        return `${this.below(100)} / ${1 + this.below(30)}`;
    }
  }
  private text(): string {
    let text = '';
    for (let index = this.below(4); index >= 0; index -= 1) text += this.one(WORDS);
    return JSON.stringify(text);
  }
  private numbers(length = 2 + this.below(12)): string {
    const items: string[] = [];
    for (let index = 0; index < length; index += 1) items.push(this.number());
    return `[${items.join(', ')}]`;
  }
  private texts(): string {
    const items: string[] = [];
    for (let index = this.below(8); index >= 0; index -= 1) items.push(this.text());
    return `[${items.join(', ')}]`;
  }
  private pattern(): string {
    return this.one([
      '/[a-z]+/gi',
      '/(?<first>.)(?<rest>.*)/u',
      '/\\s|_|-/g',
      '/(?<=c)r(?=a)/g',
      '/^\\p{Lu}/u',
      '/(a|k)(b)?/g',
      '/./gsu',
      '/\\bk|l\\b/giy',
    ]);
  }
  private date(): string {
    return this.one([
      `new Date(${this.below(100)}, ${this.below(30) - 5}, ${this.below(60) - 10}, ${this.below(40)})`,
      `new Date(${(this.below(4_000_000) - 2_000_000) * 86_400_017})`,
      `new Date('${1900 + this.below(200)}-0${1 + this.below(9)}-${10 + this.below(22)}T1${this.below(10)}:2${this.below(10)}:00${this.one(['', 'Z', '+05:30', '.5Z'])}')`,
      `new Date()`,
      `new Date(${this.text()})`,
    ]);
  }

  statement(): string {
    return `log(${this.below(1000)}, ${this.expression()});`;
  }

  private expression(): string {
    const x = `c${(this.names += 1)}`;
    switch (this.below(26)) {
      case 0:
      case 1:
      case 2:
        return `Math.${this.one(UNARY)}(${this.number()})`;
      case 3:
        return `[Math.${this.one(BINARY)}(${this.number()}, ${this.number()}), (${this.number()}).toLocaleString(), ${this.text()}.localeCompare(${this.text()}), parseInt('${this.below(1e9)}${this.below(1e9)}z1${this.below(1e9)}', ${20 + this.below(17)})]`;
      case 4:
        return `[Math.random(), crypto.randomUUID(), ...crypto.getRandomValues(new Uint16Array(${1 + this.below(3)}))]`;
      case 5:
        return `String(${this.number()}) + (${this.number()}).to${this.one(['Fixed', 'Exponential'])}(${this.below(15)}) + (${this.number()}).toPrecision(${1 + this.below(20)})`;
      case 6:
        return `(${this.number()}).toString(${2 + this.below(35)}) + parseInt(${this.text()} + ${this.below(99)}, ${2 + this.below(35)}) + parseFloat(String(${this.number()}) + 'e1')`;
      case 7:
        return `(() => { let turns = 0; const sorted = ${this.numbers(20)}.sort((a, b) => { turns += 1; return ${this.one(['a - b', 'b - a', '(a % 3) - (b % 3)', '0', 'turns % 3 - 1'])}; }); return [turns, sorted]; })()`;
      case 8:
        return `${this.texts()}.${this.one(['sort', 'toSorted', 'toReversed'])}().join('|')`;
      case 9:
        return `Float64Array.from(${this.numbers()}).sort(${this.one(['', '(a, b) => b - a'])})`;
      case 10:
        return `JSON.stringify({ a: ${this.numbers()}, [${this.text()}]: ${this.text()}, d: ${this.date()}.getTime(), 2: 1, 1: { toJSON: (k) => k } }, null, ${this.below(3)})`;
      case 11:
        return `JSON.parse(${JSON.stringify(`{"b":[1e3,-0,"\\u00e9"],"1":null,"a":${this.below(99)}}`)}, (k, v) => typeof v === 'number' ? v + ${this.below(9)} : v)`;
      case 12:
        return `${this.text()}.${this.one(['toUpperCase()', 'toLowerCase()', 'trim()', "normalize('NFD').length", 'codePointAt(0)', "split('').reverse().join('')", 'at(-1)', "padStart(9, 'ab')", 'slice(-3, -1)', 'repeat(3)'])}`;
      case 13:
        return `${this.text()}.replace(${this.pattern()}, (m, ...rest) => '<' + m + rest.length + '>')`;
      case 14:
        return `[...${this.text()}.matchAll(${this.one(['/[a-z]+/gi', '/(?<c>.)/gu', '/k|c/g'])})].map((m) => [m.index, ...m, m.groups?.c])`;
      case 15:
        return `(() => { const p = ${this.pattern()}; const t = ${this.text()}; return [p.test(t), p.lastIndex, p.exec(t)?.slice(), p.flags]; })()`;
      case 16:
        return `(() => { const d = ${this.date()}; return [d.getTime(), String(d), d.toJSON(), d.getDay(), d.getHours(), d.toLocaleString(), d.setMonth(${this.below(30) - 9}, ${this.below(40)}), d.toUTCString()]; })()`;
      case 17:
        return `[Date.now(), performance.now(), Date.UTC(${1900 + this.below(300)}, ${this.below(14)}), Date.parse('${2000 + this.below(99)}-02-${28 + this.below(4)}')]`;
      case 18:
        return `(() => { const m = new Map(${this.numbers()}.map((n, i) => [n, i])); m.delete(${this.number()}); m.set(NaN, 1).set(0, 2); return [...m, m.size, [...new Set(${this.texts()})]]; })()`;
      case 19:
        return `[...(function* () { try { const got = yield ${this.number()}; log(got); yield* ${this.texts()}; } finally { log('closed'); } })()].length`;
      case 20:
        return `(() => { try { ${this.one(['null.x', `new Array(-${1 + this.below(9)})`, "BigInt('x')", "decodeURIComponent('%')", "new RegExp('(')", '(1).toFixed(101)', "throw new RangeError('own')", 'JSON.parse("{")', "'x'.repeat(-1)", 'Symbol() + 1', 'class A { #x; static is(o) { return o.#x; } } A.is({})'])}; } catch (e) { return [e.name, e instanceof Error, e.constructor === globalThis[e.name]]; } finally { log('finally'); } })()`;
      case 21:
        return `[${this.below(1e9)}n ** ${this.below(9)}n, BigInt.asIntN(${1 + this.below(70)}, ${this.below(1e9)}n * -${this.below(1e9)}n), (${this.below(1e9)}n << ${this.below(90)}n).toString(${2 + this.below(35)}), -${this.below(99)}n / ${1 + this.below(9)}n]`;
      case 22:
        return `(() => { const view = new DataView(new ArrayBuffer(16)); view.setFloat32(1, ${this.number()}); view.setInt16(6, ${this.number()}, true); view.setFloat64(8, ${this.number()}); return [...new Uint8Array(view.buffer)].slice(0, ${4 + this.below(4)}); })()`;
      case 23:
        return `structuredClone({ a: ${this.numbers()}, m: new Map([[${this.text()}, new Set([${this.number()}])]]) }).m.size + ${this.numbers()}.flatMap((n, i) => [n | 0, i >>> 1, ~n, n << 3, n % 7]).reduce((a, b) => a * 31 + b | 0, 7)`;
      case 24:
        return `[${this.texts()}.map((t) => t.length).lastIndexOf(${this.below(6)}), ${this.numbers()}.findLast((n) => n > ${this.number()}), Array.from({ length: ${this.below(6)} }, (_, i) => i * 0.5), ${this.numbers()}.with(0, 1).at(-1), Object.entries({ b: 1, a: 2, 1: 3 })]`;
      default:
        return `(() => { const ${x} = class extends Array { static #n = ${this.below(9)}; get n() { return ${x}.#n++; } }; const it = ${x}.of(3, 1, 2); return [it.map((v) => v * it.n).length, it.concat([${this.number()}]) instanceof ${x}, encodeURIComponent(${this.text()}), String(Symbol(${this.text()}))]; })()`;
    }
  }
}
