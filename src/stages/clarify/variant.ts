/** What an attempt's seed draws of an exercise: the business that asks for it, and the facts that it would answer. Pure. */
import type { BuildExercise, FactValue, Rung } from '../../packs';

/** What Clarify needs of an exercise, or of a case. */
export type Clarifiable = Pick<BuildExercise, 'id' | 'prompt' | 'disguises' | 'variants' | 'questions' | 'opening'> &
  Partial<Pick<BuildExercise, 'changes'>>;

/** What it is asked for: a rung, or a whole case. */
export type ClarifyPlace = Pick<Rung, 'id' | 'facts'>;

/** One interview. */
export interface Variant {
  /** Markdown: the prompt as it was heard. */
  readonly prompt: string;
  /** The business, where the exercise has several. */
  readonly disguise?: { readonly id: string; readonly title: string };
  /** What the interviewer would say if asked. What is not asked keeps its default. */
  readonly facts: { readonly [fact: string]: FactValue };
}

/** The variant of a seed (uint32): the same for the same exercise and seed, wherever it is drawn. */
export function variantOf({ id, prompt, disguises, variants }: Clarifiable, seed: number): Variant {
  const disguise = disguises[drawn(`${id} disguise`, seed, disguises.length)];
  const facts = Object.entries(variants).map(([fact, values]) => [
    fact,
    values[drawn(`${id} ${fact}`, seed, values.length)],
  ]);
  return {
    prompt: disguise?.prompt ?? prompt,
    ...(disguise === undefined ? {} : { disguise: { id: disguise.id, title: disguise.title } }),
    facts: Object.fromEntries(facts) as Variant['facts'],
  };
}

/**
 * An index below `count`, of label and seed. FNV-1a (RFC 9923) and the finalizer of MurmurHash3, which spreads what
 * FNV leaves in the low bits.
 */
function drawn(label: string, seed: number, count: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${label} ${seed}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % Math.max(1, count);
}
