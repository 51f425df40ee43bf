import type { editor } from 'monaco-editor/editor';

/** What a change of the text area asks for, before Monaco has seen it. */
export interface FieldChange {
  /** `insertText`, `deleteContentBackward`, ... (Input Events Level 2). */
  readonly inputType: string;
  readonly data: string | null;
  /** Whether the field's whole content is selected, and is the whole text. */
  readonly isWhole: boolean;
}

/**
 * The text to put in as it stands, or null where Monaco knows better. What comes in one piece (dictation, input methods,
 * text expanders, whatever fills a field) is finished text: indenting its lines or closing its brackets would spoil it.
 */
export function verbatimText({ inputType, data, isWhole }: FieldChange): string | null {
  if (isWhole && inputType.startsWith('delete')) return '';
  if (inputType !== 'insertText' && inputType !== 'insertReplacementText') return null;
  return data !== null && data.length > 1 && (isWhole || data.includes('\n')) ? data : null;
}

/** Watches the editor's text area and takes such text over; answers how to stop. */
export function takeVerbatim(host: HTMLElement, code: editor.IStandaloneCodeEditor): () => void {
  const take = (event: InputEvent): void => {
    const field = event.target;
    const model = code.getModel();
    if (!(field instanceof HTMLTextAreaElement) || model === null || event.isComposing) return;
    const isSelected = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const isWhole = isSelected && field.value.length > 1 && field.value === model.getValue();
    const text = verbatimText({ inputType: event.inputType, data: event.data, isWhole });
    if (text === null || code.getRawOptions().readOnly === true) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const ranges = isWhole ? [model.getFullModelRange()] : (code.getSelections() ?? []);
    code.pushUndoStop();
    code.executeEdits(
      'verbatim',
      ranges.map((range) => ({ range, text, forceMoveMarkers: true })),
    );
    code.pushUndoStop();
  };
  host.addEventListener('beforeinput', take, { capture: true });
  return () => host.removeEventListener('beforeinput', take, { capture: true });
}
