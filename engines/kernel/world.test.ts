import { describe, expect, it } from 'vitest';
import { findLostUpdate, runExample } from './example';
import { factoryOf } from './fidelity/lower';
import {
  createKeyValueStore,
  createLog,
  createQueue,
  createWorld,
  exploreExhaustively,
  exploringChoices,
  listedChoices,
  seededChoices,
  type Faults,
  type World,
} from './index';

const CHATTER = `
  const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
  exports.start = async (env) => {
    env.mark('start', { wall: Date.now(), monotonic: performance.now(), disk: env.disk.read() });
    env.onMessage((from, message) => env.mark('heard', { from, message }));
    for (let i = 0; i < 10; i += 1) {
      env.disk.append('record ' + i);
      env.send(env.name === 'a' ? 'b' : 'a', i);
      if (i % 3 === 0) await env.disk.sync();
      await env.call('kv', 'increment', 'n').catch((error) => env.mark('failed', error.name));
      await sleep(10);
    }
  };
`;

function chatter(seed: number, faults: Partial<Faults>): World {
  const world = createWorld({
    choices: exploringChoices(seed),
    faults,
    safetyMs: 1000,
    services: { kv: createKeyValueStore(), log: createLog(), queue: createQueue(100) },
  });
  const program = factoryOf(CHATTER);
  world.addNode('a', program);
  world.addNode('b', program);
  expect(world.run((it) => it.sleep(20_000)).kind).toBe('done');
  return world;
}

const ALL: Faults = {
  crash: true,
  tornWrites: true,
  loss: true,
  duplication: true,
  delay: true,
  partition: true,
  pause: true,
  skew: true,
};

describe('a world', () => {
  it('without faults delivers everything once, in order', () => {
    const { trace } = chatter(1, {});
    const heard = trace.filter((event) => event.op === 'heard' && event.node === 'b');
    expect(heard.map((event) => (event.data as { message: number }).message)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(trace.some((event) => ['drop', 'crash', 'pause'].includes(event.kind))).toBe(false);
  });

  it('runs the same seed to the same trace, and its choices too', () => {
    const first = chatter(11, ALL);
    expect(JSON.stringify(chatter(11, ALL).trace)).toBe(JSON.stringify(first.trace));
    expect(JSON.stringify(chatter(12, ALL).trace)).not.toBe(JSON.stringify(first.trace));
  });

  it('reaches every fault within 200 seeds, and none after the safety phase', () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const { trace } = chatter(seed, ALL);
      for (const event of trace) {
        kinds.add(event.kind);
        if (['drop', 'pause'].includes(event.kind) && event.t >= 1000 + 400) {
          // A message to a node that is not up yet is dropped whenever it comes.
          expect(trace.some((other) => other.kind === 'crash' && other.t < event.t)).toBe(true);
        }
        if (event.op === 'start') {
          const { wall, disk } = event.data as { wall: number; disk: string[] };
          if (wall - event.t !== 1_704_067_200_000) kinds.add('skew');
          if (disk.some((record) => !/^record \d$/.test(record))) kinds.add('torn');
          if (disk.length > 0) kinds.add('recovered');
        }
        if (event.op === 'failed') kinds.add('timeout');
      }
      const messages = trace
        .filter((event) => event.kind === 'deliver' && event.node === 'a')
        .map((event) => event.cause);
      if (new Set(messages).size < messages.length) kinds.add('duplicate');
      if (messages.some((cause, index) => index > 0 && cause! < messages[index - 1]!)) kinds.add('reordered');
    }
    for (const kind of [
      'crash',
      'restart',
      'pause',
      'drop',
      'skew',
      'torn',
      'recovered',
      'timeout',
      'duplicate',
      'reordered',
    ]) {
      expect(kinds, kind).toContain(kind);
    }
  });

  it('gives each incarnation a memory, globals and monotonic clock of its own', () => {
    const world = createWorld({});
    world.addNode(
      'a',
      factoryOf(`let memory = 0; exports.start = (env) => { memory += 1; Math.mine = (Math.mine ?? 0) + 1; globalThis.x = (globalThis.x ?? 0) + 1;
        env.mark('start', { memory, mine: Math.mine, x: globalThis.x, now: performance.now(), incarnation: env.incarnation }); };`),
    );
    world.run((it) => it.sleep(10).then(() => (it.crash('a', 5), it.sleep(100))));
    const starts = world.trace.filter((event) => event.op === 'start').map((event) => event.data);
    expect(starts).toEqual([
      { memory: 1, mine: 1, x: 1, now: 0, incarnation: 0 },
      { memory: 1, mine: 1, x: 1, now: 0, incarnation: 1 },
    ]);
  });

  it('runs nothing of a node after its crash', () => {
    const world = createWorld({});
    world.addNode('a', factoryOf(`exports.start = (env) => { setInterval(() => env.mark('tick'), 10); };`));
    world.run((it) => it.sleep(35).then(() => (it.crash('a'), it.sleep(500))));
    expect(world.trace.filter((event) => event.op === 'tick').map((event) => event.t)).toEqual([10, 20, 30]);
  });
});

describe('exploration', () => {
  it('enumerates every list of choices once, benign ones first', () => {
    const seen: string[] = [];
    const result = exploreExhaustively(
      (choices) => {
        const list = [choices.pick('a', 2), choices.pick('b', 3)];
        if (list[0] === 1) list.push(choices.pick('c', 2));
        seen.push(list.join(''));
        return false;
      },
      { maxRuns: 100 },
    );
    expect(seen).toEqual(['00', '01', '02', '100', '101', '110', '111', '120', '121']);
    expect(result).toEqual({ runs: 9, isComplete: true });
    expect(exploreExhaustively(() => false, { maxRuns: 5 })).toEqual({ runs: 1, isComplete: true });
    expect(exploreExhaustively((choices) => choices.pick('a', 10) === 20, { maxRuns: 4 })).toEqual({
      runs: 4,
      isComplete: false,
    });
    expect(exploreExhaustively((choices) => choices.pick('a', 3) === 2, { maxRuns: 9 }).found).toEqual([2]);
  });

  it('replays a list with zeros after its end, and takes an entry modulo the alternatives', () => {
    const choices = listedChoices([7, 1]);
    expect([choices.pick('a', 4), choices.pick('b', 2), choices.pick('c', 9)]).toEqual([3, 1, 0]);
    expect(choices.taken).toEqual([3, 1, 0]);
    expect(() => choices.pick('d', 0)).toThrow('count must be an integer from 1 to 2^32, got 0');
  });

  it('draws uniformly from a seed, and repeats', () => {
    const counts = [0, 0, 0, 0, 0];
    const choices = seededChoices(5);
    for (let index = 0; index < 50_000; index += 1) counts[choices.pick('x', 5)]! += 1;
    // Five standard deviations of a binomial of 50,000 and 1/5 are 447.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(447);
    const again = seededChoices(5);
    expect(Array.from({ length: 20 }, () => again.pick('x', 5))).toEqual(choices.taken.slice(0, 20));
  });

  it('finds a lost update of two nodes exhaustively, where the walkthrough finds it by seeds', () => {
    const result = exploreExhaustively((choices) => runExample(choices).count !== 2, { maxRuns: 10_000 });
    expect(result.found).toBeDefined();
    expect(runExample(listedChoices(result.found!)).count).toBe(1);
    const found = findLostUpdate();
    expect(found!.run.count).toBe(1);
    expect(found!.run.halt.kind).toBe('done');
  });
});
