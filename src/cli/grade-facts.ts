import type { Rung } from '../packs/types';
import type { Given } from './exit-codes';

type Facts = Rung['facts'];

/** The rung's facts with the given ones in their place. A fact keeps the type that the exercise gave it. */
export function resolveFacts(defaults: Facts, given: readonly (readonly [key: string, value: string])[]): Given<Facts> {
  const facts: Record<string, string | number | boolean> = { ...defaults };
  for (const [key, text] of given) {
    const standard = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    if (standard === undefined) return { ok: false, message: `unknown fact "${key}". ${listFacts(defaults)}` };
    const value = parseAs(typeof standard, text);
    if (value === undefined) {
      const message = `the fact "${key}" is a ${typeof standard}, got "${text}". ${listFacts(defaults)}`;
      return { ok: false, message };
    }
    facts[key] = value;
  }
  return { ok: true, value: facts };
}

function parseAs(type: string, text: string): string | number | boolean | undefined {
  if (type === 'string') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function listFacts(facts: Facts): string {
  const listed = Object.entries(facts).map(
    ([key, value]) => `${key} (${typeof value}, ${JSON.stringify(value)} unless given)`,
  );
  return listed.length === 0 ? 'This rung has no facts.' : `The facts are ${listed.join(', ')}.`;
}
