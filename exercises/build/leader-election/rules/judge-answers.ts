/** Every call ends, and answers what its type says. */
import type { Run } from 'drydock';
import type { Plan } from '../scenarios/plan';
import { answerOf, at, isFailed, told, type Fields, type History, type Say } from './history';

/** Milliseconds after which a call that needs a few answers must have ended. */
function patienceMs({ ttlMs }: Plan): number {
  return 2 * ttlMs;
}

/** Of the right kind, and there at all. */
export function judgeAnswers(
  { plan, calls }: History,
  trace: History['calls'][number]['call'][] | Run['trace'],
  say: Say,
): void {
  const downs = trace.filter(({ kind, op }) => kind === 'mark' && op === 'crash');
  const forMs = Math.max(
    0,
    ...plan.acts.map((act) => (act.do === 'write' || act.do.startsWith('pause') ? (act.forMs ?? 0) : 0)),
  );
  const endMs = trace.at(-1)?.t ?? plan.untilMs;
  for (const call of calls) {
    const { op, by, call: event, end } = call;
    const what = `${at(event)} ${op}() of ${by}`;
    if (end === undefined) {
      // Nobody waits for these two: a loop may be what they are.
      if (op === 'start' || op === 'stop') continue;
      const isDown = downs.some((down) => (down.data as Fields)['by'] === by && down.seq > event.seq);
      if (isDown || event.t + patienceMs(plan) + forMs * 2 > endMs) continue;
      say('answers', event, `${what} has not ended ${endMs - event.t} ms later.`);
    } else if (op === 'isLeader') {
      if (isFailed(call) || typeof end.data !== 'boolean')
        say('answers', end, `${what} ${told(call)}; it answers true or false, at once.`, { actual: answerOf(call) });
    } else if (op === 'start' || op === 'stop') {
      if (isFailed(call)) say('answers', end, `${what} ${told(call)}.`);
    } else if (op !== 'guarded' && (isFailed(call) || typeof end.data !== 'boolean')) {
      say('answers', end, `${what} ${told(call)}; it fulfils with true or false.`, { actual: answerOf(call) });
    }
  }
}
