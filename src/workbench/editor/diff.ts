import { editor, Uri } from 'monaco-editor/editor';
import { configure, OPTIONS } from './monaco';

/** Two texts side by side, both read only: the learner's on the left, another on the right. */
export class DiffSurface {
  readonly #editor: editor.IStandaloneDiffEditor;
  readonly #models: readonly editor.ITextModel[];

  constructor(host: HTMLElement, texts: { readonly yours: string; readonly other: string }) {
    configure();
    this.#models = [modelOf('compared/yours.ts', texts.yours), modelOf('compared/reference.ts', texts.other)];
    const [original, modified] = this.#models;
    this.#editor = editor.createDiffEditor(host, {
      ...OPTIONS,
      readOnly: true,
      domReadOnly: true,
      originalEditable: false,
      renderSideBySide: true,
      // A narrow pane still shows both.
      useInlineViewWhenSpaceIsLimited: true,
      originalAriaLabel: 'Your solution',
      modifiedAriaLabel: 'The solution to compare with',
      renderOverviewRuler: false,
      diffWordWrap: 'on',
      glyphMargin: false,
    });
    if (original !== undefined && modified !== undefined) this.#editor.setModel({ original, modified });
  }

  dispose(): void {
    this.#editor.dispose();
    for (const model of this.#models) model.dispose();
  }
}

/** Plain text to the checker: what is compared is not to be complained about. */
function modelOf(path: string, text: string): editor.ITextModel {
  const uri = Uri.parse(`inmemory://drydock/${path}`);
  editor.getModel(uri)?.dispose();
  return editor.createModel(text, 'typescript', uri);
}
