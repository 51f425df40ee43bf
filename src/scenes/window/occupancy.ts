import type { WindowRequest, WindowSceneSpec } from '../types';

/** Whose decisions: the reference's or the learner's. */
export type Lane = 'reference' | 'yours';

/** The count of requests held in the window, as it changes: from `t` on it is `count`. `index` is the request's. */
export interface Change {
  readonly t: number;
  readonly count: number;
  /** The request at whose instant it changes; absent where an entry left in between. */
  readonly index?: number;
}

/** The ids that count against a request in a lane. */
export function heldOf(request: WindowRequest, lane: Lane): readonly string[] {
  return lane === 'reference' ? request.heldByReference : request.heldByYours;
}

/**
 * How the window of one key fills and empties over the requests given, in order. Between two requests an entry leaves
 * at the instant the contract says, unless the lane still held it at the second.
 */
export function occupancy(
  spec: WindowSceneSpec,
  options: { readonly lane: Lane; readonly indexes: readonly number[]; readonly timeOf: (id: string) => number },
): Change[] {
  const changes: Change[] = [];
  let held = new Set<string>();
  let previous: WindowRequest | undefined;
  for (const index of options.indexes) {
    const request = spec.requests[index]!;
    const before = new Set(heldOf(request, options.lane));
    if (previous !== undefined) {
      let count = held.size;
      for (const t of leavingTimes({
        spec,
        previous,
        request,
        lost: [...held].filter((id) => !before.has(id)),
        ...options,
      })) {
        count -= 1;
        changes.push({ t, count });
      }
    }
    changes.push({ t: request.t, count: before.size, index });
    if (request[options.lane] === 'admit') before.add(request.id);
    changes.push({ t: request.t, count: before.size, index });
    held = before;
    previous = request;
  }
  return changes;
}

function leavingTimes(between: {
  readonly spec: WindowSceneSpec;
  readonly previous: WindowRequest;
  readonly request: WindowRequest;
  readonly lost: readonly string[];
  readonly timeOf: (id: string) => number;
}): number[] {
  const { spec, previous, request } = between;
  return between.lost
    .map((id) => (spec.edges === 'closed-open' ? previous.window.to : between.timeOf(id) + spec.windowMs))
    .map((t) => Math.min(Math.max(t, previous.t), request.t))
    .sort((a, b) => a - b);
}
