// The admitted instants of the last two windows of the clock, counted anew at each request.
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
    if (isAdmitted) recent.push(nowMs);
    return isAdmitted;
  }
}

export function createLimiter(options: { limit: number; windowMs: number }) {
  return new SlidingCounter(options);
}
