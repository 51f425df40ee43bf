/** An exercise with a report is what it was when its checks were proven, and they were proven whole. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
  const report = join(built.value.folder, 'qualified.json');
  // `pack check` says of one without that it has not been qualified yet.
  if (!existsSync(report)) return void console.warn(`${id}: not qualified yet. Run npm run qualify -- ${id}`);
  const standing = await standingOfReport(built.value, `npm run qualify -- ${id}`);
  if ('problem' in standing) throw new Error(`exercises/build/${id}/qualified.json: ${standing.problem.message}`);
  // A newer judge makes a report stale, and no exercise wrong.
  if (standing.kind === 'stale') console.warn(`${id}: ${standing.message}`);
  const { rungs = {}, problems = [] } = standing.report ?? {};
  expect([...Object.values(rungs).flatMap((rung) => rung.problems), ...problems]).toEqual([]);
});
