import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { packPlugin } from './src/packs/vite-plugin';
import { sandboxPlugin } from './src/sandbox/vite-plugin';
import { trimTypeScriptLibs } from './src/workbench/editor/vite-plugin';

export default defineConfig({
  // Relative, so that dist/ works from any sub-path of any static host.
  base: './',
  plugins: [svelte(), packPlugin({ folder: 'exercises', at: 'packs/built-in' }), trimTypeScriptLibs(), sandboxPlugin()],
  resolve: { alias: { drydock: fileURLToPath(new URL('./engines/drydock.ts', import.meta.url)) } },
  worker: { format: 'es', plugins: () => [trimTypeScriptLibs()] },
  build: { target: 'es2023', manifest: true, sourcemap: false },
});
