/** The page's side of a learner's own tests: one frame, a fresh worker a run, and an end whatever the programs do. */
import type { OwnTestsOutcome } from '../../engines/check/run';
import { composeTests, type TestRequest } from './compose-tests';
import { Frame, type BootScript } from './frame';
import { attempt } from './protocol';
import { parseFromTests } from './protocol-tests';

/** How a run of tests ended. */
export type TestsEnd =
  | { readonly kind: 'over' }
  | { readonly kind: 'stopped' }
  /** The worker fell silent or broke; what came before stands. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Runs a learner's tests on programs; a new run stops the one before. */
export interface TestBench {
  /** @param onOutcome hears what came of each program, in order, by its place in the request */
  run(request: TestRequest, onOutcome: (program: number, outcome: OwnTestsOutcome) => void): Promise<TestsEnd>;
  stop(): void;
  dispose(): void;
}

/** How long no program may give a sign before the run is given up. Each test has a budget of steps well below it. */
const SILENCE_MS = 15_000;

/** A bench of its own: one frame, made at once. */
export function createTestBenchOf(scripts: { readonly boot: BootScript; readonly tests: string }): TestBench {
  let end: ((how: TestsEnd) => void) | undefined;
  let worker = 0;
  let frame = createFrame();

  function createFrame(): Frame {
    return new Frame(scripts.boot, {
      failed: (id, reason) => {
        if (id === worker) end?.({ kind: 'lost', reason: `The worker failed: ${reason}` });
      },
      lost: (reason) => {
        frame.remove();
        frame = createFrame();
        end?.({ kind: 'lost', reason: `The sandbox was lost: ${reason}. Most likely a program used up the memory.` });
      },
    });
  }

  return {
    run(request, onOutcome) {
      end?.({ kind: 'stopped' });
      worker += 1;
      const mine = worker;
      const { port1, port2 } = new MessageChannel();
      const unwatch = frame.watch();
      return new Promise((resolve) => {
        let silence: ReturnType<typeof setTimeout> | undefined;
        const finish = (how: TestsEnd): void => {
          if (worker !== mine || end !== finish) return;
          end = undefined;
          clearTimeout(silence);
          unwatch();
          port1.onmessage = null;
          port1.close();
          frame.end(mine);
          resolve(how);
        };
        const listen = (): void => {
          clearTimeout(silence);
          const reason = `No program has answered for ${SILENCE_MS / 1000} s, and the run was ended.`;
          silence = setTimeout(() => finish({ kind: 'lost', reason }), SILENCE_MS);
        };
        end = finish;
        port1.onmessage = ({ data }: MessageEvent<unknown>) => {
          const parsed = attempt(parseFromTests, data);
          if (!parsed.ok) return finish({ kind: 'lost', reason: `A message had the wrong shape: ${parsed.problem}` });
          const message = parsed.value;
          if (message.type === 'broken') return finish({ kind: 'lost', reason: message.reason });
          if (message.type === 'over') return finish({ kind: 'over' });
          if (message.program >= request.programs.length) {
            return finish({ kind: 'lost', reason: 'A result came that was not asked for.' });
          }
          listen();
          onOutcome(message.program, message.outcome);
        };
        listen();
        frame.start(mine, composeTests(scripts.tests, request), port2);
        port1.postMessage(null);
      });
    },
    stop: () => end?.({ kind: 'stopped' }),
    dispose() {
      end?.({ kind: 'stopped' });
      frame.remove();
    },
  };
}
