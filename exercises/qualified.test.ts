/** Every build exercise is what it was when its checks were proven, and they were proven whole. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { standingOfReport } from '../src/cli/qualify-files';
import { buildExercise, exerciseIds } from '../src/packs/build';

const PACK = fileURLToPath(new URL('.', import.meta.url));
const listed = await exerciseIds(PACK);
if (!listed.ok) throw new Error(listed.problems.map(({ message }) => message).join('\n'));

test.each(listed.value)('%s has a report of what it is now, without a problem', async (id) => {
  const built = await buildExercise(PACK, id);
  if (!built.ok) throw new Error(built.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  const standing = await standingOfReport(built.value, `npm run qualify -- ${id}`);
  if ('problem' in standing) throw new Error(`exercises/build/${id}/qualified.json: ${standing.problem.message}`);
  // A newer judge makes a report stale, and no exercise wrong.
  if (standing.kind === 'stale') console.warn(`${id}: ${standing.message}`);
  const { rungs = {}, problems = [] } = standing.report ?? {};
  expect([...Object.values(rungs).flatMap((rung) => rung.problems), ...problems]).toEqual([]);
});
