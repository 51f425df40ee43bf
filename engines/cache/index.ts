/** Reference cache: what is kept, for how long, and what goes, as pure bookkeeping. Promises and clocks are its owner's. */
export { createSlots, type Slots } from './slots';
export type { SlotsOptions } from './types';
