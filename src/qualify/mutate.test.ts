import { describe, expect, it } from 'vitest';
import { mutantsOf } from './mutate';

/** What a text becomes, one mutant each: `was -> now`. */
const changes = (source: string): readonly string[] => mutantsOf('p', source).map(({ was, now }) => `${was} -> ${now}`);

describe('mutants', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'comparisons: the boundary and the opposite',
      'x = a < b;',
      ['x = a < b; -> ;', 'a < b -> a <= b', 'a < b -> a >= b'],
    ],
    ['constants, by one each way', 'const n = 0;', ['n = 0 -> n = 1', 'n = 0 -> n = (-1)']],
    ['logic', 'const x = a && b;', ['a && b -> a || b']],
    [
      'conditions: denied, always, never',
      'if (ready) go;',
      ['ready -> !(ready)', 'ready -> true', 'ready -> false', 'go; -> ;'],
    ],
    ['a loop that never begins, and none that never ends', 'while (more) ;', ['more -> !(more)', 'more -> false']],
    ['arithmetic', 'const x = a * b;', ['a * b -> a / b']],
    ['no arithmetic of text', "const x = a + 'b';", []],
    ['a removed await', 'const x = await a;', ['x = await a -> x = a']],
    ['swapped arguments', 'const x = f(a, b);', ['f(a, b) -> f(b, a)']],
    ['what is returned', 'function f() { return a; }', ['return a; -> return undefined;']],
    ['defaults', 'const x = a ?? b;', ['a ?? b -> a', 'a ?? b -> (b)']],
    ['optional chains', 'const x = a?.b;', ['a?.b -> a.b']],
    [
      'effects within expressions',
      'const x = seen.delete(k) || b;',
      ['seen.delete(k) -> (seen)', 'seen.delete(k) || b -> seen.delete(k) && b'],
    ],
    ['methods taken for each other', 'const x = Math.min(a);', ['Math.min(a) -> Math.max(a)']],
    ['nothing in types', 'type A = 1 | 2; interface B { c: 3; }', []],
  ])('change %s', (_what, source, expected) => {
    expect(changes(source)).toEqual(expected);
  });

  it('are named so that an edit elsewhere leaves the name, and repeated ones apart', () => {
    const ids = (source: string) => mutantsOf('p', source).map(({ id, line }) => [id, line]);
    expect(ids('let a = b - c;\nlet d = b - c;')).toEqual([
      ['p: b - c -> b + c', 1],
      ['p: b - c -> b + c #2', 2],
    ]);
    expect(ids('// A line more.\nlet a = b - c;')).toEqual([['p: b - c -> b + c', 2]]);
  });

  it('differ from the program and from each other', () => {
    const source = 'export const f = (a: number) => { if (a > 0 && a !== 3) return a - 1; a += 2; return -a; };';
    const sources = mutantsOf('p', source).map((mutant) => mutant.source);
    expect(new Set([source, ...sources]).size).toBe(sources.length + 1);
    expect(sources.length).toBeGreaterThan(15);
  });
});
