/** `npm test`: every suite, one closing line over all of them. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, runSteps, STATIC_CHECKS } from './steps';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const reports = mkdtempSync(join(tmpdir(), 'drydock-test-'));

async function unit(): Promise<Count> {
  const file = join(reports, 'unit.json');
  const code = await runCommand(`vitest run --reporter=default --reporter=json --outputFile.json=${file}`);
  return counted(file, code, (report) => ({
    passed: number(report, 'numPassedTests'),
    failed: number(report, 'numFailedTests'),
  }));
}

async function endToEnd(): Promise<Count> {
  const file = join(reports, 'e2e.json');
  const code = await runCommand('playwright test', { E2E_JSON: file });
  return counted(file, code, (report) => {
    const stats = report['stats'] as Record<string, unknown>;
    return { passed: number(stats, 'expected'), failed: number(stats, 'unexpected') + number(stats, 'flaky') };
  });
}

/** What a runner's report says; a runner that failed without a failed test (it did not start) counts as one failure. */
function counted(file: string, code: number, read: (report: Record<string, unknown>) => Count): Count {
  try {
    const count = read(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
    return { passed: count.passed, failed: code !== 0 && count.failed === 0 ? 1 : count.failed };
  } catch (error) {
    console.error(`No report from a test runner: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

function number(report: Record<string, unknown>, key: string): number {
  const value = report[key];
  if (typeof value !== 'number') throw new Error(`the report has no ${key}`);
  return value;
}

const counts = [await runSteps(STATIC_CHECKS), await unit()];
const built = await runSteps([{ name: 'build', command: 'npm run -s build' }]);
counts.push(built);
if (built.failed === 0) counts.push(await endToEnd());

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
