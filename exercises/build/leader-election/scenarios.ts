/**
 * Elections among nodes that each run the program, against one store: a plan says when what is called, and what goes wrong.
 * One situation a scenario, so that a rule's name says what went wrong; all of them are run by `run`.
 */
import { createKeyValueStore, type Draw, type Scenario, type Stage, type StageNode } from 'drydock';
import type { ScriptStore, SetOptions, Store } from './contract';
import type { CreateElector, Elector } from './contract/fencing';

/** What is done to the programs. Nodes are `n1`, `n2`, ... in this order. */
export type Plan = {
  readonly ttlMs: number;
  readonly maxSkewMs: number;
  readonly nodes: readonly NodePlan[];
  readonly acts: readonly Act[];
  readonly links?: readonly LinkFault[];
  /** `isLeader()` is asked on every node, at multiples of it. Left out: never. */
  readonly askEveryMs?: number;
  /** Not before. Default 0. */
  readonly askFromMs?: number;
  readonly untilMs: number;
  /** From when on nothing goes wrong any more. */
  readonly healedMs?: number;
};

export type NodePlan = {
  /** Ids of its electors. Most nodes have one, of the node's own name. */
  readonly ids: readonly string[];
  /** How long a request and an answer travel, in ms ≥ 1. */
  readonly requestMs: number;
  readonly replyMs: number;
  /** Milliseconds that its clock counts in a true one. Default 1. */
  readonly rate?: number;
};

export type Act = {
  readonly atMs: number;
  readonly node: number;
  readonly do: 'acquire' | 'release' | 'start' | 'stop' | 'write' | 'crash' | 'restart' | 'pause' | 'jump';
  /** Which of its electors. Default the first. */
  readonly elector?: number;
  /** How long a pause is, how far the wall clock jumps, how long a write is under way. */
  readonly forMs?: number;
};

/** What happens to requests that a node sends in [fromMs, toMs). */
export type LinkFault = {
  readonly node: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly loses?: 'request' | 'reply';
  /** How much longer its answers take. */
  readonly slowerMs?: number;
};

type AnyElector = Elector & { acquire(): unknown; release(): unknown };

export function nameOf(index: number): string {
  return `n${index + 1}`;
}

// The world: a store and a resource, and the network to them.

/** One node with its electors and its way to the others. */
type Peer = {
  readonly node: StageNode;
  readonly plan: NodePlan;
  readonly index: number;
  electors: (AnyElector | undefined)[];
  /** Acts that are to be done again in another life: it was taking part. */
  isStarted: boolean;
};

type Did = {
  readonly op: string;
  readonly key: string;
  readonly ok: boolean;
  readonly px?: number;
  readonly value?: string;
};

