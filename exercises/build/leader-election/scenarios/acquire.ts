/** Plans of `acquire` and `release`. Nothing goes wrong, but messages take their time and leases end. */
import type { Draw, Scenario } from 'drydock';
import { ACQUIRE, nodesOf, scenario, SIMPLEST, TTLS } from './draws';
import type { Act, NodePlan, Plan } from './plan';

/** A plan of calls of `acquire` and `release`. */
function calls(
  draw: Draw,
  count: number,
  acts: (ttlMs: number) => readonly Act[],
  ids?: readonly (readonly string[])[],
): Plan {
  const ttlMs = draw.oneOf(TTLS);
  const nodes = nodesOf(draw, count).map((node, index) => ({ ...node, ids: ids?.[index] ?? node.ids }));
  return { ttlMs, maxSkewMs: 0, nodes, acts: acts(ttlMs), untilMs: 6 * ttlMs };
}

/** Who holds the lease, and who asks; each could be taken for the other, or for nobody. */
const ODD_IDS: readonly (readonly [string, string])[] = [
  ['10', '1'],
  ['', 'a'],
  ['1', '10'],
  ['a', ''],
  ['__proto__', 'constructor'],
  ['n:1', 'n'],
  ['A', 'a'],
  ['null', 'OK'],
  [' 1', '1'],
  ['ü 2', '2'],
];

function oddNames(draw: Draw, ids: readonly [string, string]): Plan {
  return calls(
    draw,
    2,
    (ttlMs) => [
      { atMs: 0, node: 0, do: 'acquire' },
      { atMs: 40, node: 1, do: 'acquire' },
      { atMs: 80, node: 1, do: 'release' },
      { atMs: 120, node: 0, do: 'release' },
      { atMs: 160, node: 1, do: draw.boolean() ? 'release' : 'acquire' },
      { atMs: 2 * ttlMs, node: 0, do: 'acquire' },
    ],
    [[ids[0]], [ids[1]]],
  );
}

export const acquiring: readonly Scenario<Plan>[] = [
  scenario('nobody-else', ACQUIRE, (draw) =>
    calls(draw, 1, () => [{ atMs: draw.integer(0, 50), node: 0, do: 'acquire' }]),
  ),
  scenario('somebody-holds-it', ACQUIRE, (draw) =>
    calls(draw, 3, (ttlMs) => [
      { atMs: 0, node: 0, do: 'acquire' },
      ...draw.list({ min: 1, max: 4 }, () => {
        const atMs = draw.weighted([
          [3, draw.integer(30, ttlMs - 30)],
          [1, ttlMs - 25],
        ]);
        return { atMs, node: draw.integer(1, 2), do: 'acquire' as const };
      }),
    ]),
  ),
  scenario('a-lease-ends', ACQUIRE, (draw) =>
    calls(draw, 2, (ttlMs) => [
      { atMs: 0, node: 0, do: 'acquire' },
      { atMs: ttlMs + 20 + draw.integer(0, 40), node: 1, do: 'acquire' },
      ...(draw.boolean() ? [{ atMs: Math.floor(ttlMs * 1.5), node: 0, do: 'acquire' as const }] : []),
      ...(draw.boolean() ? [{ atMs: 2 * ttlMs + 90, node: 0, do: 'acquire' as const }] : []),
    ]),
  ),
  scenario('all-at-once', ACQUIRE, (draw) => {
    const count = draw.integer(2, 5);
    const later = draw.list({ min: count, max: count }, () =>
      draw.weighted([
        [3, 0],
        [1, draw.integer(0, 9)],
      ]),
    );
    return calls(draw, count, () => later.map((atMs, node) => ({ atMs, node, do: 'acquire' as const })));
  }),
  scenario('a-release', ACQUIRE, (draw) =>
    calls(draw, 2, (ttlMs) => {
      const atMs = 30 + draw.integer(0, Math.floor(ttlMs / 2));
      return [
        { atMs: 0, node: 0, do: 'acquire' },
        { atMs, node: 0, do: 'release' },
        { atMs: atMs + 40, node: draw.integer(0, 1), do: 'acquire' },
        ...(draw.boolean() ? [{ atMs: atMs + 20, node: 0, do: 'release' as const }] : []),
      ];
    }),
  ),
  scenario('a-release-by-another', ACQUIRE, (draw) =>
    calls(draw, 3, (ttlMs) => {
      const atMs = 30 + draw.integer(0, Math.floor(ttlMs / 4));
      return [
        { atMs: 0, node: 0, do: 'acquire' },
        { atMs, node: 1, do: 'release' },
        { atMs: atMs + 40, node: draw.integer(1, 2), do: 'acquire' },
        { atMs: atMs + 80, node: 0, do: 'release' },
      ];
    }),
  ),
  scenario('a-release-too-late', ACQUIRE, (draw) =>
    calls(draw, 3, (ttlMs) => {
      const releaseMs = draw.oneOf([Math.floor(ttlMs * 1.3), ttlMs + 60]);
      return [
        { atMs: 0, node: 0, do: 'acquire' },
        { atMs: ttlMs + 20, node: 1, do: 'acquire' },
        { atMs: releaseMs, node: 0, do: 'release' },
        { atMs: releaseMs + 40, node: 2, do: 'acquire' },
      ];
    }),
  ),
  scenario('a-release-at-the-end', ACQUIRE, (draw) => {
    // Between what it reads and what it does about it, the lease ends and is another's.
    const ttlMs = draw.oneOf(TTLS);
    const nodes = [
      { ids: ['n1'], requestMs: 4 + draw.integer(0, 5), replyMs: 4 + draw.integer(0, 5) },
      { ids: ['n2'], requestMs: 1, replyMs: 1 },
      { ids: ['n3'], requestMs: 1, replyMs: 1 },
    ];
    const grantMs = (nodes[0] as NodePlan).requestMs;
    const acts: Act[] = [
      { atMs: 0, node: 0, do: 'acquire' },
      { atMs: ttlMs - 1 - draw.integer(0, 3), node: 0, do: 'release' },
      { atMs: grantMs + ttlMs - 1, node: 1, do: 'acquire' },
      { atMs: ttlMs + 60, node: 2, do: 'acquire' },
    ];
    return { ttlMs, maxSkewMs: 0, nodes, acts, untilMs: 3 * ttlMs };
  }),
  scenario('two-electors-in-one-process', ACQUIRE, (draw) =>
    calls(
      draw,
      2,
      () => [
        { atMs: 0, node: 0, elector: 0, do: 'acquire' },
        { atMs: 40, node: 0, elector: 1, do: draw.oneOf(['acquire', 'release']) },
        { atMs: 80, node: 1, do: 'acquire' },
      ],
      [['a', 'b'], ['c']],
    ),
  ),
  {
    ...scenario('odd-names', ACQUIRE, (draw) => oddNames(draw, draw.oneOf(ODD_IDS))),
    samples: () => ODD_IDS.map((ids) => oddNames(SIMPLEST, ids)),
  },
  scenario('the-holder-again', ACQUIRE, (draw) =>
    calls(draw, 2, (ttlMs) => [
      { atMs: 0, node: 0, do: 'acquire' },
      { atMs: Math.floor(ttlMs / 2) + draw.integer(0, Math.floor(ttlMs / 5)), node: 0, do: 'acquire' },
      { atMs: ttlMs + 40, node: 1, do: 'acquire' },
    ]),
  ),
];
