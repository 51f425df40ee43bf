import type { FanOutEvent, FanOutSceneSpec } from '../types';
import { standingAt } from './history';

/** A run to be drawn: a line of text an event, such as `1 publish orders e1`, `2 mail sees e1`, `3 push is down`. */
export interface FanOutRun {
  readonly sentence: string;
  readonly buffer?: number;
  /** `mail of orders`. */
  readonly subscribers: readonly string[];
  readonly reference: readonly string[];
  /** Default: as the reference. */
  readonly yours?: readonly string[];
}

const SAID = { joins: 'joined', leaves: 'left', is: 'down', sees: 'seen' } as const;

/** The spec of a run: fixed data for the gallery and for tests. All subscribers are there from the start. */
export function fanOutSpecOf({ sentence, buffer, subscribers, reference, yours = reference }: FanOutRun) {
  const members = subscribers.map((line) => {
    const [id = '', , topic = ''] = line.split(' ');
    return { id, topic };
  });
  const joined = members.map(({ id }): FanOutEvent => ({ step: 0, what: 'joined', subscriber: id }));
  const read = (line: string): FanOutEvent => {
    const [step, who = '', verb = '', event = ''] = line.split(' ');
    if (who === 'publish') return { step: Number(step), what: 'published', topic: verb, event };
    const what = SAID[verb as keyof typeof SAID];
    return { step: Number(step), what, subscriber: who, ...(what === 'seen' ? { event } : {}) };
  };
  const sides = { reference: [...joined, ...reference.map(read)], yours: [...joined, ...yours.map(read)] };
  const bare: FanOutSceneSpec = {
    kind: 'fan-out',
    sentence,
    ...(buffer === undefined ? {} : { buffer }),
    subscribers: members,
    ...sides,
    steps: [],
  };
  const last = Math.max(0, ...[...sides.reference, ...sides.yours].map(({ step }) => step));
  const steps = Array.from({ length: last + 1 }, (_, step) => ({
    seq: step,
    t: buffer === undefined ? 0 : step * 10,
    text: `step ${step + 1}: ${yours.filter((line) => Number(line.split(' ')[0]) === step).join(', ') || 'nothing'}`,
    state: members.map(({ id }) => {
      const [left, right] = (['reference', 'yours'] as const).map((side) => {
        const { seen, behind } = standingAt(bare, side, id, step);
        return `${seen} seen, ${behind.length} behind`;
      }) as [string, string];
      return { label: id, reference: left, yours: right, differs: left !== right };
    }),
  }));
  const firstDifference = steps.findIndex(({ state }) => state.some(({ differs }) => differs));
  return { ...bare, steps, ...(firstDifference < 0 ? {} : { firstDifference }) } satisfies FanOutSceneSpec;
}

/** Pictures of the gallery. */
export const FAN_OUT: readonly { readonly title: string; readonly spec: () => FanOutSceneSpec }[] = [
  {
    title: 'Fan-out, one slow and one dead',
    spec: () =>
      fanOutSpecOf({
        buffer: 8,
        sentence: 'push rejects twice in a row and is let go. Yours keeps calling it.',
        subscribers: ['mail of orders', 'audit of orders', 'search of orders', 'push of orders'],
        reference: slowAndDead(true),
        yours: slowAndDead(false),
      }),
  },
  {
    title: 'Fan-out, an inner event that does not wait',
    spec: () =>
      fanOutSpecOf({
        sentence:
          's2 gets e2 before e1. An event that is published meanwhile waits until the current one has reached all.',
        subscribers: ['s1 of t', 's2 of t'],
        reference: ['1 publish t e1', '2 s1 sees e1', '3 publish t e2', '4 s2 sees e1', '5 s1 sees e2', '6 s2 sees e2'],
        yours: ['1 publish t e1', '2 s1 sees e1', '3 publish t e2', '4 s1 sees e2', '5 s2 sees e2', '6 s2 sees e1'],
      }),
  },
  {
    title: 'Fan-out, two topics',
    spec: () =>
      fanOutSpecOf({
        sentence: 's3 gets e1 of topic "orders", and it has no subscription there.',
        subscribers: ['s1 of orders', 's2 of users', 's3 of users', 's4 of __proto__'],
        reference: ['1 publish orders e1', '2 s1 sees e1', '4 publish users e2', '5 s2 sees e2', '6 s3 sees e2'],
        yours: [
          '1 publish orders e1',
          '2 s1 sees e1',
          '3 s3 sees e1',
          '4 publish users e2',
          '5 s2 sees e2',
          '6 s3 sees e2',
        ],
      }),
  },
];

/** Six events; search is slow, and push fails at each. */
function slowAndDead(isLetGo: boolean): string[] {
  return Array.from({ length: 8 }, (_, at) => {
    const event = `e${at + 1}`;
    const quick =
      at < 6 ? [`${at} publish orders ${event}`, `${at} mail sees ${event}`, `${at} audit sees ${event}`] : [];
    const slow = at % 3 === 0 ? [`${at} search sees e${at / 3 + 1}`] : [];
    const dead = at < 6 && (!isLetGo || at < 2) ? [`${at} push sees ${event}`] : [];
    return [...quick, ...slow, ...dead, ...(isLetGo && at === 1 ? ['1 push is down'] : [])];
  }).flat();
}
