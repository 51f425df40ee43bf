/** What a client and a server go through when something is created. Pure. */
import type { Field } from './notation';
import { type Played, responseWith, sameness, showResponse, type Stage, successOf, Transcript } from './play';

/** The client has to learn what was made. */
export function playAnswer(stage: Stage): Played {
  const { operation, thing } = stage;
  const told = new Transcript(stage);
  told.request();
  const success = successOf(operation);
  if (success === undefined) {
    told.server(`makes the ${thing}, and has no answer for it in the contract`, true);
    return told.end(0, `Nothing says what the client gets when it worked. Add → 201 with what was made.`);
  }
  told.answer(showResponse(success));
  const learns = (success.body?.fields.length ?? 0) > 0 || success.headers.some(({ name }) => /location/i.test(name));
  told.client(learns ? `knows its ${thing}` : `has made a ${thing}, and cannot say which`, !learns);
  return learns
    ? told.end(1, `The answer says which ${thing} was made.`, success.line)
    : told.end(
        0,
        `The answer ${success.status} does not say which ${thing} was made. Give it a body, or the header Location.`,
        success.line,
      );
}

/** The answer gets lost, and the client sends the request again. */
export function playLostReply(stage: Stage): Played {
  const { operation, thing } = stage;
  const told = new Transcript(stage);
  const success = successOf(operation);
  const shown = success === undefined ? 'an answer' : showResponse(success);
  const same = sameness(stage);
  told.request(same?.shown);
  told.server(`makes the first ${thing}`);
  told.answer(shown, { isLost: true });
  told.client('hears nothing for 5 s. Did it arrive? It cannot know, and sends it again');
  told.request(same?.shown);
  if (same === undefined) {
    told.server(`sees a new request, and makes a second ${thing}`, true);
    told.answer(shown);
    return told.end(
      0,
      `A request that was sent again made two of one ${thing}. Nothing tells the server that both are one: add a header Idempotency-Key to ${operation.method}, or let the client make the name and PUT it.`,
    );
  }
  told.server(`knows ${same.how}: it was done, and nothing is made`);
  told.answer(shown);
  return told.end(1, `Sent twice, made once: ${same.how} tells the server that both are one request.`);
}

/** What is sent makes no sense. */
export function playInvalid(stage: Stage): Played {
  const told = new Transcript(stage);
  const refusal = responseWith(stage.operation, [400, 422]);
  told.request('with an address that is none');
  if (refusal !== undefined) {
    told.answer(showResponse(refusal));
    told.client('shows what is wrong, and does not try again');
    return told.end(1, `${refusal.status} tells the client that it was its mistake.`, refusal.line);
  }
  for (const pause of ['1 s', '2 s']) {
    told.answer('500', { isWrong: true });
    told.client(`takes it for a fault of the server, and tries again in ${pause}`, true);
    told.request('with the same');
  }
  told.answer('500', { isWrong: true });
  return told.end(
    0,
    'The contract has no status for a request that is malformed, so that the server can only fail, and the client tries in vain. Add → 400 or → 422 with an error.',
  );
}

/** Two want the same name. */
export function playTaken(stage: Stage): Played {
  const { operation, scenario, thing } = stage;
  const told = new Transcript(stage);
  const names = scenario.field ?? ['name'];
  const isNamed = ({ name }: Pick<Field, 'name'>): boolean =>
    names.some((one) => name.toLowerCase().includes(one.toLowerCase()));
  const inPath = operation.method === 'PUT' && operation.path.at(-1)?.isParameter === true;
  const field = operation.body?.fields.find(isNamed)?.name ?? (inPath ? operation.path.at(-1)?.text : undefined);
  if (field === undefined) {
    told.client('wants a name of its own choice', false);
    told.request();
    told.client('has nowhere to say which', true);
    return told.end(
      0,
      `A caller cannot say which name it wants. Add an optional field, like ${names[0] ?? 'name'}?: string.`,
    );
  }
  told.client(`wants ${field} "sale", which somebody else has`);
  told.request(`with ${field} "sale"`);
  const refusal = responseWith(operation, [409, 412, 422]);
  if (refusal !== undefined) {
    told.answer(showResponse(refusal));
    told.client('asks for another name');
    return told.end(1, `${refusal.status} tells the second that ${field} is taken.`, refusal.line);
  }
  const vague = responseWith(operation, [400, 403]);
  if (vague !== undefined) {
    told.answer(showResponse(vague), { isWrong: true });
    told.client('cannot tell a taken name from a malformed request', true);
    return told.end(
      0.5,
      `${vague.status} stands for a request that is wrong in itself: a client cannot tell that another name would do. Add → 409.`,
      vague.line,
    );
  }
  const success = successOf(operation);
  told.server('may only say that it worked, or fail', true);
  told.answer(success === undefined ? '500' : showResponse(success), { isWrong: true });
  return told.end(
    0,
    `No status says that ${field} is taken: either the ${thing} of the first leads elsewhere now, or the second gets a fault. Add → 409.`,
  );
}

/** Somebody creates far more than they may. */
export function playOverQuota(stage: Stage): Played {
  const told = new Transcript(stage);
  told.client('a script sends its thousandth in a minute');
  told.request();
  const refusal = responseWith(stage.operation, [429]);
  if (refusal === undefined) {
    told.server('has no way to refuse, and does the work for one caller until there is none left for others', true);
    told.answer('503', { isWrong: true });
    told.client('everybody gets that, and all try again', true);
    return told.end(0, 'Nothing tells one caller that it is too much. Add → 429 with the header Retry-After.');
  }
  told.answer(showResponse(refusal));
  const wait = refusal.headers.find(({ name }) => /^retry-after$/i.test(name));
  if (wait === undefined) {
    told.client('does not know for how long, and tries again at once', true);
    for (let again = 0; again < 2; again += 1) {
      told.request();
      told.answer(showResponse(refusal), { isWrong: true });
    }
    return told.end(
      0.5,
      'The client is refused, and not told for how long: it tries again at once. Add the header Retry-After under → 429.',
      refusal.line,
    );
  }
  told.client(`waits as long as ${wait.name} says, and is served`);
  told.request();
  told.answer(String(successOf(stage.operation)?.status ?? 200));
  return told.end(1, `429 refuses, and ${wait.name} says for how long.`, refusal.line);
}
