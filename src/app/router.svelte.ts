import { formatRoute, parseRoute, type Route } from './routes';

/** The address bar as state. One a page; `start` listens, and answers how to stop. */
export class Router {
  #route = $state.raw<Route>({ page: 'catalogue' });

  get route(): Route {
    return this.#route;
  }

  start(): () => void {
    const read = (): void => {
      this.#route = parseRoute(location.hash);
    };
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }

  go(route: Exclude<Route, { page: 'unknown' }>): void {
    location.hash = formatRoute(route);
  }
}
