// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { windowSpecOf } from '../window/fixtures';
import SceneFrame from './SceneFrame.svelte';
import { PLAY_STEP_MS } from './stepper.svelte';

class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => vi.stubGlobal('ResizeObserver', NoResize));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** r4 and r5 differ: the edge is kept closed. */
const run = windowSpecOf({
  edges: 'open-closed',
  limit: 3,
  windowMs: 1000,
  sentence: 'At t = 1000 the call r1 is exactly one window old.',
  arrivals: [0, 200, 400, 1000, 1200].map((t) => ['a', t] as const),
  counts: (ageMs) => ageMs <= 1000,
});
const lined = { ...run, steps: run.steps.map((step, index) => ({ ...step, line: index < 3 ? 29 : 24 })) };

async function frame(props: Partial<{ onstep: (index: number) => void; online: (line: number) => void }> = {}) {
  render(SceneFrame, { spec: structuredClone(lined), ...props });
  const slider = await screen.findByRole('slider', { name: 'Step' });
  return { slider, region: screen.getByRole('region', { name: 'Counterexample' }) };
}

describe('a scene in its frame', () => {
  it('opens on the first difference and says it in words', async () => {
    const { slider, region } = await frame();
    expect(slider.getAttribute('aria-valuetext')).toBe(
      'step 4 of 5, 1000 ms: t = 1000: allow("a"): yours refuses, the reference admits',
    );
    expect(region.textContent).toContain('At t = 1000 the call r1 is exactly one window old.');
  });

  it('names the drawing and tells its whole story', async () => {
    const { region } = await frame();
    const picture = within(region).getByRole('img', { name: /5 requests against a limit of 3 in 1000 ms/ });
    const story = picture.querySelector('desc')!.textContent;
    for (const { text } of run.steps) expect(story).toContain(text);
  });

  it('steps by keys while it has the focus, and not else', async () => {
    const { slider } = await frame();
    const at = (): string | null => slider.getAttribute('aria-valuenow');
    await fireEvent.keyDown(document.body, { key: 'Home' });
    expect(at()).toBe('4');
    const seen: (string | null)[] = [];
    for (const key of ['Home', ']', '[', 'End', 'ArrowLeft', 'PageDown', 'd']) {
      await fireEvent.keyDown(slider, { key });
      seen.push(at());
    }
    expect(seen).toEqual(['1', '2', '1', '5', '4', '1', '4']);
    await fireEvent.keyDown(slider, { key: '}', shiftKey: true });
    expect(at()).toBe('5');
    await fireEvent.keyDown(slider, { key: 'Home', ctrlKey: true });
    expect(at()).toBe('5');
  });

  it('draws the decisions up to the step and the later ones undecided', async () => {
    const { slider, region } = await frame();
    await fireEvent.keyDown(slider, { key: 'Home' });
    expect(region.querySelectorAll('.scene-mark-admit')).toHaveLength(2);
    expect(region.querySelectorAll('.scene-mark-ahead')).toHaveLength(8);
    expect(region.querySelectorAll('.scene-divergence')).toHaveLength(0);
    await fireEvent.keyDown(slider, { key: 'd' });
    expect(region.querySelectorAll('.scene-divergence')).toHaveLength(1);
    expect(region.querySelector('.scene-triangle-number')!.textContent).toBe('1');
  });

  it('plays to the end and stops there', async () => {
    const { slider, region } = await frame();
    await fireEvent.keyDown(slider, { key: 'Home' });
    vi.useFakeTimers();
    await fireEvent.keyDown(slider, { key: ' ' });
    expect(within(region).getByRole('button', { name: /^Pause/ })).toBeDefined();
    await vi.advanceTimersByTimeAsync(2 * PLAY_STEP_MS);
    expect(slider.getAttribute('aria-valuenow')).toBe('3');
    await vi.advanceTimersByTimeAsync(20 * PLAY_STEP_MS);
    expect(slider.getAttribute('aria-valuenow')).toBe('5');
    expect(within(region).getByRole('button', { name: /^Play/ })).toBeDefined();
  });

  it('gives the run as a table and marks the row of the step', async () => {
    const { slider, region } = await frame();
    await fireEvent.click(within(region).getByRole('button', { name: 'Read as a table' }));
    const rows = within(within(region).getByRole('table', { name: 'Events' })).getAllByRole('row');
    expect(rows).toHaveLength(6);
    expect(rows[4]!.getAttribute('aria-current')).toBe('step');
    expect(rows[4]!.textContent).toMatch(/r4.*"a".*1000.*admit.*reject.*r2, r3.*r1, r2, r3.*differs/);
    await fireEvent.keyDown(slider, { key: 'Home' });
    expect(rows[1]!.getAttribute('aria-current')).toBe('step');
    expect(rows[4]!.hasAttribute('aria-current')).toBe(false);
  });

  it('colours the part of a cell that differs and no more', async () => {
    const { region } = await frame();
    const state = within(region).getByRole('table', { name: 'State at this step' });
    expect([...state.querySelectorAll('em')].map(({ textContent }) => textContent)).toEqual(['r1', 'false']);
  });

  it('tells the line when a step changes it, and only after the learner moved', async () => {
    const online = vi.fn();
    const onstep = vi.fn();
    const { slider, region } = await frame({ online, onstep });
    expect(online).not.toHaveBeenCalled();
    for (const key of ['End', '[', 'Home', ']']) await fireEvent.keyDown(slider, { key });
    expect(online.mock.calls).toEqual([[29]]);
    expect(onstep.mock.calls).toEqual([[4], [3], [0], [1]]);
    await fireEvent.click(within(region).getByRole('button', { name: 'line 29' }));
    expect(online.mock.calls).toEqual([[29], [29]]);
  });

  it('speaks a step once, politely', async () => {
    const { slider, region } = await frame();
    const live = region.querySelector('[aria-live=polite]')!;
    expect(live.textContent).toBe('');
    await fireEvent.keyDown(slider, { key: '[' });
    expect(live.textContent).toBe('Step 3 of 5. t = 400: allow("a"): both admit');
  });

  it.each([
    [{ kind: 'no-such' }, /no scene of the kind "no-such"/],
    [{ ...run, limit: 'many' }, /At limit: /],
    [undefined, /no scene of the kind ""/],
  ])('says in words what it cannot draw', async (spec, message) => {
    render(SceneFrame, { spec });
    expect((await screen.findByRole('alert')).textContent).toMatch(message);
  });
});
