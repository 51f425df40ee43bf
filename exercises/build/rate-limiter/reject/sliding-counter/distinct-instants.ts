// breaks: same-instant-counts-each
// Keeps the admitted instants in a set: requests of one millisecond are one.
class SlidingCounter {
  readonly #instants = new Map<string, number[]>();
  constructor(private readonly options: { limit: number; windowMs: number }) {}

  allow(key: string, nowMs: number): boolean {
    const { limit, windowMs } = this.options;
    const into = nowMs % windowMs;
    const start = nowMs - into;
    const recent = (this.#instants.get(key) ?? []).filter((at) => at >= start - windowMs);
    this.#instants.set(key, recent);
    const current = recent.filter((at) => at >= start).length;
    const previous = recent.length - current;
    const isAdmitted = previous * (windowMs - into) < (limit - current) * windowMs;
    if (isAdmitted && !recent.includes(nowMs)) recent.push(nowMs);
    return isAdmitted;
  }
}

export function createLimiter(options: { limit: number; windowMs: number }) {
  return new SlidingCounter(options);
}
