// breaks: each-has-windows-of-its-own
// Looking at a window opens it: a refused request decides when the next one ends.
interface Limit {
  limit: number;
  windowMs: number;
}

function windowsOf({ limit, windowMs }: Limit) {
  const windows = new Map<string, { start: number; used: number }>();
  const open = (name: string, nowMs: number) => {
    const window = windows.get(name);
    if (window !== undefined && nowMs - window.start < windowMs) return window;
    windows.set(name, { start: nowMs, used: 0 });
    return windows.get(name);
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
  const ips = windowsOf(options.ip);
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
