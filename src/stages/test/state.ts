/** Test as its events tell it: what each run of the learner's tests came to. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { TestService } from '../../packs';

/** Its name in addresses and events. */
export const TEST = 'test';
/** The file of the tests, beside the solution. */
export const TESTS_FILE = 'my-tests.ts';

const run = v.strictObject({
  do: v.literal('run'),
  tests: v.number(),
  /** Tests that fail on the learner's own solution; null where it did not compile. */
  own: v.nullable(v.array(v.string())),
  caught: v.array(v.string()),
  escaped: v.array(v.string()),
  refused: v.array(v.string()),
});

/** One run of the tests, as the log keeps it. Programs by id. */
export type TestRun = v.InferOutput<typeof run>;

/** The runs on one rung, the newest last. */
export function testRuns(entries: readonly StageEntry[], rung: string): readonly (TestRun & { readonly at: number })[] {
  return entries
    .filter((entry) => entry.rung === rung)
    .flatMap(({ at, data }) => {
      const parsed = v.safeParse(run, data);
      return parsed.success ? [{ ...parsed.output, at }] : [];
    });
}

/** What the file holds before the first keystroke. */
export function firstTests(requiredExport: string, services: readonly TestService[] = []): string {
  const second = services.includes('store') ? ', { createStore }' : '';
  const made =
    second === '' ? '' : "  const store = createStore();\n  expect(await store.get('anything')).toBe(null);\n";
  return `// Your own tests: what would convince you? Run them on your solution and on programs with planted bugs.
test('does what the contract says', async ({ ${requiredExport} }${second}) => {
${made}  expect(typeof ${requiredExport}).toBe('function');
});
`;
}