function createServer(stage: Stage) {
  const { operations } = createKeyValueStore();
  const call = (op: string, ...args: unknown[]) =>
    (operations[op] as (now: number, ...rest: unknown[]) => unknown)(stage.now(), ...args);
  /** A whole number is kept as one, so that it can be counted up whoever set it. */
  const kept = (value: unknown): string | number =>
    /^(0|-?[1-9]\d{0,14})$/.test(String(value)) ? Number(value) : String(value);
  /** The store as a script sees it; what it does is noted. */
  return (did: Did[]): ScriptStore => ({
    get(key) {
      const value = call('get', `${key}`);
      return value === null ? null : String(value);
    },
    set(key, value, options: SetOptions = {}) {
      const px = options.px === undefined ? {} : { px: Number(options.px) };
      const nx = options.nx === true;
      const ok = call('set', `${key}`, kept(value), { nx, ...px }) === true;
      did.push({ op: 'set', key: `${key}`, ok, ...px, value: String(value) });
      return ok ? 'OK' : null;
    },
    delete(key) {
      const ok = call('delete', `${key}`) === true;
      did.push({ op: 'delete', key: `${key}`, ok });
      return ok;
    },
    increment: (key) => call('increment', `${key}`) as number,
    expire(key, ms) {
      const ok = call('expire', `${key}`, Number(ms)) === true;
      did.push({ op: 'expire', key: `${key}`, ok, px: Number(ms) });
      return ok;
    },
  });
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

async function run(stage: Stage, plan: Plan): Promise<void> {
  const server = createServer(stage);
  let messages = 0;
  let writes = 0;
  let highest = 0;

  const peers = plan.nodes.map((nodePlan, index): Peer => {
    return { node: stage.node(nameOf(index)), plan: nodePlan, index, electors: [], isStarted: false };
  });

  /** A request of a node, what it does at one instant elsewhere, and the answer. */
  function remote<T>(peer: Peer, by: string, op: string, happens: (n: number) => T, extraMs = 0): Promise<T> {
    const n = (messages += 1);
    const sentMs = stage.now();
    const fault = plan.links?.find(
      ({ node, fromMs, toMs }) => node === peer.index && fromMs <= sentMs && sentMs < toMs,
    );
    const requestMs = peer.plan.requestMs + extraMs;
    const replyMs = peer.plan.replyMs + (fault?.slowerMs ?? 0);
    const timeoutMs = plan.ttlMs / 2 + extraMs;
    const isLate = requestMs + replyMs >= timeoutMs;
    stage.mark('send', { n, by, op });
    return new Promise<T>((resolve, reject) => {
      let isAnswered = false;
      peer.node.after(timeoutMs, () => {
        if (isAnswered) return;
        stage.mark('timeout', { n, by, op });
        reject(named('TimeoutError', `${op} was not answered in ${timeoutMs} ms`));
      });
      if (fault?.loses === 'request') {
        void stage.sleep(requestMs).then(() => stage.mark('lost', { n, by, op, part: 'request' }));
        return;
      }
      void stage.sleep(requestMs).then(() => {
        let settle: () => void;
        try {
          const value = happens(n);
          settle = () => resolve(value);
        } catch (error) {
          settle = () => reject(error as Error);
        }
        if (fault?.loses === 'reply') {
          void stage.sleep(replyMs).then(() => stage.mark('lost', { n, by, op, part: 'reply' }));
          return;
        }
        // The client has given up by then: an answer that comes later is nobody's.
        isAnswered = !isLate;
        peer.node.after(replyMs, () => {
          stage.mark('answer', { n, by, op });
          if (!isLate) settle();
        });
      });
    });
  }

  function clientOf(peer: Peer, by: string): Store {
    function ask<T>(op: string, work: (at: ScriptStore) => T): Promise<T> {
      const life = peer.node.exports;
      return remote(peer, by, op, (n) => {
        const did: Did[] = [];
        try {
          // A script is code of its sender: with that life it is gone before it arrived.
          if (peer.node.exports !== life) throw named('TimeoutError', 'the sender is gone');
          return work(server(did));
        } finally {
          stage.mark('apply', { n, by, op, did });
        }
      });
    }
    return {
      set: (key, value, options) => ask('set', (at) => at.set(key, value, options)),
      get: (key) => ask('get', (at) => at.get(key)),
      delete: (key) => ask('delete', (at) => at.delete(key)),
      script: (work) => ask('script', (at) => work(at)),
    };
  }

  function begin(peer: Peer): void {
    peer.electors = peer.plan.ids.map((id) => {
      const { ttlMs, maxSkewMs } = plan;
      const { createElector } = peer.node.exports as unknown as { createElector: CreateElector };
      const options = { id, store: clientOf(peer, id), ttlMs, maxSkewMs, onTask: () => undefined };
      const made = stage.call('createElector', [{ id, ttlMs, maxSkewMs }], () => createElector(options));
      return made.ok && made.value !== null && typeof made.value === 'object' ? (made.value as AnyElector) : undefined;
    });
    // Set before any timer of the program: after a pause they come first.
    const nowMs = stage.now();
    if (peer.isStarted) act(peer, { atMs: nowMs, node: peer.index, do: 'start' });
    const asks: number[] = [];
    const { askEveryMs = Infinity, askFromMs = 0, untilMs } = plan;
    for (let at = askEveryMs; at < untilMs; at += askEveryMs) if (at > nowMs && at >= askFromMs) asks.push(at);
    for (const at of asks) peer.node.after(at - nowMs, () => peer.electors.forEach((_, index) => ask(peer, index)));
    for (const one of plan.acts) {
      if (one.node !== peer.index || one.atMs < nowMs || ON_THE_WORLD.includes(one.do)) continue;
      peer.node.after(one.atMs - nowMs, () => act(peer, one));
    }
  }

  function ask(peer: Peer, index: number): void {
    const id = peer.plan.ids[index] as string;
    stage.call('isLeader', [id], () => (peer.electors[index] as AnyElector).isLeader());
  }

  function act(peer: Peer, one: Act): void {
    const { elector: at = 0, do: what } = one;
    const id = peer.plan.ids[at] as string;
    const elector = peer.electors[at] as AnyElector;
    if (what === 'start') peer.isStarted = true;
    if (what === 'stop') peer.isStarted = false;
    if (what === 'write') {
      const w = (writes += 1);
      void stage.callAsync('guarded', [id, w], () => elector.guarded((token) => write(peer, one, w, token)));
      return;
    }
    void stage.callAsync(what, [id], () => elector[what as 'acquire']());
  }

  /** The resource: it refuses a token older than the newest that it has seen. */
  function write(peer: Peer, { elector = 0, forMs = 0 }: Act, w: number, token: number): Promise<void> {
    const by = peer.plan.ids[elector] as string;
    stage.mark('write', { w, by, token });
    return remote(
      peer,
      by,
      'write',
      (n) => {
        const isToken = Number.isSafeInteger(token) && token >= 1;
        const isDone = isToken && token >= highest;
        stage.mark('written', { n, w, by, token, isDone, highest });
        if (!isDone) throw named('StaleToken', `token ${String(token)} is older than ${highest}`);
        highest = token;
      },
      forMs,
    );
  }

  for (const peer of peers) peer.node.start(() => begin(peer), { rate: peer.plan.rate ?? 1 });
  const faults = plan.acts.filter((one) => ON_THE_WORLD.includes(one.do)).sort((a, b) => a.atMs - b.atMs);
  for (const one of faults) {
    if (one.atMs > stage.now()) await stage.sleep(one.atMs - stage.now());
    const peer = peers[one.node];
    if (peer === undefined) continue;
    const { forMs = 0, do: what } = one;
    stage.mark(what, { by: nameOf(one.node), forMs });
    if (what === 'crash') peer.node.crash();
    if (what === 'restart') peer.node.start(() => begin(peer), { rate: peer.plan.rate ?? 1 });
    if (what === 'pause') peer.node.pause(forMs);
    if (what === 'jump') peer.node.jumpWall(forMs);
  }
  if (plan.untilMs > stage.now()) await stage.sleep(plan.untilMs - stage.now());
}

const ON_THE_WORLD: readonly string[] = ['crash', 'restart', 'pause', 'jump'];

// What is drawn.

const TTLS = [1000, 400, 3000, 10_000];

function nodesOf(draw: Draw, count: number): NodePlan[] {
  return Array.from({ length: count }, (_, index) => ({
    ids: [nameOf(index)],
    requestMs: draw.integer(1, 9),
    replyMs: draw.integer(1, 9),
  }));
}

/** The skew that a node may have, and an unpaused, unskewed plan of nodes that take part from about the beginning. */
function election(draw: Draw, rung: string, count: number): Plan {
  const ttlMs = draw.oneOf(TTLS);
  const maxSkewMs = rung === 'renew' ? 0 : Math.floor(ttlMs / draw.oneOf([10, 25]));
  return {
    ttlMs,
    maxSkewMs,
    nodes: nodesOf(draw, count),
    acts: Array.from({ length: count }, (_, node) => ({
      atMs: node === 0 ? 0 : draw.integer(0, ttlMs),
      node,
      do: 'start' as const,
    })),
    askEveryMs: Math.floor(ttlMs / 8),
    untilMs: 6 * ttlMs,
  };
}

/** n1 leads first, since it is alone at the beginning. */
function led(draw: Draw, rung: string, count = 2): Plan {
  const plan = election(draw, rung, count);
  const acts = plan.acts.map((one) =>
    one.node === 0 ? one : { ...one, atMs: Math.floor(plan.ttlMs / 2) + (one.atMs >> 2) },
  );
  return { ...plan, acts };
}

/** One scenario: the plan of a benign draw is its visible sample. */
function scenario(id: string, rungs: readonly string[], input: Scenario<Plan>['input']): Scenario<Plan> {
  return { id, rungs, samples: (rung, facts) => [input(SIMPLEST, rung, facts)], input, run };
}

/** Draws the simplest of everything. */
const SIMPLEST: Draw = {
  integer: (min) => min,
  boolean: () => false,
  oneOf: (items) => items[0] as never,
  weighted: (items) => items[0]?.[1] as never,
  list: ({ min }, item) => Array.from({ length: min }, (_, index) => item(index)),
};

const ACQUIRE = ['acquire'];
const ELECTIONS = ['renew', 'pause-and-skew', 'fencing'];
const PAUSED = ['pause-and-skew', 'fencing'];
const FENCED = ['fencing'];

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

const acquiring: readonly Scenario<Plan>[] = [
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

const electing: readonly Scenario<Plan>[] = [
  scenario('one-node', ELECTIONS, (draw, rung) => election(draw, rung, 1)),
  scenario('calm', ELECTIONS, (draw, rung) => election(draw, rung, draw.integer(2, 4))),
  scenario('not-started', ELECTIONS, (draw, rung) => {
    const plan = election(draw, rung, 2);
    return { ...plan, acts: [], untilMs: 3 * plan.ttlMs };
  }),
  scenario('a-stop', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung);
    const atMs = 2 * plan.ttlMs + draw.integer(0, plan.ttlMs);
    return { ...plan, acts: [...plan.acts, { atMs, node: 0, do: 'stop' }], untilMs: atMs + 7 * plan.ttlMs };
  }),
  scenario('a-crash', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const atMs = 2 * plan.ttlMs + draw.integer(0, plan.ttlMs);
    const back = draw.boolean() ? [{ atMs: atMs + draw.integer(1, plan.ttlMs), node: 0, do: 'restart' as const }] : [];
    return {
      ...plan,
      acts: [...plan.acts, { atMs, node: 0, do: 'crash' }, ...back],
      healedMs: atMs,
      untilMs: atMs + 7 * plan.ttlMs,
    };
  }),
  scenario('slow-answers', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const fromMs = ttlMs + draw.integer(0, ttlMs);
    const slowerMs = Math.floor(ttlMs / 2) - 40 - draw.integer(0, Math.floor(ttlMs / 4));
    const cutMs = fromMs + draw.integer(Math.floor(ttlMs / 4), ttlMs);
    const links: LinkFault[] = [
      { node: 0, fromMs, toMs: cutMs, slowerMs },
      { node: 0, fromMs: cutMs, toMs: cutMs + 2 * ttlMs, loses: 'request' },
    ];
    return { ...plan, links, healedMs: cutMs + 2 * ttlMs, untilMs: cutMs + 8 * ttlMs };
  }),
  scenario('lost-answers', ELECTIONS, (draw, rung) => {
    const plan = election(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const links = draw.list({ min: 1, max: 4 }, (): LinkFault => {
      const fromMs = draw.integer(0, 3 * ttlMs);
      const toMs = fromMs + draw.integer(1, 2 * ttlMs);
      return { node: draw.integer(0, plan.nodes.length - 1), fromMs, toMs, loses: draw.oneOf(['reply', 'request']) };
    });
    const healedMs = links.reduce((latest, { toMs }) => Math.max(latest, toMs), ttlMs);
    return { ...plan, links, healedMs, untilMs: healedMs + 6 * ttlMs };
  }),
  scenario('a-late-renewal', ELECTIONS, (draw, rung) => {
    // Cut off until its lease has ended and another leads, then back: what it sends next comes too late.
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const fromMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const toMs = fromMs + Math.floor(ttlMs * 1.2) + draw.integer(0, ttlMs);
    const links: LinkFault[] = [{ node: 0, fromMs, toMs, loses: draw.oneOf(['request', 'reply']) }];
    return { ...plan, links, healedMs: toMs, untilMs: toMs + 6 * ttlMs };
  }),
  scenario('a-renewal-race', ELECTIONS, (draw, rung) => {
    // Its messages take so long that the lease ends between two of them.
    const plan = led(draw, rung, 3);
    const { ttlMs } = plan;
    const fromMs = ttlMs + draw.integer(0, ttlMs);
    const toMs = fromMs + Math.floor(ttlMs * 0.6) + draw.integer(0, Math.floor(ttlMs / 3));
    const slowerMs = Math.floor(ttlMs / 2) - 30 - draw.integer(0, 10);
    const slow: LinkFault = { node: 0, fromMs, toMs: toMs + 3 * ttlMs, slowerMs };
    const links: LinkFault[] = draw.boolean() ? [{ node: 0, fromMs, toMs, loses: 'request' }, slow] : [slow];
    return { ...plan, links, healedMs: toMs + 3 * ttlMs, untilMs: toMs + 8 * ttlMs };
  }),
];

