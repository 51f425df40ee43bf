/**
 * Free text held against points: a point is found where one sentence says it, and the words that say it are marked. A
 * list of keywords is no sentence, and a sentence that denies does not count. What is found can only add credit.
 */
import { conceptsOf, stemOf, wordsOf, type Word as PlainWord } from './words';

/** A word and its clause: a denial does not reach beyond a comma. */
interface Word extends PlainWord {
  readonly clause: number;
}

/** A point as an author wrote it. */
export interface EvidencePoint {
  readonly id: string;
  /** Any line of it suffices. Its words stand in one sentence, in any order and inflection; `a|b` is either. */
  readonly evidence: readonly string[];
}

/** What a text shows of one point. */
export interface Evidence {
  readonly id: string;
  /** Offsets of the words that show it, in UTF-16 units; none: missing. */
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

/** A sentence has at least this many words, and not every word of it is a keyword. */
const SENTENCE_WORDS = 5;

/** Every point, with the words of the first sentence that shows it. */
export function findEvidence(text: string, points: readonly EvidencePoint[]): readonly Evidence[] {
  const sentences = sentencesOf(text);
  return points.map(({ id, evidence }) => {
    for (const line of evidence) {
      const wanted = line.split(/\s+/).filter((word) => word !== '');
      for (const sentence of sentences) {
        const marks = marksOf(sentence, wanted);
        if (marks !== undefined) return { id, marks };
      }
    }
    return { id, marks: [] };
  });
}

/** Sentences that may count as one: with a verb of their own or a small word, and no bare list. */
function sentencesOf(text: string): readonly (readonly Word[])[] {
  const sentences: Word[][] = [];
  let offset = 0;
  for (const part of text.split(/(?<=[.!?;:])\s+|\n+/)) {
    const from = text.indexOf(part, offset);
    offset = from + part.length;
    const words = wordsOf(part).map((word) => ({
      ...word,
      from: word.from + from,
      to: word.to + from,
      clause: part.slice(0, word.from).split(/[,()–—]/).length,
    }));
    if (words.length >= SENTENCE_WORDS && !isList(words, part)) sentences.push(words);
  }
  return sentences;
}

/** Small words join the others into a sentence; `map, key, window, count, expiry` has none. */
const JOINING = new Set(
  `a an the is are was be been has have had do does to of in on at by for from with as and or if then when while because so that which it its
  this each per every until before after without not no than only would will can must should may i we you they once`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

function isList(words: readonly Word[], part: string): boolean {
  const joining = words.filter(({ text }) => JOINING.has(text)).length;
  const commas = part.split(',').length - 1;
  return joining / words.length < 0.15 || commas >= words.length / 2;
}

const DENYING = new Set([
  'not',
  'never',
  'no',
  'none',
  'without',
  'neither',
  'nor',
  'cannot',
  'dont',
  'doesnt',
  'isnt',
  'wont',
]);
/** How many words before the first that counts a denial reaches. */
const DENIAL_REACH = 3;

function marksOf(sentence: readonly Word[], wanted: readonly string[]): Evidence['marks'] | undefined {
  const found: Word[] = [];
  const asksDenial = wanted.some((word) => word.split('|').some((one) => DENYING.has(one)));
  for (const word of wanted) {
    const stems = word.split('|').map(stemOf);
    const hit = sentence.find(
      (candidate) => !found.includes(candidate) && stems.some((stem) => means(candidate, stem)),
    );
    if (hit === undefined) return undefined;
    found.push(hit);
  }
  if (!asksDenial && isDenied(sentence, found)) return undefined;
  return found.map(({ from, to }) => ({ from, to })).sort((a, b) => a.from - b.from);
}

/** The word itself, inflected or not; a synonym only where author and learner mean the same narrow thing. */
function means({ stem }: Word, wanted: string): boolean {
  if (stem === wanted) return true;
  const shared = conceptsOf(wanted);
  return NARROW.some((concept) => shared.includes(concept) && conceptsOf(stem).includes(concept));
}

/** Meanings whose words may stand for one another in an answer, where in a question many more may. */
const NARROW = [
  'limit',
  'refuse',
  'admit',
  'window',
  'evict',
  'close',
  'retry',
  'start',
  'subscriber',
  'leader',
  'fence',
  'recency',
];

/** In each clause that shows something: a denial before it, at most some words away, or inside of it. */
function isDenied(sentence: readonly Word[], found: readonly Word[]): boolean {
  const clauses = new Set(found.map(({ clause }) => clause));
  return [...clauses].some((clause) => {
    const places = found.filter((word) => word.clause === clause).map((word) => sentence.indexOf(word));
    const first = Math.min(...places);
    return sentence
      .slice(Math.max(0, first - DENIAL_REACH), Math.max(...places))
      .some((word) => word.clause === clause && (DENYING.has(word.text) || word.stem === 'not'));
  });
}
