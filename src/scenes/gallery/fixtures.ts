import { CACHE_SLOTS } from '../cache-slots/fixtures';
import { FAN_OUT } from '../fan-out/fixtures';
import { NODE_LANES } from '../node-lanes/fixtures';
import { QUEUE_LANES } from '../queue-lanes/fixtures';
import type { SceneSpecBase } from '../types';
import { windowSpecOf } from '../window/fixtures';

/** One picture of the gallery: always the same data. */
export interface GalleryEntry {
  readonly title: string;
  readonly spec: () => SceneSpecBase;
}

/** Scenes on fixed data, in the order of the page. Its pictures are the visual regression tests. */
export const GALLERY: readonly GalleryEntry[] = [
  {
    title: 'Sliding window, the old edge kept',
    spec: () =>
      windowSpecOf({
        edges: 'open-closed',
        limit: 3,
        windowMs: 1000,
        sentence:
          'At t = 1000 the call r1 is exactly one window old. The contract says it no longer counts. Yours still counts it.',
        arrivals: [0, 200, 400, 1000].map((t) => ['a', t]),
        counts: (ageMs) => ageMs <= 1000,
        line: 24,
      }),
  },
  {
    title: 'Fixed window, one refused too late',
    spec: () =>
      windowSpecOf({
        edges: 'closed-open',
        limit: 2,
        windowMs: 1000,
        sentence:
          'At t = 1000 the window [0, 1000) has ended, so r4 opens the next. Yours still counts in the old one.',
        arrivals: [0, 300, 600, 1000, 1450].map((t) => ['a', t]),
        counts: (ageMs) => ageMs <= 1000,
      }),
  },
  {
    title: 'A burst at one instant, and other keys',
    spec: () =>
      windowSpecOf({
        edges: 'open-closed',
        limit: 3,
        windowMs: 500,
        sentence: 'Six calls come at the same instant. The limit is 3; yours admits a fourth.',
        arrivals: [
          ['a', 0],
          ['b', 120],
          ...Array.from({ length: 6 }, () => ['a', 250] as const),
          ['b', 400],
          ['a', 800],
        ],
        answer: ({ held }) => (held.length < 4 ? 'admit' : 'reject'),
      }),
  },
  {
    title: 'Sixty requests of three keys',
    spec: () =>
      windowSpecOf({
        edges: 'open-closed',
        limit: 4,
        windowMs: 600,
        sentence: 'Refused calls cost nothing, says the contract. Yours counts r30 although it was refused.',
        arrivals: Array.from({ length: 60 }, (_, index) => [
          ['a', 'a', 'b', '__proto__'][(index * 7) % 4]!,
          index * 37 + ((index * 11) % 17),
        ]),
        answer: ({ index, held }) => (index === 32 ? 'reject' : held.length < 4 ? 'admit' : 'reject'),
      }),
  },
  {
    title: 'Times near the largest',
    spec: () =>
      windowSpecOf({
        edges: 'open-closed',
        limit: 1,
        windowMs: 60_000,
        sentence: 'The second call comes one millisecond before the window has passed. Yours lets it through.',
        arrivals: [2 ** 52 - 120_000, 2 ** 52 - 60_001, 2 ** 52].map((t) => ['customer-4711/eu', t]),
        answer: () => 'admit',
      }),
  },
  {
    title: 'No answer, and a throw',
    spec: () =>
      windowSpecOf({
        edges: 'closed-open',
        limit: 2,
        windowMs: 1000,
        sentence: 'At t = 700 your limiter throws; after it nothing answers.',
        arrivals: [0, 350, 700, 1200].map((t) => ['', t]),
        answer: ({ index }) => (['admit', 'admit', 'error', 'none'] as const)[index]!,
        line: 7,
      }),
  },
  {
    title: 'A long silence between two bursts',
    spec: () =>
      windowSpecOf({
        edges: 'open-closed',
        limit: 2,
        windowMs: 100,
        sentence: 'Both agree at every step.',
        arrivals: [0, 5, 10, 90_000, 90_004, 90_100].map((t) => ['a', t]),
      }),
  },
  {
    title: 'Before the first run',
    spec: () =>
      windowSpecOf({
        edges: 'open-closed',
        limit: 3,
        windowMs: 1000,
        sentence: 'Nothing has been asked yet.',
        arrivals: [],
      }),
  },
  ...NODE_LANES,
  ...QUEUE_LANES,
  ...CACHE_SLOTS,
  ...FAN_OUT,
];
