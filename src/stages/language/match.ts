/**
 * What a learner asks, in their own words, against a bank of questions. No model and no network: words without
 * inflection, the field's synonyms, and rare words weighing more than common ones (inverse document frequency; Spärck
 * Jones, A statistical interpretation of term specificity, 1972), compared by cosine with each phrasing of a question.
 * A wrong fact is worse than a question back: what is close to two questions, or to none, is never answered.
 */
import { conceptsOf, isTelling, wordsOf } from './words';

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

/** Answers only above this likeness to the best phrasing (cosine, 0 to 1) ... */
const SURE = 0.5;
/** ... when the next question is this much further away ... */
const MARGIN = 0.12;
/** ... and when this share of what was said (by weight) is known to that question at all. */
const COVERED = 0.55;
/** Below this likeness a question is not offered. */
const NEAR = 0.16;
const OFFERED = 3;

type Vector = ReadonlyMap<string, number>;

interface Entry {
  readonly id: string;
  readonly vectors: readonly Vector[];
  /** All its words at once. */
  readonly whole: Vector;
}

/** A matcher over a bank; made once, asked often. */
export function createMatcher(bank: readonly Askable[]): (text: string) => Match {
  const documents = bank.flatMap(({ texts }) => texts.map(featuresOf));
  const weigh = inverseFrequency(
    bank.map(({ texts, about = '' }) => featuresOf([...texts, about].join('. '))),
    documents,
  );
  const entries = bank.map(({ id, texts, about = '' }): Entry => ({
    id,
    vectors: texts.map((text) => vectorOf(featuresOf(text), weigh)),
    whole: vectorOf(featuresOf([...texts, about].join('. ')), weigh),
  }));
  return (text) => {
    const features = featuresOf(text);
    const vector = vectorOf(features, weigh);
    const ranked = entries
      .map((entry) => ({ id: entry.id, score: score(entry, vector), covered: coverage(entry, features, weigh) }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const [best, second] = ranked;
    if (best === undefined || best.score < NEAR) return { kind: 'none' };
    const isAlone = best.score - (second?.score ?? 0) >= MARGIN * best.score;
    if (best.score >= SURE && best.covered >= COVERED && isAlone) return { kind: 'one', id: best.id };
    const near = ranked.slice(0, OFFERED).filter((one) => one.score >= NEAR * 0.6);
    return { kind: 'near', ids: near.map(({ id }) => id) };
  };
}

/** Features of a text with how often they stand there: stems, meanings, and pairs of neighbours. */
function featuresOf(text: string): ReadonlyMap<string, number> {
  const features = new Map<string, number>();
  const add = (feature: string, weight: number): void =>
    void features.set(feature, Math.max(features.get(feature) ?? 0, weight));
  const stems = wordsOf(text)
    .map(({ stem }) => stem)
    .filter(isTelling);
  stems.forEach((stem, index) => {
    add(stem, 1);
    for (const concept of conceptsOf(stem)) add(`=${concept}`, 0.7);
    const next = stems[index + 1];
    if (next !== undefined) add(stem < next ? `${stem} ${next}` : `${next} ${stem}`, 0.6);
  });
  return features;
}

/** Weight of a feature: the fewer questions it occurs in, the more it tells. Unknown words weigh most. */
function inverseFrequency(
  questions: readonly ReadonlyMap<string, number>[],
  documents: readonly ReadonlyMap<string, number>[],
): (feature: string) => number {
  const found = new Map<string, number>();
  for (const features of questions)
    for (const feature of features.keys()) found.set(feature, (found.get(feature) ?? 0) + 1);
  const known = new Set(documents.flatMap((features) => [...features.keys()]));
  return (feature) => {
    // A meaning or a pair that no question has is no news: its words were counted already.
    if (!known.has(feature) && (feature.startsWith('=') || feature.includes(' '))) return 0;
    return Math.log(1 + questions.length / (0.5 + (found.get(feature) ?? 0)));
  };
}

function vectorOf(features: ReadonlyMap<string, number>, weigh: (feature: string) => number): Vector {
  return new Map([...features].map(([feature, weight]) => [feature, weight * weigh(feature)]));
}

function score({ vectors, whole }: Entry, vector: Vector): number {
  const best = vectors.reduce((most, one) => Math.max(most, cosine(one, vector)), 0);
  return 0.75 * best + 0.25 * Math.min(1, 2 * cosine(whole, vector));
}

/** Share of what was said that the question knows, by weight; of words and their meanings the one that is known. */
function coverage(entry: Entry, features: ReadonlyMap<string, number>, weigh: (feature: string) => number): number {
  let all = 0;
  let known = 0;
  for (const [feature, weight] of features) {
    if (feature.startsWith('=') || feature.includes(' ')) continue;
    const worth = weight * weigh(feature);
    all += worth;
    if (entry.whole.has(feature)) known += worth;
    else if (conceptsOf(feature).some((concept) => entry.whole.has(`=${concept}`))) known += 0.8 * worth;
  }
  return all === 0 ? 0 : known / all;
}

function cosine(a: Vector, b: Vector): number {
  let dot = 0;
  for (const [feature, weight] of a) dot += weight * (b.get(feature) ?? 0);
  const length = norm(a) * norm(b);
  return length === 0 ? 0 : dot / length;
}

function norm(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}
