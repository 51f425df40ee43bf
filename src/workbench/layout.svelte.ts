import { MediaQuery } from 'svelte/reactivity';
import type { Settings } from '../app/settings.svelte';

/** A pane's size in pixels: what it begins with, and how far it goes. */
export interface PaneLimits {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

export const PANES = {
  brief: { initial: 296, min: 220, max: 460 },
  verdict: { initial: 524, min: 340, max: 820 },
  bottom: { initial: 226, min: 80, max: 560 },
} as const satisfies Record<string, PaneLimits>;

export type PaneName = keyof typeof PANES;

/** How much of the workbench there is room for: NOTES' break points. */
export type LayoutMode = 'wide' | 'folded' | 'narrow' | 'reading';

/** Sizes of the workbench's panes, remembered in this browser, and what the window has room for. */
export class Layout {
  readonly #settings: Settings;
  readonly #wide = new MediaQuery('min-width: 1360px', true);
  readonly #folded = new MediaQuery('min-width: 1180px', true);
  readonly #narrow = new MediaQuery('min-width: 900px', true);
  #sizes = $state<Record<PaneName, number>>({ brief: 0, verdict: 0, bottom: 0 });
  #isBriefOpen = $state(false);

  constructor(settings: Settings) {
    this.#settings = settings;
    for (const name of Object.keys(PANES) as PaneName[]) {
      this.#sizes[name] = clampTo(PANES[name], settings.number(`pane:workbench:${name}`) ?? PANES[name].initial);
    }
  }

  get mode(): LayoutMode {
    if (this.#wide.current) return 'wide';
    if (this.#folded.current) return 'folded';
    return this.#narrow.current ? 'narrow' : 'reading';
  }

  /** Where the brief is folded to a rail: whether it lies open over the editor. */
  get isBriefOpen(): boolean {
    return this.#isBriefOpen;
  }

  set isBriefOpen(open: boolean) {
    this.#isBriefOpen = open;
  }

  size(name: PaneName): number {
    return this.#sizes[name];
  }

  resize(name: PaneName, size: number): void {
    this.#sizes[name] = size;
    this.#settings.keepNumber(`pane:workbench:${name}`, size);
  }

  reset(name: PaneName): void {
    this.#sizes[name] = PANES[name].initial;
    this.#settings.keepNumber(`pane:workbench:${name}`, undefined);
  }
}

function clampTo({ min, max }: PaneLimits, size: number): number {
  return Math.max(min, Math.min(max, size));
}
