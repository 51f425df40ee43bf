/** The opaque-origin frame that all workers live in, seen from the page. */
import { framePolicy } from './policy';
import { attempt, parseFromFrame, type ToFrame } from './protocol';

/** What a frame tells. */
export interface FrameListener {
  /** A worker's script could not be evaluated, or threw at its top. */
  failed(worker: number, reason: string): void;
  /**
   * It fell silent, or said what no boot script says: it is to be replaced, with all its workers.
   *
   * @param wasAlive whether it answered since it has been watched
   */
  lost(reason: string, wasAlive: boolean): void;
}

/** The boot script that a frame runs, and the hash that admits it. */
export interface BootScript {
  readonly text: string;
  /** `sha256-...` of `text`. */
  readonly hash: string;
}

/** How often a frame is asked for a sign of life, and how many may go unanswered. */
const BEAT_MS = 1_000;
const MISSED_BEATS = 3;

/** One frame, made at once; what is asked of it before it is ready waits. */
export class Frame {
  readonly #element: HTMLIFrameElement;
  readonly #listener: FrameListener;
  readonly #port: MessagePort;
  #unanswered = 0;
  #wasAlive = false;
  #watchers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(boot: BootScript, listener: FrameListener, host: HTMLElement = document.body) {
    this.#listener = listener;
    const channel = new MessageChannel();
    this.#port = channel.port1;
    this.#port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#element = document.createElement('iframe');
    this.#element.setAttribute('sandbox', 'allow-scripts');
    this.#element.title = 'Sandbox';
    this.#element.hidden = true;
    this.#element.setAttribute('aria-hidden', 'true');
    this.#element.tabIndex = -1;
    this.#element.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${framePolicy(boot.hash)}"><script>${boot.text}</script>`;
    this.#element.addEventListener(
      'load',
      () => this.#element.contentWindow?.postMessage(null, { targetOrigin: '*', transfer: [channel.port2] }),
      { once: true },
    );
    host.append(this.#element);
  }

  /** Makes a worker from one blob of these parts, and hands it a port. */
  start(worker: number, parts: readonly string[], port: MessagePort): void {
    this.#say({ type: 'start', worker, parts }, [port]);
  }

  /** Throws a worker away. It may spin for a while yet; nobody waits for it. */
  end(worker: number): void {
    this.#say({ type: 'end', worker });
  }

  /** Keeps asking for signs of life until the returned function is called. */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#timer === undefined) {
      this.#unanswered = 0;
      this.#wasAlive = false;
      this.#timer = setInterval(() => this.#beat(), BEAT_MS);
      this.#beat();
    }
    let isWatching = true;
    return () => {
      if (!isWatching) return;
      isWatching = false;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#stopBeating();
    };
  }

  /** Removes the frame, and with it its workers. It tells nothing any more. */
  remove(): void {
    this.#stopBeating();
    this.#port.onmessage = null;
    this.#port.close();
    this.#element.remove();
  }

  /** Beats are counted and not timed: after a machine slept, none has gone unanswered. */
  #beat(): void {
    if (this.#unanswered >= MISSED_BEATS) {
      this.#stopBeating();
      this.#lost(`it gave no sign of life for ${(MISSED_BEATS * BEAT_MS) / 1000} s`);
      return;
    }
    this.#unanswered += 1;
    this.#say({ type: 'ping', beat: this.#unanswered });
  }

  #stopBeating(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #hear(raw: unknown): void {
    const parsed = attempt(parseFromFrame, raw);
    if (!parsed.ok) return this.#lost(`it sent a message of the wrong shape: ${parsed.problem}`);
    this.#unanswered = 0;
    this.#wasAlive = true;
    if (parsed.value.type === 'failed') this.#listener.failed(parsed.value.worker, parsed.value.reason);
  }

  #lost(reason: string): void {
    this.#listener.lost(reason, this.#wasAlive);
  }

  #say(message: ToFrame, ports: MessagePort[] = []): void {
    this.#port.postMessage(message, ports);
  }
}
