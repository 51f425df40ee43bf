import { describe, expect, it } from 'vitest';
import { compileProgram } from '../compile/node';
import { composeRun, locateInBlob } from './compose';
import type { RunRequest } from './types';

describe("a run worker's blob", () => {
  const compiled = compileProgram('export function f(): number {\n  const a = 1;\n  return a;\n}\n');
  if (!compiled.ok) throw new Error('it compiles');
  const { program } = compiled;
  const request: RunRequest = {
    exercise: 'counter',
    contentHash: '0',
    rung: 'one',
    facts: { __proto__: null, text: '\u2028`${' },
    seed: 1,
    runs: 1,
    requiredExport: 'f',
    program,
    modules: {
      scenarios: '(\nfunction () {}\n)',
      rules: '(function () { the rules })',
      scene: '(function () { the scene })',
    },
  };
  const blob = composeRun('(function () {\n})();\n', request);
  const lines = blob.parts.join('').split('\n');

  it('has each build where it says', () => {
    expect(lines.slice(blob.program.lineOffset).join('\n').startsWith(program.code)).toBe(true);
    expect(lines.slice(blob.explain.lineOffset).join('\n').startsWith(program.explainCode)).toBe(true);
  });

  it('finds the learner’s line in a stack over either build', () => {
    for (const { lineOffset } of [blob.program, blob.explain]) {
      const at = lines.findIndex((line, index) => index >= lineOffset && line.includes('return'));
      const stack = `Error: x\n    at f (blob:null/1-2:${at + 1}:${(lines[at] ?? '').indexOf('return') + 1})`;
      expect(locateInBlob(stack, blob)?.line).toBe(3);
    }
  });

  it('hands over the configuration on one line', () => {
    expect(blob.parts[1]?.split(/[\n\u2028]/)[0]).toMatch(/^\$drydock\(".*",$/);
  });

  it('registers the exercise before anything of the program is evaluated', () => {
    const registered: unknown[][] = [];
    const register = (...values: unknown[]): void => void registered.push(values);
    // The text itself, without the harness: what a worker evaluates.
    new Function('$drydock', blob.parts.slice(1).join(''))(register);
    expect(registered.map((values) => values.map((value) => typeof value))).toEqual([
      ['string', 'function'],
      ['function'],
      ['function'],
    ]);
    expect(JSON.parse(registered[0]?.[0] as string)).toMatchObject({ rung: 'one', facts: { text: '\u2028`${' } });
  });

  // Taken away: the split, by adding `modules.rules` to the parts. Then the reference stood beside the program.
  it('expected values: holds neither rules, with the reference, nor the scene', () => {
    expect(blob.parts.join('')).not.toMatch(/the rules|the scene/);
  });
});
