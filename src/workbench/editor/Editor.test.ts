// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Editor from './Editor.svelte';
import { applyChanges } from './text-changes';
import type { EditorChange, EditorHandlers, EditorView } from './types';

/** Monaco as far as the component knows it. */
class FakeSurface {
  static latest: FakeSurface | undefined;
  readonly calls: string[] = [];
  readonly uri = 'file:///solution.ts';

  constructor(
    readonly host: HTMLElement,
    readonly start: { readonly text: string; readonly view?: EditorView; readonly readOnly: boolean },
    readonly handlers: EditorHandlers,
  ) {
    FakeSurface.latest = this;
  }

  getText = () => `${this.start.text}!`;
  getView = () => ({ line: 1, column: 1, scrollTop: 0 });
  setText = (text: string) => this.calls.push(`text ${text}`);
  focus = () => this.calls.push('focus');
  reveal = (line: number) => this.calls.push(`reveal ${line}`);
  setReadOnly = (readOnly: boolean) => this.calls.push(`readOnly ${readOnly}`);
  setContract = () => this.calls.push('contract');
  setProblems = () => this.calls.push('problems');
  setDecorations = () => this.calls.push('decorations');
  dispose = () => this.calls.push('dispose');
}

const load = vi.hoisted(() => ({ loadMonaco: vi.fn() }));
vi.mock('./load', () => load);

let finishLoading: () => void;
let failLoading: (reason: Error) => void;
const compileInWorker = vi.fn(async (_uri: unknown, source: string) => ({ ok: false, problems: [], source }));

beforeEach(() => {
  load.loadMonaco.mockImplementation(
    () =>
      new Promise((resolve, reject) => {
        finishLoading = () => resolve({ MonacoSurface: FakeSurface, compileInWorker });
        failLoading = reject;
      }),
  );
});

afterEach(() => {
  cleanup();
  FakeSurface.latest = undefined;
});

const box = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Code' });

describe('the editor', () => {
  it('is a text box until Monaco is there, which takes over text, cursor and focus', async () => {
    const changes: EditorChange[] = [];
    render(Editor, { text: 'one\ntwo', onEdit: (made: readonly EditorChange[]) => changes.push(...made) });
    box().focus();
    await fireEvent.input(box(), { target: { value: 'one\ntwo three' } });
    box().setSelectionRange(7, 7);
    expect(applyChanges('one\ntwo', changes)).toBe('one\ntwo three');
    finishLoading();
    await waitFor(() => expect(FakeSurface.latest).toBeDefined());
    expect(FakeSurface.latest?.start).toMatchObject({ text: 'one\ntwo three', view: { line: 2, column: 4 } });
    expect(FakeSurface.latest?.calls).toContain('focus');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  });

  it('begins where the learner left', () => {
    render(Editor, { text: 'one\ntwo', view: { line: 2, column: 2, scrollTop: 0 } });
    expect(box().value).toBe('one\ntwo');
    expect(box().selectionStart).toBe(5);
  });

  it('waits for the end of a composed word', async () => {
    render(Editor, { text: '' });
    await fireEvent.compositionStart(box());
    finishLoading();
    await Promise.resolve();
    await fireEvent.input(box(), { target: { value: 'に' } });
    expect(FakeSurface.latest).toBeUndefined();
    await fireEvent.compositionEnd(box());
    await waitFor(() => expect(FakeSurface.latest?.start.text).toBe('に'));
  });

  it('stays a text box when Monaco cannot be loaded, says so, and tries again when asked', async () => {
    const { component } = render(Editor, { text: 'kept' });
    failLoading(new Error('no network'));
    expect(await screen.findByRole('status')).toHaveProperty(
      'textContent',
      expect.stringMatching(/could not be loaded: no network\. .*kept/s),
    );
    await fireEvent.input(box(), { target: { value: 'kept and more' } });
    expect(component.getText()).toBe('kept and more');
    await expect(component.compile()).rejects.toThrow(
      'The compiler could not be loaded: no network. Your text is kept; load the editor again to run it.',
    );
    await fireEvent.click(screen.getByRole('button', { name: 'Load the editor' }));
    finishLoading();
    await waitFor(() => expect(FakeSurface.latest?.start.text).toBe('kept and more'));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('runs on Ctrl+Enter and lets go of the focus on Escape, in the text box too', async () => {
    const onRun = vi.fn();
    const onLeave = vi.fn();
    render(Editor, { text: '', onRun, onLeave });
    box().focus();
    await fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
    await fireEvent.keyDown(box(), { key: 'Enter', metaKey: true });
    await fireEvent.keyDown(box(), { key: 'Enter' });
    expect(onRun).toHaveBeenCalledTimes(2);
    await fireEvent.keyDown(box(), { key: 'Escape' });
    expect(onLeave).toHaveBeenCalledTimes(1);
    expect(document.activeElement).not.toBe(box());
  });

  it('compiles the text of the moment, once the compiler is there', async () => {
    const { component } = render(Editor, { text: 'a', fileName: 'solution.ts' });
    const compiled = component.compile({ requiredExport: 'x' });
    component.setText('b', { undoable: false });
    finishLoading();
    expect(await compiled).toMatchObject({ source: 'a' });
    expect(compileInWorker).toHaveBeenCalledWith('file:///solution.ts', 'a', {
      fileName: 'solution.ts',
      requiredExport: 'x',
    });
    expect(await component.compile()).toMatchObject({ source: 'b!' });
  });

  it('gives Monaco its marks, and takes it down with itself', async () => {
    const { rerender, unmount } = render(Editor, { text: '', readOnly: true });
    finishLoading();
    await waitFor(() => expect(FakeSurface.latest).toBeDefined());
    await waitFor(() =>
      expect(FakeSurface.latest?.calls).toEqual(
        expect.arrayContaining(['contract', 'readOnly true', 'problems', 'decorations']),
      ),
    );
    await rerender({ readOnly: false, decorations: [{ line: 1, kind: 'related' }] });
    expect(FakeSurface.latest?.calls.slice(-3)).toEqual(expect.arrayContaining(['decorations', 'readOnly false']));
    unmount();
    expect(FakeSurface.latest?.calls.at(-1)).toBe('dispose');
  });
});
