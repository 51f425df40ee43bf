import { createKeyValueStore, createQueue, createTable, createWorld, exploringChoices } from '../index';
import type { Data, Faults, Service, TraceEvent, World } from '../index';
import type { ProgramFactory } from '../program';
import { factoryOf } from './lower';

/** One bug of the literature, small: a program of a few lines, the faults that show it, and what must hold after. */
export interface Toy {
  readonly name: string;
  /** Nodes by name, as text; `FIXED` tells the repaired version from the one with the bug. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly faults: Partial<Faults>;
  services(): Readonly<Record<string, Service>>;
  main(world: World): unknown;
  /** What went wrong, or nothing. */
  violation(world: World): string | undefined;
}

const wait = (ms: number) => (world: World) => world.sleep(ms);

function marks(world: World, op: string): readonly TraceEvent[] {
  return world.trace.filter((event) => event.kind === 'mark' && event.op === op);
}

/** Waits and tries again where a reply was lost. */
const HELPERS = `
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`;

const lostUpdate: Toy = {
  name: 'lost update',
  faults: { delay: true },
  services: () => ({ kv: createKeyValueStore() }),
  nodes: Object.fromEntries(
    ['a', 'b'].map((name) => [
      name,
      `exports.start = async (env) => {
        for (let i = 0; i < 2; i += 1) {
          if (FIXED) await env.call('kv', 'increment', 'n');
          else { const n = await env.call('kv', 'get', 'n'); await env.call('kv', 'set', 'n', (n ?? 0) + 1); }
          await sleep(7);
        }
      };`,
    ]),
  ),
  main: wait(5000),
  violation: (world) => {
    const n = world.inspect('kv', 'get', 'n');
    return n === 4 ? undefined : `4 increments, and the counter says ${String(n)}`;
  },
};

/** A stack as a linked list in the store: `head` names the top, `next:x` what is below x. Treiber, 1986. */
const aba: Toy = {
  name: 'ABA',
  faults: { delay: true },
  services: () => {
    const kv = createKeyValueStore();
    const set = kv.operations['set'] as (now: number, key: string, value: Data) => Data;
    set(0, 'head', 'a#0');
    set(0, 'next:a', 'b');
    set(0, 'next:b', 'c');
    return { kv };
  },
  nodes: {
    one: `exports.start = async (env) => { const s = stack(env); env.mark('hold', await s.pop()); };`,
    two: `exports.start = async (env) => {
      const s = stack(env);
      const a = await s.pop(); const b = await s.pop();
      if (a !== null) await s.push(a);
      env.mark('hold', b);
    };`,
  },
  main: wait(20_000),
  violation: (world) => {
    const held = marks(world, 'hold').map((event) => event.data);
    const all: unknown[] = held.filter((item) => item !== null);
    let at = String(world.inspect('kv', 'get', 'head')).split('#')[0]!;
    for (let steps = 0; at !== 'null' && steps < 5; steps += 1) {
      all.push(at);
      at = String(world.inspect('kv', 'get', `next:${at}`));
    }
    const seen = all.map(String).sort().join('');
    return seen === 'abc' ? undefined : `of a, b and c the nodes and the stack hold ${seen}`;
  },
};
const STACK = `
  const stack = (env) => {
    const read = async () => { const [item, version] = (await env.call('kv', 'get', 'head')).split('#'); return { item, version: +version }; };
    const text = (item, version) => item + '#' + (FIXED ? version : 0);
    const swap = (from, item) => env.call('kv', 'compareAndSet', 'head', text(from.item, from.version), text(item, from.version + 1));
    return {
      async pop() {
        for (;;) {
          const head = await read();
          if (head.item === 'null') return null;
          const below = await env.call('kv', 'get', 'next:' + head.item);
          if (await swap(head, below ?? 'null')) return head.item;
        }
      },
      async push(item) {
        for (;;) {
          const head = await read();
          await env.call('kv', 'set', 'next:' + item, head.item === 'null' ? null : head.item);
          if (await swap(head, item)) return;
        }
      },
    };
  };
`;

