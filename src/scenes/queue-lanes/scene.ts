import { openable } from '../shared/openable';
import type { QueueLanesSceneSpec, Scene } from '../types';
import { describeQueueLanes, tableOfQueueLanes } from './describe';
import { drawQueueLanes } from './draw';
import type { QueueLanesLayout } from './geometry';
import { layoutQueueLanes } from './layout';
import { parseQueueLanesSpec } from './schema';

const queueLanes: Scene<QueueLanesSceneSpec, QueueLanesLayout> = {
  kind: 'queue-lanes',
  parse: parseQueueLanesSpec,
  layout: layoutQueueLanes,
  draw: drawQueueLanes,
  describe: describeQueueLanes,
  table: tableOfQueueLanes,
};

/** Jobs on the lanes of workers, those that wait as squares, and their number on the same clock. */
export const scene = openable(queueLanes);
