/** Two limits at once. */
import type { Draw, Scenario, Stage } from 'drydock';

/** What is done to limiters of two limits. */
export type Visits = {
  readonly options: { readonly user: Limit; readonly ip: Limit };
  readonly visits: readonly Visit[];
  /** How many limiters take turns. Default 1. */
  readonly limiters?: number;
};

type Limit = { readonly limit: number; readonly windowMs: number };

type Visit = { readonly user: string | null; readonly ip: string; readonly nowMs: number };

type CreateBoth = (options: Visits['options']) => {
  allow(who: { user: string | null; ip: string }, nowMs: number): boolean;
};

function visit(stage: Stage, { options, visits, limiters = 1 }: Visits): void {
  const { createLimiter } = stage.exports as { createLimiter: CreateBoth };
  const made = Array.from({ length: limiters }, () => {
    const copy = { user: { ...options.user }, ip: { ...options.ip } };
    return stage.call('createLimiter', [{ ...options }], () => createLimiter(copy));
  });
  for (const [index, { user, ip, nowMs }] of visits.entries()) {
    const limiter = made[index % limiters];
    if (limiter?.ok !== true || typeof limiter.value !== 'object' || limiter.value === null) continue;
    const { value } = limiter as { value: ReturnType<CreateBoth> };
    stage.call('allow', [{ user, ip }, nowMs], () => value.allow({ user, ip }, nowMs));
  }
}

function both(userLimit: number, ipLimit: number, userMs = 1000, ipMs = userMs): Visits['options'] {
  return { user: { limit: userLimit, windowMs: userMs }, ip: { limit: ipLimit, windowMs: ipMs } };
}

const scenario = (id: string, samples: readonly Visits[], input: (draw: Draw) => Visits): Scenario<Visits> => ({
  id,
  rungs: ['user-and-ip'],
  samples: () => samples,
  input,
  run: visit,
});

function visits(draw: Draw, users: readonly (string | null)[], ips: readonly string[], spanMs: number): Visit[] {
  let nowMs = 1000 * draw.integer(1, 5);
  return draw.list({ min: 2, max: 20 }, () => ({
    user: draw.oneOf(users),
    ip: draw.oneOf(ips),
    nowMs: (nowMs += draw.integer(1, Math.max(1, Math.floor(spanMs / 20)))),
  }));
}

export const at = (times: readonly number[], user: string | null, ip: string): Visit[] =>
  times.map((nowMs) => ({ user, ip, nowMs }));

