import { describe, expect, it } from 'vitest';
import { compilePackModule } from '../compile/node';
import { evaluatePackModule } from './evaluate';
import { linkModule } from './link-module';

async function link(files: Readonly<Record<string, string>>, entry = 'rules.ts') {
  return linkModule(entry, {
    compile: compilePackModule,
    pathOf: (name) => `shop/${name}`,
    read: (name) => {
      const text = files[name];
      if (text !== undefined) return Promise.resolve({ ok: true, value: text });
      return Promise.resolve({ ok: false, problems: [{ file: `shop/${name}`, message: 'does not exist.' }] });
    },
  });
}

async function exportsOf(files: Readonly<Record<string, string>>) {
  const linked = await link(files);
  if (!linked.ok) throw new Error(linked.problems.map(({ message }) => message).join('\n'));
  const evaluated = evaluatePackModule(linked.value, 'rules.ts');
  return evaluated.ok ? evaluated.value : evaluated.problems;
}

async function problemOf(files: Readonly<Record<string, string>>) {
  const linked = await link(files);
  return linked.ok ? undefined : linked.problems[0];
}

describe('linkModule', () => {
  it('leaves a module that imports no file as it is', async () => {
    const source = "import { formatData } from 'drydock';\nexport const a = formatData(1);";
    const alone = compilePackModule(source, 'rules.ts');
    expect(await link({ 'rules.ts': source })).toEqual({ ok: true, value: alone.ok && alone.module.code });
  });

  it('gives each module what it imports, one copy for all who import it', async () => {
    const exports = await exportsOf({
      'rules.ts':
        "import { ttl } from './rules/ttl';\nimport { next } from './shared';\nexport const a = [ttl, next()];",
      'rules/ttl.ts':
        "import { next } from '../shared';\nimport { formatData } from 'drydock';\nexport const ttl = formatData(next());",
      'shared.ts': 'let made = 0;\nexport const next = () => (made += 1);',
    });
    expect(exports).toEqual({ a: ['1', 2] });
  });

  it('keeps what a module declares from the others', async () => {
    const files = { 'rules.ts': "import { one } from './a';\nconst own = 2;\nexport const b = [own, one];" };
    expect(await exportsOf({ ...files, 'a.ts': 'const own = 1;\nexport const one = own;' })).toEqual({ b: [2, 1] });
  });

  it('passes over imports of types', async () => {
    expect(await exportsOf({ 'rules.ts': "import type { A } from './nowhere';\nexport const a: A = 1;" })).toEqual({
      a: 1,
    });
  });

  it.each([
    [
      'a circle',
      "import { a } from './a';",
      { 'a.ts': "import { b } from './rules';\nexport const a = b;" },
      /circle: rules.ts → a.ts → rules.ts/,
    ],
    ['itself', "import { a } from './rules';", {}, /circle: rules.ts → rules.ts/],
    ['what is outside', "import { a } from '../other/rules';", {}, /outside of the exercise's folder/],
    ['a program', "import { a } from './accept/ttl/map';", {}, /is a program of the exercise/],
    ['a file by its ending', "import { a } from './a.ts';", { 'a.ts': 'export const a = 1;' }, /without its ending/],
    ['what does not exist', "import { a } from './a';", {}, /does not exist/],
    ['what does not compile', "import { a } from './a';", { 'a.ts': 'export const a = ;' }, /Expression expected/],
    [
      'what imports more than it may',
      "import { a } from './a';",
      { 'a.ts': "import a from 'fs';\nexport { a };" },
      /not from 'fs'/,
    ],
  ])('refuses %s, with its place', async (_, imports, files, message) => {
    const problem = await problemOf({ 'rules.ts': `${imports}\nexport const x = a;`, ...files });
    expect(problem?.message).toMatch(message);
    expect(problem?.file).toMatch(/^shop\/(rules|a)\.ts$/);
  });

  it('keeps what a rule expects out of what runs beside the program', async () => {
    const files = {
      'shared.ts': "import { a } from './rules/ttl';\nexport { a };",
      'rules/ttl.ts': 'export const a = 1;',
    };
    const source = "import { a } from './shared';\nexport const x = a;";
    const linked = await link({ ...files, 'scenarios.ts': source }, 'scenarios.ts');
    expect(linked.ok ? '' : linked.problems[0]?.message).toMatch(/must not see rules\/ttl.ts/);
    expect((await link({ ...files, 'rules.ts': source })).ok).toBe(true);
  });
});
