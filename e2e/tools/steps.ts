import { spawn } from 'node:child_process';

/** One command of the test suite that counts as a single test: it passes when it exits 0. */
export interface Step {
  readonly name: string;
  readonly command: string;
}

/** Everything that is checked without running the product: types, lint, format, structure, unused code. */
export const STATIC_CHECKS: readonly Step[] = [
  { name: 'types', command: 'tsc -p .' },
  { name: 'types of the engines, without a DOM', command: 'tsc -p engines' },
  { name: 'types of the components', command: 'svelte-check --tsconfig ./tsconfig.json --fail-on-warnings' },
  { name: 'lint', command: 'eslint . --max-warnings 0' },
  { name: 'format', command: 'prettier --check --log-level warn .' },
  { name: 'import directions', command: 'depcruise engines src exercises --no-progress --output-type err' },
  { name: 'unused code', command: 'knip --no-progress' },
];

/** Runs a command of `node_modules/.bin` or the shell, its output passed through. Returns its exit code. */
export function runCommand(command: string, env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const path = `node_modules/.bin:${process.env['PATH'] ?? ''}`;
    const child = spawn(command, { shell: true, stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs steps, two at a time, and says how each ended. */
export async function runSteps(steps: readonly Step[]): Promise<{ passed: number; failed: number }> {
  const waiting = [...steps];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const began = Date.now();
      const code = await runCommand(step.command);
      if (code !== 0) failed += 1;
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: steps.length - failed, failed };
}
