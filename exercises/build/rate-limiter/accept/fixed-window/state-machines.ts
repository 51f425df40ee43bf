// One generator a key: its loop over requests is the window, and where it stands in the loop is the count.
type Answers = Generator<boolean, never, number>;

function* answers(limit: number, windowMs: number): Answers {
  let nowMs = yield false;
  for (;;) {
    const end = nowMs + windowMs;
    for (let admitted = 0; nowMs < end; admitted += 1) nowMs = yield admitted < limit;
  }
}

export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const machines: Record<string, Answers> = Object.create(null);
  return {
    allow(key: string, nowMs: number): boolean {
      let machine = machines[key];
      if (machine === undefined) {
        machine = machines[key] = answers(limit, windowMs);
        machine.next(0);
      }
      return machine.next(nowMs).value;
    },
  };
}
