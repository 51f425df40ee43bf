import type { SceneSpecBase } from '../types';

/** One step every this many ms while it plays. */
export const PLAY_STEP_MS = 700;

/** Where the playhead of one scene stands, and how it moves. It opens on the first difference, else on the last step. */
export class Stepper {
  readonly #spec: SceneSpecBase;
  #index = $state(0);
  #isPlaying = $state(false);
  /** Steps at which the two differ, in order. */
  readonly differences: readonly number[];
  readonly count: number;

  constructor(spec: SceneSpecBase) {
    this.#spec = spec;
    this.count = spec.steps.length;
    this.differences = spec.steps.flatMap(({ state }, index) =>
      index === spec.firstDifference || state.some(({ differs }) => differs) ? [index] : [],
    );
    this.#index = spec.firstDifference ?? Math.max(0, this.count - 1);
  }

  /** 0-based. */
  get index(): number {
    return this.#index;
  }
  get isPlaying(): boolean {
    return this.#isPlaying;
  }
  get isFirst(): boolean {
    return this.#index <= 0;
  }
  get isLast(): boolean {
    return this.#index >= this.count - 1;
  }

  /** Goes to a step; past the ends is the end. Playing stops, for the learner took over. */
  go(index: number): void {
    this.#isPlaying = false;
    this.#move(index);
  }

  #move(index: number): void {
    this.#index = Math.max(0, Math.min(index, this.count - 1));
  }

  /** The first difference; stays where there is none. */
  goFirstDifference(): void {
    const first = this.#spec.firstDifference ?? this.differences[0];
    if (first !== undefined) this.go(first);
  }

  /** The next difference after this step, and after the last the first again. */
  goNextDifference(): void {
    const next = this.differences.find((index) => index > this.#index) ?? this.differences[0];
    if (next !== undefined) this.go(next);
  }

  /** Plays on, from the start again when it is at the end; or pauses. */
  togglePlay(): void {
    if (this.count < 2) return;
    if (!this.#isPlaying && this.isLast) this.#move(0);
    this.#isPlaying = !this.#isPlaying;
  }

  /** One beat of playing: the next step, until the last. */
  beat(): void {
    this.#move(this.#index + 1);
    if (this.isLast) this.#isPlaying = false;
  }
}
