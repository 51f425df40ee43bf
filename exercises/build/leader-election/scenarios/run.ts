/** Runs a plan: the nodes with their programs, the network between them, the store and the resource. */
import type { Stage, StageNode } from 'drydock';
import type { ScriptStore, Store } from '../contract';
import type { CreateElector, Elector } from '../contract/fencing';
import { calmFromMs, nameOf, type Act, type NodePlan, type Plan } from './plan';
import { createServer, type Did } from './server';
import { createWatch } from './watch';

type AnyElector = Elector & { acquire(): unknown; release(): unknown };

/** One node with its electors and its way to the others. */
type Peer = {
  readonly node: StageNode;
  readonly plan: NodePlan;
  readonly index: number;
  electors: (AnyElector | undefined)[];
  /** Acts that are to be done again in another life: it was taking part. */
  isStarted: boolean;
  /** How long it stands still from its next request on. */
  nextPauseMs?: number | undefined;
};

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

export async function run(stage: Stage, plan: Plan): Promise<void> {
  const server = createServer(stage);
  let messages = 0;
  let writes = 0;
  let highest = 0;
  const slow = new Set<number>();
  let isLedAgain = false;

  const peers = plan.nodes.map((nodePlan, index): Peer => {
    return { node: stage.node(nameOf(index)), plan: nodePlan, index, electors: [], isStarted: false };
  });

  const isAsked = plan.askEveryMs !== undefined;
  const stopped = plan.acts.find((one) => one.do === 'stop')?.node;
  const calmMs = calmFromMs(plan);
  const askAll = (inMs: number): void => {
    if (isAsked) for (const peer of peers) peer.node.after(inMs, () => ask(peer));
  };
  const isNewLease = isAsked ? createWatch(stage, () => askAll(0)) : () => false;
  const news = new Set<number>();

  /** A request of a node, what it does at one instant elsewhere, and the answer. */
  function remote<T>(peer: Peer, by: string, op: string, happens: (n: number) => T, extraMs = 0): Promise<T> {
    const n = (messages += 1);
    const sentMs = stage.now();
    const life = peer.node.exports;
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
        // An answer to a life that is over is nobody's, least of all the next life's.
        if (peer.node.exports !== life) return;
        if (fault?.loses === 'reply') {
          void stage.sleep(replyMs).then(() => stage.mark('lost', { n, by, op, part: 'reply' }));
          return;
        }
        // The client has given up by then: an answer that comes later is nobody's.
        isAnswered = !isLate;
        peer.node.after(replyMs, () => {
          stage.mark('answer', { n, by, op });
          if (!isLate) settle();
          if (!news.has(n)) return;
          askAll(1);
          const isWriter = plan.writesWhenLed === true && !isLate;
          if (isWriter) peer.node.after(1, () => act(peer, { atMs: stage.now(), node: peer.index, do: 'write' }));
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
          if (isNewLease(by, did)) news.add(n);
          if (peer.nextPauseMs !== undefined) pause(peer, peer.nextPauseMs);
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
    const { askEveryMs = Infinity, untilMs } = plan;
    for (let at = askEveryMs; at < untilMs; at += askEveryMs) {
      if (at > nowMs) peer.node.after(at - nowMs, () => ask(peer));
    }
    for (const one of plan.acts) {
      if (one.node !== peer.index || one.atMs < nowMs) continue;
      if (one.do === 'stop' && isAsked) peer.node.after(one.atMs + plan.ttlMs - nowMs, () => ask(peer));
      if (!ON_THE_WORLD.includes(one.do)) peer.node.after(one.atMs - nowMs, () => act(peer, one));
    }
  }

  function ask(peer: Peer): void {
    for (const [index, elector] of peer.electors.entries()) {
      const id = peer.plan.ids[index] as string;
      const said = stage.call('isLeader', [id], () => (elector as AnyElector).isLeader());
      if (said.ok && said.value === true && stage.now() >= calmMs && peer.index !== stopped) isLedAgain = true;
    }
  }

  function pause(peer: Peer, forMs: number): void {
    peer.nextPauseMs = undefined;
    stage.mark('pause', { by: nameOf(peer.index), forMs });
    peer.node.pause(forMs);
    if (!isAsked) return;
    // The first comes when it wakes, before whatever else has been put off; the second after all that.
    peer.node.after(1, () => ask(peer));
    peer.node.after(forMs + 1, () => ask(peer));
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
    // What is slow is the first attempt, and not another that the program makes after it.
    const extraMs = slow.has(w) ? 0 : forMs;
    slow.add(w);
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
      extraMs,
    );
  }

  for (const peer of peers) peer.node.start(() => begin(peer), { rate: peer.plan.rate ?? 1 });
  const faults = plan.acts.filter((one) => ON_THE_WORLD.includes(one.do)).sort((a, b) => a.atMs - b.atMs);
  for (const one of faults) {
    if (one.atMs > stage.now()) await stage.sleep(one.atMs - stage.now());
    const peer = peers[one.node];
    if (peer === undefined) continue;
    const { forMs = 0, do: what } = one;
    if (what === 'pause') pause(peer, forMs);
    if (what === 'pause-in-call') peer.nextPauseMs = forMs;
    if (what.startsWith('pause')) continue;
    stage.mark(what, { by: nameOf(one.node), forMs });
    if (what === 'crash') peer.node.crash();
    if (what === 'restart') peer.node.start(() => begin(peer), { rate: peer.plan.rate ?? 1 });
    if (what === 'jump') peer.node.jumpWall(forMs);
  }
  const until = async (atMs: number): Promise<void> => {
    const restMs = Math.min(atMs, plan.untilMs) - stage.now();
    if (restMs > 0) await stage.sleep(restMs);
  };
  if (plan.patienceMs !== undefined) {
    // Asked last when its patience ends, so that nobody is blamed who leads by then.
    const lastMs = calmMs + plan.patienceMs;
    for (let at = calmMs + 1.5 * plan.ttlMs; at < lastMs && !isLedAgain; at += plan.ttlMs / 2) await until(at);
    if (isLedAgain) return;
    await until(lastMs);
    askAll(0);
  }
  await until(plan.untilMs);
}

const ON_THE_WORLD: readonly string[] = ['crash', 'restart', 'pause', 'pause-in-call', 'jump'];
