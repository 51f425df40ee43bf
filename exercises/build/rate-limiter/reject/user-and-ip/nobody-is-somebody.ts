// breaks: signed-out-has-the-address-alone
// Those who are not signed in share the limit of one user called null.
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
  const ips = windowsOf(options.ip);
  return {
    allow({ user, ip }: { user: string | null; ip: string }, nowMs: number): boolean {
      if (!ips.hasRoom(ip, nowMs)) return false;
      if (!users.hasRoom(String(user), nowMs)) return false;
      ips.count(ip, nowMs);
      users.count(String(user), nowMs);
      return true;
    },
  };
}
