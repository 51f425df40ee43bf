/** A contract in the notation of a whiteboard, as it was understood. Pure data. */

/** A place in the text; both from 0, in UTF-16 units, `to` excluded. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A mistake, with what to do about it. */
export interface NotationProblem extends Place {
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** `Idempotency-Key: <uuid>`; the value may be empty. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** One field of a body. */
export interface Field {
  readonly name: string;
  readonly isOptional: boolean;
  /** As written, without the fields of an object: `string`, `[]`, `{}`. */
  readonly type: string;
  /** Of an object, or of the items of a list. */
  readonly fields: readonly Field[];
}

/** A body: an object, a list, or one word. */
export interface Body {
  readonly isList: boolean;
  readonly fields: readonly Field[];
}

/** `→ 201 { key }`, with the headers under it. */
export interface Response {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body?: Body;
  /** 1-based. */
  readonly line: number;
}

/** A piece of a path. */
export interface Segment {
  readonly text: string;
  /** Whether it stands for a value: `{key}`, `:key`, `<key>`. */
  readonly isParameter: boolean;
}

/** One request with its responses. */
export interface Operation {
  /** In capitals. */
  readonly method: string;
  readonly path: readonly Segment[];
  readonly query: readonly { readonly name: string; readonly isOptional: boolean }[];
  readonly headers: readonly Header[];
  readonly body?: Body;
  readonly responses: readonly Response[];
  /** 1-based. */
  readonly line: number;
}

/** What a text says. */
export interface Contract {
  /** Those before the first request: every request has them. */
  readonly common: readonly Header[];
  readonly operations: readonly Operation[];
  /** In the order of their places. */
  readonly problems: readonly NotationProblem[];
}

/** Methods of RFC 9110 §9 and RFC 5789 that an interface of this kind uses. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Names of RFC 9110 §15, and of RFC 6585 for 428 and 429. */
export const STATUSES: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [202, 'Accepted'],
  [204, 'No Content'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [303, 'See Other'],
  [304, 'Not Modified'],
  [307, 'Temporary Redirect'],
  [308, 'Permanent Redirect'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [412, 'Precondition Failed'],
  [413, 'Content Too Large'],
  [415, 'Unsupported Media Type'],
  [422, 'Unprocessable Content'],
  [428, 'Precondition Required'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
]);

/** `POST /links/{key}` */
export function signatureOf({ method, path }: Operation): string {
  return `${method} /${path.map(({ text, isParameter }) => (isParameter ? `{${text}}` : text)).join('/')}`;
}

/** A header by name, whatever its case. */
export function headerOf(headers: readonly Header[], name: RegExp): Header | undefined {
  return headers.find((header) => name.test(header.name));
}

/** All names of a body's fields, those inside of others too. */
export function namesOf(body: Body | undefined): readonly string[] {
  const all = (fields: readonly Field[]): string[] => fields.flatMap((field) => [field.name, ...all(field.fields)]);
  return body === undefined ? [] : all(body.fields);
}
