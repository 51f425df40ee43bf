import type { SourceLocation } from '../types';
import { interrupted, type Machine } from './machine';
import {
  createList,
  getOwnPropertyDescriptor,
  hasOwn,
  isArray,
  isObject,
  mapForEach,
  mapGet,
  mapSize,
  NativeError,
  NativeMap,
  NativeSet,
  mapSet,
  ownKeys,
  setAdd,
  setForEach,
  setSize,
  type List,
} from './primordials';

/** Containers that one look goes through at most. */
const MAX_CONTAINERS = 1_000_000;

/** What a program holds, as far as it can be seen without running its code. Plain data. */
export interface Retained {
  /** Entries of maps and sets, items of arrays and properties of objects, each container counted once. */
  readonly entries: number;
  /** False when there was more than could be gone through: then `entries` is a lower bound. */
  readonly isComplete: boolean;
  /** The container with the most, and where it was first grown since `watchMemory`. */
  readonly largest?: {
    readonly kind: 'map' | 'set' | 'array' | 'object';
    readonly size: number;
    readonly loc?: SourceLocation;
  };
}

/** A map or set that was grown, and where. */
export type Grown = Map<object, SourceLocation | null>;

/** Notes that a map or set grew, when that is watched. The place is looked up once for each. */
export function noteGrowth(machine: Machine, container: object): void {
  const { grown } = machine;
  if (grown === null || mapGet(grown, container) !== undefined) return;
  mapSet(grown, container, machine.locate(new NativeError()) ?? machine.place() ?? null);
}

/** Begins to note which maps and sets grow. */
export function watchMemory(machine: Machine): void {
  machine.grown = new NativeMap();
}

/** Walks from `roots`, and from what has grown since `watchMemory`. */
export function retainedBy(machine: Machine, roots: ArrayLike<unknown>): Retained {
  const walk = new Walk();
  for (let index = 0; index < roots.length; index += 1) walk.reach(roots[index]);
  if (machine.grown !== null) mapForEach(machine.grown, (_loc, container) => walk.reach(container));
  walk.run();
  const { entries, largest, kind, size } = walk;
  const isComplete = walk.found.length < MAX_CONTAINERS;
  if (largest === null) return { entries, isComplete };
  const loc = machine.grown === null ? undefined : mapGet(machine.grown, largest);
  return { entries, isComplete, largest: loc === undefined || loc === null ? { kind, size } : { kind, size, loc } };
}

class Walk {
  entries = 0;
  largest: object | null = null;
  kind: 'map' | 'set' | 'array' | 'object' = 'object';
  size = 0;
  readonly found: List<object> = createList();
  private readonly seen = new NativeSet<object>();

  reach(value: unknown): void {
    if (!isObject(value) || this.found.length >= MAX_CONTAINERS) return;
    const before = setSize(this.seen);
    setAdd(this.seen, value);
    if (setSize(this.seen) > before) this.found[this.found.length] = value;
  }

  run(): void {
    for (let index = 0; index < this.found.length; index += 1) {
      try {
        this.open(this.found[index]!);
      } catch (error) {
        // A proxy that throws when it is looked at holds nothing that could be counted.
        if (interrupted()) throw error;
      }
    }
  }

  private open(container: object): void {
    const entries = sizeOf(mapSize, container);
    if (entries >= 0) {
      this.count(container, 'map', entries);
      mapForEach(container as Map<unknown, unknown>, (value, key) => {
        this.reach(key);
        this.reach(value);
      });
    }
    const items = entries >= 0 ? -1 : sizeOf(setSize, container);
    if (items >= 0) {
      this.count(container, 'set', items);
      setForEach(container as Set<unknown>, (item) => this.reach(item));
    }
    const keys = ownKeys(container);
    if (isArray(container)) this.count(container, 'array', container.length);
    else if (entries < 0 && items < 0) this.count(container, 'object', keys.length);
    for (let index = 0; index < keys.length; index += 1) {
      const descriptor = getOwnPropertyDescriptor(container, keys[index]!);
      if (descriptor !== undefined && hasOwn(descriptor, 'value')) this.reach(descriptor.value);
    }
  }

  private count(container: object, kind: Walk['kind'], size: number): void {
    this.entries += size;
    if (size <= this.size) return;
    this.largest = container;
    this.kind = kind;
    this.size = size;
  }
}

/** Size of a map or a set, or -1 for what is neither. */
function sizeOf(read: (container: unknown) => number, container: object): number {
  try {
    return read(container);
  } catch {
    return -1;
  }
}
