// The admitted instants of the newest window of each name: its first is the start, their number the count.
interface Limit {
  readonly limit: number;
  readonly windowMs: number;
}

const logOf = (logs: ReadonlyMap<string, readonly number[]>, name: string, nowMs: number, { windowMs }: Limit) => {
  const log = logs.get(name) ?? [];
  return log.length > 0 && nowMs - (log[0] ?? 0) >= windowMs ? [] : log;
};

export function createLimiter({ user, ip }: { user: Limit; ip: Limit }) {
  const byUser = new Map<string, readonly number[]>();
  const byIp = new Map<string, readonly number[]>();
  function allow(who: { user: string | null; ip: string }, nowMs: number): boolean {
    const ofIp = logOf(byIp, who.ip, nowMs, ip);
    const ofUser = who.user === null ? undefined : logOf(byUser, who.user, nowMs, user);
    if (ofIp.length >= ip.limit || (ofUser !== undefined && ofUser.length >= user.limit)) return false;
    byIp.set(who.ip, [...ofIp, nowMs]);
    if (who.user !== null && ofUser !== undefined) byUser.set(who.user, [...ofUser, nowMs]);
    return true;
  }
  return { allow };
}
