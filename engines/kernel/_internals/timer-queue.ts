import { createList, mapDelete, mapGet, mapSet, NativeMap, type List } from './primordials';
import type { Process } from './process';

/** Something that will happen at a virtual time: a program's timer, or a delivery of the kernel's. */
export class Timer {
  cleared = false;
  /** `seq` of the event that set it. */
  cause: number | undefined = undefined;
  constructor(
    readonly id: number,
    public due: number,
    /** Breaks ties of `due`: who was set first fires first. */
    public order: number,
    readonly process: Process,
    readonly callback: (...args: never[]) => unknown,
    readonly args: ArrayLike<unknown> | null,
    /** Milliseconds between firings, or -1 for once. */
    readonly interval: number,
    /** Whether the program set it, and a leak of it is the program's. */
    readonly own: boolean,
  ) {}
}

/** A binary heap by due time, then by order of setting. Setting and firing are O(log n). */
export class TimerQueue {
  private readonly heap: List<Timer> = createList();
  private size = 0;
  private cleared = 0;
  private orders = 0;
  private ids = 0;
  private readonly byId = new NativeMap<number, Timer>();

  /** Sets a timer and answers its id, from 1. */
  set(
    due: number,
    process: Process,
    callback: Timer['callback'],
    args: ArrayLike<unknown> | null,
    interval: number,
    own: boolean,
  ): Timer {
    const timer = new Timer((this.ids += 1), due, (this.orders += 1), process, callback, args, interval, own);
    mapSet(this.byId, timer.id, timer);
    this.push(timer);
    return timer;
  }

  /** Puts an interval's next firing in; it takes a new place among equals. */
  again(timer: Timer, due: number): void {
    timer.due = due;
    timer.order = this.orders += 1;
    mapSet(this.byId, timer.id, timer);
    this.push(timer);
  }

  /** Puts off a timer that was due: it keeps its place among equals. */
  putOff(timer: Timer, due: number): void {
    timer.due = due;
    mapSet(this.byId, timer.id, timer);
    this.push(timer);
  }

  /** The timer of that id, if it is still to fire. */
  get(id: number): Timer | undefined {
    return mapGet(this.byId, id);
  }

  clear(timer: Timer): void {
    if (timer.cleared) return;
    timer.cleared = true;
    if (mapDelete(this.byId, timer.id)) this.cleared += 1;
    // A program that sets and clears for ever must not be held by what it cleared.
    if (this.cleared > 1024 && this.cleared > this.size / 2) this.compact();
  }

  /** The next timer without taking it, or null. */
  peek(): Timer | null {
    while (this.size > 0) {
      const timer = this.heap[0]!;
      if (!timer.cleared && timer.process.alive) return timer;
      this.take();
      if (timer.cleared) this.cleared -= 1;
      else mapDelete(this.byId, timer.id);
    }
    return null;
  }

  pop(): Timer | null {
    const timer = this.peek();
    if (timer === null) return null;
    this.take();
    mapDelete(this.byId, timer.id);
    return timer;
  }

  /** Visits what is still to fire, in no order. */
  forEach(visit: (timer: Timer) => void): void {
    for (let index = 0; index < this.size; index += 1) {
      const timer = this.heap[index]!;
      if (!timer.cleared && timer.process.alive) visit(timer);
    }
  }

  private push(timer: Timer): void {
    const heap = this.heap;
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above]!;
      if (isBefore(parent, timer)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
  }

  private take(): void {
    const heap = this.heap;
    const size = (this.size -= 1);
    const last = heap[size]!;
    heap.length = size;
    if (size > 0) this.sink(0, last);
  }

  private sink(from: number, timer: Timer): void {
    const heap = this.heap;
    const size = this.size;
    let at = from;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
      const child = heap[below]!;
      if (isBefore(timer, child)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = timer;
  }

  private compact(): void {
    const heap = this.heap;
    let kept = 0;
    for (let index = 0; index < this.size; index += 1) {
      const timer = heap[index]!;
      if (!timer.cleared) {
        heap[kept] = timer;
        kept += 1;
      }
    }
    this.size = heap.length = kept;
    this.cleared = 0;
    for (let index = (kept >> 1) - 1; index >= 0; index -= 1) this.sink(index, heap[index]!);
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
