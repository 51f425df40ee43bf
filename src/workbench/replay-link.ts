/** One case in an address: made from a counterexample's replay, read from whatever somebody opened. Pure. */
import { parseReplay, type Replay } from '../../engines/check';

/** The case that a link names, or why it names none here, in a sentence or two. */
export type ReplayLink = { readonly replay: Replay } | { readonly problem: string };

/** What an address must fit. */
interface Here {
  readonly exercise: string;
  readonly rung: string;
  readonly contentHash: string;
}

/** The address of the page with one case in it. */
export function replayAddress(href: string, replay: string): string {
  return `${href.replace(/\?.*$/, '')}?replay=${replay}`;
}

/** Reads `?replay=` of an address's hash; undefined where there is none. */
export function readReplayLink(hash: string, here: Here): ReplayLink | undefined {
  const text = /\?(?:.*&)?replay=([^#]*)$/.exec(hash)?.[1];
  if (text === undefined) return undefined;
  const parsed = parseReplay(text);
  if (!parsed.ok) return { problem: parsed.message };
  const { replay } = parsed;
  if (replay.exercise !== here.exercise || replay.rung !== here.rung) {
    return {
      problem: `It is of ${replay.exercise}, rung ${replay.rung}, and this is ${here.exercise}, rung ${here.rung}. Open it there.`,
    };
  }
  if (!here.contentHash.startsWith(replay.contentHash)) {
    return {
      problem:
        'It was made on another version of this exercise, where the same choices make another case. Run all cases instead.',
    };
  }
  return { replay };
}
