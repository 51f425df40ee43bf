/** Which request of a contract does what is wanted: by its shape, its words, or the learner's own choice. Pure. */
import type { Wanted } from './format';
import { headerOf, namesOf, type Operation, signatureOf } from './notation';
import { type Choices, NONE } from './state';

/** Below this a request looks too little like what is wanted. */
const LEAST = 3;

/** Query parameters by which a list is read in pages. */
export const PAGING = /cursor|token|after|before|since|offset|^page|skip|limit|size|per_page|start/i;
const COUNTING = /^(stats?|statistics|clicks?|analytics|counts?|visits|hits|metrics|views)$/i;
const REMOVING = /^(delete|remove|disable|deactivate|revoke)$/i;

/** Requests by the id of what they do; each does one thing at most. */
export function matchOperations(
  wanted: readonly Wanted[],
  operations: readonly Operation[],
  choices: Choices,
): ReadonlyMap<string, Operation> {
  const matched = new Map<string, Operation>();
  for (const { id } of wanted) {
    const chosen = operations.find((operation) => signatureOf(operation) === choices.get(id));
    if (chosen !== undefined) matched.set(id, chosen);
  }
  const taken = new Set(matched.values());
  const scored = wanted
    .filter(({ id }) => !matched.has(id) && choices.get(id) !== NONE)
    .flatMap((one) => operations.map((operation) => ({ id: one.id, operation, score: scoreOf(one, operation) })))
    .filter(({ score }) => score >= LEAST);
  // Sorting keeps the order of what is equal: what is written first goes first.
  for (const { id, operation } of scored.sort((a, b) => b.score - a.score)) {
    if (matched.has(id) || taken.has(operation)) continue;
    matched.set(id, operation);
    taken.add(operation);
  }
  return matched;
}

function scoreOf({ kind, words }: Wanted, operation: Operation): number {
  const { method, path, query, responses, body } = operation;
  const last = path.at(-1);
  const endsInParameter = last?.isParameter === true;
  const isCount = path.some(({ text, isParameter }) => !isParameter && COUNTING.test(text));
  const isRedirect = responses.some(({ status, headers }) => isElsewhere(status) || headerOf(headers, /^location$/i));
  const answersList = responses.some(
    (one) => one.body?.isList === true || one.body?.fields.some(({ type }) => type.includes('[')),
  );
  const said = [...path.map(({ text }) => text), ...namesOf(body)].map((word) => word.toLowerCase());
  const known = Math.min(1, words.filter((word) => said.some((one) => one.includes(word.toLowerCase()))).length);
  switch (kind) {
    case 'create':
      if (path.some(({ text }) => REMOVING.test(text)) || isCount) return 0;
      if (method === 'POST') return (endsInParameter ? 2 : 4) + known;
      return method === 'PUT' && endsInParameter ? 3 + known : 0;
    case 'follow':
      if (method !== 'GET' || isCount) return 0;
      return (
        (isRedirect ? 4 : 0) + (endsInParameter ? 2 : 0) + (path.length === 1 && endsInParameter ? 2 : 0) + known * 0.5
      );
    case 'list':
      if (method !== 'GET' || isRedirect || isCount) return 0;
      return (
        (endsInParameter ? 0 : 2) +
        (answersList ? 2 : 0) +
        (query.some(({ name }) => PAGING.test(name)) ? 2 : 0) +
        known
      );
    case 'remove':
      if (method === 'DELETE') return 5;
      return method !== 'GET' && REMOVING.test(last?.text ?? '') ? 4 : 0;
    case 'count':
      return method === 'GET' && isCount ? 5 : 0;
  }
}

/** A status that sends a client elsewhere: RFC 9110 §15.4, without 304. */
export function isElsewhere(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}
