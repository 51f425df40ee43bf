/**
 * From TypeScript to programs that the kernel runs: refused with a sentence and a place, or lowered, counted and mapped.
 * Pure: the compiler is a parameter, so that Node and Monaco's worker run the same code.
 */
export { compilePackModule, compileProgram, type PackModuleResult } from './_internals/compile';
export type { TypeScript } from './_internals/typescript';
export type { CompiledPackModule, CompiledProgram, CompileOptions, CompileResult, Problem } from './types';
