import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './routes';

describe('routes', () => {
  it('opens the catalogue for an empty address', () => {
    for (const hash of ['', '#', '#/', '#//']) expect(parseRoute(hash)).toEqual({ page: 'catalogue' });
  });

  it('reads back every address that it writes', () => {
    const routes: Exclude<Route, { page: 'unknown' }>[] = [
      { page: 'catalogue' },
      { page: 'gallery' },
      { page: 'work' },
      { page: 'build', exercise: 'rate-limiter', rung: 'fixed-window' },
      { page: 'build', exercise: 'rate-limiter', rung: 'fixed-window', stage: 'clarify' },
      { page: 'build', exercise: 'a/b é', rung: undefined },
      { page: 'interview' },
      { page: 'interview', exercise: 'rate-limiter' },
      { page: 'interview', exercise: 'rate-limiter', attempt: '00ff' },
      { page: 'debrief', exercise: 'rate-limiter', attempt: '00ff' },
      { page: 'design', exercise: 'chat' },
      { page: 'design', exercise: 'chat', stage: 'estimate' },
    ];
    for (const route of routes) expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('answers unknown, and keeps the address, for anything else', () => {
    for (const hash of [
      '#/nowhere',
      '#/build',
      '#/build/a/b/c/d',
      '#/gallery/x',
      '#/work/x',
      '#/build/%E0%A4%A',
      '#/interview/a/b/c',
      '#/debrief/a',
      '#/design',
      '#/design/a/b/c',
    ]) {
      expect(parseRoute(hash)).toEqual({ page: 'unknown', hash });
    }
  });
});
