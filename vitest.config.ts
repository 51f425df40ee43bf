import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    conditions: ['browser'],
    alias: { drydock: fileURLToPath(new URL('./engines/drydock.ts', import.meta.url)) },
  },
  test: {
    include: ['{src,engines,exercises}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One for each core of the smallest machine that runs them: left to itself there would be one less.
    maxWorkers: 2,
  },
});
