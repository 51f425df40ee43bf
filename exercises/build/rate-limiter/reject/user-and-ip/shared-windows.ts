// breaks: limiters-share-nothing
// repair: look-then-count
// The windows of users belong to the module.
interface Limit {
  limit: number;
  windowMs: number;
}

const all = new Map<number, Map<string, { start: number; used: number }>>();

function windowsOf({ limit, windowMs }: Limit, kind = 0) {
  const windows = all.get(kind) ?? new Map<string, { start: number; used: number }>();
  all.set(kind, windows);
  const open = (name: string, nowMs: number) => {
    const window = windows.get(name);
    return window !== undefined && nowMs - window.start < windowMs ? window : undefined;
  };
  return {
    hasRoom: (name: string, nowMs: number): boolean => (open(name, nowMs)?.used ?? 0) < limit,
    count(name: string, nowMs: number): void {
      const window = open(name, nowMs);
      if (window === undefined) windows.set(name, { start: nowMs, used: 1 });
      else window.used += 1;
    },
  };
}

export function createLimiter(options: { user: Limit; ip: Limit }) {
  const users = windowsOf(options.user);
  const ips = windowsOf(options.ip, 1);
  return {
    allow({ user, ip }: { user: string | null; ip: string }, nowMs: number): boolean {
      if (!ips.hasRoom(ip, nowMs)) return false;
      if (user !== null && !users.hasRoom(user, nowMs)) return false;
      ips.count(ip, nowMs);
      if (user !== null) users.count(user, nowMs);
      return true;
    },
  };
}
