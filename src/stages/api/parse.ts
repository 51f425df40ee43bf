/**
 * The notation in which interfaces are written on whiteboards. Pure, and total: whatever is typed, it answers.
 *
 *   contract   = { header } { operation }             headers before the first request are every request's
 *   operation  = method path [ '?' query ] { header } [ body ] { response }
 *   path       = '/' [ segment { '/' segment } ]      segment = word | '{' word '}' | ':' word | '<' word '>'
 *   query      = word [ '=' value ] { '&' word [ '=' value ] }
 *   header     = name ':' value to the end of the line; after a response it is the response's
 *   response   = ( '→' | '->' | '=>' | 'Returns' ) status [ reason ] [ body ] { [ '+' ] header } { '|' status … }
 *   body       = '{' [ field { ( ',' | newline ) field } ] '}' | '[' body ']'
 *   field      = name [ '?' ] [ ':' type ]             type = body | words to the next ',' or '}'
 *
 * `Body:`, `Request:` and `Headers:` may stand before what they name, and remarks in parentheses after a path or a status.
 * A comment begins with `#` or `//` at the start of a line or after a space, and ends with the line.
 */
import {
  type Body,
  type Contract,
  type Field,
  type Header,
  METHODS,
  type NotationProblem,
  type Operation,
  type Response,
  type Segment,
} from './notation';

