/** Which rungs a rule is for, and what the facts settle. */
import type { Data, Facts } from 'drydock';

export type Fields = Readonly<Record<string, Data>>;

export const SYNC = ['get-set', 'ttl', 'capacity'];

export const TIMED = ['ttl', 'capacity'];

export const LOADING = ['read-through', 'stale-while-revalidate'];

export const STALE = ['stale-while-revalidate'];

/** What an interviewer may have answered. */
export const extendsByGet = ({ getExtends }: Facts): boolean => getExtends === 'yes';

export const remembersFailures = ({ failedLoad }: Facts): boolean => failedLoad === 'remembered';
