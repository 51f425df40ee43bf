import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { trimTypeScriptLibs } from './vite-plugin';

const folder = fileURLToPath(
  new URL('../../../node_modules/monaco-editor/esm/vs/languages/features/typescript', import.meta.url),
);

describe('the build of the worker', () => {
  it('keeps the language up to ES2023 and nothing of the DOM or later', async () => {
    const text = (await trimTypeScriptLibs().load(join(folder, 'lib/lib.js'))) ?? '';
    const module = (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)) as {
      readonly libFileMap: Readonly<Record<string, string>>;
    };
    const names = Object.keys(module.libFileMap);
    expect(names.filter((name) => /dom|webworker|scripthost|esnext|2024|full/.test(name))).toEqual([]);
    // Every file that a kept one refers to is kept.
    for (const content of Object.values(module.libFileMap)) {
      for (const [, lib] of content.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm)) {
        expect(names).toContain(`lib.${lib}.d.ts`);
      }
    }
    expect(names).toContain('lib.es2023.array.d.ts');
  });

  it('does not make a second TypeScript worker', async () => {
    const text = await trimTypeScriptLibs().load(join(folder, 'workerManager.js'));
    expect(text).toContain('createWebWorker({');
    expect(text).not.toContain('new Worker');
  });

  it('leaves every other module alone', async () => {
    expect(await trimTypeScriptLibs().load(join(folder, 'tsMode.js'))).toBeUndefined();
  });
});
