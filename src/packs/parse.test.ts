import { describe, expect, it } from 'vitest';
import { parseExerciseYaml, parsePackYaml } from './parse';
import { formatProblem } from './problem';

const EXERCISE = `format: 1
kind: build
id: rate-limiter
sheet: B-01
title: Rate limiter
summary: Admit or refuse each call
group: Scratch-building
patterns: [limiter]
minutes: 45
requiredExport: createLimiter
rungs:
  - id: fixed-window
    title: Fixed window
    summary: admits, refuses, resets
    spec:
      - term: Window
        text: "[s, s + W)"
    hints: [one, two, three]
`;

const PACK = `format: 1
id: built-in
title: Built-in
version: "1.0.0"
licence: MIT
authors: [The Drydock authors]
`;

function problems(text: string): string[] {
  const parsed = parseExerciseYaml(text, 'exercise.yaml');
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

describe('parseExerciseYaml', () => {
  it('fills in the defaults of what may be left out', () => {
    const parsed = parseExerciseYaml(EXERCISE, 'exercise.yaml');
    if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
    expect(parsed.value).toMatchObject({ prompt: 'prompt.md', runs: 300, facts: {}, sources: [] });
    expect(parsed.value.rungs[0]).toMatchObject({ contract: 'contract.ts', starter: 'starter.ts' });
  });

  it('points at an unknown key and offers the near one', () => {
    expect(problems(EXERCISE.replace('    title: Fixed window', '    titel: Fixed window\n    title: x'))).toEqual([
      expect.stringMatching(
        /^exercise\.yaml:13:5: rungs\[0\]: unknown key "titel"\. Did you mean "title"\? The keys here/,
      ),
    ]);
  });

  it('points at the mapping that misses a key', () => {
    expect(problems(EXERCISE.replace('      - term: Window\n        text', '      - text'))).toEqual([
      'exercise.yaml:16:9: rungs[0].spec[0]: the key "term" is missing. Add it.',
    ]);
  });

  it('points at a value of the wrong type and says what is expected', () => {
    expect(problems(EXERCISE.replace('minutes: 45', 'minutes: soon'))).toEqual([
      'exercise.yaml:9:10: minutes: expected an integer from 5 to 240, got "soon".',
    ]);
  });

  it('reports every problem, in the order of the file', () => {
    const found = problems(EXERCISE.replace('format: 1', 'format: 2').replace('three]', ']').replace('B-01', 'one'));
    expect(found.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      'exercise.yaml:1',
      'exercise.yaml:4',
      'exercise.yaml:18',
    ]);
  });

  it('points at the second rung of one id', () => {
    const rung = EXERCISE.slice(EXERCISE.indexOf('  - id:'));
    expect(problems(EXERCISE + rung)).toEqual([
      'exercise.yaml:19:9: rungs[1].id: "fixed-window" is taken. Give each an id of its own.',
    ]);
  });

  it.each(['../../etc/passwd.ts', '/etc/passwd.md', './../x.ts', 'starter/../../x.ts'])(
    'refuses %s as a file of the exercise',
    (path) => {
      expect(problems(`${EXERCISE}prompt: ${path}\n`)).toEqual([
        expect.stringMatching(/^exercise\.yaml:19:9: prompt: .* is not a file of this exercise\./),
      ]);
    },
  );

  it('points into text that is not YAML', () => {
    expect(problems('format: 1\nid: [a, b\ntitle: x\n')[0]).toMatch(/^exercise\.yaml:[23]:\d+: not valid YAML: /);
    expect(problems('id: a\nid: b\n')[0]).toMatch(/^exercise\.yaml:2:1: not valid YAML: Map keys must be unique/);
  });

  it('refuses aliases that expand without bound', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(', ')}]`);
    }
    expect(problems(bomb.join('\n'))).toEqual([expect.stringMatching(/alias.*Write it out in full\.$/)]);
  });

  it.each(['', 'null', '[]', '3', '- a'])('says of %j that it is not a mapping', (text) => {
    expect(problems(text)).toEqual([
      expect.stringMatching(/^exercise\.yaml:1:1: expected a mapping (with the|of) keys/),
    ]);
  });
});

describe('parsePackYaml', () => {
  it('reads a pack', () => {
    expect(parsePackYaml(PACK, 'pack.yaml')).toMatchObject({ ok: true, value: { id: 'built-in', version: '1.0.0' } });
  });

  it('asks for quotes where YAML reads a number', () => {
    const parsed = parsePackYaml(PACK.replace('"1.0.0"', '1.0'), 'pack.yaml');
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([
      'pack.yaml:4:10: version: expected a version in quotes, got 1. Write version: "1.0.0".',
    ]);
  });
});
