import { describe, expect, it } from 'vitest';
import { verbatimText } from './verbatim';

describe('text that comes in one piece', () => {
  it('is taken as it stands where it has several lines', () => {
    expect(verbatimText({ inputType: 'insertText', data: 'a {\n  b\n}', isWhole: false })).toBe('a {\n  b\n}');
  });
  it('replaces the whole text where all of the field is selected', () => {
    expect(verbatimText({ inputType: 'insertText', data: 'const a = 1;', isWhole: true })).toBe('const a = 1;');
    expect(verbatimText({ inputType: 'deleteContentBackward', data: null, isWhole: true })).toBe('');
  });
  it('leaves typing to the editor, which indents and closes brackets', () => {
    for (const change of [
      { inputType: 'insertText', data: '{', isWhole: true },
      { inputType: 'insertText', data: '{', isWhole: false },
      { inputType: 'insertText', data: 'word', isWhole: false },
      { inputType: 'insertLineBreak', data: null, isWhole: false },
      { inputType: 'deleteContentBackward', data: null, isWhole: false },
      { inputType: 'insertCompositionText', data: 'a\nb', isWhole: false },
      { inputType: 'historyUndo', data: null, isWhole: true },
    ]) {
      expect(verbatimText(change)).toBeNull();
    }
  });
});
