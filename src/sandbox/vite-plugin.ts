/**
 * Puts the sandbox's scripts into the site as the module `virtual:drydock/harness`, and the site's policy, which has to
 * admit the frame's boot script by hash, into `index.html` and `_headers`.
 */
import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { bundleBoot, bundleHarness } from './bundle';
import { formatHeaders, headerRules, pagePolicy } from './policy';

const ID = 'virtual:drydock/harness';
const RESOLVED = `\0${ID}`;

interface Made {
  readonly code: string;
  readonly bootHash: string;
  readonly inputs: readonly string[];
}

/** The plugin. */
export function sandboxPlugin(): Plugin {
  let root = process.cwd();
  let made: Promise<Made> | undefined;
  return {
    name: 'drydock-sandbox',
    configResolved(config) {
      root = config.root;
    },
    resolveId(id) {
      return id === ID ? RESOLVED : undefined;
    },
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const { code, inputs } = await (made ??= make());
      for (const input of inputs) this.addWatchFile(resolve(root, input));
      return code;
    },
    hotUpdate({ file }) {
      if (made === undefined) return;
      const environment = this.environment;
      return made.then(({ inputs }) => {
        if (!inputs.includes(relative(root, file))) return;
        made = undefined;
        const module = environment.moduleGraph.getModuleById(RESOLVED);
        if (module !== undefined) environment.moduleGraph.invalidateModule(module);
        environment.hot.send({ type: 'full-reload' });
      });
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        if (this.environment.name !== 'client') return;
        const { bootHash } = await (made ??= make());
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        const html = typeof page.source === 'string' ? page.source : new TextDecoder().decode(page.source);
        const policy = { bootHash, inlineHashes: inlineScripts(html).map(hashOf) };
        page.source = withPolicy(html, pagePolicy(policy));
        this.emitFile({ type: 'asset', fileName: '_headers', source: formatHeaders(headerRules(policy)) });
      },
    },
  };
}

async function make(): Promise<Made> {
  const [boot, run, judge, tests] = await Promise.all([
    bundleBoot(),
    bundleHarness('run'),
    bundleHarness('judge'),
    bundleHarness('tests'),
  ]);
  const bootHash = hashOf(boot.text);
  const scripts = { boot: { text: boot.text, hash: bootHash }, run: run.text, judge: judge.text, tests: tests.text };
  return {
    code: `export const scripts = ${JSON.stringify(scripts)};`,
    bootHash,
    inputs: [...new Set([boot, run, judge, tests].flatMap(({ inputs }) => inputs))],
  };
}

/** `sha256-...`, as a policy names a script. */
export function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}`;
}

/** Texts of the scripts that stand in the document itself. */
export function inlineScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = '']) => !/\bsrc\s*=/i.test(attributes))
    .map(([, , text = '']) => text);
}

/** The document with the policy first in its head, where it is in force for all that follows. */
export function withPolicy(html: string, policy: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  // The encoding has to be declared within the first kilobyte, before a policy that may be long.
  const charset = /<meta\s+charset=[^>]*>/i;
  const after = charset.test(html) ? charset : /<head[^>]*>/i;
  if (!after.test(html)) throw new Error('index.html has no <head> to put the policy in');
  return html.replace(after, (tag) => `${tag}\n    ${meta}`);
}
