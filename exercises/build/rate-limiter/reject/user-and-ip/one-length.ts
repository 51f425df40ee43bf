// breaks: ends-of-both-are-open
// Both windows have the length of the user's.
interface Limit {
  limit: number;
  windowMs: number;
}

function windowsOf({ limit, windowMs }: Limit) {
  const windows = new Map<string, { start: number; used: number }>();
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
  const ips = windowsOf({ ...options.ip, windowMs: options.user.windowMs });
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
