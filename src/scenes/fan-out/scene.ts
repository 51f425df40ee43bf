import { openable } from '../shared/openable';
import type { FanOutSceneSpec, Scene } from '../types';
import { describeFanOut, tableOfFanOut } from './describe';
import { drawFanOut } from './draw';
import { layoutFanOut, type FanOutLayout } from './layout';
import { parseFanOutSpec } from './schema';

const fanOut: Scene<FanOutSceneSpec, FanOutLayout> = {
  kind: 'fan-out',
  parse: parseFanOutSpec,
  layout: layoutFanOut,
  draw: drawFanOut,
  describe: describeFanOut,
  table: tableOfFanOut,
};

/** A publisher, its topics and their subscribers on both sides, and who was called when on one axis. */
export const scene = openable(fanOut);
