import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, changeBetween, offsetAt, positionAt } from './text-changes';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', ' ') });

describe('changes of a text', () => {
  it('lead from the one text to the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changeBetween(before, after);
        expect(applyChanges(before, change === undefined ? [] : [change])).toBe(after);
        expect(change === undefined).toBe(before === after);
      }),
    );
  });

  it.each([
    ['aaa', 'aaaa', { offset: 3, removed: 0, text: 'a' }],
    ['abc', 'ac', { offset: 1, removed: 1, text: '' }],
    ['abc', 'axc', { offset: 1, removed: 1, text: 'x' }],
    ['', 'x', { offset: 0, removed: 0, text: 'x' }],
  ])('are as small as they can be: %j to %j', (before, after, change) => {
    expect(changeBetween(before, after)).toEqual(change);
  });

  it('are applied in order', () => {
    const changes = [
      { offset: 4, removed: 1, text: 'E' },
      { offset: 0, removed: 1, text: 'AA' },
    ];
    expect(applyChanges('abcde', changes)).toBe('AAbcdE');
  });

  it('have places that lead back to their offsets', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (value, wanted) => {
        const offset = Math.min(wanted, value.length);
        const { line, column } = positionAt(value, offset);
        expect(offsetAt(value, line, column)).toBe(offset);
      }),
    );
    expect(offsetAt('ab\ncd', 9, 9)).toBe(5);
    expect(offsetAt('ab\ncd', 0, 0)).toBe(0);
    expect(offsetAt('ab\ncd', 1, 9)).toBe(2);
  });
});
