/** Where a text stands: its anchor point, in pixels of the drawing, and the box that it is taken to fill. */
export interface Label {
  /** Stable over steps, so that a drawing can be updated in place. */
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly role: LabelRole;
}

/** `ink`, `quiet`, `faint` are weights of ink; the others are the data roles of the design tokens. */
export type LabelRole = 'ink' | 'strong' | 'quiet' | 'faint' | 'mono' | 'admit' | 'reject' | 'fail' | 'unknown';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const FONT_PX = 11.5;

/**
 * Pixels that a text takes at the size of a scene's labels. Never less than the browser's own measure of the UI or the
 * mono font, so that texts which do not touch here do not touch on the page.
 */
export function textWidth(text: string): number {
  return text.length * FONT_PX * 0.64;
}

/** The box that a label fills, from its ascent to its descent. */
export function labelBox(label: Label): Box {
  const width = textWidth(label.text);
  const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return { left, right: left + width, top: label.y - 9, bottom: label.y + 3 };
}

/** True when two boxes share more than an edge. */
export function isOverlapping(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Cuts a text to a width, ending in an ellipsis. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('')}…`;
}

/** Thin spaces between thousands from five digits on, a true minus: `1000`, `20 000`, `−5`. */
export function formatInteger(value: number): string {
  const digits = String(Math.abs(value));
  const grouped = digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u2009');
  return value < 0 ? `−${grouped}` : grouped;
}

/**
 * Puts labels one by one where nothing stands yet. Whoever comes first has the place, so callers go from the most
 * to the least important; a label with no free place is left out, and the table still says what it would have.
 */
export class LabelPlacer {
  readonly #taken: Box[] = [];
  readonly #placed: Label[] = [];
  readonly #frame: Box;

  constructor(frame: Box) {
    this.#frame = frame;
  }

  /** The labels that found a place, in the order they were put. */
  get placed(): readonly Label[] {
    return this.#placed;
  }

  /** Keeps a box free of labels: a mark, a triangle. */
  reserve(box: Box): void {
    this.#taken.push(box);
  }

  /** Puts the label at the first of the candidates that is free. False when none is. */
  put(candidates: readonly Label[]): boolean {
    for (const candidate of candidates) {
      const box = labelBox(candidate);
      const { left, right, top, bottom } = this.#frame;
      if (box.left < left || box.right > right || box.top < top || box.bottom > bottom) continue;
      if (this.#taken.some((other) => isOverlapping(box, other))) continue;
      this.#taken.push(box);
      this.#placed.push(candidate);
      return true;
    }
    return false;
  }
}
