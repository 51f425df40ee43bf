import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that dist/ works from any sub-path of any static host.
  base: './',
  plugins: [svelte()],
  resolve: { alias: { drydock: fileURLToPath(new URL('./engines/drydock.ts', import.meta.url)) } },
  worker: { format: 'es' },
  build: { target: 'es2023', manifest: true, sourcemap: false },
});
