import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Data } from '../../../engines/kernel/types';
import { SheetEditor } from './sheet-editor.svelte';
import { estimateOf } from './state';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function edited(): { readonly log: Data[]; readonly editor: SheetEditor } {
  const log: Data[] = [];
  const state = () => estimateOf(log.map((data, at) => ({ at, rung: 'case', data })));
  return { log, editor: new SheetEditor({ state, keep: (data) => void log.push(data) }) };
}

describe('what is typed', () => {
  it('is kept within a second of the last change, once', () => {
    const { log, editor } = edited();
    editor.type('r1', 'name', 'Li');
    vi.advanceTimersByTime(400);
    editor.type('r1', 'name', 'Links');
    expect(log).toEqual([]);
    vi.advanceTimersByTime(999);
    expect(log).toEqual([{ do: 'row', id: 'r1', name: 'Links', formula: '', yours: '' }]);
  });

  it('is kept at once when it is left, and not again', () => {
    const { log, editor } = edited();
    editor.type('r1', 'formula', '5');
    editor.flush();
    vi.advanceTimersByTime(5000);
    expect(log).toHaveLength(1);
  });
});

describe('rows', () => {
  it('have ids that are never given twice', () => {
    const { log, editor } = edited();
    expect(editor.add()).toBe('r2');
    editor.remove('r2');
    expect(editor.add('Storage', 'storage')).toBe('r3');
    expect(log.at(-1)).toEqual({ do: 'row', id: 'r3', name: 'Storage', formula: '', yours: '', answers: 'storage' });
  });

  it('that cannot be read are passed over', () => {
    const junk = [null, 5, { do: 'row' }, { do: 'row', id: 'x', name: '', formula: '', yours: '' }, { do: 'other' }];
    expect(estimateOf(junk.map((data, at) => ({ at, rung: 'case', data: data as Data }))).rows).toEqual([]);
  });
});
