import type { Loss } from './replay';

/**
 * What was lost, for the learner: which records, when, and what it means for the text on the screen. Undefined when
 * nothing that matters was: no loss, or every one was followed by a whole text.
 */
export function describeLosses(losses: readonly Loss[], formatTime = localTime): string | undefined {
  const open = losses.filter((loss) => !loss.mended);
  const first = open[0];
  if (first === undefined) return undefined;
  const records = open.reduce((sum, loss) => sum + loss.to - loss.from + 1, 0);
  const edits = open.reduce((sum, loss) => sum + loss.edits, 0);
  const many = records > 1;
  const when = first.after === undefined ? 'at the start of the attempt' : `after ${formatTime(first.after)}`;
  const text = first.after === undefined ? 'Check it before you go on.' : `It stands as of ${formatTime(first.after)}.`;
  return [
    `${records} saved record${many ? 's' : ''} ${when} could not be read (${first.why})`,
    ` and ${many ? 'were' : 'was'} set aside, untouched.`,
    edits === 0 ? '' : ` ${edits} later edit${edits === 1 ? '' : 's'} could not be applied.`,
    ` Your text is what could be restored. ${text}`,
  ].join('');
}

function localTime(at: number): string {
  return new Date(at).toLocaleString();
}
