/** What a client and a server go through when something is opened, listed or removed. Pure. */
import { isElsewhere } from './matching';
import { headerOf, namesOf, type Response } from './notation';
import { identityOf, isKept, type Played, responseWith, showResponse, type Stage, successOf, Transcript } from './play';

const CURSOR = /cursor|page_?token|next|continu/i;
const ANCHOR = /after|before|since|from|last|start/i;
const SIZE = /limit|size|count|per_page|^n$/i;
const OFFSET = /offset|skip|^page$|page_?(no|num|number|index)$/i;
const GOES_ON = /next|cursor|token|more|total|continu/i;

function redirectOf(stage: Stage): Response | undefined {
  return stage.operation.responses.find(({ status }) => isElsewhere(status));
}

/** Somebody opens it in a browser. */
export function playRedirect(stage: Stage): Played {
  const told = new Transcript(stage);
  told.request();
  const elsewhere = redirectOf(stage);
  if (elsewhere === undefined) {
    const success = successOf(stage.operation);
    told.answer(success === undefined ? '500' : showResponse(success), { isWrong: true });
    told.client('a browser shows what it got, and goes nowhere', true);
    return told.end(
      0,
      'Whoever opens it stays where they are: a browser follows a status from 301 to 308 with the header Location. Add → 302.',
    );
  }
  told.answer(showResponse(elsewhere));
  const location = headerOf(elsewhere.headers, /^location$/i);
  if (location === undefined) {
    told.client('is sent elsewhere, and not told where', true);
    return told.end(
      0.5,
      `${elsewhere.status} sends a browser elsewhere, and no header says where. Add Location under it.`,
      elsewhere.line,
    );
  }
  told.client('goes there');
  return told.end(1, `${elsewhere.status} with Location brings a browser there.`, elsewhere.line);
}

/** The same browser opens it twice, and then it is taken away. */
export function playOpenedTwice(stage: Stage): Played {
  const { isCounted, thing } = stage;
  const told = new Transcript(stage);
  const elsewhere = redirectOf(stage) ?? successOf(stage.operation);
  if (elsewhere === undefined) {
    told.request();
    return told.end(0, `Nothing says what somebody gets who opens a ${thing}. Add → 302 with Location.`);
  }
  const control = headerOf(elsewhere.headers, /^cache-control$/i);
  const isForGood =
    isKept(elsewhere) &&
    !/max-age/i.test(control?.value ?? '') &&
    headerOf(elsewhere.headers, /^expires$/i) === undefined;
  told.request();
  told.server('counts one');
  told.answer(showResponse(elsewhere));
  told.client('the same browser opens it again');
  if (!isKept(elsewhere)) {
    told.request();
    told.server('counts two');
    told.answer(showResponse(elsewhere));
    const cost = isCounted ? '' : ` Nobody counts here: a Cache-Control of a minute would spare the server most of it.`;
    return told.end(1, `Opened twice, seen twice: ${elsewhere.status} is asked for each time.${cost}`, elsewhere.line);
  }
  told.client(`has kept ${elsewhere.status}, and asks nobody`, isCounted || isForGood);
  if (isCounted) {
    told.server('has counted one of two', true);
    return told.end(
      0,
      `${elsewhere.status}${control === undefined ? '' : ` with Cache-Control: ${control.value}`} is kept by the browser, and the second opening is never counted. Use 302 or 307 without a lifetime, or Cache-Control: no-store.`,
      elsewhere.line,
    );
  }
  if (isForGood) {
    told.client(`the ${thing} is deleted, and the browser still follows it`, true);
    return told.end(
      0.5,
      `${elsewhere.status} without a lifetime is kept for good: a ${thing} that is deleted still works for whoever has opened it. Add Cache-Control: max-age=60, or use 302.`,
      elsewhere.line,
    );
  }
  return told.end(1, 'The second opening costs nothing, and what is kept ends by itself.', elsewhere.line);
}

/** Nobody has made it. */
export function playUnknown(stage: Stage): Played {
  const told = new Transcript(stage);
  told.request('of a name that was never given');
  const refusal = responseWith(stage.operation, [404, 410]);
  if (refusal === undefined) {
    told.answer('500', { isWrong: true });
    told.client('takes it for a fault, and tries again', true);
    return told.end(
      0,
      `There is no answer for what does not exist, so that each mistyped ${stage.thing} is a fault of the server. Add → 404.`,
    );
  }
  told.answer(showResponse(refusal));
  return told.end(1, `${refusal.status} says that there is no such ${stage.thing}.`, refusal.line);
}

