/**
 * What a learner asks, in their own words, against a bank of questions. No model and no network: words without
 * inflection, the field's synonyms, and rare words weighing more than common ones (inverse document frequency; Spärck
 * Jones, A statistical interpretation of term specificity, 1972). A wrong fact is worse than a question back: what is
 * close to two questions, or holds words that no question knows, is never answered; the nearest three are offered.
 */
import { conceptsOf, isEveryday, isTelling, wordsOf } from './words';

/** A question as the matcher knows it. */
export interface Askable {
  readonly id: string;
  /** All ways of putting it, the card's own first. */
  readonly texts: readonly string[];
  /** Words that go with it without asking it: its answer, its line of the spec card. */
  readonly about?: string;
}

/** What was understood. */
export type Match =
  /** This question and no other. */
  | { readonly kind: 'one'; readonly id: string }
  /** Up to three that it may be, the nearest first. */
  | { readonly kind: 'near'; readonly ids: readonly string[] }
  /** Nothing of it has to do with any question. */
  | { readonly kind: 'none' };

/** Answers only from this likeness on (0 to 1) ... */
const SURE = 0.36;
/** ... this much more where a word of it is known to no question ... */
const STRANGE = 0.2;
/** ... and this much nearer than to the next question. */
const MARGIN = 0.045;
/** Below this likeness a question is not offered. */
const NEAR = 0.1;
const OFFERED = 3;
/** A single word is answered only where some phrasing says little else; beside a strange one it takes two. */
const SINGLE = 0.6;
/** A synonym is worth this share of the word itself. */
const SYNONYM = 0.65;
/** Weight of a word that no question knows, in that of a word that a third of them know. */
const UNKNOWN = 1.2;
/** A word of everyday talk (`time`, `open`, `people`) tells half as much. */
const EVERYDAY = 0.55;
/** In the likeness of two texts, covering what was said counts this much more than covering the phrasing. */
const RECALL = 1.3;

/** A set of words, and what they may mean. */
interface Bag {
  readonly stems: ReadonlySet<string>;
  readonly concepts: ReadonlySet<string>;
}

interface Entry {
  readonly id: string;
  readonly phrasings: readonly Bag[];
  readonly about: ReadonlySet<string>;
}

interface Ranked {
  readonly id: string;
  readonly score: number;
  /** Likeness to the best phrasing alone. */
  readonly best: number;
}

/** A matcher over a bank; made once, asked often. */
export function createMatcher(bank: readonly Askable[]): (text: string) => Match {
  const entries = bank.map(({ id, texts, about = '' }): Entry => ({
    id,
    phrasings: texts.map(bagOf),
    about: bagOf(about).stems,
  }));
  const weights = new Weights(entries);
  return (text) => {
    const { stems } = bagOf(text);
    const said = { stems, concepts: meaningsOf(stems) };
    const ranked = entries
      .map((entry) => rank(entry, said, weights))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const [best, second] = ranked;
    if (best === undefined || best.score < NEAR) return { kind: 'none' };
    const isAlone = best.score - (second?.score ?? 0) >= MARGIN;
    const known = [...stems].filter((stem) => weights.isKnown(stem));
    const told = known.filter((stem) => !isEveryday(stem));
    const isStrange = known.length < stems.size;
    const isEnough = best.score >= SURE + (isStrange ? STRANGE : 0);
    const isSaid = isStrange ? told.length > 1 : stems.size > 1 || (best.best >= SINGLE && told.length === stems.size);
    if (isAlone && isEnough && isSaid) return { kind: 'one', id: best.id };
    const near = ranked.slice(0, OFFERED).filter(({ score }) => score >= NEAR / 2);
    return { kind: 'near', ids: near.map(({ id }) => id) };
  };
}

function bagOf(text: string): Bag {
  const stems = new Set(
    wordsOf(text)
      .map(({ stem }) => stem)
      .filter(isTelling),
  );
  return { stems, concepts: meaningsOf(stems) };
}

function meaningsOf(stems: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...stems].flatMap(conceptsOf));
}

/** How much a word tells: the fewer questions know it, the more. */
class Weights {
  readonly #questions: number;
  readonly #stems = new Map<string, number>();
  readonly #concepts = new Map<string, number>();

  constructor(entries: readonly Entry[]) {
    this.#questions = entries.length;
    const count = (counts: Map<string, number>, names: Iterable<string>): void => {
      for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
    };
    for (const { phrasings, about } of entries) {
      const stems = new Set([...phrasings.flatMap((phrasing) => [...phrasing.stems]), ...about]);
      count(this.#stems, stems);
      count(this.#concepts, meaningsOf(stems));
    }
  }

  /** Whether any question has the word, or a synonym of it. */
  isKnown(stem: string): boolean {
    return this.#stems.has(stem) || conceptsOf(stem).some((concept) => this.#concepts.has(concept));
  }

  of(stem: string): number {
    const known = this.#stems.get(stem);
    const weight = known === undefined ? this.#meaning(stem) : this.#rarity(known);
    return weight * (isEveryday(stem) ? EVERYDAY : 1);
  }

  /** How much of a word another bag has: the word, or the rarest meaning that both share. */
  match(stem: string, { stems, concepts }: Bag): number {
    if (stems.has(stem)) return 1;
    const shared = conceptsOf(stem).filter((concept) => concepts.has(concept));
    if (shared.length === 0) return 0;
    return (
      SYNONYM *
      Math.min(1, Math.max(...shared.map((concept) => this.#concept(concept))) / Math.max(this.of(stem), 0.01))
    );
  }

  #meaning(stem: string): number {
    const known = conceptsOf(stem).filter((concept) => this.#concepts.has(concept));
    if (known.length > 0) return Math.max(...known.map((concept) => this.#concept(concept)));
    return UNKNOWN * this.#rarity(this.#questions / 3);
  }

  #concept(concept: string): number {
    const known = this.#concepts.get(concept);
    return known === undefined ? 0 : this.#rarity(known);
  }

  #rarity(questions: number): number {
    return Math.log(1 + this.#questions / questions);
  }
}

/** Half of it is the best single phrasing, half how well all of the question's words cover what was said. */
function rank({ id, phrasings, about }: Entry, said: Bag, weights: Weights): Ranked {
  const total = sum(said.stems, (stem) => weights.of(stem)) || 1;
  const best = phrasings.reduce((most, phrasing) => {
    const recall = sum(said.stems, (stem) => weights.of(stem) * weights.match(stem, phrasing)) / total;
    const whole = sum(phrasing.stems, (stem) => weights.of(stem)) || 1;
    const precision = sum(phrasing.stems, (stem) => weights.of(stem) * weights.match(stem, said)) / whole;
    const square = RECALL * RECALL;
    const both = square * precision + recall;
    return both === 0 ? most : Math.max(most, ((1 + square) * precision * recall) / both);
  }, 0);
  const covered = sum(said.stems, (stem) => {
    const known = phrasings.reduce((all, phrasing) => all + weights.match(stem, phrasing), 0);
    // Two phrasings that say it make it one of the question's own words.
    return weights.of(stem) * Math.min(1, known / 2 + (about.has(stem) ? 0.25 : 0));
  });
  return { id, best, score: (best + covered / total) / 2 };
}

function sum<T>(items: Iterable<T>, value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}
