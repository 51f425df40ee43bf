import type { RandomWords } from './choices';
import { DOMException } from './events';
import { getOwnPropertyDescriptor, getPrototypeOf, numberToString, padStart } from './primordials';

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype)!;
const typedArrayByteLength = uncurriedGetter('byteLength') as (array: unknown) => number;
const typedArrayByteOffset = uncurriedGetter('byteOffset') as (array: unknown) => number;
const typedArrayBuffer = uncurriedGetter('buffer') as (array: unknown) => ArrayBuffer;
const typedArrayTag = getOwnPropertyDescriptor(typedArrayPrototype, Symbol.toStringTag)!.get!;
const tagOf = Function.prototype.call.bind(typedArrayTag) as (array: unknown) => string | undefined;
const Bytes = Uint8Array;

function uncurriedGetter(name: string): (self: unknown) => unknown {
  return Function.prototype.call.bind(getOwnPropertyDescriptor(typedArrayPrototype, name)!.get!);
}

/** Bytes that one call fills: the platform's quota. */
const MAX_BYTES = 65_536;

/** `crypto` of the program: seeded, so that every run can be repeated; of no use for secrets. */
export function createCrypto(random: RandomWords): object {
  return {
    randomUUID: (): string => {
      const hex = (word: number, digits: number): string => padStart(numberToString(word, 16), digits, '0');
      const a = random.word();
      const b = random.word();
      const c = random.word();
      const d = random.word();
      const version = hex((b & 0x0fff) | 0x4000, 4);
      const variant = hex(((c >>> 16) & 0x3fff) | 0x8000, 4);
      return `${hex(a, 8)}-${hex(b >>> 16, 4)}-${version}-${variant}-${hex(c & 0xffff, 4)}${hex(d, 8)}`;
    },
    getRandomValues: (array: unknown): unknown => {
      const tag = tagOf(array);
      if (tag === undefined || tag === 'Float32Array' || tag === 'Float64Array') {
        throw new DOMException(
          'crypto.getRandomValues: the argument must be an integer typed array',
          'TypeMismatchError',
        );
      }
      const bytes = new Bytes(typedArrayBuffer(array), typedArrayByteOffset(array), typedArrayByteLength(array));
      const length = typedArrayByteLength(bytes);
      if (length > MAX_BYTES) {
        throw new DOMException(
          `crypto.getRandomValues: at most 65,536 bytes at once, got ${length}`,
          'QuotaExceededError',
        );
      }
      for (let index = 0; index < length; index += 1) bytes[index] = random.word() >>> 24;
      return array;
    },
  };
}
