import { expect, it } from 'vitest';
import { measure } from './mutex';

it('runs one program in the kernel, by hand and by fake timers', async () => {
  const rates = await measure(20, 1);
  expect(rates.map(({ name }) => name)).toEqual([
    'kernel',
    'native promises drained by hand',
    '@sinonjs/fake-timers nextAsync',
  ]);
  for (const { eventsPerS } of rates) expect(eventsPerS).toBeGreaterThan(0);
});