/** Longer texts are no contracts. */
const LENGTH = 20_000;
const DEPTH = 12;
const ARROW = /(?:→|->|=>|⇒|⟶)/y;
/** A response as prose has it: `Response: 201`, `Returns 404`. */
const ANSWER = /(?:responses?|returns?|responds?(?: with)?|answers?)[ \t]*:?[ \t]*(?=\d{3}\b)/iy;
const PREFIX = /(?:(?:request[ \t]+)?(?:body|payload)|request)[ \t]*:[ \t]*(?=[{[]|$)|headers?[ \t]*:/imy;
const HEADER = /([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*/y;
const BARE = /(?:Location|Retry-After|Cache-Control|ETag|Link|Idempotency-Key|Authorization|WWW-Authenticate)\b/iy;

/** Reads a contract. Mistakes are told at their places, and everything else is read nevertheless. */
export function parseContract(text: string): Contract {
  return new Reader(text.length > LENGTH ? text.slice(0, LENGTH) : text, text.length > LENGTH).contract();
}

interface Draft {
  method: string;
  path: Segment[];
  query: { name: string; isOptional: boolean }[];
  headers: Header[];
  body?: Body;
  responses: (Response & { headers: Header[] })[];
  line: number;
  /** Something was meant as a response. */
  isAnswered?: boolean;
}

class Reader {
  readonly #text: string;
  readonly #problems: NotationProblem[] = [];
  readonly #common: Header[] = [];
  #at = 0;

  constructor(text: string, isCut: boolean) {
    // Comments become spaces, so that every place stays what it is.
    this.#text = text.replace(/(^|[ \t])(?:#|\/\/)[^\n]*/gm, (comment) => ' '.repeat(comment.length));
    if (isCut)
      this.#tell(
        `A contract has at most ${LENGTH} characters. What stands after them was not read.`,
        LENGTH - 1,
        LENGTH,
      );
  }

  contract(): Contract {
    const operations: Draft[] = [];
    while (this.#at < this.#text.length) {
      this.#skip(/[\s]*/y);
      if (this.#at >= this.#text.length) break;
      const before = this.#at;
      this.#entry(operations);
      // Whatever a line holds, the next one is read.
      if (this.#at === before) this.#toEndOfLine();
    }
    for (const { responses, line, method, isAnswered } of operations) {
      if (responses.length > 0 || isAnswered === true) continue;
      const from = this.#offsetOf(line);
      this.#tell(`${method} has no response. Write one under it, like → 200 { … }.`, from, from + method.length);
    }
    const problems = this.#problems.toSorted((a, b) => a.from - b.from);
    return {
      common: this.#common,
      operations: operations.map(({ isAnswered: _, ...operation }): Operation => operation),
      problems,
    };
  }

  /** One line, or a body of several. */
  #entry(operations: Draft[]): void {
    const current = operations.at(-1);
    const from = this.#at;
    if (this.#sees(ARROW) || this.#sees(ANSWER)) {
      this.#responses(current);
      return;
    }
    // `Body:` and `Headers:` before what is one anyhow.
    if (this.#match(PREFIX) !== undefined) {
      if (!/^[ \t]*\S/.test(this.#text.slice(this.#at).split('\n')[0] ?? '')) return;
      this.#skip(/[ \t]*/y);
      this.#entry(operations);
      return;
    }
    const char = this.#text[from] ?? '';
    if (char === '{' || char === '[') {
      const body = this.#body(0);
      this.#giveBody(current, body, from);
      this.#restOfLine(current);
      return;
    }
    const request = this.#match(/([A-Za-z]+)[ \t]+(?=\/|https?:\/\/)/y);
    if (request !== undefined) {
      this.#request(request[1] ?? '', from, operations);
      return;
    }
    const header = this.#match(HEADER);
    if (header !== undefined) {
      this.#giveHeader(current, header[1] ?? '');
      return;
    }
    const word = this.#match(/[A-Z]{3,7}(?=[ \t]+[\w{])/y);
    this.#toEndOfLine();
    const isMethod = word !== undefined && (METHODS as readonly string[]).includes(word[0]);
    this.#tell(
      isMethod
        ? `The path of a request begins with /, like ${word[0]} /links.`
        : 'This is no request (POST /links), header (Name: value), body ({ … }) or response (→ 201). Mend it, or put # before a remark.',
      from,
      Math.max(from + 1, this.#at),
    );
  }

  #request(word: string, from: number, operations: Draft[]): void {
    const method = word.toUpperCase();
    if (!(METHODS as readonly string[]).includes(method)) {
      this.#tell(`There is no method ${word}. Use one of ${METHODS.join(', ')}.`, from, from + word.length);
    }
    this.#skip(/https?:\/\/[^/\s]*/y);
    const draft: Draft = { method, path: [], query: [], headers: [], responses: [], line: this.#lineOf(from) };
    operations.push(draft);
    const pathFrom = this.#at;
    const path = this.#match(/[^\s?]*/y)?.[0] ?? '';
    let offset = pathFrom;
    for (const [index, piece] of path.split('/').entries()) {
      if (index > 0 && piece !== '') draft.path.push(this.#segment(piece, offset));
      offset += piece.length + 1;
    }
    if (this.#match(/\?/y) !== undefined) {
      const queryFrom = this.#at;
      const query = this.#match(/[^\s]*/y)?.[0] ?? '';
      if (query === '') this.#tell('Name the parameters after the ?, like ?cursor&limit.', queryFrom - 1, queryFrom);
      for (const piece of query.split(/[&,]/)) {
        const name = piece.split('=')[0] ?? '';
        const bare = name.replace(/[?[\]{}<>]/g, '');
        if (bare !== '') draft.query.push({ name: bare, isOptional: /[?\]]/.test(name) });
      }
    }
    this.#restOfLine(draft);
  }

  #segment(piece: string, from: number): Segment {
    const parameter = /^(?:\{([^{}]*)\}|<([^<>]*)>|:(.*))$/.exec(piece);
    if (parameter !== null) {
      const text = parameter[1] ?? parameter[2] ?? parameter[3] ?? '';
      if (text === '') this.#tell('Name what stands here, like {key}.', from, from + piece.length);
      return { text: text === '' ? 'id' : text, isParameter: true };
    }
    if (/[{}<>]/.test(piece)) {
      this.#tell(
        `A parameter of a path is a whole part of it, like {key}; ${piece} is not closed or has more beside it.`,
        from,
        from + piece.length,
      );
    }
    return { text: piece.replace(/[{}<>]/g, ''), isParameter: /[{<]/.test(piece) };
  }

  /** What may follow on the line of a request or of a body: a body, and responses. */
  #restOfLine(draft: Draft | undefined): void {
    for (;;) {
      this.#skip(/[ \t]*/y);
      const from = this.#at;
      const char = this.#text[from];
      if (char === undefined || char === '\n' || char === '\r') return;
      if (char === '{' || char === '[') this.#giveBody(draft, this.#body(0), from);
      else if (char === '(') this.#match(/\([^)\n]*\)?/y);
      else if (this.#sees(ARROW)) {
        this.#responses(draft);
        return;
      } else {
        this.#toEndOfLine();
        this.#tell(
          'Nothing like this stands after a path. Headers go on lines of their own, responses after →.',
          from,
          this.#at,
        );
        return;
      }
    }
  }

  #responses(draft: Draft | undefined): void {
    const from = this.#at;
    if (this.#match(ARROW) === undefined) this.#match(ANSWER);
    if (draft === undefined) {
      this.#toEndOfLine();
      this.#tell('A response belongs to a request. Write one above it, like POST /links.', from, this.#at);
      return;
    }
    draft.isAnswered = true;
    do {
      this.#skip(/[ \t]*/y);
      const statusFrom = this.#at;
      const status = this.#match(/\d+(?!\w)/y)?.[0];
      if (status === undefined || Number(status) < 100 || Number(status) > 599) {
        this.#toEndOfLine();
        const written = this.#text.slice(statusFrom, this.#at).trim();
        const to = statusFrom + Math.max(1, (/^\S+/.exec(written)?.[0] ?? '').length);
        this.#tell('A response begins with its status, a number from 100 to 599: → 201 { key }.', statusFrom, to);
        return;
      }
      const other = this.#match(/[ \t]*(?:\/|or)[ \t]*\d{3}\b/y)?.[0];
      if (other !== undefined) {
        this.#tell(
          `Decide which it is, ${status} or ${other.replace(/\D/g, '')}: they differ. Write one, or each after an arrow of its own.`,
          statusFrom,
          this.#at,
        );
      }
      const response = { status: Number(status), headers: [] as Header[], line: this.#lineOf(statusFrom) };
      draft.responses.push(response);
      this.#restOfResponse(draft);
      this.#skip(/[ \t]*/y);
    } while (this.#match(/\|/y) !== undefined || this.#match(ARROW) !== undefined);
  }

  #restOfResponse(draft: Draft): void {
    for (;;) {
      this.#skip(/[ \t,;+]*/y);
      const from = this.#at;
      const char = this.#text[from];
      if (char === undefined || char === '\n' || char === '\r' || char === '|' || this.#sees(ARROW)) return;
      if (char === '{' || char === '[') {
        this.#giveBody(draft, this.#body(0), from);
        continue;
      }
      const header = this.#match(HEADER);
      if (header !== undefined) {
        this.#giveHeader(draft, header[1] ?? '');
        return;
      }
      const bare = this.#match(BARE);
      if (bare !== undefined) {
        draft.responses.at(-1)?.headers.push({ name: bare[0], value: '' });
        continue;
      }
      // A reason, or a remark in words or parentheses.
      if (this.#match(/\([^)\n]*\)|[^\s{[|,;+→]+/y) === undefined) this.#at += 1;
    }
  }

  #giveHeader(draft: Draft | undefined, name: string): void {
    const value = this.#toEndOfLine().trim();
    const headers = draft === undefined ? this.#common : (draft.responses.at(-1)?.headers ?? draft.headers);
    headers.push({ name, value });
  }

  #giveBody(draft: Draft | undefined, body: Body, from: number): void {
    if (draft === undefined) {
      this.#tell('A body belongs to a request. Write one above it, like POST /links.', from, from + 1);
      return;
    }
    const last = draft.responses.at(-1);
    if (last === undefined) {
      if (draft.body !== undefined)
        this.#tell('This request has a body already. Put all fields into one.', from, from + 1);
      else draft.body = body;
    } else if (last.body !== undefined) {
      this.#tell(
        'This response has a body already. Put all fields into one, or write another response.',
        from,
        from + 1,
      );
    } else draft.responses[draft.responses.length - 1] = { ...last, body };
  }

  #body(depth: number): Body {
    const from = this.#at;
    const isList = this.#text[from] === '[';
    const close = isList ? ']' : '}';
    this.#at += 1;
    const fields: Field[] = [];
    if (depth > DEPTH) {
      this.#tell(
        'This is nested too deeply for a whiteboard. Name the inner part, and write it apart.',
        from,
        from + 1,
      );
      this.#at = this.#text.length;
      return { isList, fields };
    }
    for (;;) {
      this.#skip(/[\s,;]*/y);
      const char = this.#text[this.#at];
      if (char === undefined || this.#sees(ARROW)) {
        this.#tell(`This ${isList ? '[' : '{'} is never closed. Add a ${close}.`, from, from + 1);
        return { isList, fields };
      }
      if (char === close) {
        this.#at += 1;
        return { isList, fields };
      }
      if (char === '{' || char === '[') {
        // The items of a list.
        fields.push(...this.#body(depth + 1).fields);
        continue;
      }
      fields.push(...this.#field(close, depth));
    }
  }

  #field(close: string, depth: number): Field[] {
    const from = this.#at;
    const name = this.#match(/(?:\.\.\.|…)|["']?([\p{L}_$][\p{L}\p{N}_$.-]*)["']?/uy);
    if (name === undefined) {
      this.#at += 1;
      this.#tell(`A field has a name, like url: string. ${this.#text[from] ?? ''} is none.`, from, from + 1);
      return [];
    }
    const isOptional = this.#match(/[ \t]*\?/y) !== undefined;
    if (this.#match(/[ \t]*:[ \t]*/y) === undefined) {
      this.#skip(/[ \t]*/y);
      // In a list, or where nothing is said of its type.
      return name[1] === undefined ? [] : [{ name: name[1], isOptional, type: '', fields: [] }];
    }
    const char = this.#text[this.#at];
    if (char === '{' || char === '[') {
      const inner = this.#body(depth + 1);
      return [{ name: name[1] ?? '', isOptional, type: inner.isList ? '[]' : '{}', fields: inner.fields }];
    }
    const type =
      this.#match(close === ']' ? /(?:"[^"\n]*"|[^,\]\n{}])*/y : /(?:"[^"\n]*"|[^,}\n{[]|\[\])*/y)?.[0].trim() ?? '';
    if (type === '')
      this.#tell(
        `The type of ${name[1] ?? 'this'} is missing. Write one, like string, or leave the colon away.`,
        this.#at - 1,
        this.#at,
      );
    return [{ name: name[1] ?? '', isOptional, type, fields: [] }];
  }

  #sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern);
  }

  #toEndOfLine(): string {
    return this.#match(/[^\n]*/y)?.[0] ?? '';
  }

  #lineOf(offset: number): number {
    return this.#text.slice(0, offset).split('\n').length;
  }

  #offsetOf(line: number): number {
    let at = 0;
    for (let left = line - 1; left > 0; left -= 1) at = this.#text.indexOf('\n', at) + 1;
    return at + (/^[ \t]*/.exec(this.#text.slice(at))?.[0].length ?? 0);
  }

  #tell(message: string, from: number, to: number): void {
    const line = this.#lineOf(from);
    const column = from - (this.#text.lastIndexOf('\n', from - 1) + 1) + 1;
    this.#problems.push({ message, from, to: Math.max(from + 1, to), line, column });
  }
}
