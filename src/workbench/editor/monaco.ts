import { editor, type IDisposable, KeyCode, KeyMod, languages, MarkerSeverity, Range, Uri } from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/typescript/register';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { ambientFiles } from './contract';
import { decorationOptions } from './decorations';
import { pageMode, themeFromTokens } from './theme';
import type {
  EditorContract,
  EditorDecoration,
  EditorHandlers,
  EditorLanguage,
  EditorProblem,
  EditorView,
  TextSurface,
} from './types';
import { takeVerbatim } from './verbatim';

/** Escape belongs to whatever is open in the editor first. */
const NOTHING_TO_CLOSE = [
  '!suggestWidgetVisible',
  '!findWidgetVisible',
  '!parameterHintsVisible',
  '!renameInputVisible',
  '!inSnippetMode',
  '!markersNavigationVisible',
  '!editorHasMultipleSelections',
  '!inlineSuggestionVisible',
  '!accessibilityHelpWidgetVisible',
  '!referenceSearchVisible',
].join(' && ');

/** How every editor of the page looks and behaves. */
export const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  language: 'typescript',
  ariaLabel: 'Code',
  // A text area that holds the text: screen readers, input methods and whatever else drives a page know how to read and
  // fill one, which the default, an element without a value, cannot offer.
  editContext: false,
  accessibilitySupport: 'on',
  automaticLayout: true,
  fontFamily: "'Drydock Mono', ui-monospace, monospace",
  fontSize: 12.5,
  lineHeight: 20,
  fontLigatures: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  minimap: { enabled: false },
  glyphMargin: true,
  folding: false,
  lineNumbersMinChars: 3,
  // Dimmed, the last line's number falls below the contrast that text needs.
  renderFinalNewline: 'on',
  lineDecorationsWidth: 10,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  renderLineHighlight: 'all',
  padding: { top: 8, bottom: 24 },
  scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  stickyScroll: { enabled: false },
  fixedOverflowWidgets: true,
  unicodeHighlight: { ambiguousCharacters: false },
  smoothScrolling: false,
};

const MARKERS = 'drydock';

let configured = false;

/** Once in a page: workers, checker options, theme. */
export function configure(): void {
  if (configured) return;
  configured = true;
  self.MonacoEnvironment = {
    getWorker: (_id, label) =>
      label === 'typescript'
        ? new Worker(new URL('./ts.worker.ts', import.meta.url), { type: 'module', name: 'typescript' })
        : new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module', name: 'editor' }),
  };
  typescriptDefaults.setCompilerOptions({
    target: 99,
    module: 99,
    moduleResolution: 2,
    moduleDetection: 3,
    lib: ['es2023'],
    strict: true,
    noEmit: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    allowNonTsExtensions: true,
    types: [],
  });
  typescriptDefaults.setEagerModelSync(true);
  const root = document.documentElement;
  const applyTheme = (): void => {
    const mode = pageMode(root);
    const style = getComputedStyle(root);
    editor.defineTheme(
      `drydock-${mode}`,
      themeFromTokens((name) => style.getPropertyValue(name), mode),
    );
    editor.setTheme(`drydock-${mode}`);
  };
  applyTheme();
  new MutationObserver(applyTheme).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
  // Widths measured before the font is there would place the cursor wrongly.
  void document.fonts?.ready.then(() => editor.remeasureFonts());
}

const known = new Set<string>();

/** Once in a page and language. */
function know({ id, tokenizer, lineComment, complete }: EditorLanguage): void {
  if (known.has(id)) return;
  known.add(id);
  languages.register({ id });
  languages.setLanguageConfiguration(id, {
    comments: { lineComment },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
    ],
  });
  // Monaco writes into what it is given.
  languages.setMonarchTokensProvider(id, { tokenizer: structuredClone(tokenizer) as never });
  languages.registerCompletionItemProvider(id, {
    triggerCharacters: [' ', '→', ':', '>'],
    provideCompletionItems(model, { lineNumber, column }) {
      const before = model.getLineContent(lineNumber).slice(0, column - 1);
      // Words of these languages may have hyphens and begin with an arrow.
      const word = /[\w→>-]*$/.exec(before)?.[0] ?? '';
      const range = new Range(lineNumber, column - word.length, lineNumber, column);
      return {
        suggestions: complete(before).map(({ label, insert = label, detail = '' }) => {
          const kind = languages.CompletionItemKind.Value;
          return { label, insertText: insert, detail, kind, range };
        }),
      };
    },
  });
}

/** What a Monaco editor starts with. */
export interface MonacoStart {
  readonly fileName: string;
  /** Default TypeScript. */
  readonly language?: EditorLanguage | undefined;
  /** As a screen reader says it. Default `Code`. */
  readonly label?: string | undefined;
  readonly text: string;
  readonly view?: EditorView;
  readonly readOnly: boolean;
}

/** One Monaco editor on one text, told in Drydock's words. */
export class MonacoSurface implements TextSurface {
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #model: editor.ITextModel;
  readonly #decorations: editor.IEditorDecorationsCollection;
  readonly #subscriptions: IDisposable[] = [];

