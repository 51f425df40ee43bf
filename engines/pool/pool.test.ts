import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDispatcher, createFifo, type DispatcherOptions } from './index';

function dispatch(options: DispatcherOptions) {
  const log: string[] = [];
  const dispatcher = createDispatcher<string>(options, {
    accept: (task) => void log.push(`accept ${task}`),
    start: (task) => void log.push(`start ${task}`),
    refuse: (task) => void log.push(`refuse ${task}`),
  });
  return { log, dispatcher };
}

describe('a dispatcher', () => {
  it('starts what has a worker, keeps what has room, holds back the rest', () => {
    const { log, dispatcher } = dispatch({ workers: 1, queueLimit: 1 });
    for (const task of ['a', 'b', 'c']) dispatcher.submit(task);
    expect(log).toEqual(['accept a', 'start a', 'accept b']);
    dispatcher.ended();
    expect(log.slice(3)).toEqual(['start b', 'accept c']);
  });

  it('starts the newest of those that wait where that is wanted, and accepts the oldest', () => {
    const { log, dispatcher } = dispatch({ workers: 1, queueLimit: 2, next: 'newest' });
    for (const task of ['a', 'b', 'c', 'd', 'e']) dispatcher.submit(task);
    dispatcher.ended();
    expect(log.slice(4)).toEqual(['start c', 'accept d']);
  });

  it('hands straight on with a queue of nothing', () => {
    const { log, dispatcher } = dispatch({ workers: 1, queueLimit: 0 });
    dispatcher.submit('a');
    dispatcher.submit('b');
    expect(log).toEqual(['accept a', 'start a']);
  });

  it('finishes what waits, or refuses it, and takes nothing more', () => {
    const gentle = dispatch({ workers: 1, queueLimit: 1 });
    for (const task of ['a', 'b', 'c']) gentle.dispatcher.submit(task);
    gentle.dispatcher.close('keep');
    gentle.dispatcher.submit('d');
    expect(gentle.log.slice(3)).toEqual(['refuse c', 'refuse d']);
    gentle.dispatcher.ended();
    expect(gentle.dispatcher.isFinished).toBe(false);
    gentle.dispatcher.ended();
    expect(gentle.dispatcher.isFinished).toBe(true);
    const hard = dispatch({ workers: 1, queueLimit: 1 });
    for (const task of ['a', 'b', 'c']) hard.dispatcher.submit(task);
    hard.dispatcher.close('refuse');
    expect(hard.log.slice(3)).toEqual(['refuse c', 'refuse b']);
  });

  it('says which option is wrong', () => {
    expect(() => dispatch({ workers: 0 })).toThrow('workers must be an integer ≥ 1, got 0');
    expect(() => dispatch({ workers: 1, queueLimit: 0.5 })).toThrow('queueLimit must be an integer ≥ 0 or Infinity');
  });

  it('never runs or keeps too many, and never holds back without need', () => {
    const moves = fc.array(fc.constantFrom('submit', 'end'), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        moves,
        (workers, queueLimit, made) => {
          const { log, dispatcher } = dispatch({ workers, queueLimit });
          let submitted = 0;
          for (const move of made) {
            if (move === 'submit') dispatcher.submit(`${submitted++}`);
            else if (dispatcher.running > 0) dispatcher.ended();
            const accepted = log.filter((line) => line.startsWith('accept')).length;
            expect(dispatcher.running).toBeLessThanOrEqual(workers);
            expect(dispatcher.waiting).toBeLessThanOrEqual(queueLimit);
            if (dispatcher.waiting > 0 || accepted < submitted) expect(dispatcher.running).toBe(workers);
            if (accepted < submitted) expect(dispatcher.waiting).toBe(queueLimit);
          }
          const started = log.flatMap((line) => (line.startsWith('start') ? [Number(line.slice(6))] : []));
          expect(started).toEqual([...started.keys()]);
        },
      ),
      { seed: 7 },
    );
  });
});

describe('a queue', () => {
  it('gives back what an array would', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('push', 'oldest', 'newest'), { maxLength: 80 }), (moves) => {
        const queue = createFifo<number>();
        const model: number[] = [];
        for (const [index, move] of moves.entries()) {
          if (move === 'push') {
            queue.push(index);
            model.push(index);
          } else if (move === 'oldest') expect(queue.takeOldest()).toBe(model.shift());
          else expect(queue.takeNewest()).toBe(model.pop());
          expect(queue.size).toBe(model.length);
        }
        expect(queue.takeAll()).toEqual(model);
      }),
      { seed: 7 },
    );
  });
});
