/** The drawings' public face. The gallery is a page: import `./gallery/Gallery.svelte` when its route is opened. */
export { default as SceneFrame } from './shared/SceneFrame.svelte';
export { loadScene } from './registry';