/** Kleppmann, "How to do distributed locking", 2016. */
const fencing: Toy = {
  name: 'lease-lock without fencing',
  faults: { pause: true, delay: true },
  services: () => ({
    kv: createKeyValueStore({
      acquire: (store, owner: string) =>
        store.set('lock', owner, { nx: true, px: 100 }) ? store.increment('token') : null,
      write: (store, token: number, isFenced: boolean) => {
        const highest = (store.get('highest') as number | null) ?? 0;
        if (isFenced && token < highest) return false;
        if (token < highest) store.increment('overwritten');
        store.set('highest', Math.max(highest, token));
        return true;
      },
    }),
  }),
  nodes: Object.fromEntries(
    ['a', 'b'].map((name) => [
      name,
      `exports.start = async (env) => {
        for (let done = 0; done < 2; ) {
          // A reply that comes too late, after a pause of our own, counts as none.
          const token = await env.call('kv', 'script', 'acquire', env.name).catch(() => null);
          if (token === null) { await sleep(15); continue; }
          await sleep(10);
          await env.call('kv', 'script', 'write', token, FIXED).catch(() => null);
          done += 1;
          await sleep(110);
        }
      };`,
    ]),
  ),
  main: wait(30_000),
  violation: (world) =>
    world.inspect('kv', 'get', 'overwritten') === null
      ? undefined
      : 'a write under an old lease came after a newer one',
};

/** A lease that also remembers who held it when, for judging. */
function leaseService(history: { owner: string; from: number; until: number }[]): Service {
  const holder = (now: number) => history.findLast((lease) => lease.from <= now && now < lease.until);
  return {
    operations: {
      acquire: (now: number, owner: string, leaseMs: number) => {
        const current = holder(now);
        if (current !== undefined && current.owner !== owner) return false;
        if (current !== undefined) current.until = now + leaseMs;
        else history.push({ owner, from: now, until: now + leaseMs });
        return true;
      },
      history: () => history.map((lease) => ({ ...lease })),
    },
  };
}

/** Gray and Cheriton, "Leases", SOSP 1989: a holder counts from when it asked, by its own monotonic clock. */
const dualLeaders: Toy = {
  name: 'dual leaders after a pause',
  faults: { pause: true, delay: true },
  services: () => ({ lease: leaseService([]) }),
  nodes: Object.fromEntries(
    ['a', 'b'].map((name) => [
      name,
      `exports.start = async (env) => {
        let deadline = -1;
        setInterval(() => {
          if (deadline < 0 || (FIXED && performance.now() >= deadline)) return;
          env.mark('act');
        }, 20);
        for (;;) {
          const asked = performance.now();
          const isMine = await env.call('lease', 'acquire', env.name, 100).catch(() => false);
          deadline = isMine ? asked + 100 : -1;
          await sleep(40);
        }
      };`,
    ]),
  ),
  main: wait(1500),
  violation: (world) => {
    const history = world.inspect('lease', 'history') as unknown as { owner: string; from: number; until: number }[];
    const wrong = marks(world, 'act').find((act) =>
      history.some((lease) => lease.owner !== act.node && lease.from <= act.t && act.t < lease.until),
    );
    return wrong === undefined ? undefined : `${wrong.node} acts as leader at ${wrong.t} ms under another's lease`;
  },
};

const staleRead: Toy = {
  name: 'stale read',
  faults: { delay: true },
  services: () => ({ primary: createKeyValueStore(), replica: createKeyValueStore() }),
  nodes: {
    replicator: `exports.start = async (env) => {
      for (;;) {
        const value = await env.call('primary', 'get', 'x').catch(() => null);
        if (value !== null) await env.call('replica', 'set', 'x', value).catch(() => null);
        await sleep(3);
      }
    };`,
    client: `exports.start = async (env) => {
      for (let version = 1; version <= 4; version += 1) {
        await env.call('primary', 'set', 'x', version);
        await sleep(12);
        let seen = (await env.call('replica', 'get', 'x')) ?? 0;
        if (FIXED && seen < version) seen = await env.call('primary', 'get', 'x');
        env.mark('read', { version, seen });
      }
    };`,
  },
  main: wait(1000),
  violation: (world) => {
    const stale = marks(world, 'read').find((event) => {
      const { version, seen } = event.data as { version: number; seen: number };
      return seen < version;
    });
    return stale === undefined
      ? undefined
      : `after writing, the client reads an older value: ${JSON.stringify(stale.data)}`;
  },
};

