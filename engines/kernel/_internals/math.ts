import type { RandomWords } from './choices';
import { transcendental } from './fdlibm';
import {
  createList,
  createObject,
  dataDescriptor,
  defineProperty,
  getOwnPropertyDescriptor,
  ownKeys,
  type List,
} from './primordials';

const LATER_THAN_ES2023 = ['f16round', 'sumPrecise'];

/**
 * What every `Math` has, as it was when the kernel was loaded. The descriptors inherit nothing, and are made once: they
 * are half of what making a `Math` costs, and every case that is judged makes one.
 */
const names: List<PropertyKey> = createList();
const descriptors: List<PropertyDescriptor> = createList();
for (const key of ownKeys(Math)) {
  if (typeof key === 'string' && (LATER_THAN_ES2023.includes(key) || key === 'random')) continue;
  const descriptor = createObject(null);
  const own = getOwnPropertyDescriptor(Math, key)!;
  for (const field of ownKeys(own)) descriptor[field] = own[field as keyof PropertyDescriptor];
  const ours = (transcendental as Readonly<Record<PropertyKey, unknown>>)[key];
  if (ours !== undefined) descriptor['value'] = ours;
  names[names.length] = key;
  descriptors[descriptors.length] = descriptor;
}

/** `Math` of one process: the transcendental functions are our own, the same in every engine, and `random` is seeded. */
export function createMath(random: RandomWords): object {
  const math = createObject(Object.prototype);
  for (let index = 0; index < names.length; index += 1) defineProperty(math, names[index]!, descriptors[index]!);
  defineProperty(
    math,
    'random',
    dataDescriptor(() => random.ratio(), false),
  );
  return math;
}
