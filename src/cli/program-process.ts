/**
 * The parent's side of a learner's program in a process of its own: started bare, spoken to by parsed messages, killed
 * on silence or memory. Its death is a result.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { CaseResult, RunCases } from '../../engines/check/types';
import { residentBytes } from './resident';
import { attempt, parseFromProgram, type ToProgram } from '../sandbox/protocol';
import { REALM_SCRIPTS } from './scripts';

/** Texts of the scripts in the child's folder. */
export type RealmTexts = Readonly<Record<keyof typeof REALM_SCRIPTS, string>>;

/** Limits of one process. */
export interface ProcessLimits {
  /** Silence after which it is given up. Default 20,000. */
  readonly silenceMs: number;
  /** JavaScript's heap. Default 256. */
  readonly heapMb: number;
  /** All of its memory, buffers included, where the system tells. Default 1,024. */
  readonly residentMb: number;
}

const LIMITS: ProcessLimits = { silenceMs: 20_000, heapMb: 256, residentMb: 1024 };

/** Why a process ended before it was stopped. */
export type ProcessEnd =
  | { readonly kind: 'memory'; readonly limitMb: number }
  | { readonly kind: 'silence'; readonly afterMs: number }
  /** It died, or said what no harness says. */
  | { readonly kind: 'lost'; readonly reason: string };

/** A running program. */
export interface ProgramProcess {
  /** Runs cases in order. Never settles once the process has ended: race it with `ended`. */
  readonly runCases: RunCases;
  /** Settles when the process ends by itself; never after `stop`. */
  readonly ended: Promise<ProcessEnd>;
  /** Kills it and removes its folder. */
  stop(): Promise<void>;
}

/** Programs that run now, so that none outlives this process. */
const running = new Set<{ readonly child: ChildProcess; readonly folder: string }>();

/**
 * Ends all programs, and removes their folders, when this process ends, also by a signal. For the commands: a library
 * does not decide what signals mean.
 */
export function endProgramsWithThisProcess(): void {
  process.once('exit', () => {
    for (const { child, folder } of running) {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
  // As shells expect: 128 and the number of the signal.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}

/** Starts a process around these scripts. */
export async function startProgram(texts: RealmTexts, limits: Partial<ProcessLimits> = {}): Promise<ProgramProcess> {
  // Real: permissions are held against the path behind any link.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'drydock-run-')));
  const scripts = Object.keys(REALM_SCRIPTS) as (keyof typeof REALM_SCRIPTS)[];
  await Promise.all(scripts.map((script) => writeFile(join(folder, REALM_SCRIPTS[script]), texts[script])));
  const all = { ...LIMITS, ...limits };
  const child = spawn(process.execPath, [...nodeFlags(folder, all.heapMb), join(folder, REALM_SCRIPTS.main)], {
    cwd: folder,
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  });
  return follow(child, folder, all);
}

/** The flag of Node's permission model: `--permission` since 22.13, `--experimental-permission` before. */
export const PERMISSION_FLAG = ['--permission', '--experimental-permission'].find((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag),
);

/** Bare of everything that a flag can take away. */
function nodeFlags(folder: string, heapMb: number): string[] {
  return [
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${heapMb}`,
    ...(PERMISSION_FLAG === undefined ? [] : [PERMISSION_FLAG, `--allow-fs-read=${folder}${sep}*`]),
  ];
}

/** An answer that is owed: what was asked, what came, and who waits. */
interface Question {
  readonly ids: readonly number[];
  readonly results: CaseResult[];
  readonly answer: (results: readonly CaseResult[]) => void;
}

function follow(child: ChildProcess, folder: string, limits: ProcessLimits): ProgramProcess {
  let question: Question | undefined;
  let settle: (end: ProcessEnd) => void = () => undefined;
  const ended = new Promise<ProcessEnd>((resolve) => (settle = resolve));
  const end = (why: ProcessEnd): void => {
    watch.stop();
    child.kill('SIGKILL');
    settle(why);
  };
  const lost = (reason: string): void => end({ kind: 'lost', reason });
  const watch = watchOver(child, limits, end);
  const entry = { child, folder };
  running.add(entry);

  child.on('message', (raw: unknown) => {
    const parsed = attempt(parseFromProgram, raw);
    if (!parsed.ok) return lost(`it sent a message of the wrong shape: ${parsed.problem}`);
    const message = parsed.value;
    if (message.type === 'broken') return lost(message.reason);
    if (message.type === 'result') {
      if (message.result.id !== question?.ids[question.results.length]) return lost('it answered what was not asked');
      question.results.push(message.result);
    }
    if (message.type === 'answered') {
      const { answer, results } = question ?? { answer: () => lost('it answered what was not asked'), results: [] };
      question = undefined;
      answer(results);
    }
    // Silence counts only while an answer is owed.
    watch.expect(question !== undefined);
  });
  child.on('error', (error) => lost(`it could not be started: ${error.message}`));
  child.on('exit', (code, signal) => end(describeExit(code, signal, limits)));

  return {
    runCases: (cases) =>
      new Promise((answer) => {
        if (question !== undefined) throw new Error('a program is asked again only when it has answered');
        question = { ids: cases.map(({ id }) => id), results: [], answer };
        watch.expect(true);
        const message: ToProgram = { cases };
        child.send(message, (error) => {
          if (error !== null) lost(`it cannot be reached: ${error.message}`);
        });
      }),
    ended,
    stop: async () => {
      watch.stop();
      child.removeAllListeners();
      child.on('error', () => undefined);
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone;
      await rm(folder, { recursive: true, force: true });
      running.delete(entry);
    },
  };
}

/** V8 ends a process whose heap is full by `abort`; a killed one ended otherwise first. */
function describeExit(code: number | null, signal: NodeJS.Signals | null, { heapMb }: ProcessLimits): ProcessEnd {
  if (signal === 'SIGABRT' || code === 134) return { kind: 'memory', limitMb: heapMb };
  return { kind: 'lost', reason: signal === null ? `it exited with code ${code}` : `it was ended by ${signal}` };
}

/** Looks after silence, and where the system tells it after memory. */
function watchOver(child: ChildProcess, { silenceMs, residentMb }: ProcessLimits, end: (why: ProcessEnd) => void) {
  let silence: NodeJS.Timeout | undefined;
  const memory = setInterval(() => {
    const bytes = child.pid === undefined ? undefined : residentBytes(child.pid);
    if (bytes !== undefined && bytes > residentMb * 2 ** 20) end({ kind: 'memory', limitMb: residentMb });
  }, 100);
  const expect = (owed: boolean): void => {
    clearTimeout(silence);
    silence = owed ? setTimeout(() => end({ kind: 'silence', afterMs: silenceMs }), silenceMs) : undefined;
  };
  const stop = (): void => {
    clearTimeout(silence);
    clearInterval(memory);
  };
  return { expect, stop };
}
