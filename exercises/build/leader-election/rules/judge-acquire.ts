/** What `acquire` and `release` answer, by what was answered before. */
import { formatData, type Run } from 'drydock';
import { answerOf, at, type Call, type History, type Say } from './history';

/** Whether a call may only answer true, or only false, by what was answered before; undefined where both are right. */
export function judgeAcquire(history: History, run: Run, say: Say): void {
  const { calls, plan } = history;
  const { ttlMs } = plan;
  const isTrue = (call: Call): boolean => answerOf(call) === true;
  const grants = calls.filter((call) => call.op === 'acquire' && isTrue(call));
  const endOf = (call: Call): number => call.end?.seq ?? Infinity;
  const released = (grant: Call, before: number): boolean =>
    calls.some(
      (one) => one.op === 'release' && one.by === grant.by && one.call.seq > grant.call.seq && one.call.seq < before,
    );
  /** Held from before `call` until after it, whatever the network did. */
  const surelyHeld = (grant: Call, call: Call): boolean =>
    endOf(grant) < call.call.seq &&
    (call.end?.t ?? Infinity) < grant.call.t + ttlMs &&
    !released(grant, call.op === 'release' ? call.call.seq : endOf(call));
  const surelyOver = (grant: Call, call: Call): boolean =>
    endOf(grant) < call.call.seq &&
    ((grant.end?.t ?? Infinity) + ttlMs <= call.call.t ||
      calls.some(
        (one) =>
          one.op === 'release' &&
          one.by === grant.by &&
          isTrue(one) &&
          one.call.seq > endOf(grant) &&
          endOf(one) < call.call.seq,
      ));

  if (run.scenario === 'the-holder-again') return judgeAgain(history, run, say);
  for (const call of calls) {
    const { op, by, end } = call;
    if (end === undefined || typeof end.data !== 'boolean') continue;
    const others = grants.filter((grant) => grant !== call);
    const holder = others.find((grant) => surelyHeld(grant, call));
    const isQuiet = others.every((grant) => surelyOver(grant, call) || grant.call.seq > endOf(call));
    const isAlone = calls.every(
      (one) => one === call || one.op !== 'acquire' || endOf(one) < call.call.seq || one.call.seq > endOf(call),
    );
    if (op === 'acquire') {
      if (holder !== undefined && holder.by !== by && isTrue(call)) {
        say(
          'refuse',
          end,
          `${at(call.call)} ${by} asks for the lease and gets it, while ${holder.by} has held it since ${holder.end?.t} for ${ttlMs} ms.`,
          {
            causes: [holder.end?.seq ?? holder.call.seq],
            expected: false,
            actual: true,
          },
        );
      } else if (isQuiet && isAlone && !isTrue(call)) {
        const last = others.filter((grant) => endOf(grant) < call.call.seq).at(-1);
        const why =
          last === undefined ? 'nobody has held it yet' : `the lease that ${last.by} got at ${last.end?.t} is over`;
        say('acquire', end, `${at(call.call)} ${by} asks for the lease and is refused; ${why}.`, {
          expected: true,
          actual: false,
        });
      }
    } else {
      const own = others.filter((grant) => grant.by === by);
      if (holder?.by === by && !isTrue(call)) {
        say(
          'release',
          end,
          `${at(call.call)} ${by} gives up the lease that it got at ${holder.end?.t}, and release() answers false.`,
          {
            expected: true,
            actual: false,
          },
        );
      } else if (own.every((grant) => surelyOver(grant, call) || grant.call.seq > endOf(call)) && isTrue(call)) {
        say('keep-foreign', end, `${at(call.call)} ${by} holds no lease, and release() answers true.`, {
          expected: false,
          actual: true,
        });
      }
    }
  }
  const isRace = run.scenario === 'all-at-once';
  if (isRace && calls.every(({ end }) => end !== undefined) && grants.length !== 1) {
    const last = calls.at(-1)?.end ?? (calls.at(-1) as Call).call;
    const winners = grants.map(({ by }) => by).join(' and ') || 'nobody';
    say(
      'winner',
      last,
      `${calls.length} nodes ask at about the same time, and ${winners} get${grants.length === 1 ? 's' : ''} the lease; exactly one does.`,
    );
  }
}

/** What the holder's second `acquire()` does, where the interview has said so. */
function judgeAgain({ calls, plan }: History, { facts }: Run, say: Say): void {
  const [first, again, other] = calls;
  if (first === undefined || again?.end === undefined || other?.end === undefined) return;
  const extends_ = facts['holderAgain'] === 'extend';
  if (answerOf(again) !== extends_) {
    const text = extends_ ? 'holds it again, for ttlMs from now' : 'is refused, like anybody else';
    say(
      'again',
      again.end,
      `${at(again.call)} ${again.by} asks for the lease that it holds, and acquire() answers ${formatData(answerOf(again))}; it ${text}.`,
      {
        expected: extends_,
      },
    );
  } else if (answerOf(other) === extends_) {
    const text = extends_ ? `lasts for ${plan.ttlMs} ms from then` : 'lasts no longer for it';
    say(
      'again',
      other.end,
      `${at(other.call)} ${other.by} ${extends_ ? 'gets' : 'is refused'} the lease; ${again.by} asked again at ${again.call.t}, and the lease ${text}.`,
      {
        expected: !extends_,
      },
    );
  }
}
