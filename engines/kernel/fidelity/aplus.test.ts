import { expect, it } from 'vitest';
import { runPromisesAPlus } from './aplus';

it('passes the Promises/A+ suite entirely', () => {
  const { passed, failures } = runPromisesAPlus();
  console.log(`Promises/A+: ${passed} passed, ${failures.length} failed`);
  expect(failures).toEqual([]);
  expect(passed).toBe(872);
});
