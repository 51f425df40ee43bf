import { createRequire } from 'node:module';
import {
  compilePackModule as compilePack,
  compileProgram as compile,
  type PackModuleResult,
  type TypeScript,
} from './index';
import type { CompileOptions, CompileResult } from './types';

/**
 * The compiler that Monaco embeds, loaded when it is first needed. Required, not imported: to import its nine megabytes
 * of CommonJS, Node and tsx first read them through for names, which takes 1.3 s in all instead of 0.7.
 */
const require = createRequire(import.meta.url);
let loaded: TypeScript | undefined;
const compiler = (): TypeScript => (loaded ??= require('typescript-lowering') as TypeScript);

/** `compileProgram` with the compiler that Monaco embeds: for the command line and tests. */
export function compileProgram(source: string, options?: CompileOptions): CompileResult {
  return compile(compiler(), source, options);
}

/** `compilePackModule` with the compiler that Monaco embeds: for `pack build` and tests. */
export function compilePackModule(source: string, fileName: string): PackModuleResult {
  return compilePack(compiler(), source, fileName);
}
