/**
 * Statistics with a stated bound on false alarms. Every test answers an upper bound on the probability that a correct
 * program shows something at least as extreme: it holds for any sample size, with no appeal to a limit, so that a bound
 * of 1e-9 means what it says. Source of the reasoning stands at each.
 */

/** log of n! for 0 ≤ n; exact sums up to where Stirling's series is exact to the last digits. */
function logFactorial(n: number): number {
  if (n < 32) {
    let sum = 0;
    for (let k = 2; k <= n; k += 1) sum += Math.log(k);
    return sum;
  }
  const x = n + 1;
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  );
}

/** P(X ≥ k) for X ~ Binomial(n, p), summed term by term. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const [logP, logQ] = [Math.log(p), Math.log1p(-p)];
  const term = (i: number): number =>
    Math.exp(logFactorial(n) - logFactorial(i) - logFactorial(n - i) + i * logP + (n - i) * logQ);
  let sum = 0;
  for (let i = k; i <= n; i += 1) {
    const added = term(i);
    sum += added;
    // Beyond the mean terms fall faster than geometrically.
    if (i > n * p && added < sum * 1e-18) break;
  }
  return Math.min(1, sum);
}

/** P(X ≤ k) for X ~ Binomial(n, p). */
export function binomialLowerTail(k: number, n: number, p: number): number {
  return binomialUpperTail(n - k, n, 1 - p);
}

/**
 * A share of independent trials. Two-sided: twice the smaller exact binomial tail (Clopper and Pearson, 1934).
 *
 * @param tolerance how far the true probability may be from `expected` and still be right; default 0. Then the nearest
 *   probability that is right is tested, so that the bound holds for all of them.
 */
export function proportionTest(
  successes: number,
  trials: number,
  expected: number,
  { tolerance = 0 }: { readonly tolerance?: number } = {},
): number {
  const share = trials === 0 ? expected : successes / trials;
  if (Math.abs(share - expected) <= tolerance) return 1;
  if (share > expected) return Math.min(1, 2 * binomialUpperTail(successes, trials, Math.min(1, expected + tolerance)));
  return Math.min(1, 2 * binomialLowerTail(successes, trials, Math.max(0, expected - tolerance)));
}

/**
 * Equal shares of several cells. Each cell's count is binomial whatever the others are, so the union bound over the cells
 * holds exactly (Boole's inequality); a chi-square would only hold in the limit.
 */
export function uniformityTest(counts: readonly number[]): number {
  const trials = counts.reduce((sum, count) => sum + count, 0);
  const worst = counts.reduce((least, count) => Math.min(least, proportionTest(count, trials, 1 / counts.length)), 1);
  return Math.min(1, counts.length * worst);
}

/**
 * Shares of nodes on rings, each node at `virtualNodes` uniform places. One node's share of one ring is the sum of that
 * many uniform spacings, which is Beta(v, (n − 1) v) distributed (Pyke, Spacings, 1965); with whole parameters its tails
 * are binomial tails. Union bound over nodes and rings.
 *
 * @param rings for each ring the share of every node; each ring's shares sum to 1
 */
export function ringBalanceTest(rings: readonly (readonly number[])[], virtualNodes: number): number {
  let worst = 1;
  let looks = 0;
  for (const shares of rings) {
    const points = shares.length * virtualNodes;
    for (const share of shares) {
      looks += 1;
      if (shares.length === 1) continue;
      // Share ≥ s exactly when fewer than v of the other points - 1 places fall below s.
      const above = binomialLowerTail(virtualNodes - 1, points - 1, share);
      const below = binomialUpperTail(virtualNodes, points - 1, share);
      worst = Math.min(worst, 2 * Math.min(above, below));
    }
  }
  return Math.min(1, looks * worst);
}

/**
 * Whether delays come from a distribution: the greatest distance between their empirical distribution function and `cdf`
 * is at most e with probability 1 − 2 exp(−2 n e²) (Dvoretzky, Kiefer and Wolfowitz, 1956, with Massart's constant, 1990).
 *
 * @param cdf non-decreasing, 0 to 1; may jump, as that of whole milliseconds does
 */
export function delayTest(delays: readonly number[], cdf: (delay: number) => number): number {
  const sorted = [...delays].sort((a, b) => a - b);
  const n = sorted.length;
  let distance = 0;
  for (const [index, delay] of sorted.entries()) {
    // At a value that occurs several times the function jumps once: from before the first to after the last of them.
    if (sorted[index + 1] !== delay) distance = Math.max(distance, Math.abs((index + 1) / n - cdf(delay)));
    const isFirst = sorted[index - 1] !== delay;
    if (isFirst) distance = Math.max(distance, Math.abs(index / n - cdf(justBelow(delay))));
  }
  return Math.min(1, 2 * Math.exp(-2 * n * distance * distance));
}

/** The limit from the left, near enough for delays of whole and half milliseconds. */
function justBelow(value: number): number {
  return value - 1e-9 * Math.max(1, Math.abs(value));
}
