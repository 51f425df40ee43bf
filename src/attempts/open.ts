import type { Data } from '../../engines/kernel/types';
import { Attempt } from './attempt.svelte';
import { type AttemptEnvironment, createId, pageEnvironment } from './environment';
import { type OpenAttempt, startBodies } from './opening';
import { type Entry, parseLog } from './replay';
import { begin, type Beginning } from './store';
import type { AttemptHead, AttemptKey, LogEventBody } from './types';

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

/** What an interview begins with. */
export interface BeginInterview extends OpenAttempt {
  /** uint32; default: drawn. */
  readonly seed?: number;
}

/** Begins an interview: an attempt apart, which only `openInterview` opens again. */
export async function beginInterview(options: BeginInterview): Promise<Attempt> {
  const environment = options.environment ?? pageEnvironment();
  const head: AttemptHead = {
    ...createHead(options.key, environment),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    kind: 'interview',
  };
  return assemble(options, environment, { head, bodies: startBodies(options) });
}

/** Opens the interview with this id; undefined where there is none. Rejects with a `StoreError` when it cannot be read. */
export async function openInterview(id: string, options: OpenAttempt): Promise<Attempt | undefined> {
  const environment = options.environment ?? pageEnvironment();
  const unsaved = environment.unsaved.get(id);
  if (unsaved !== undefined) {
    environment.unsaved.delete(id);
    return unsaved;
  }
  const found = await environment.store.head(id);
  if (found?.kind !== 'ok' || found.value.kind !== 'interview') return undefined;
  const attempt = new Attempt({
    options,
    environment,
    head: found.value,
    entries: parseLog(await environment.store.read(id)),
  });
  await attempt.join();
  attempt.mend();
  return attempt;
}

/** A whole attempt as it is kept: its head, and its log in order. */
export interface Recorded {
  readonly head: AttemptHead;
  readonly entries: readonly Entry[];
}

/** Reads an attempt without taking part in it; undefined where there is none that can be read. */
export async function readAttempt(
  id: string,
  { store }: Pick<AttemptEnvironment, 'store'> = pageEnvironment(),
): Promise<Recorded | undefined> {
  const found = await store.head(id);
  if (found?.kind !== 'ok') return undefined;
  return { head: found.value, entries: parseLog(await store.read(id)) };
}

/** Keeps an attempt that was read from a file; false where it is here already. Rejects with a `StoreError`. */
export async function keepAttempt(
  { head, entries }: Recorded,
  { store }: Pick<AttemptEnvironment, 'store'> = pageEnvironment(),
): Promise<boolean> {
  return store.keep(
    head,
    entries.flatMap((entry) => ('event' in entry ? [entry.event] : [])),
  );
}

/** What a practice attempt begins with that goes on from a moment of another. */
export interface Moment {
  /** uint32: of the attempt that it comes from, so that the interviewer's answers stay the same. */
  readonly seed: number;
  readonly rung: string;
  readonly texts: ReadonlyMap<string, string>;
  /** What was done in stages by then. */
  readonly stages: readonly { readonly stage: string; readonly data: Data }[];
}

/** Begins a new practice attempt at a moment of another one. It becomes the one that is gone on with. */
export async function startPracticeAt(options: OpenAttempt, moment: Moment): Promise<Attempt> {
  const environment = options.environment ?? pageEnvironment();
  const newest = (await environment.store.summaries(options.key.exercise)).reduce(
    (latest, { startedAt }) => Math.max(latest, startedAt),
    0,
  );
  const head = createHead(options.key, environment);
  const { seed, rung, texts, stages } = moment;
  const bodies: LogEventBody[] = [
    { type: 'start', rung },
    ...[...texts].map(([file, text]): LogEventBody => ({ type: 'text', rung, file, text, why: 'restore' })),
    ...stages.map(({ stage, data }): LogEventBody => ({ type: 'stage', stage, rung, data })),
  ];
  return assemble(options, environment, {
    head: { ...head, seed, startedAt: Math.max(head.startedAt, newest + 1) },
    bodies,
  });
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
