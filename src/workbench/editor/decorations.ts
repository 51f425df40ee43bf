import type { editor } from 'monaco-editor/editor';
import type { EditorDecoration } from './types';

/** Triangles carry one digit; further differences have an empty one. */
const MAX_NUMBER = 9;

/** How a mark looks, in the classes that `Editor.svelte` styles. */
export function decorationOptions(decoration: EditorDecoration): editor.IModelDecorationOptions {
  const { kind, number, ghostText } = decoration;
  const numbered = number !== undefined && number >= 1 && number <= MAX_NUMBER ? ` dd-number-${number}` : '';
  const spoken = speak(decoration);
  return {
    isWholeLine: true,
    // NeverGrowsWhenTypingAtEdges: a mark is about the text that ran.
    stickiness: 1,
    ...(kind === 'related'
      ? { linesDecorationsClassName: 'dd-related' }
      : {
          className: `dd-line-${kind}`,
          marginClassName: `dd-line-${kind}`,
          glyphMarginClassName: `dd-glyph-${kind}${numbered}`,
          glyphMarginHoverMessage: { value: spoken },
        }),
    ...(ghostText === undefined ? {} : { after: { content: `  ${ghostText}`, inlineClassName: 'dd-ghost' } }),
  };
}

/** The mark in words. */
function speak({ kind, number, ghostText }: EditorDecoration): string {
  const names = { divergence: 'Difference', related: 'Related line', error: 'Error' } as const;
  const name = number === undefined ? names[kind] : `${names[kind]} ${number}`;
  return ghostText === undefined ? name : `${name}: ${ghostText}`;
}
