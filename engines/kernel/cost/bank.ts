/** Functions of known growth, as a learner would write them: what the cost of a program is held against. */
import type { GrowthClass } from './growth';

/** One of them: `make(n)` prepares, uncounted; `run(it, n)` is counted. */
export interface KnownGrowth {
  readonly name: string;
  readonly growth: GrowthClass;
  /** `run` makes `n` calls: the growth is that of one, on average (amortised). */
  readonly amortised?: true;
  readonly source: string;
}

const known = (
  name: string,
  growth: GrowthClass,
  run: string,
  make = 'Array.from({ length: n }, (_, i) => (i * 7919) % n)',
): KnownGrowth => ({
  name,
  growth,
  source: `export const make = (n: number): any => (${make});\nexport function run(it: any, n: number): any { ${run} }`,
});
const amortised = (name: string, growth: GrowthClass, run: string, make = '[]'): KnownGrowth => ({
  ...known(name, growth, run, make),
  amortised: true,
});

const MAP = 'new Map(Array.from({ length: n }, (_, i) => [`k${i}`, i]))';
const SORTED = 'Array.from({ length: n }, (_, i) => i)';
const TREE =
  '(() => { const build = (lo: number, hi: number): any => { if (lo > hi) return null; const mid = (lo + hi) >> 1; return { key: mid, left: build(lo, mid - 1), right: build(mid + 1, hi) }; }; return build(0, n - 1); })()';
const OBJECT = 'Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]))';

