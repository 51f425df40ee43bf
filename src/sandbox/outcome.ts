/** What a run comes to that its judge could not bring to a verdict. */
import type { FromJudge } from './protocol';
import type { RunOutcome } from './types';

/** An outcome that decides nothing, with the sentence for the learner. */
export function lost(reason: string): RunOutcome {
  return { kind: 'lost', reason };
}

/** The outcome of a run that the judge gave up: whose fault it is, and what to do. */
export function outcomeOfLost({ cause, reason }: Extract<FromJudge, { type: 'lost' }>): RunOutcome {
  switch (cause) {
    case 'gone':
      // It vanished without an error: only memory does that to what runs no more than a program.
      return {
        kind: 'halted',
        halt: {
          kind: 'memory',
          message:
            'The program used up the memory that the browser gives it, and the browser ended it. Look for something that grows and is never released.',
        },
      };
    case 'exercise':
      return lost(`The check itself failed, which is a fault of the exercise and not of your program: ${reason}`);
    case 'broken':
      return lost(
        `Drydock itself failed while it ran your program: ${reason}. Nothing was decided, and what you wrote is kept. Run it again; if it fails again, please report it with your program. A program that changes built-ins of JavaScript may cause it too.`,
      );
    case 'malformed':
      return lost(`The program's worker sent what no run sends: ${reason}. Nothing was decided.`);
  }
}
