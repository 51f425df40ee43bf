import { readFileSync } from 'node:fs';

/** Kernels on the machines that Node runs on have pages of this size, or larger ones, which errs to the lenient side. */
const PAGE_BYTES = 4096;

/** Resident memory of a process in bytes; `undefined` where the system has no `/proc` or the process is gone. */
export function residentBytes(pid: number): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return Number.isFinite(pages) ? pages * PAGE_BYTES : undefined;
  } catch {
    return undefined;
  }
}