export const GROWTH_BANK: readonly KnownGrowth[] = [
  // O(1)
  known('an array access', 'O(1)', 'return it[n >> 1];'),
  known('a map lookup', 'O(1)', 'return it.get("k1");', MAP),
  known('a map update and delete', 'O(1)', 'it.set("x", 1); it.delete("k0"); return it.size;', MAP),
  known('the oldest key of a map', 'O(1)', 'return it.keys().next().value;', MAP),
  known('push and pop', 'O(1)', 'it.push(1); return it.pop();'),
  known('a fixed loop', 'O(1)', 'let t = 0; for (let i = 0; i < 50; i++) t += it[i % n]; return t;'),
  known('a spread of three', 'O(1)', 'const [a, b] = it; return [...[a, b, 1]];'),
  known('an object property', 'O(1)', 'return "k0" in it ? it.k0 : 0;', OBJECT),
  known('a bounded slice', 'O(1)', 'let t = 0; for (let i = 0; i < 8; i++) t += it[i]; return t;'),
  known(
    'a ring buffer step',
    'O(1)',
    'it.at = (it.at + 1) % n; it.items[it.at] = 1; return it.at;',
    '({ at: 0, items: new Array(n).fill(0) })',
  ),
  known(
    'a linked list insert at the head',
    'O(1)',
    'it.head = { next: it.head }; return it;',
    '(() => { let head = null; for (let i = 0; i < n; i++) head = { next: head }; return { head }; })()',
  ),
  // O(log n)
  known(
    'binary search',
    'O(log n)',
    'let lo = 0, hi = n - 1; while (lo < hi) { const mid = (lo + hi) >> 1; if (it[mid] < n) lo = mid + 1; else hi = mid; } return lo;',
    SORTED,
  ),
  known(
    'binary search by recursion',
    'O(log n)',
    'const find = (lo: number, hi: number): number => { if (lo >= hi) return lo; const mid = (lo + hi) >> 1; return it[mid] < n ? find(mid + 1, hi) : find(lo, mid); }; return find(0, n - 1);',
    SORTED,
  ),
  known('halving', 'O(log n)', 'let t = 0; for (let i = n; i > 0; i >>= 1) t++; return t;'),
  known('doubling', 'O(log n)', 'let t = 0; for (let i = 1; i < n; i *= 2) t++; return t;'),
  known(
    'a balanced tree descent',
    'O(log n)',
    'let at = it, t = 0; while (at) { t++; at = at.right; } return t;',
    TREE,
  ),
  known('a heap sift down', 'O(log n)', 'let i = 0; while (2 * i + 1 < n) { i = 2 * i + 1; it[i]++; } return i;'),
  known(
    'power by squaring',
    'O(log n)',
    'const power = (b: number, e: number): number => e === 0 ? 1 : e % 2 ? (b * power(b, e - 1)) % 97 : power((b * b) % 97, e / 2); return power(3, n);',
  ),
  known('a Fenwick update', 'O(log n)', 'for (let i = 1; i <= n; i += i & -i) it[i] = (it[i] ?? 0) + 1; return it;'),
  known(
    'ten binary searches',
    'O(log n)',
    'let t = 0; for (let k = 0; k < 10; k++) { let lo = 0, hi = n; while (lo < hi) { const mid = (lo + hi) >> 1; if (it[mid] < n) lo = mid + 1; else hi = mid; } t += lo; } return t;',
    SORTED,
  ),
  // O(n)
  known('a sum', 'O(n)', 'let t = 0; for (const x of it) t += x; return t;'),
  known(
    'a sum behind a thousand steps',
    'O(n)',
    'let t = 0; for (let i = 0; i < 1000; i++) t++; for (let i = 0; i < n; i++) for (let j = 0; j < 4; j++) t += it[i]; return t;',
  ),
  known('half of a sum', 'O(n)', 'let t = 0; for (let i = 0; i < n; i += 2) t += it[i]; return t;'),
  known('includes', 'O(n)', 'return it.includes(-1);'),
  known('indexOf in a string', 'O(n)', 'return it.indexOf("z");', '"a".repeat(n)'),
  known('a copy by spread', 'O(n)', 'return [...it];'),
  known('a call by spread', 'O(n)', 'return Math.max(...it);'),
  known('a rest', 'O(n)', 'const [first, ...rest] = it; return [first, rest];'),
  known('an object spread', 'O(n)', 'return { ...it, x: 1 };', OBJECT),
  known('an object rest', 'O(n)', 'const { k0, ...rest } = it; return [k0, rest];', OBJECT),
  known('Object.keys for a size', 'O(n)', 'return Object.keys(it).length;', OBJECT),
  known('shift', 'O(n)', 'it.shift(); return it.length;'),
  known('unshift', 'O(n)', 'it.unshift(1); return it.length;'),
  known('splice in the middle', 'O(n)', 'it.splice(n >> 1, 1); return it.length;'),
  known('map and filter', 'O(n)', 'return it.map((x: number) => x + 1).filter((x: number) => x % 2);'),
  known('filter by a native', 'O(n)', 'return it.filter(Boolean).length;'),
  known('reduce', 'O(n)', 'return it.reduce((a: number, b: number) => a + b, 0);'),
  known(
    'a search for the oldest in a map',
    'O(n)',
    'let best = ""; let least = Infinity; for (const [k, v] of it) if (v < least) { least = v; best = k; } return best;',
    MAP,
  ),
  known('a spread of a map’s keys', 'O(n)', 'return [...it.keys()][0];', MAP),
  known('Array.from of a map', 'O(n)', 'return Array.from(it.values());', MAP),
  known('a set of a list', 'O(n)', 'return new Set(it).size;', 'Array.from({ length: n }, (_, i) => i)'),
  known('JSON', 'O(n)', 'return JSON.parse(JSON.stringify(it));', 'Array.from({ length: n }, (_, i) => i % 10)'),
  known('a text built by +=', 'O(n)', 'let s = ""; for (let i = 0; i < n; i++) s += "x"; return s;'),
  known('join and split', 'O(n)', 'return it.join(",").split(",");', 'Array.from({ length: n }, () => "a")'),
  known('a typed array', 'O(n)', 'return it.fill(1).indexOf(2);', 'new Float64Array(n)'),
  known(
    'recursion down a list',
    'O(n)',
    'const length = (node: any): number => node === null ? 0 : 1 + length(node.next); return length(it);',
    '(() => { let head = null; for (let i = 0; i < n; i++) head = { next: head }; return head; })()',
  ),
  known(
    'a sieve of two pointers',
    'O(n)',
    'let j = 0; for (let i = 0; i < n; i++) { while (j < n && it[j] < it[i] + 3) j++; } return j;',
    SORTED,
  ),
  known(
    'binary search that slices',
    'O(n)',
    'let a = it; while (a.length > 1) { const mid = a.length >> 1; a = a[mid] < n ? a.slice(mid) : a.slice(0, mid); } return a;',
    SORTED,
  ),
  known(
    'a generator',
    'O(n)',
    'function* count() { for (let i = 0; i < n; i++) yield i; } let t = 0; for (const x of count()) t += x; return t;',
  ),
  // O(n log n)
  known('sort', 'O(n log n)', 'return it.sort((a: number, b: number) => a - b);'),
  known('toSorted', 'O(n log n)', 'return it.toSorted((a: number, b: number) => a - b);'),
  known(
    'merge sort',
    'O(n log n)',
    'const sort = (a: number[]): number[] => { if (a.length < 2) return a; const mid = a.length >> 1; const l = sort(a.slice(0, mid)), r = sort(a.slice(mid)); const out: number[] = []; let i = 0, j = 0; while (i < l.length || j < r.length) out.push(j >= r.length || (i < l.length && l[i]! <= r[j]!) ? l[i++]! : r[j++]!); return out; }; return sort(it);',
  ),
  known(
    'a binary search for each',
    'O(n log n)',
    'let t = 0; for (let k = 0; k < n; k++) { let lo = 0, hi = n; while (lo < hi) { const mid = (lo + hi) >> 1; if (it[mid] < n) lo = mid + 1; else hi = mid; } t += lo; } return t;',
    SORTED,
  ),
  known(
    'heap pushes',
    'O(n log n)',
    'const h: number[] = []; for (let k = 0; k < n; k++) { let i = h.length; h.push(-k); while (i > 0) { const p = (i - 1) >> 1; if (h[p]! <= h[i]!) break; const t = h[p]!; h[p] = h[i]!; h[i] = t; i = p; } } return h;',
  ),
  // O(n^2)
  known('all pairs', 'O(n^2)', 'let t = 0; for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) t++; return t;'),
  known('includes in a loop', 'O(n^2)', 'let t = 0; for (let i = 0; i < n; i++) if (it.includes(-1)) t++; return t;'),
  known('spread in a loop', 'O(n^2)', 'let a: number[] = []; for (let i = 0; i < n; i++) a = [...a, i]; return a;'),
  known('concat in a reduce', 'O(n^2)', 'return it.reduce((a: number[], x: number) => a.concat([x]), []);'),
  known(
    'an object spread in a reduce',
    'O(n^2)',
    'return it.reduce((a: object, x: number) => ({ ...a, [`k${x}`]: 1 }), {});',
    SORTED,
  ),
  known('a queue emptied by shift', 'O(n^2)', 'while (it.length > 0) it.shift(); return it;'),
  known(
    'insertion sort',
    'O(n^2)',
    'for (let i = 1; i < n; i++) for (let j = i; j > 0 && it[j - 1] > it[j]; j--) { const t = it[j]; it[j] = it[j - 1]; it[j - 1] = t; } return it;',
    'Array.from({ length: n }, (_, i) => n - i)',
  ),
  known(
    'recursion with a rest',
    'O(n^2)',
    'const sum = (a: number[]): number => { if (a.length === 0) return 0; const [first, ...rest] = a; return first! + sum(rest); }; return sum(it);',
  ),
  known(
    'indexOf for each of a text',
    'O(n^2)',
    'let t = 0; for (let i = 0; i < n; i++) t += it.indexOf("z"); return t;',
    '"a".repeat(n)',
  ),
  // Amortised: the growth of one call.
  amortised('a growing array', 'O(1)', 'for (let i = 0; i < n; i++) it.push(i);'),
  amortised(
    'doubling by hand',
    'O(1)',
    'let a = new Array(1), used = 0; for (let i = 0; i < n; i++) { if (used === a.length) { const b = new Array(2 * a.length); for (let j = 0; j < used; j++) b[j] = a[j]; a = b; } a[used++] = i; } return a;',
  ),
  amortised(
    'growing by ten',
    'O(n)',
    'let a = new Array(10), used = 0; for (let i = 0; i < n; i++) { if (used === a.length) { const b = new Array(a.length + 10); for (let j = 0; j < used; j++) b[j] = a[j]; a = b; } a[used++] = i; } return a;',
  ),
  amortised(
    'a queue of two stacks',
    'O(1)',
    'const a: number[] = [], b: number[] = []; for (let i = 0; i < n; i++) { a.push(i); if (i % 2) { if (b.length === 0) while (a.length > 0) b.push(a.pop()!); b.pop(); } }',
  ),
  amortised(
    'a log that drops from the front',
    'O(1)',
    'let head = 0; for (let i = 0; i < n; i++) { it.push(i); while (it[head] < i - 8) head++; if (head > 64) { it.splice(0, head); head = 0; } }',
  ),
  amortised(
    'a sort for each insert',
    'O(n log n)',
    'for (let i = 0; i < n; i++) { it.push((i * 7919) % n); it.sort((a: number, b: number) => a - b); }',
  ),
  amortised(
    'eviction by scanning',
    'O(n)',
    'for (let i = 0; i < n; i++) { it.set(`n${i}`, i); let oldest = ""; for (const [k] of it) oldest = k; it.delete(oldest); }',
    MAP,
  ),
];
