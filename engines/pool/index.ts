/** Reference pool: who runs, who waits and who is held back, as pure bookkeeping. Promises are its owner's. */
export { createDispatcher, type Dispatcher, type DispatcherActions } from './dispatcher';
export { createFifo, type Fifo } from './fifo';
export type { DispatcherOptions } from './types';
