import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { packPlugin } from './src/packs/vite-plugin';
import { sandboxPlugin } from './src/sandbox/vite-plugin';
import { trimTypeScriptLibs } from './src/workbench/editor/vite-plugin';

export default defineConfig({
  // Relative, so that dist/ works from any sub-path of any static host.
  base: './',
  plugins: [
    svelte(),
    packPlugin({ folder: 'exercises', at: 'packs/built-in' }),
    trimTypeScriptLibs(),
    sandboxPlugin(),
    // After the first visit everything is on the device; a newer version waits until the learner agrees.
    VitePWA({
      registerType: 'prompt',
      injectRegister: null,
      manifest: {
        name: 'Drydock',
        short_name: 'Drydock',
        description: 'Practise the interviews that ask you to build and design backend systems.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f3f4f2',
        theme_color: '#0f6a60',
        icons: [{ src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,woff2,ttf,json}'],
        globIgnores: ['.vite/**'],
        maximumFileSizeToCacheInBytes: 16_000_000,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ],
  resolve: { alias: { drydock: fileURLToPath(new URL('./engines/drydock.ts', import.meta.url)) } },
  worker: { format: 'es', plugins: () => [trimTypeScriptLibs()] },
  build: { target: 'es2023', manifest: true, sourcemap: false },
});
