import type { Command } from '../app/commands.svelte';
import type { BuildExercise } from '../packs/types';

/** What the palette can make the workbench do. */
export interface WorkbenchActions {
  readonly run: () => void;
  /** Absent while nothing runs. */
  readonly stop: (() => void) | undefined;
  readonly reset: () => void;
  readonly focusCode: () => void;
  readonly enterRung: (id: string) => void;
}

/** The workbench's commands: run, stop, reset, the code, and every rung of the exercise. */
export function workbenchCommands({ rungs }: BuildExercise, actions: WorkbenchActions): readonly Command[] {
  const { run, stop, reset, focusCode, enterRung } = actions;
  return [
    { id: 'run', title: 'Run', kind: 'Run', keys: 'Ctrl Enter', run },
    ...(stop === undefined ? [] : [{ id: 'stop', title: 'Stop the run', kind: 'Run', keys: 'Esc', run: stop }]),
    { id: 'reset', title: 'Reset to starter', kind: 'Code', run: reset },
    { id: 'code', title: 'Go to the code', kind: 'Pane', run: focusCode },
    ...rungs.map(({ id, title }) => ({
      id: `rung:${id}`,
      title: `Rung: ${title.toLowerCase()}`,
      kind: 'Rung',
      run: () => enterRung(id),
    })),
  ];
}
