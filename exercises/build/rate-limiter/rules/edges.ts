/** Rules of edges: where windows open and end, and how much the last one weighs. */
import type { Rule } from 'drydock';
import { ONE_KEY, REFUSALS, admitted, answers, hasFullEdge, refused } from './answers';
import { FIXED, isAligned } from './facts';

/** From the first request of a window to the weight of the one before. */
export const edgeRules: readonly Rule[] = [
  answers({
    id: 'window-end-is-open',
    rungs: FIXED,
    scenario: 'window-edge',
    sentence: 'A window ends before start + windowMs: a request at exactly that time opens the next one.',
    situation: 'a request exactly at the end of a full window',
    shown: true,
    after: REFUSALS,
    mustHit: hasFullEdge,
  }),
  answers({
    id: 'edge-is-one-window-old',
    rungs: ['sliding-log'],
    scenario: 'window-edge',
    sentence: 'An admitted request stops counting exactly windowMs later, and not a millisecond sooner.',
    situation: 'a request exactly one window after an admitted one, with the window full',
    shown: true,
    after: REFUSALS,
    mustHit: hasFullEdge,
  }),
  answers({
    id: 'window-opens-at-first-request',
    rungs: FIXED,
    under: (facts) => !isAligned(facts),
    scenario: 'any-start',
    sentence: "A key's window opens at its own first request, wherever that falls, and is windowMs long from there.",
    situation: 'a second window that opened late',
    after: REFUSALS,
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'windows-are-aligned',
    rungs: ['fixed-window'],
    scenario: 'any-start',
    sentence: 'Windows stand at multiples of windowMs, the same for every key, wherever its first request falls.',
    situation: 'requests in two windows of the clock',
    after: REFUSALS,
    under: isAligned,
    mustHit: (calls) => calls.filter(admitted).length > 1,
  }),
  answers({
    id: 'weighs-the-window-before',
    rungs: ['sliding-counter'],
    scenario: 'weighted',
    sentence:
      'The window before counts by the part of it that the last windowMs still cover; windows stand at multiples of windowMs.',
    situation: 'a request refused because of the window before',
    shown: true,
    after: ONE_KEY,
    mustHit: (calls) => calls.some(refused) && calls.some(admitted),
  }),
  answers({
    id: 'refused-requests-weigh-nothing',
    rungs: ['sliding-counter'],
    scenario: 'refusals',
    sentence: 'A refused request changes nothing: it weighs neither in its window nor in the next.',
    situation: 'a request admitted after refused ones',
    after: [...ONE_KEY, 'weighs-the-window-before'],
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'counts-by-the-clock',
    rungs: ['sliding-counter'],
    scenario: 'any-start',
    sentence: "Windows stand at multiples of windowMs, the same for every key, wherever a key's first request falls.",
    situation: 'requests in several windows of the clock',
    after: [...REFUSALS, 'weighs-the-window-before'],
    mustHit: (calls) => calls.filter(admitted).length > 1,
  }),
  answers({
    id: 'weights-are-exact',
    rungs: ['sliding-counter'],
    scenario: 'exact-weights',
    sentence:
      'The comparison is exact: a weighed count that equals the limit is full, whatever the length of the window.',
    situation: 'a weighed count of exactly the limit',
    after: [...REFUSALS, 'weighs-the-window-before', 'counts-by-the-clock'],
    mustHit: (calls) => calls.some(refused),
  }),
  answers({
    id: 'window-slides',
    rungs: ['sliding-log'],
    scenario: 'any-start',
    sentence: 'Each admitted request leaves the window on its own, windowMs after it came; the others stay.',
    situation: 'a request admitted after one was refused',
    after: ONE_KEY,
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
];
