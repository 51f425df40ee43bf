import { openable } from '../shared/openable';
import type { CacheSlotsSceneSpec, Scene } from '../types';
import { describeCacheSlots, tableOfCacheSlots } from './describe';
import { drawCacheSlots } from './draw';
import type { CacheSlotsLayout } from './geometry';
import { layoutCacheSlots } from './layout';
import { parseCacheSlotsSpec } from './schema';

const cacheSlots: Scene<CacheSlotsSceneSpec, CacheSlotsLayout> = {
  kind: 'cache-slots',
  parse: parseCacheSlotsSpec,
  layout: layoutCacheSlots,
  draw: drawCacheSlots,
  describe: describeCacheSlots,
  table: tableOfCacheSlots,
};

/** Keys as lanes with lives, loads and gets, and the places of the cache at the playhead. */
export const scene = openable(cacheSlots);
