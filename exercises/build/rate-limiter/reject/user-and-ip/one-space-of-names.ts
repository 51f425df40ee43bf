// breaks: names-are-of-two-kinds
// Users and addresses share a map: names of one kind are taken for the other.
type Limit = { limit: number; windowMs: number };

export const createLimiter = (limits: { user: Limit; ip: Limit }) => {
  const ends = new Map<string, { end: number; left: number }>();
  return {
    allow: (who: { user: string | null; ip: string }, nowMs: number): boolean => {
      const needed: [string, Limit][] = [[who.ip, limits.ip]];
      if (who.user !== null) needed.push([who.user, limits.user]);
      const found = needed.map(([name, { limit, windowMs }]) => {
        const window = ends.get(name);
        return {
          name,
          window: window !== undefined && nowMs < window.end ? window : { end: nowMs + windowMs, left: limit },
        };
      });
      if (found.some(({ window }) => window.left === 0)) return false;
      for (const { name, window } of found) ends.set(name, { end: window.end, left: window.left - 1 });
      return true;
    },
  };
};
