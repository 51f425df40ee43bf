// Keys numbered as they come, and two growing columns of numbers: starts and counts.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const numbers = new Map<string, number>();
  let starts = new Float64Array(8);
  let counts = new Float64Array(8);
  const grow = (column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
    const larger = new Float64Array(column.length * 2);
    larger.set(column);
    return larger;
  };
  return {
    allow(key: string, nowMs: number): boolean {
      let row = numbers.get(key) ?? -1;
      if (row < 0) {
        row = numbers.size;
        numbers.set(key, row);
        if (row === starts.length) [starts, counts] = [grow(starts), grow(counts)];
        starts[row] = -Infinity;
      }
      if (nowMs - starts[row]! >= windowMs) {
        starts[row] = nowMs;
        counts[row] = 0;
      }
      const admitted = counts[row]! < limit;
      counts[row]! += Number(admitted);
      return admitted;
    },
  };
}