  constructor(host: HTMLElement, start: MonacoStart, handlers: EditorHandlers) {
    configure();
    if (start.language !== undefined) know(start.language);
    const uri = Uri.parse(`file:///${start.fileName}`);
    editor.getModel(uri)?.dispose();
    this.#model = editor.createModel(start.text, start.language?.id ?? 'typescript', uri);
    this.#model.setEOL(editor.EndOfLineSequence.LF);
    const { readOnly, label = OPTIONS.ariaLabel } = start;
    this.#editor = editor.create(host, { ...OPTIONS, ariaLabel: label, model: this.#model, readOnly });
    // After the editor, whose making gives the model the defaults: tokens have colours, brackets need none.
    this.#model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    this.#decorations = this.#editor.createDecorationsCollection();
    if (start.view !== undefined) this.setView(start.view);
    this.#subscriptions.push({ dispose: takeVerbatim(host, this.#editor) });
    this.#listen(handlers);
  }

  #listen(handlers: EditorHandlers): void {
    const tellView = (): void => handlers.onCursor?.(this.getView());
    this.#subscriptions.push(
      this.#model.onDidChangeContent((event) => {
        // Monaco tells them from the end to the start, so that each is right whether or not the others were applied.
        const changes = event.changes
          .toSorted((a, b) => b.rangeOffset - a.rangeOffset)
          .map((change) => ({ offset: change.rangeOffset, removed: change.rangeLength, text: change.text }));
        handlers.onEdit?.(changes);
      }),
      this.#editor.onDidChangeCursorPosition(tellView),
      this.#editor.onDidScrollChange((event) => {
        if (event.scrollTopChanged) tellView();
      }),
    );
    this.#editor.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => handlers.onRun?.());
    this.#editor.addCommand(KeyCode.Escape, () => handlers.onLeave?.(), NOTHING_TO_CLOSE);
  }

  getText(): string {
    return this.#model.getValue(editor.EndOfLinePreference.LF);
  }

  /** Replaces the whole text; `undoable` keeps the way back (Ctrl+Z), otherwise the history is forgotten. */
  setText(text: string, { undoable }: { readonly undoable: boolean }): void {
    if (text === this.getText()) return;
    if (!undoable) {
      this.#model.setValue(text);
      return;
    }
    const view = this.getView();
    this.#model.pushStackElement();
    this.#model.pushEditOperations(
      this.#editor.getSelections(),
      [{ range: this.#model.getFullModelRange(), text }],
      () => null,
    );
    this.#model.pushStackElement();
    this.setView(view);
  }

  getView(): EditorView {
    const position = this.#editor.getPosition();
    return {
      line: position?.lineNumber ?? 1,
      column: position?.column ?? 1,
      scrollTop: Math.round(this.#editor.getScrollTop()),
    };
  }

  setView(view: EditorView): void {
    this.#editor.setPosition({ lineNumber: view.line, column: view.column });
    this.#editor.setScrollTop(view.scrollTop);
  }

  focus(): void {
    this.#editor.focus();
  }

  /** Brings a line to the middle, and the cursor to its start. */
  reveal(line: number): void {
    const lineNumber = Math.min(Math.max(1, line), this.#model.getLineCount());
    this.#editor.setPosition({ lineNumber, column: this.#model.getLineFirstNonWhitespaceColumn(lineNumber) || 1 });
    this.#editor.revealLineInCenterIfOutsideViewport(lineNumber);
  }

  setReadOnly(readOnly: boolean): void {
    this.#editor.updateOptions({ readOnly });
  }

  setContract(contract: EditorContract | undefined): void {
    typescriptDefaults.setExtraLibs(ambientFiles(contract));
  }

  /** Marks of the last run; they move with the text until they are set again. */
  setDecorations(decorations: readonly EditorDecoration[]): void {
    const known = decorations.filter(({ line }) => line >= 1 && line <= this.#model.getLineCount());
    this.#decorations.set(
      known.map((decoration) => ({
        range: new Range(decoration.line, 1, decoration.line, this.#model.getLineMaxColumn(decoration.line)),
        options: decorationOptions(decoration),
      })),
    );
  }

  /** What the compiler refused, underlined to the end of its line. */
  setProblems(problems: readonly EditorProblem[]): void {
    const markers = problems.flatMap(({ message, loc }) => {
      if (loc === undefined || loc.line > this.#model.getLineCount()) return [];
      const end = this.#model.getLineMaxColumn(loc.line);
      const start = Math.min(loc.column ?? 1, Math.max(1, end - 1));
      const word = this.#model.getWordAtPosition({ lineNumber: loc.line, column: start });
      return [
        {
          severity: MarkerSeverity.Error,
          message,
          source: 'Drydock',
          startLineNumber: loc.line,
          startColumn: start,
          endLineNumber: loc.line,
          endColumn: word?.endColumn ?? end,
        },
      ];
    });
    editor.setModelMarkers(this.#model, MARKERS, markers);
  }

  get uri(): Uri {
    return this.#model.uri;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#editor.dispose();
    this.#model.dispose();
  }
}
