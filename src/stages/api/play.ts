/**
 * What a client and a server do that know nothing but the contract. The server has the statuses and headers that stand
 * there and no others; the client is one of HTTP's usual libraries, which sends again what it may (RFC 9110 §9.2.2), waits as
 * long as it is told (§10.2.3) and keeps what may be kept (RFC 9111). Pure and deterministic.
 */
import type { ScenarioText } from './format';
import { type Body, type Header, headerOf, namesOf, type Operation, type Response, signatureOf } from './notation';

/** One line of a transcript. */
export interface Step {
  readonly kind: 'request' | 'answer' | 'client' | 'server';
  readonly text: string;
  /** It left and never arrived. */
  readonly isLost?: boolean;
  /** What should not have happened. */
  readonly isWrong?: boolean;
}

/** A scenario that was played. */
export interface Played {
  readonly steps: readonly Step[];
  /** How much of it held: 0 to 1. */
  readonly share: number;
  /** What came of it, in a sentence or two; where something is missing, with what to write. */
  readonly says: string;
  /** 1-based, of the contract. */
  readonly line: number;
}

/** What a scenario is played with. */
export interface Stage {
  readonly scenario: ScenarioText;
  readonly operation: Operation;
  /** Headers that every request has. */
  readonly common: readonly Header[];
  /** In the singular. */
  readonly thing: string;
  /** Whether each opening has to be counted. */
  readonly isCounted: boolean;
}

/** Names by which a request says that it is the same as one before. */
const SAME = /idempot|request[-_]?id|client[-_]?(token|id|key)|dedup|nonce/i;
/** Headers by which a request says who sends it. */
const IDENTITY = /^(auth|authorization|bearer|cookie|jwt|token|x-api-key|api-key|x-auth.*|x-user.*|x-session.*)$/i;
/** Parameters that carry a secret of the caller's; a user's number is none, since anybody may write it. */
const SECRET = /^(api_?(dev_?)?key|access_?token|auth(_?token)?|session(_?token)?)$/i;

/** A transcript while it is being written. */
export class Transcript {
  readonly steps: Step[] = [];
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  client(text: string, isWrong = false): void {
    this.steps.push({ kind: 'client', text, isWrong });
  }

  server(text: string, isWrong = false): void {
    this.steps.push({ kind: 'server', text, isWrong });
  }

  /** The operation's request, with some of its headers or a part of its body. */
  request(more = '', options: { readonly isLost?: boolean } = {}): void {
    const text = signatureOf(this.#stage.operation) + (more === '' ? '' : ` ${more}`);
    this.steps.push({ kind: 'request', text, ...options });
  }

  answer(text: string, options: { readonly isLost?: boolean; readonly isWrong?: boolean } = {}): void {
    this.steps.push({ kind: 'answer', text, ...options });
  }

  /** What came of it. */
  end(share: number, says: string, line = this.#stage.operation.line): Played {
    return { steps: this.steps, share, says, line };
  }
}

/** The first response with one of the statuses, in the order of the statuses. */
export function responseWith({ responses }: Operation, statuses: readonly number[]): Response | undefined {
  for (const status of statuses) {
    const found = responses.find((response) => response.status === status);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The response of an operation that did what it was asked. */
export function successOf({ responses }: Operation): Response | undefined {
  return responses.find(({ status }) => status >= 200 && status < 300);
}

/** `201 { key, short_url }` */
export function showResponse({ status, body, headers }: Response): string {
  const named = headers.map(({ name, value }) => (value === '' ? name : `${name}: ${value}`));
  return [String(status), ...(body === undefined ? [] : [showBody(body)]), ...named].join(' ');
}

function showBody({ isList, fields }: Body): string {
  const names = fields.map(({ name }) => name).join(', ');
  return isList ? `[{ ${names} }]` : `{ ${names} }`;
}

/** How a request that is sent again is known to be the same; nothing where the contract has no way. */
export function sameness({ operation, common }: Stage): { readonly how: string; readonly shown: string } | undefined {
  const header = headerOf([...operation.headers, ...common], SAME);
  if (header !== undefined) return { how: `the header ${header.name}`, shown: `${header.name}: 7f3a` };
  const field = namesOf(operation.body).find((name) => SAME.test(name));
  if (field !== undefined) return { how: `the field ${field}`, shown: `{ ${field}: "7f3a" }` };
  if (operation.method !== 'PUT' || operation.path.at(-1)?.isParameter !== true) return undefined;
  return { how: 'the path, which the client chose, and PUT', shown: '' };
}

/** The name of what says who asks: a header, or a parameter with a secret. */
export function identityOf({ operation, common }: Stage): string | undefined {
  const parameters = [...operation.query.map(({ name }) => name), ...namesOf(operation.body)];
  return headerOf([...operation.headers, ...common], IDENTITY)?.name ?? parameters.find((name) => SECRET.test(name));
}

/**
 * Whether a browser keeps a response and does not ask again: RFC 9111 §3 and §4.2, of a private cache. 301 and 308 may be
 * kept without being told so.
 */
export function isKept({ status, headers }: Response): boolean {
  const control = headerOf(headers, /^cache-control$/i)?.value.toLowerCase() ?? '';
  if (/no-store|no-cache|max-age\s*=\s*0\b/.test(control)) return false;
  if (/max-age|immutable/.test(control) || headerOf(headers, /^expires$/i) !== undefined) return true;
  return status === 301 || status === 308;
}
