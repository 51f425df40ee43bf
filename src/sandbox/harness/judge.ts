/**
 * The judge worker's harness: it holds rules and references of one exercise, makes the cases, and never evaluates a
 * learner's text. Warm: one judge serves run after run.
 */
import { createJudge, replayCase } from '../../../engines/check';
import type { RulesModule, SceneModule, ScenariosModule } from '../../../engines/check/types';
import * as drydock from '../../../engines/drydock';
import { createKernel } from '../../../engines/kernel';
import { REGISTER } from '../compose';
import type { FromJudge, ToJudge } from '../protocol';
import { onPort, wireOf, type Wire } from './capture';
import { lockGlobals } from './lock';
import { instantiate, type PackModuleFactory } from './pack-module';
import { Lost, programOf } from './program-port';

const now = performance.now.bind(performance);

/** How often at most the page is told that results come. */
const BEAT_MS = 250;

interface Modules {
  readonly scenarios: ScenariosModule;
  readonly rules: RulesModule;
  readonly scene: SceneModule;
}

let modules: Modules | { readonly fault: string } = { fault: 'the exercise was not registered' };

function register(scenarios: PackModuleFactory, rules: PackModuleFactory, scene: PackModuleFactory): void {
  Reflect.deleteProperty(globalThis, REGISTER);
  try {
    // As beside the program: the reference of an async scenario runs in virtual time too. And the lowering helpers that
    // rules and scene were compiled against are the kernel's.
    const { runtime } = createKernel();
    modules = {
      scenarios: instantiate(scenarios, runtime, drydock) as unknown as ScenariosModule,
      rules: instantiate(rules, runtime, drydock) as unknown as RulesModule,
      scene: instantiate(scene, runtime, drydock) as unknown as SceneModule,
    };
  } catch (error) {
    modules = { fault: describe(error) };
  }
}

/** The run that is judged now. */
interface Current {
  readonly run: number;
  cancelled: boolean;
  /** Ends the wait for what the program owes. */
  fail(error: Error): void;
}

let current: Current | undefined;

async function judge(page: Wire, { run, order }: Extract<ToJudge, { type: 'judge' }>, program: Wire): Promise<void> {
  const say = (message: FromJudge): void => page.send(message);
  let beatAt = now();
  const { runCases, fail } = programOf(program, () => {
    if (now() - beatAt < BEAT_MS) return;
    beatAt = now();
    say({ type: 'beat', run });
  });
  const mine: Current = { run, cancelled: false, fail };
  current = mine;
  try {
    if ('fault' in modules) throw new Error(modules.fault);
    const { replay, ...asked } = order;
    const options = { ...asked, ...modules, runCases };
    for await (const event of replay === undefined ? createJudge(options) : replayCase(options, replay)) {
      if (mine.cancelled) break;
      say({ type: 'event', run, event });
    }
  } catch (error) {
    const cause = error instanceof Lost ? error.reason : 'exercise';
    if (!mine.cancelled) say({ type: 'lost', run, cause, reason: describe(error) });
  }
  say({ type: 'over', run });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

onPort((page) => {
  page.listen((raw, ports) => {
    // The page is ours: what it says is believed.
    const message = raw as ToJudge;
    if (message.type === 'judge') {
      const [port] = ports;
      if (port !== undefined) void judge(page, message, wireOf(port));
    } else if (current?.run === message.run) {
      current.cancelled = true;
      current.fail(new Error('cancelled'));
    }
  });
});
// A pack's author is not trusted either: rules need the language and nothing of the platform.
lockGlobals();
Object.defineProperty(globalThis, REGISTER, { value: register, configurable: true });
