import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Flags for a Chromium that runs as root, in a container, without a network. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium to test with: `CHROMIUM_PATH`, else Playwright's own, else the system's.
 * Errors: `CHROMIUM_PATH` that names no file throws, quoting it. Returns undefined where there is none.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
    return named;
  }
  const bundled = chromium.executablePath();
  if (bundled !== '' && existsSync(bundled)) return bundled;
  return SYSTEM_NAMES.map(onPath).find((path) => path !== undefined) ?? SYSTEM_PATHS.find((path) => existsSync(path));
}

/** As `findChromium`; where there is none, installs one if that is possible, else throws a sentence that says how. */
export function findOrInstallChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  for (const [command, args] of installers()) {
    console.error(`No Chromium found; trying: ${command} ${args.join(' ')}`);
    try {
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
    } catch {
      continue;
    }
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The end-to-end tests need Chromium and none was found. Install one (Debian: apt-get install chromium; elsewhere: ' +
      'npx playwright install chromium) or set CHROMIUM_PATH to its executable.',
  );
}

function installers(): readonly (readonly [command: string, args: readonly string[]])[] {
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  const debian: readonly (readonly [string, readonly string[]])[] =
    root && onPath('apt-get') !== undefined
      ? [['sh', ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium']]]
      : [];
  return [...debian, ['npx', ['playwright', 'install', 'chromium']]];
}

function onPath(name: string): string | undefined {
  try {
    const [command, args] = process.platform === 'win32' ? ['where', [name]] : ['sh', ['-c', `command -v ${name}`]];
    const path = execFileSync(command as string, args as string[], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return path.split('\n')[0]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
