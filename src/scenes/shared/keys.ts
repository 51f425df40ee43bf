import type { Stepper } from './stepper.svelte';

/**
 * What a key does in a focused scene: `[` `]` step, Shift `]` next difference, Home End, D first difference, Space
 * plays or pauses. Undefined for every other key and with Ctrl, Alt or Meta. Pressing Space on a button presses it.
 */
export function sceneKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'target'>,
  stepper: Stepper,
): (() => void) | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const isButton = event.target instanceof HTMLButtonElement;
  switch (event.key) {
    case '[':
      return () => stepper.go(stepper.index - 1);
    case ']':
      return event.shiftKey ? () => stepper.goNextDifference() : () => stepper.go(stepper.index + 1);
    // Shift ] on the layouts that print a brace there.
    case '}':
      return () => stepper.goNextDifference();
    case 'Home':
      return () => stepper.go(0);
    case 'End':
      return () => stepper.go(stepper.count - 1);
    case 'd':
    case 'D':
      return () => stepper.goFirstDifference();
    case ' ':
      return isButton ? undefined : () => stepper.togglePlay();
    default:
      return undefined;
  }
}