/** Somebody else wants to take it away. */
export function playWrongOwner(stage: Stage): Played {
  const { operation, thing } = stage;
  const told = new Transcript(stage);
  const identity = identityOf(stage);
  told.client(`somebody else has seen the ${thing}, and wants it gone`);
  told.request(identity === undefined ? '' : `${identity}: somebody else's`);
  if (identity === undefined) {
    told.server('cannot tell who asks, and removes it', true);
    told.answer(showResponse(successOf(operation) ?? { status: 204, headers: [], line: operation.line }), {
      isWrong: true,
    });
    return told.end(
      0,
      `Nothing says who asks: whoever knows a ${thing} removes it. Add a header Authorization to ${operation.method}.`,
    );
  }
  const refusal = responseWith(operation, [403, 404]);
  if (refusal !== undefined) {
    told.answer(showResponse(refusal));
    told.server('has removed nothing');
    return told.end(1, `${identity} says who asks, and ${refusal.status} refuses.`, refusal.line);
  }
  const vague = responseWith(operation, [401]);
  told.answer(vague === undefined ? '500' : showResponse(vague), { isWrong: true });
  told.client(
    vague === undefined ? 'takes it for a fault, and tries again' : 'signs in once more, and tries again',
    true,
  );
  return told.end(
    0.5,
    `${identity} says who asks, and no status says that it is not theirs${vague === undefined ? '' : ': 401 asks them to sign in, which they have'}. Add → 403, or 404 so that nobody learns that it exists.`,
  );
}

type Paging = 'cursor' | 'anchor' | 'offset' | 'none';

function pagingOf({ operation }: Stage): { readonly paging: Paging; readonly name: string; readonly goesOn: boolean } {
  const names = [...operation.query.map(({ name }) => name), ...namesOf(operation.body)];
  const success = successOf(operation);
  const goesOn =
    namesOf(success?.body).some((name) => GOES_ON.test(name)) ||
    headerOf(success?.headers ?? [], /^link$/i) !== undefined;
  for (const [paging, pattern] of [
    ['cursor', CURSOR],
    ['anchor', ANCHOR],
    ['offset', OFFSET],
  ] as const) {
    const name = names.find((one) => pattern.test(one));
    if (name !== undefined) return { paging, name, goesOn };
  }
  return { paging: 'none', name: '', goesOn };
}

const ALL = ['e', 'd', 'c', 'b', 'a'];

/** A client reads all there is, in pages of two, and asks once more. */
export function playPages(stage: Stage): Played {
  const { operation, thing } = stage;
  const told = new Transcript(stage);
  const { paging, name, goesOn } = pagingOf(stage);
  const success = successOf(operation);
  if (paging === 'none' && operation.query.some((one) => SIZE.test(one.name))) {
    told.request('first page');
    told.answer(`${success?.status ?? 200}: e, d`);
    told.client('has no way to ask for the next two', true);
    return told.end(
      0.5,
      'The client says how many it wants, and not after which one: it only ever sees the first page. Add a parameter like ?cursor, and next_cursor to the answer.',
    );
  }
  if (paging === 'none') {
    told.request();
    told.answer(`${success?.status ?? 200}: all 40 000, 20 MB`, { isWrong: true });
    return told.end(
      0,
      `Somebody with 40 000 gets all of them in one answer. Read them in pages: add a parameter like ?cursor&limit, and next_cursor to the answer.`,
    );
  }
  if (paging === 'cursor' && !goesOn) {
    told.request(`first page`);
    told.answer(`${success?.status ?? 200}: e, d`);
    told.client(`has to send ${name} for more, and was not told any`, true);
    return told.end(
      0.5,
      `The client sends ${name}, and no answer gives it one. Add next_${name.toLowerCase().includes('cursor') ? 'cursor' : name} to the answer.`,
      success?.line,
    );
  }
  for (let at = 0; at <= ALL.length; at += 2) {
    const page = ALL.slice(at, at + 2);
    const isLast = at + 2 >= ALL.length;
    told.request(at === 0 ? 'first page' : `${name}=${paging === 'offset' ? at : (ALL[at - 1] ?? '')}`);
    told.answer(
      `${success?.status ?? 200}: ${page.join(', ') || 'none'}${goesOn ? (isLast ? ', no more' : ', and there are more') : ''}`,
    );
    if (goesOn && isLast) break;
  }
  told.client(goesOn ? 'is told that this was all' : 'gets an empty page, and knows that this was all');
  return told.end(1, `A client that reads all of them ends with the last ${thing}.`, success?.line);
}

/** Another one is made between two pages. */
export function playGrowsMeanwhile(stage: Stage): Played {
  const told = new Transcript(stage);
  const { paging, name } = pagingOf(stage);
  const { line } = successOf(stage.operation) ?? stage.operation;
  if (paging === 'none') {
    told.request();
    told.answer('all at once: nothing comes between');
    return told.end(
      0,
      'There are no pages between which anything could happen, and so an answer of any size. Add a parameter like ?cursor.',
    );
  }
  told.request('first page');
  told.answer('e, d');
  told.server('a new one is made: f');
  if (paging === 'offset') {
    told.request(`${name}=2`);
    told.answer('d, c', { isWrong: true });
    told.client('has d twice', true);
    return told.end(
      0,
      `${name} counts from the newest, and the newest has changed: one is seen twice, and after a deletion one is missed. Let the client say after which one it goes on: ?cursor.`,
      line,
    );
  }
  told.request(`${name}=after d`);
  told.answer('c, b');
  return told.end(1, `${name} says after which one to go on, whatever comes before it.`, line);
}

/** It is there. */
export function playExists(stage: Stage): Played {
  const told = new Transcript(stage);
  const success = successOf(stage.operation);
  told.request();
  if (success === undefined) {
    told.server('has no answer for it in the contract', true);
    return told.end(0, 'Nothing says what the answer is. Add → 200 with what was counted.');
  }
  told.answer(showResponse(success));
  return told.end(1, 'There is an answer for it.', success.line);
}
