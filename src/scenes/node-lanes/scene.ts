import { openable } from '../shared/openable';
import type { NodeLanesSceneSpec, Scene } from '../types';
import { describeNodeLanes, tableOfNodeLanes } from './describe';
import { drawNodeLanes } from './draw';
import { layoutNodeLanes, type NodeLanesLayout } from './layout';
import { parseNodeLanesSpec } from './schema';

const nodeLanes: Scene<NodeLanesSceneSpec, NodeLanesLayout> = {
  kind: 'node-lanes',
  parse: parseNodeLanesSpec,
  layout: layoutNodeLanes,
  draw: drawNodeLanes,
  describe: describeNodeLanes,
  table: tableOfNodeLanes,
};

/** Nodes and a store as lanes, messages between them, leases as bracketed bars, and what must not overlap. */
export const scene = openable(nodeLanes);