export const userAndIpScenarios: readonly Scenario<Visits>[] = [
  scenario('one-person', [{ options: both(2, 9), visits: at([1000, 1100, 1200, 1300], 'ada', 'x') }], (draw) => ({
    options: both(draw.integer(1, 4), 99),
    visits: visits(draw, ['ada'], ['x', 'y', 'z'], 1000),
  })),
  scenario(
    'one-address',
    [
      {
        options: both(9, 2),
        visits: [...at([1000], 'ada', 'x'), ...at([1100], 'bob', 'x'), ...at([1200], 'cy', 'x')],
      },
    ],
    (draw) => ({ options: both(99, draw.integer(1, 4)), visits: visits(draw, ['ada', 'bob', 'cy'], ['x'], 1000) }),
  ),
  scenario('signed-out', [{ options: both(1, 3), visits: at([1000, 1001, 1002, 1003], null, 'x') }], (draw) => ({
    options: both(1, draw.integer(2, 5)),
    visits: visits(draw, [null], ['x', 'y'], 1000),
  })),
  scenario(
    'refused-by-one',
    [
      // The address is full: the user must keep the whole limit. And the other way round.
      {
        options: both(2, 1),
        visits: [
          ...at([1000], 'bob', 'x'),
          ...at([1001, 1002], 'ada', 'x'),
          ...at([1003], 'ada', 'y'),
          ...at([1004], 'ada', 'z'),
        ],
      },
      {
        options: both(1, 2),
        visits: [
          ...at([1000], 'ada', 'x'),
          ...at([1001, 1002], 'ada', 'y'),
          ...at([1003], 'bob', 'y'),
          ...at([1004], 'cy', 'y'),
        ],
      },
    ],
    (draw) => ({
      options: both(draw.integer(1, 3), draw.integer(1, 3)),
      visits: visits(draw, ['ada', 'bob', 'cy', null], ['x', 'y', 'z'], 1000),
    }),
  ),
  scenario(
    'refusal-and-windows',
    [
      // Refused at 1500 by the user: an address's window opened there would have ended at 2150.
      {
        options: both(1, 1, 1000, 600),
        visits: [
          ...at([1000], 'ada', 'x'),
          ...at([1500], 'ada', 'y'),
          ...at([1700], 'bob', 'y'),
          ...at([2150], 'cy', 'y'),
        ],
      },
      // Refused at 1500 by the address: a user window opened there would still be full at 2400.
      {
        options: both(1, 1, 1000, 600),
        visits: [
          ...at([1000], 'bob', 'x'),
          ...at([1500], 'ada', 'x'),
          ...at([1700], 'ada', 'y'),
          ...at([2650], 'ada', 'z'),
          ...at([2700], 'ada', 'w'),
        ],
      },
    ],
    (draw) => {
      const [userMs, ipMs] = draw.oneOf([
        [1000, 300],
        [300, 1000],
        [1000, 1700],
      ] as const);
      const options = both(draw.integer(1, 2), draw.integer(1, 2), userMs, ipMs);
      return { options, visits: visits(draw, ['ada', 'bob', null], ['x', 'y'], 5000) };
    },
  ),
  scenario(
    'edges-of-both',
    [
      { options: both(1, 9, 1000, 400), visits: at([1000, 1999, 2000, 2999, 3000], 'ada', 'x') },
      { options: both(9, 1, 1000, 400), visits: at([1000, 1399, 1400, 1799, 1800], 'ada', 'x') },
    ],
    (draw) => {
      const windowMs = draw.oneOf([100, 1000]);
      const isUser = draw.boolean();
      const options = isUser ? both(1, 99, windowMs, 77) : both(99, 1, 77, windowMs);
      let nowMs = 1000;
      const times = draw.list({ min: 2, max: 8 }, () => (nowMs += draw.oneOf([windowMs, windowMs - 1, 1])));
      return { options, visits: at([1000, ...times], isUser ? 'ada' : null, 'x') };
    },
  ),
  scenario(
    'same-names',
    [
      {
        options: both(1, 1),
        visits: [
          ...at([1000], 'x', 'y'),
          ...at([1001], 'y', 'x'),
          ...at([1002], null, 'null'),
          ...at([1003], 'null', 'z'),
        ],
      },
      {
        options: both(1, 9),
        visits: [
          ...at([1000], '', 'x'),
          ...at([1001], null, 'x'),
          ...at([1002], '', 'x'),
          ...at([1003], '__proto__', 'x'),
          ...at([1004], '__proto__', 'x'),
          ...at([1005], 'constructor', 'x'),
        ],
      },
      {
        options: both(9, 1),
        visits: [
          ...at([1000], null, ''),
          ...at([1001], null, '__proto__'),
          ...at([1002], null, '__proto__'),
          ...at([1003], null, ''),
        ],
      },
      {
        options: both(1, 1),
        visits: [
          ...at([1000], 'a:b', 'c'),
          ...at([1001], 'a', 'b:c'),
          ...at([1002], 'user:a', 'd'),
          ...at([1003], null, 'user:a'),
        ],
      },
    ],
    (draw) => {
      const names = draw.oneOf([
        ['x', 'y'],
        ['', 'null', 'undefined'],
        ['__proto__', 'constructor', 'toString'],
        ['a', 'A'],
        ['a:b', 'a', 'b', ':'],
      ]);
      return {
        options: both(draw.integer(1, 2), draw.integer(1, 3)),
        visits: visits(draw, [...names, null], names, 1000),
      };
    },
  ),
  scenario(
    'two-of-them',
    [{ options: both(1, 1), visits: at([1000, 1001, 1002, 1003], 'ada', 'x'), limiters: 2 }],
    (draw) => ({
      options: both(draw.integer(1, 2), draw.integer(1, 3)),
      visits: visits(draw, ['ada', null], ['x'], 1000),
      limiters: 2,
    }),
  ),
];
