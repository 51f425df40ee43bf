import type { StoreError } from './database';
import { type AttemptEnvironment, pageEnvironment } from './environment';
import type { AttemptSummary } from './progress';

/** What is known of all attempts, or why it cannot be told. */
export type LoadedSummaries =
  | { readonly ok: true; readonly summaries: readonly AttemptSummary[] }
  | { readonly ok: false; readonly code: StoreError['code']; readonly message: string };

/**
 * A summary of every attempt on this device, for `exerciseProgress`. Never rejects: a catalogue is shown without
 * progress where nothing can be read.
 */
export async function loadSummaries(
  environment: Pick<AttemptEnvironment, 'store'> = pageEnvironment(),
): Promise<LoadedSummaries> {
  return environment.store.summaries().then(
    (summaries) => ({ ok: true, summaries }),
    ({ code, message }: StoreError) => ({ ok: false, code, message }),
  );
}
