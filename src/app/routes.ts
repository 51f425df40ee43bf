/** Where the page is: one union, parsed from the address's hash and written back to it. */
export type Route =
  | { readonly page: 'catalogue' }
  | {
      readonly page: 'build';
      readonly exercise: string;
      readonly rung: string | undefined;
      /** A stage beside the code; none: the code. */
      readonly stage?: string | undefined;
    }
  /** A design case; `stage`: one of its stages, or `summary`; none: its first. */
  | { readonly page: 'design'; readonly exercise: string; readonly stage?: string | undefined }
  /** A mock interview; without an attempt: where one is begun; without an exercise: drawn, or chosen there. */
  | { readonly page: 'interview'; readonly exercise?: string | undefined; readonly attempt?: string | undefined }
  /** What came of an interview. */
  | { readonly page: 'debrief'; readonly exercise: string; readonly attempt: string }
  | { readonly page: 'gallery' }
  /** All attempts of this browser. */
  | { readonly page: 'work' }
  /** An address that names no page; `hash` is what it said. */
  | { readonly page: 'unknown'; readonly hash: string };

/** Parses `#/build/rate-limiter/fixed-window`, and `#/build/rate-limiter/fixed-window/clarify`. Anything that is no page is `unknown`, never an error. */
export function parseRoute(hash: string): Route {
  const parts = segments(hash);
  if (parts === undefined) return { page: 'unknown', hash };
  const [page, exercise, rung, stage, ...more] = parts;
  if (page === undefined) return { page: 'catalogue' };
  if ((page === 'gallery' || page === 'work') && exercise === undefined) return { page };
  if (page === 'build' && exercise !== undefined && more.length === 0) {
    return { page: 'build', exercise, rung, ...(stage === undefined ? {} : { stage }) };
  }
  if (page === 'design' && exercise !== undefined && stage === undefined) {
    return { page: 'design', exercise, ...(rung === undefined ? {} : { stage: rung }) };
  }
  if (page === 'interview' && stage === undefined) {
    return {
      page: 'interview',
      ...(exercise === undefined ? {} : { exercise }),
      ...(rung === undefined ? {} : { attempt: rung }),
    };
  }
  if (page === 'debrief' && exercise !== undefined && rung !== undefined && stage === undefined) {
    return { page: 'debrief', exercise, attempt: rung };
  }
  return { page: 'unknown', hash };
}

/** The address of a page: what a link's `href` is. */
export function formatRoute(route: Exclude<Route, { page: 'unknown' }>): string {
  switch (route.page) {
    case 'catalogue':
      return '#/';
    case 'gallery':
    case 'work':
      return `#/${route.page}`;
    case 'design':
      return `#/${['design', route.exercise, route.stage ?? []].flat().map(encodeURIComponent).join('/')}`;
    case 'interview':
      return addressOf(['interview', route.exercise, route.exercise === undefined ? undefined : route.attempt]);
    case 'debrief':
      return addressOf(['debrief', route.exercise, route.attempt]);
    case 'build':
      return `#/${['build', route.exercise, ...placeOf(route)].map(encodeURIComponent).join('/')}`;
  }
}

function addressOf(parts: readonly (string | undefined)[]): string {
  return `#/${parts
    .flatMap((part) => part ?? [])
    .map(encodeURIComponent)
    .join('/')}`;
}

/** Rung and stage: a stage is always one of a rung. */
function placeOf({ rung, stage }: Extract<Route, { page: 'build' }>): readonly string[] {
  if (rung === undefined) return [];
  return stage === undefined ? [rung] : [rung, stage];
}

function segments(hash: string): string[] | undefined {
  const path = hash.replace(/^#\/?/, '').replace(/\?.*$/, '');
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