/** n1 leads; from `cutMs` on its requests are lost, so that its lease ends; asked often around that. */
function cutOff(draw: Draw, rung: string, cutMs: number, plan: Plan = led(draw, rung)): Plan {
  const links: LinkFault[] = [{ node: 0, fromMs: cutMs, toMs: cutMs + 3 * plan.ttlMs, loses: 'request' }];
  const askEveryMs = Math.max(1, Math.floor(plan.ttlMs / 100));
  const askFromMs = cutMs - Math.floor(plan.ttlMs / 20);
  return { ...plan, links, askEveryMs, askFromMs, healedMs: cutMs + 3 * plan.ttlMs, untilMs: cutMs + plan.ttlMs + 60 };
}

const pausing: readonly Scenario<Plan>[] = [
  scenario('a-pause', PAUSED, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const pauses = draw.list({ min: 1, max: 2 }, (index): Act => {
      const atMs = (2 + 4 * index) * ttlMs + draw.integer(0, ttlMs);
      return { atMs, node: 0, do: 'pause', forMs: Math.floor(ttlMs * 1.1) + draw.integer(0, ttlMs) };
    });
    return { ...plan, acts: [...plan.acts, ...pauses], untilMs: 12 * ttlMs };
  }),
  scenario('a-pause-within-a-call', PAUSED, (draw, rung) => {
    // It stands still while answers are on their way: they are there when it wakes, and old.
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const nodes = plan.nodes.map((node, index) => (index === 0 ? { ...node, replyMs: Math.floor(ttlMs / 8) } : node));
    const pauses = Array.from({ length: 3 }, (_, index): Act => {
      const atMs = (2 + 3 * index) * ttlMs + draw.integer(0, ttlMs);
      return { atMs, node: 0, do: 'pause', forMs: Math.floor(ttlMs * 1.05) + draw.integer(0, Math.floor(ttlMs / 2)) };
    });
    const askEveryMs = Math.max(1, Math.floor(ttlMs / 20));
    return { ...plan, nodes, acts: [...plan.acts, ...pauses], askEveryMs, untilMs: 12 * ttlMs };
  }),
  scenario('a-slow-clock', PAUSED, (draw, rung) => {
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const maxSkewMs = Math.floor(ttlMs / 10);
    const nodes = plan.nodes.map((node, index) =>
      index === 0 ? { ...node, rate: 1 - (maxSkewMs - 4) / ttlMs } : node,
    );
    return cutOff(draw, rung, 2 * ttlMs + draw.integer(0, ttlMs), { ...plan, maxSkewMs, nodes });
  }),
  scenario('a-wall-clock-set', PAUSED, (draw, rung) => {
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const cutMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const jump: Act = { atMs: cutMs + 5, node: 0, do: 'jump', forMs: -draw.oneOf([2, 1, 10]) * ttlMs };
    return cutOff(draw, rung, cutMs, { ...plan, acts: [...plan.acts, jump] });
  }),
  scenario('a-late-answer', PAUSED, (draw, rung) => {
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const nodes = plan.nodes.map((node, index) =>
      index === 0 ? { ...node, replyMs: Math.floor(ttlMs / 4) + draw.integer(0, Math.floor(ttlMs / 6)) } : node,
    );
    return cutOff(draw, rung, 2 * ttlMs + draw.integer(0, ttlMs), { ...plan, nodes });
  }),
  scenario('a-pause-before-a-renewal', PAUSED, (draw, rung) => {
    // Whatever it has read before it stood still is no longer so.
    const plan = led(draw, rung, 3);
    const { ttlMs } = plan;
    const nodes = plan.nodes.map((node, index) => (index === 0 ? { ...node, replyMs: Math.floor(ttlMs / 10) } : node));
    const pauses = Array.from({ length: 4 }, (_, index): Act => {
      const atMs = (2 + 4 * index) * ttlMs + draw.integer(0, ttlMs);
      return { atMs, node: 0, do: 'pause', forMs: Math.floor(ttlMs * 1.3) + draw.integer(0, ttlMs) };
    });
    return { ...plan, nodes, acts: [...plan.acts, ...pauses], askEveryMs: Math.floor(ttlMs / 5), untilMs: 18 * ttlMs };
  }),
];

