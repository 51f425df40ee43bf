import { Attempt } from './attempt.svelte';
import { type AttemptEnvironment, createId, pageEnvironment } from './environment';
import { type OpenAttempt, startBodies } from './opening';
import { parseLog } from './replay';
import { begin, type Beginning } from './store';
import type { AttemptHead, AttemptKey } from './types';

/**
 * Opens the attempt to go on with: the newest at this exercise, or a new one. Never rejects for want of storage: then
 * the attempt lives in this tab, and its `saveState` says so. One writer an attempt; a second tab reads along.
 */
export async function openAttempt(options: OpenAttempt): Promise<Attempt> {
  const environment = options.environment ?? pageEnvironment();
  const attempt =
    takeUnsaved(environment, options.key) ?? (await findAttempt(options, environment).catch(() => undefined));
  if (attempt === undefined) return assemble(options, environment, beginningOf(options, environment));
  if (options.rung !== undefined) attempt.enterRung(options.rung);
  return attempt;
}

/**
 * Leaves this attempt as it is and starts another on the exercise's present content: with the texts of every rung
 * (`carry`), or from the open rung's starter. Also the way on from a read-only attempt, with all that is on the screen.
 */
export async function startNewAttempt(attempt: Attempt, { carry }: { readonly carry: boolean }): Promise<Attempt> {
  const { options, environment, rung } = attempt;
  const head = createHead(options.key, environment);
  // The newest is the one that is gone on with, also where the clock was set back in between.
  const startedAt = Math.max(head.startedAt, attempt.head.startedAt + 1);
  const start = startBodies(options, rung);
  const bodies = carry ? [...start.slice(0, 1), ...attempt.wholeTexts()] : start;
  await attempt.flush();
  attempt.end();
  return assemble(options, environment, { head: { ...head, startedAt }, bodies });
}

function takeUnsaved(environment: AttemptEnvironment, { exercise, contentHash }: AttemptKey): Attempt | undefined {
  const attempt = environment.unsaved.get(exercise);
  if (attempt === undefined || attempt.options.key.contentHash !== contentHash) return undefined;
  environment.unsaved.delete(exercise);
  return attempt;
}

async function findAttempt(options: OpenAttempt, environment: AttemptEnvironment): Promise<Attempt> {
  const beginning = beginningOf(options, environment);
  const found = await environment.store.findOrBegin(beginning);
  if (found.kind === 'newer') {
    const entries = begin(beginning).events.map((event) => ({ index: event.index, event }));
    return new Attempt({ options, environment, head: beginning.head, entries, newerFormat: found.format });
  }
  const entries = parseLog(await environment.store.read(found.head.id));
  const attempt = new Attempt({ options, environment, head: found.head, entries });
  await attempt.join();
  attempt.mend();
  return attempt;
}

/** A new attempt, written as soon as that can be; it is there at once all the same. */
async function assemble(options: OpenAttempt, environment: AttemptEnvironment, beginning: Beginning): Promise<Attempt> {
  const attempt = new Attempt({ options, environment, head: beginning.head, entries: [] });
  await attempt.join();
  attempt.beginInMemory(beginning.bodies);
  await attempt.flush();
  return attempt;
}

function beginningOf(options: OpenAttempt, environment: AttemptEnvironment): Beginning {
  return { head: createHead(options.key, environment), bodies: startBodies(options) };
}

function createHead({ exercise, contentHash }: AttemptKey, { clock, random }: AttemptEnvironment): AttemptHead {
  return { id: createId(random), format: 1, exercise, contentHash, startedAt: clock.now(), seed: random() };
}
