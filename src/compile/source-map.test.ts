import { describe, expect, it } from 'vitest';
import { load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';
import { locateInStack, originalPosition } from './source-map';
import type { CompiledProgram } from './types';

const SOURCE = `import type { A } from './contract';

export function run(depth: number): A {
  for (let i = 0; i < 3; i++) {
    if (i === 2) inner({ depth });
  }
  return null;
}

function inner(o: { depth: number }) {
  // a comment
  throw new Error(\`at \${o.depth}\`);
}

export async function later() {
  await null;
    nothing.here();
}
`;

function compile(source: string): CompiledProgram {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error('refused');
  return compiled.program;
}

async function stackOf(code: string, call: string, fileName = 'blob:null/program'): Promise<string> {
  const exports = load(code, new TrivialRuntime(), fileName);
  try {
    await (exports[call] as (depth: number) => unknown)(1);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? '') : '';
  }
  return '';
}

describe('places', () => {
  it.each(['code', 'explainCode'] as const)('of a throw are found from a stack of the %s', async (build) => {
    const program = compile(SOURCE);
    const map = build === 'code' ? program.map : program.explainMap;
    const stack = await stackOf(program[build], 'run');
    expect(locateInStack(stack, map, 'blob:null/program', 0)).toEqual({ line: 12, column: 9 });
  });

  it('are found behind an await', async () => {
    const program = compile(SOURCE);
    const stack = await stackOf(program.code, 'later');
    expect(stack).toContain('nothing is not available here');
    expect(locateInStack(stack, program.map, 'blob:null/program', 0)).toEqual({ line: 17, column: 5 });
  });

  it('are found below the lines of a harness, and not in it', async () => {
    const program = compile(SOURCE);
    const harness = '\n'.repeat(40);
    const stack = await stackOf(harness + program.code, 'run');
    expect(locateInStack(stack, program.map, 'blob:null/program', 40)).toEqual({ line: 12, column: 9 });
    const inHarness = 'Error: x\n    at tick (blob:null/program:12:5)\n    at f (blob:null/program:4000:5)';
    expect(locateInStack(inHarness, program.map, 'blob:null/program', 40)).toBeUndefined();
  });

  it('are read from stacks of Firefox', () => {
    const program = compile(SOURCE);
    const lines = program.code.split('\n');
    const line = lines.findIndex((text) => text.includes('throw new Error')) + 1;
    const column = (lines[line - 1]?.indexOf('new Error') ?? 0) + 1;
    const stack = [
      'halt@blob:null/3f2a:9:11',
      `inner@blob:null/3f2a:${line + 10}:${column}`,
      `run@blob:null/3f2a:${line}:1`,
      '',
    ].join('\n');
    expect(locateInStack(stack, program.map, 'blob:null/3f2a', 10)).toEqual({ line: 12, column: 9 });
    expect(locateInStack('inner@https://elsewhere/x.js:3:3', program.map, 'blob:null/3f2a', 10)).toBeUndefined();
  });

  it('are not taken from a message that looks like a frame', () => {
    const program = compile(SOURCE);
    expect(locateInStack('Error: see blob:null/program:20:5', program.map, 'blob:null/program', 0)).toBeUndefined();
  });

  it('name the original file, in lines and columns from 1', () => {
    const program = compile(SOURCE);
    expect(JSON.parse(program.map)).toMatchObject({ version: 3, sources: ['solution.ts'] });
    const lines = program.code.split('\n');
    const line = lines.findIndex((text) => text.startsWith('function run')) + 1;
    expect(originalPosition(program.map, line, 1)).toEqual({ line: 3, column: 1 });
    expect(originalPosition(program.map, 1, 1)).toBeUndefined();
  });
});
