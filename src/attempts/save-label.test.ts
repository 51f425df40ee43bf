import { describe, expect, it } from 'vitest';
import { saveLabel } from './save-label';

describe('saveLabel', () => {
  it.each([
    [-5_000, 'Saved just now'],
    [1_999, 'Saved just now'],
    [12_400, 'Saved 12 s ago'],
    [59_999, 'Saved 59 s ago'],
    [60_000, 'Saved 1 min ago'],
    [3_599_999, 'Saved 59 min ago'],
    [3 * 3_600_000, 'Saved 3 h ago'],
    [50 * 3_600_000, 'Saved 2 d ago'],
  ])('after %i ms: %s', (elapsed, label) => {
    expect(saveLabel({ kind: 'saved', at: 1e12 }, 1e12 + elapsed)).toBe(label);
  });

  it('says what is not saved, and why it cannot be typed', () => {
    expect(saveLabel({ kind: 'saving' }, 0)).toBe('Saving');
    const failed = { kind: 'failed', reason: 'quota', message: 'full' } as const;
    expect(saveLabel({ ...failed, unsaved: 1 }, 0)).toBe('Not saved: 1 change in this tab only');
    expect(saveLabel({ ...failed, unsaved: 7 }, 0)).toBe('Not saved: 7 changes in this tab only');
    const readOnly = { kind: 'read-only', reason: 'other-tab', message: 'open' } as const;
    expect(saveLabel(readOnly, 0)).toBe('Read-only: open in another tab');
  });
});
