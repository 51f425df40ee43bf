/** What the tests of interviews share: an exercise, and a room in which one is played by the code that the page runs. */
import { beginInterview, openInterview, readAttempt } from '../attempts';
import type { Attempt, Recorded } from '../attempts';
import type { AttemptEnvironment } from '../attempts/environment';
import { createBrowser, type TestBrowser } from '../attempts/testing';
import type { BuildExercise, Question, Rung } from '../packs';
import { NO_STAGES } from '../packs/fixture-pack';
import { FORMATS } from './formats';
import { beginIn, InterviewSession } from './session.svelte';

const STARTER = 'export function createLimiter() {\n  // Start here.\n}\n';

const rung: Rung = {
  id: 'fixed',
  title: 'Fixed window',
  summary: '',
  spec: [{ term: 'Window', text: 'from the first request' }],
  contract: '',
  starter: STARTER,
  requiredExport: 'createLimiter',
  facts: { start: 'first' },
  rules: [{ id: 'limit', sentence: 'At most limit pass.', shown: true }],
  hints: [],
  reference: '',
  runs: 1,
};

const question = (id: string, change: Partial<Question>): Question => ({
  id,
  essential: true,
  card: `${id}?`,
  phrasings: [],
  answers: { '': `answer to ${id}` },
  pins: {},
  rungs: ['fixed'],
  ...change,
});

/** A small exercise with all that an interview uses. */
export const EXERCISE: BuildExercise = {
  format: 1,
  kind: 'build',
  id: 'limiter',
  sheet: 'B-01',
  title: 'Limiter',
  summary: '',
  group: '',
  patterns: [],
  minutes: 30,
  prompt: 'Build me a limiter.',
  rungs: [rung],
  sources: [],
  ...NO_STAGES,
  variants: { start: ['first', 'aligned'] },
  questions: [
    question('start', {
      card: 'When does a window start?',
      phrasings: ['what starts a window', 'does the window start with the first request'],
      fact: 'start',
      answers: { first: 'At the first request.', aligned: 'On the clock.' },
      pins: { first: { term: 'Window', text: 'first' }, aligned: { term: 'Window', text: 'aligned' } },
    }),
    question('scope', {
      card: 'Does it run in one process?',
      phrasings: ['how many servers share it'],
      pins: { '': { term: 'Scope', text: 'one process' } },
    }),
    question('language', { card: 'Which language?', essential: false }),
  ],
  changes: [
    { id: 'align', rungs: ['fixed'], fact: 'start', to: 'aligned', says: 'One thing has changed: align them.' },
  ],
  review: {
    ...NO_STAGES.review,
    followups: [
      {
        id: 'restart',
        question: 'The process restarts. What is lost?',
        rungs: ['fixed'],
        points: [{ id: 'counts', point: 'All counts are lost.', evidence: ['counts|state lost|gone restart|crash'] }],
        answer: 'All counts are lost on a restart.',
      },
    ],
  },
  modules: { scenarios: '', rules: '', scene: '' },
};

/** The rung that interviews are played on. */
export const RUNG = rung;

/** One browser with one interview: minutes pass as they are told to. */
export class PlayedInterview {
  readonly browser: TestBrowser;
  readonly tab: AttemptEnvironment;
  attempt!: Attempt;
  session!: InterviewSession;
  /** What the wall clock shows beyond the time that passed. */
  setMs = 1_800_000_000_000;
  /** Time that passed while the monotonic clock stood still. */
  pausedMs = 0;
  readonly #exercise: BuildExercise;

  constructor(exercise: BuildExercise = EXERCISE) {
    this.#exercise = exercise;
    this.browser = createBrowser();
    this.tab = { ...this.browser.tab(), clock: { ...clockOf(this) } };
  }

  static async begin(
    options: {
      readonly format?: string;
      readonly extra?: number;
      readonly exercise?: BuildExercise;
      readonly seed?: number;
    } = {},
  ) {
    const played = new PlayedInterview(options.exercise);
    const format = FORMATS.find(({ id }) => id === (options.format ?? 'coding-60'));
    if (format === undefined) throw new Error('no such format');
    played.attempt = await beginInterview({ ...played.options, seed: options.seed ?? 1 });
    beginIn(played.attempt, played.#exercise, { format, extra: options.extra ?? 0 });
    played.session = played.open(played.attempt);
    return played;
  }

  get options() {
    const { tab, browser } = this;
    const key = { exercise: this.#exercise.id, contentHash: 'c1' };
    return { key, ladder: this.#exercise.rungs, environment: { ...browser.tab(), clock: tab.clock } };
  }

  open(attempt: Attempt): InterviewSession {
    return new InterviewSession({
      attempt,
      exercise: this.#exercise,
      rung,
      clocks: () => ({ wallMs: this.tab.clock.now(), monotonicMs: this.browser.clock.now() - this.pausedMs }),
    });
  }

  /** Time passes, a tick each second, as on a page that is open. */
  pass(seconds: number): this {
    for (let second = 0; second < seconds; second += 1) {
      this.browser.clock.advance(1_000);
      this.session.tick();
    }
    return this;
  }

  /** Goes on to a minute of the interview. */
  to(minute: number): this {
    const left = Math.round(minute * 60 - this.session.elapsedMs / 1_000);
    return this.pass(Math.max(0, left));
  }

  /** The learner's solution becomes this text. */
  write(text: string): this {
    if (this.session.edited()) {
      this.attempt.edit([{ offset: 0, removed: this.attempt.text.length, text }]);
    }
    return this;
  }

  say(text: string): this {
    this.session.say(text);
    return this;
  }

  /** The page goes away, time passes without it, and it is opened again. */
  async reload(seconds = 0): Promise<this> {
    await this.attempt.close();
    this.browser.clock.advance(seconds * 1_000);
    const again = await openInterview(this.attempt.id, this.options);
    if (again === undefined) throw new Error('the interview is gone');
    this.attempt = again;
    this.session = this.open(again);
    return this;
  }

  async recorded(): Promise<Recorded> {
    await this.attempt.flush();
    const recorded = await readAttempt(this.attempt.id, this.options.environment);
    if (recorded === undefined) throw new Error('nothing was recorded');
    return recorded;
  }
}

function clockOf(played: PlayedInterview) {
  return {
    now: () => played.browser.clock.now() + played.setMs,
    after: (ms: number, call: () => void) => played.browser.clock.after(ms, call),
  };
}
