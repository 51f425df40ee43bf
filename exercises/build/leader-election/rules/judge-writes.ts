/** What was written with which token, what the resource took, and what the callers were told. */
import { formatData, type Data, type Run, type TraceEvent } from 'drydock';
import { at, told, type Call, type Fields, type History, type Say } from './history';

export function judgeWrites({ calls }: History, run: Run, say: Say): void {
  const guarded = calls.filter(({ op }) => op === 'guarded');
  const isDone = (call: Call): boolean => call.end?.kind === 'resolve' && call.end.data !== false;
  const lastAsk = (call: Call): Call | undefined =>
    calls.filter(({ op, by, call: asked }) => op === 'isLeader' && by === call.by && asked.seq < call.call.seq).at(-1);
  const accepted: { readonly by: string; readonly token: Data; readonly event: TraceEvent }[] = [];
  for (const call of guarded) {
    const { by, end, writes } = call;
    for (const { begun, token, held } of writes) {
      if (!Number.isSafeInteger(token) || (token as number) < 1)
        say(
          'token',
          begun,
          `${at(begun)} ${by} writes with the token ${formatData(token)}; a token is a whole number ≥ 1.`,
        );
      if (!held && !call.held)
        say('outsider', begun, `${at(begun)} ${by} writes, and holds no lease.`, { causes: [call.call.seq] });
    }
    if (end !== undefined && isDone(call)) judgeDone(call, end, say);
    for (const { written, isDone: isIn, token, heldThen } of writes) {
      if (written === undefined) continue;
      if (isIn === true) accepted.push({ by, token, event: written });
      else if (heldThen === true && call.held && Number.isSafeInteger(token)) {
        const { highest } = written.data as Fields;
        say(
          'token-order',
          written,
          `${at(written)} the resource refuses ${by}, which leads: its token ${formatData(token)} is older than ${formatData(highest)}, of a leader before it.`,
        );
      }
    }
    if (run.scenario === 'a-write' && call.held && lastAsk(call)?.end?.data === true && end !== undefined) {
      if (!writes.some((one) => one.isDone === true))
        say('not-written', end, `${at(end)} guarded() of ${by}, which leads, ${told(call)}, and nothing was written.`);
      else if (!isDone(call))
        say('not-written', end, `${at(end)} guarded() of ${by} ${told(call)}, and the write was done.`);
    }
    if (run.scenario === 'a-write-by-another' && !call.held && end !== undefined) {
      const wanted = run.facts['notLeading'];
      if (wanted === 'reject' && end.kind === 'resolve')
        say('outsider-answer', end, `${at(end)} ${by} does not lead, and guarded() ${told(call)}; it rejects.`);
      if (wanted === 'answer' && (end.kind !== 'resolve' || end.data !== false))
        say(
          'outsider-answer',
          end,
          `${at(end)} ${by} does not lead, and guarded() ${told(call)}; it fulfils with false.`,
        );
    }
  }
  accepted.sort((a, b) => a.event.seq - b.event.seq);
  for (const [index, { by, token, event }] of accepted.entries()) {
    const other = accepted.slice(0, index).find((one) => one.by !== by && one.token === token);
    if (other === undefined) continue;
    say(
      'shared-token',
      event,
      `${at(event)} ${by} writes with token ${formatData(token)}, with which ${other.by} wrote at ${other.event.t}: the resource cannot tell them apart.`,
      {
        causes: [other.event.seq],
      },
    );
    break;
  }
}

/** A call that fulfils as if the write were done, which may not be so. */
function judgeDone(call: Call, end: TraceEvent, say: Say): void {
  const { by, writes } = call;
  if (writes.some(({ isDone, written }) => isDone === true && (written?.seq ?? Infinity) < end.seq)) return;
  const claim = `${at(end)} guarded() of ${by} ${told(call)}, as if it were done`;
  const refused = writes.find((one) => one.isDone === false && one.written !== undefined);
  if (writes.length === 0) {
    say('nothing-done', end, `${claim}; it has not called write.`, { causes: [call.call.seq] });
  } else if (refused === undefined) {
    say('refused-done', end, `${claim}; the write has not reached the resource.`);
  } else {
    const seen = (refused.written?.data as Fields)['highest'];
    const because = `the resource refused token ${formatData(refused.token)}, having seen ${formatData(seen)}.`;
    say('refused-done', end, `${claim}; ${because}`, { causes: [refused.written?.seq ?? 0] });
  }
}
