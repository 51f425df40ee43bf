// One map for both kinds of names, told apart by their first letter; a request holds a list of the windows it needs.
type Limit = { limit: number; windowMs: number };

export const createLimiter = (limits: { user: Limit; ip: Limit }) => {
  const ends = new Map<string, { end: number; left: number }>();
  return {
    allow: (who: { user: string | null; ip: string }, nowMs: number): boolean => {
      const needed: [string, Limit][] = [[`i${who.ip}`, limits.ip]];
      if (who.user !== null) needed.push([`u${who.user}`, limits.user]);
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
