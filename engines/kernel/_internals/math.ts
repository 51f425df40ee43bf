import type { RandomWords } from './choices';
import { transcendental } from './fdlibm';
import { createObject, dataDescriptor, defineProperty, getOwnPropertyDescriptor, ownKeys } from './primordials';

const LATER_THAN_ES2023 = ['f16round', 'sumPrecise'];
const native = createObject(null);
for (const key of ownKeys(Math)) {
  const isLater = typeof key === 'string' && LATER_THAN_ES2023.includes(key);
  if (!isLater) defineProperty(native, key, getOwnPropertyDescriptor(Math, key)!);
}

for (const key of ownKeys(transcendental)) {
  defineProperty(native, key, dataDescriptor(transcendental[key as keyof typeof transcendental], false));
}

/** `Math` of one process: the transcendental functions are our own, the same in every engine, and `random` is seeded. */
export function createMath(random: RandomWords): object {
  const math = createObject(Object.prototype);
  const keys = ownKeys(native);
  for (let index = 0; index < keys.length; index += 1) {
    defineProperty(math, keys[index]!, getOwnPropertyDescriptor(native, keys[index]!)!);
  }
  defineProperty(
    math,
    'random',
    dataDescriptor(() => random.ratio(), false),
  );
  return math;
}