const doubleClaim: Toy = {
  name: 'double claim',
  faults: { delay: true },
  services: () => {
    const table = createTable();
    for (let job = 1; job <= 3; job += 1) (table.operations['insert'] as (now: number, value: Data) => Data)(0, job);
    return { table };
  },
  nodes: Object.fromEntries(
    ['a', 'b'].map((name) => [
      name,
      `exports.start = async (env) => {
        await sleep(env.name === 'a' ? 0 : 5);
        for (;;) {
          let row;
          if (FIXED) row = await env.call('table', 'claim', env.name, 1e6);
          else {
            row = await env.call('table', 'select');
            if (row !== null) await env.call('table', 'update', row.id, env.name, 1e6);
          }
          if (row === null) return;
          env.mark('work', row.id);
          await env.call('table', 'complete', row.id, env.name);
        }
      };`,
    ]),
  ),
  main: wait(10_000),
  violation: (world) => {
    const worked = marks(world, 'work').map((event) => event.data);
    return new Set(worked).size === worked.length ? undefined : `a job ran twice: ${worked.join(', ')}`;
  },
};

/** Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014. */
const ackBeforeSync: Toy = {
  name: 'ack before sync',
  faults: { crash: true, delay: true, tornWrites: true },
  services: () => ({}),
  nodes: {
    server: `exports.start = (env) => {
      env.mark('recovered', env.disk.read());
      env.onMessage(async (from, record) => {
        env.disk.append(record);
        if (FIXED) { await env.disk.sync(); env.send(from, record); }
        else { env.send(from, record); await env.disk.sync(); }
      });
    };`,
    client: `exports.start = async (env) => {
      env.onMessage((from, record) => env.mark('acked', record));
      for (let i = 0; i < 4; i += 1) { env.send('server', 'record ' + env.incarnation + '.' + i); await sleep(5); }
    };`,
  },
  main: (world) =>
    world.sleep(3000).then(() => {
      world.crash('server', 10);
      return world.sleep(100);
    }),
  violation: (world) => {
    const recovered = marks(world, 'recovered').at(-1)!.data as readonly string[];
    const lost = marks(world, 'acked').find((event) => !recovered.includes(event.data as string));
    return lost === undefined ? undefined : `${String(lost.data)} was acknowledged, and is gone after a crash`;
  },
};

const dedupe: Toy = {
  name: 'dedupe crash between effect and mark',
  faults: { crash: true, delay: true },
  services: () => {
    const queue = createQueue(300);
    for (let id = 1; id <= 3; id += 1) (queue.operations['send'] as (now: number, body: Data) => Data)(0, id);
    const kv = createKeyValueStore({
      apply: (store, id: number) => {
        if (!store.set(`done:${id}`, true, { nx: true })) return false;
        store.increment('effects');
        return true;
      },
    });
    return { kv, queue };
  },
  nodes: {
    consumer: `exports.start = async (env) => {
      for (;;) {
        try {
          const message = await env.call('queue', 'receive');
          if (message === null) { await sleep(50); continue; }
          if (FIXED) await env.call('kv', 'script', 'apply', message.body);
          else if ((await env.call('kv', 'get', 'done:' + message.body)) === null) {
            await env.call('kv', 'increment', 'effects');
            await env.call('kv', 'set', 'done:' + message.body, true);
          }
          await env.call('queue', 'delete', message.id);
        } catch (error) { await sleep(50); }
      }
    };`,
  },
  main: wait(3000),
  violation: (world) => {
    const effects = world.inspect('kv', 'get', 'effects');
    return effects === 3 ? undefined : `3 messages had ${String(effects)} effects`;
  },
};

export const TOYS: readonly Toy[] = [
  lostUpdate,
  aba,
  fencing,
  dualLeaders,
  staleRead,
  doubleClaim,
  ackBeforeSync,
  dedupe,
];

type Programs = Readonly<Record<string, ProgramFactory>>;

/** The toy's programs, lowered once. */
export function programsOf(toy: Toy, isFixed: boolean): Programs {
  const prelude = `const FIXED = ${isFixed}; ${HELPERS} ${toy === aba ? STACK : ''}`;
  return Object.fromEntries(Object.entries(toy.nodes).map(([name, text]) => [name, factoryOf(`${prelude} ${text}`)]));
}

/** Runs a toy once: what went wrong, or nothing. */
export function runToy(toy: Toy, programs: Programs, seed: number): string | undefined {
  const world = createWorld({
    services: toy.services(),
    faults: toy.faults,
    choices: exploringChoices(seed),
    safetyMs: 1000,
  });
  for (const name of Object.keys(programs)) world.addNode(name, programs[name]!);
  const halt = world.run(toy.main);
  return halt.kind === 'done' ? toy.violation(world) : `${halt.kind}: ${halt.message}`;
}
