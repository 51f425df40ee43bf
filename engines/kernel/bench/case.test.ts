import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { measureCase } from './case';

it('gives back the memory of 60 heavy runs', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { heapRatio } = measureCase(
    { now: () => performance.now(), collect, heapBytes: () => process.memoryUsage().heapUsed },
    60,
  );
  expect(heapRatio).toBeLessThan(1.1);
});
