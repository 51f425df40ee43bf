import { describe, expect, it } from 'vitest';
import type { BankProgram } from '../../packs';
import { bankUnder, gradeTests, tried } from './grade';

const program = (id: string, kind: BankProgram['kind'], change: Partial<BankProgram> = {}): BankProgram => ({
  id,
  kind,
  about: id,
  source: '',
  ...change,
});
const outcome = (...failed: string[]) => ({
  ok: true as const,
  results: ['t1', 't2'].map((name) => ({ name, passed: !failed.includes(name) })),
});
const RULES = [
  { id: 'counts', sentence: 'Counts.', shown: true },
  { id: 'ends', sentence: 'Ends.', shown: false },
];

describe('tests over a bank', () => {
  const wrong = (id: string, breaks: string) => program(id, 'reject', { breaks });

  it('catch what they fail on, and the kinds that escape are named, most first', () => {
    const grade = gradeTests(
      [
        tried(program('right', 'accept'), outcome()),
        tried(wrong('a', 'counts'), outcome('t1')),
        tried(wrong('b', 'counts'), outcome()),
        tried(wrong('c', 'ends'), outcome()),
        tried(wrong('d', 'ends'), outcome()),
      ],
      RULES,
    );
    expect(grade.caught.map((one) => one.program.id)).toEqual(['a']);
    expect(grade.kinds).toEqual([
      { rule: 'ends', sentence: 'Ends.', escaped: 2, of: 2 },
      { rule: 'counts', sentence: 'Counts.', escaped: 1, of: 2 },
    ]);
    expect(grade.next).toMatch(/^Write a test/);
  });

  it('catch nothing by a test that refuses a correct program', () => {
    const grade = gradeTests(
      [
        tried(program('right', 'accept'), outcome('t1')),
        tried(wrong('a', 'counts'), outcome('t1')),
        tried(wrong('b', 'counts'), outcome('t1', 't2')),
      ],
      RULES,
    );
    expect(grade.refused.map((one) => one.program.id)).toEqual(['right']);
    expect(grade.caught.map((one) => [one.program.id, one.failed])).toEqual([['b', ['t2']]]);
    expect(grade.next).toContain('“t1” fails on a correct program');
  });

  it('say when nothing is left to catch', () => {
    expect(gradeTests([tried(wrong('a', 'counts'), outcome('t2'))], RULES).next).toContain(
      'Every planted bug is caught',
    );
  });

  it('are tried on the programs for the facts that were agreed, or on those for the defaults where there are too few', () => {
    const defaults = { mode: 'a' };
    const rejects = ['1', '2', '3', '4'].map((id) => program(id, 'reject', { facts: { mode: 'b' } }));
    const bank = [program('right', 'accept'), program('other', 'accept', { facts: { mode: 'b' } }), ...rejects];
    expect(bankUnder(bank, defaults, { mode: 'b' })).toMatchObject({ isDefault: false, programs: { length: 5 } });
    expect(bankUnder(bank.slice(0, 3), defaults, { mode: 'b' })).toEqual({ programs: [bank[0]], isDefault: true });
  });
});
