import type { Data } from '../types';

/**
 * A simulated service: state, and operations that each happen at one instant. The network around it (delay, lost
 * requests, lost replies) is the world's, so that a service is honest and small: add one by adding a file.
 */
export interface Service {
  /** Operations by name. `now` is the service's own clock in virtual milliseconds; what throws rejects the call. */
  readonly operations: Readonly<Record<string, (now: number, ...args: never[]) => Data>>;
}
