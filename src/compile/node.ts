import ts from 'typescript-lowering';
import { compilePackModule as compilePack, compileProgram as compile, type PackModuleResult } from './index';
import type { CompileOptions, CompileResult } from './types';

/** `compileProgram` with the compiler that Monaco embeds: for the command line and tests. */
export function compileProgram(source: string, options?: CompileOptions): CompileResult {
  return compile(ts, source, options);
}

/** `compilePackModule` with the compiler that Monaco embeds: for `pack build` and tests. */
export function compilePackModule(source: string, fileName: string): PackModuleResult {
  return compilePack(ts, source, fileName);
}