const fencing: readonly Scenario<Plan>[] = [
  scenario('a-write', FENCED, (draw, rung) => {
    const plan = election(draw, rung, 1);
    const writes = draw.list({ min: 1, max: 3 }, (index): Act => {
      return { atMs: (2 + index) * plan.ttlMs + draw.integer(0, 90), node: 0, do: 'write' };
    });
    return { ...plan, acts: [...plan.acts, ...writes], untilMs: 7 * plan.ttlMs };
  }),
  scenario('a-write-by-another', FENCED, (draw, rung) => {
    const plan = led(draw, rung, 2);
    const writes = draw.list({ min: 1, max: 3 }, (index): Act => {
      return { atMs: (2 + index) * plan.ttlMs + draw.integer(0, 90), node: 1, do: 'write' };
    });
    return { ...plan, acts: [...plan.acts, ...writes], untilMs: 7 * plan.ttlMs };
  }),
  scenario('leaders-one-after-another', FENCED, (draw, rung) => {
    const plan = led(draw, rung, 3);
    const { ttlMs } = plan;
    const changeMs = 2 * ttlMs + 100 + draw.integer(0, ttlMs);
    const end = draw.oneOf(['crash', 'stop'] as const);
    const back =
      end === 'crash' && draw.boolean() ? [{ atMs: changeMs + 4 * ttlMs, node: 0, do: 'restart' as const }] : [];
    const writes = Array.from({ length: 12 }, (_, index) => Math.floor(((index + 1) * 3 * ttlMs) / 4) + 7);
    const acts: Act[] = [
      ...writes.flatMap((atMs) => plan.nodes.map((_, node): Act => ({ atMs, node, do: 'write' }))),
      { atMs: changeMs, node: 0, do: end },
      ...back,
    ];
    return { ...plan, acts: [...plan.acts, ...acts], untilMs: 10 * ttlMs };
  }),
  scenario('a-write-that-comes-too-late', FENCED, (draw, rung) => {
    // It is under way for so long that another leads, and has written, when it arrives.
    const plan = led(draw, rung, 2);
    const { ttlMs } = plan;
    const atMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const links: LinkFault[] = [{ node: 0, fromMs: atMs + 30, toMs: atMs + 5 * ttlMs, loses: 'request' }];
    const writes = Array.from({ length: 8 }, (_, index): Act => {
      return { atMs: atMs + Math.floor(((index + 2) * ttlMs) / 2), node: 1, do: 'write' };
    });
    const late: Act = { atMs, node: 0, do: 'write', forMs: 5 * ttlMs };
    return {
      ...plan,
      links,
      acts: [...plan.acts, late, ...writes],
      healedMs: atMs + 5 * ttlMs,
      untilMs: atMs + 9 * ttlMs,
    };
  }),
  scenario('a-pause-before-a-write', FENCED, (draw, rung) => {
    const plan = led(draw, rung, 2);
    const { ttlMs } = plan;
    const atMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const forMs = Math.floor(ttlMs * 2.2) + draw.integer(0, ttlMs);
    const own = Array.from({ length: 3 }, (_, index): Act => ({
      atMs: atMs + forMs - index * 10,
      node: 0,
      do: 'write',
    }));
    const others = Array.from({ length: 10 }, (_, index): Act => {
      return { atMs: atMs + Math.floor(((index + 2) * ttlMs) / 2), node: 1, do: 'write' };
    });
    return {
      ...plan,
      acts: [...plan.acts, { atMs, node: 0, do: 'pause', forMs }, ...own, ...others],
      untilMs: atMs + 8 * ttlMs,
    };
  }),
  scenario('everything-goes-wrong', FENCED, (draw, rung) => {
    const plan = election(draw, rung, 3);
    const { ttlMs } = plan;
    const faults = draw.list({ min: 1, max: 5 }, (): { act?: Act; link?: LinkFault } => {
      const node = draw.integer(0, 2);
      const atMs = draw.integer(ttlMs, 5 * ttlMs);
      const forMs = draw.integer(1, 2 * ttlMs);
      const kind = draw.oneOf(['pause', 'request', 'reply', 'slow'] as const);
      if (kind === 'pause') return { act: { atMs, node, do: 'pause', forMs } };
      const link = { node, fromMs: atMs, toMs: atMs + forMs };
      return { link: kind === 'slow' ? { ...link, slowerMs: Math.floor(ttlMs / 3) } : { ...link, loses: kind } };
    });
    const links = faults.flatMap(({ link }) => (link === undefined ? [] : [link]));
    const pauses = faults.flatMap(({ act }) => (act === undefined ? [] : [act]));
    const crash: Act[] = draw.boolean()
      ? [
          { atMs: 3 * ttlMs, node: 1, do: 'crash' },
          { atMs: 4 * ttlMs, node: 1, do: 'restart' },
        ]
      : [];
    const writes = Array.from({ length: 16 }, (_, index): Act => {
      return { atMs: Math.floor(((index + 1) * ttlMs) / 2) + index, node: index % 3, do: 'write' };
    });
    const healedMs = 7 * ttlMs;
    const away = { fromMs: 4 * ttlMs, toMs: healedMs, loses: 'request' as const };
    if (draw.boolean()) links.push(...plan.nodes.map((_, node) => ({ ...away, node })));
    return { ...plan, acts: [...plan.acts, ...pauses, ...crash, ...writes], links, healedMs, untilMs: 11 * ttlMs };
  }),
];

export const scenarios: readonly Scenario<Plan>[] = [...acquiring, ...electing, ...pausing, ...fencing];
