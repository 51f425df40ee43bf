/** Where the site keeps its own pack, relative to the page: it works from any sub-path. */
export const BUILT_IN_PACK = './packs/built-in/';
