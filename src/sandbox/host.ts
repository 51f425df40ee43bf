/**
 * The sandbox as the page uses it. Import this file dynamically, when a workbench opens: it brings both harnesses.
 */
import { scripts } from 'virtual:drydock/harness';
import { createSandboxOf, type SandboxOptions } from './sandbox';
import { createTestBenchOf, type TestBench } from './test-bench';
import type { Sandbox } from './types';

export type { TestBench, TestsEnd } from './test-bench';
export type { TestRequest } from './compose-tests';
export type { RunEvent, RunHandle, RunOutcome, RunRequest, Sandbox } from './types';

/** A sandbox of its own: one frame, made at once. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return createSandboxOf(scripts, options);
}

/** A bench for a learner's own tests: a frame of its own, made at once. */
export function createTestBench(): TestBench {
  return createTestBenchOf(scripts);
}
