/** Words as the interviewer hears them: lower case, without inflection, with the field's synonyms beside them. */
import { stemmer } from 'stemmer';
import { CONCEPTS } from './concepts';

/** One word of a text. */
export interface Word {
  /** As written, lower case. */
  readonly text: string;
  /** Without inflection (Porter, An algorithm for suffix stripping, 1980). */
  readonly stem: string;
  /** UTF-16 offsets in the text: `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
}

/** Written out, so that a negation is one word and easily seen. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ca|wo|sha|do|does|is|are|was|would|should)nt$/, 'not'],
  [/^.*n['’]t$/, 'not'],
  [/['’](s|re|ve|ll|d|m)$/, ''],
];

/** The words of a text, in order. Hyphens part words; `O(1)` and `429` stay whole. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/o\([^()\s]{1,9}\)|[\p{L}\p{N}_]+(?:['’][\p{L}]+)*/giu)].map((match) => {
    const written = match[0].toLowerCase();
    const plain = CONTRACTIONS.reduce((word, [pattern, by]) => word.replace(pattern, by), written);
    return { text: written, stem: stemOf(plain), from: match.index, to: match.index + match[0].length };
  });
}

/** A word without its inflection; British and American spellings are one. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase();
  const american = lower.replace(/is(e|ed|es|ing|ation)$/, 'iz$1').replace(/our(s|ed|ing)?$/, 'or$1');
  const base = lower.length > 5 && american !== lower ? american : lower;
  if (ORDINAL.test(base)) return 'nth';
  return stemmer(IRREGULAR.get(base) ?? base);
}

/** `5th`, `third`: which one it is says nothing, that it is counted does. */
const ORDINAL = /^(\d+(st|nd|rd|th)|nth|second|third|fourth|fifth|tenth)$/;

const IRREGULAR = new Map(
  Object.entries({
    kept: 'keep',
    held: 'hold',
    lost: 'lose',
    ran: 'run',
    began: 'begin',
    begun: 'begin',
    gone: 'go',
    went: 'go',
    sent: 'send',
    got: 'get',
    left: 'leave',
    made: 'make',
    taken: 'take',
    took: 'take',
    given: 'give',
    gave: 'give',
    thrown: 'throw',
    threw: 'throw',
    written: 'write',
    wrote: 'write',
    grew: 'grow',
    grown: 'grow',
    fell: 'fall',
    dying: 'die',
    died: 'die',
    dead: 'die',
    slower: 'slow',
    fewer: 'few',
    older: 'old',
    oldest: 'old',
    keys: 'key',
    nothing: 'none',
  }),
);

/** Words that say nothing of what is asked. */
const STOP = new Set(
  `a an the this that these those there here it its i we you he she they them us our your my me do does did doing done be is are was were been
  being am have has had having will would shall should can could may might must to of in on at by for from with as into onto about and or
  but so if then than also too just only very really please ok okay hi hello well let lets get gets got go goes want wants need needs
  say says tell know think assume assuming suppose guess wonder wondering ask asking question curious actually exactly basically
  right sure like any some what which who whom whose when where how why each per worry care consider handle deal matter happen
  thing something anything someone somebody anybody else case mean expect expected possible supposed ought must use used using lot kind way`
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => stemOf(word)),
);

/** Whether a stem carries meaning of its own. */
export function isTelling(stem: string): boolean {
  return stem !== '' && !STOP.has(stem);
}

/** Words of everyday talk that are words of the field as well. */
const PLAIN = new Set(
  'time back open name long people day today start right number good bad big small hear end tell minute hour connect point line'
    .split(' ')
    .map((word) => stemOf(word)),
);

/** Whether a stem is one of everyday talk: alone it tells little. */
export function isEveryday(stem: string): boolean {
  return PLAIN.has(stem);
}

const CONCEPT_OF: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const [concept, words] of Object.entries(CONCEPTS)) {
    for (const word of words.split(/\s+/)) {
      const stem = stemOf(word);
      found.set(stem, [...(found.get(stem) ?? []), concept]);
    }
  }
  return found;
})();

/** The meanings that a stem may have, as names of `CONCEPTS`. */
export function conceptsOf(stem: string): readonly string[] {
  return CONCEPT_OF.get(stem) ?? [];
}
