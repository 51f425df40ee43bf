import type { Counterexample } from '../../engines/check/types';

/** Where a scene stands: virtual time in milliseconds, and the learner's line (1-based) that decided the step. */
export interface ShownStep {
  readonly t?: number;
  readonly line?: number;
}

/**
 * What a counterexample's scene shows at a step, 0-based; without one, at its first difference. A scene is data from the
 * judge that its own parser checks when it is drawn, so nothing is taken for granted here. Without a scene: the event
 * of the difference.
 */
export function shownStep({ scene, trace, at }: Counterexample, step: number | undefined): ShownStep {
  if (typeof scene !== 'object' || scene === null || !('steps' in scene) || !Array.isArray(scene.steps)) {
    const event = trace.find(({ seq }) => seq === at);
    return event === undefined ? {} : { t: event.t };
  }
  const first = 'firstDifference' in scene && typeof scene.firstDifference === 'number' ? scene.firstDifference : 0;
  const found: unknown = scene.steps[step ?? first];
  if (typeof found !== 'object' || found === null) return {};
  return {
    ...('t' in found && typeof found.t === 'number' ? { t: found.t } : {}),
    ...('line' in found && typeof found.line === 'number' ? { line: found.line } : {}),
  };
}
