import type { Scene, WindowSceneSpec } from '../types';
import { openable } from '../shared/openable';
import { describeWindow, tableOfWindow } from './describe';
import { drawWindow } from './draw';
import { layoutWindow, type WindowLayout } from './layout';
import { parseWindowSpec } from './schema';

const window: Scene<WindowSceneSpec, WindowLayout> = {
  kind: 'window',
  parse: parseWindowSpec,
  layout: layoutWindow,
  draw: drawWindow,
  describe: describeWindow,
  table: tableOfWindow,
};

/** Requests on a time axis under a window, the reference's decisions above the learner's. */
export const scene = openable(window);
