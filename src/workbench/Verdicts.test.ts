// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { RuleResult } from '../../engines/check/types';
import type { Rung } from '../packs/types';
import { beginRun, type RunView } from './run-view';
import Verdicts from './Verdicts.svelte';

afterEach(cleanup);

const RULES = Array.from({ length: 12 }, (_, index) => `rule-${index}`);

function show(verdicts: readonly (RuleResult['verdict'] | undefined)[]): void {
  const rules = RULES.map((id) => ({ id, sentence: `What ${id} says.`, shown: true, situation: '' }));
  const results = verdicts.flatMap((verdict, index): RuleResult[] =>
    verdict === undefined ? [] : [{ rule: `rule-${index}`, verdict, cases: 3, message: 'It says why.' } as RuleResult],
  );
  const view: RunView = { ...beginRun(1, 'first', 7), rules: results };
  render(Verdicts, {
    rung: { rules } as unknown as Rung,
    ...{ view, live: undefined, isStale: false, trouble: undefined, selected: undefined, next: undefined },
    ...{ replayLink: '', onselect: () => undefined, onreveal: () => undefined },
  });
}

it('folds many rules that hold while one does not, so that the counterexample has the room', () => {
  show(RULES.map((_, index) => (index === 4 ? 'fail' : 'pass')));
  expect(screen.getByText('11 rules hold').closest('details')?.open).toBe(false);
  expect(screen.getByText('rule-4').closest('details')).toBeNull();
});

it('shows each rule where all hold', () => {
  show(RULES.map(() => 'pass'));
  expect(screen.queryByText(/rules hold/)).toBeNull();
  expect(screen.getByText('rule-11').closest('details')).toBeNull();
});

it('says of a rule that was not judged that it is for another answer', () => {
  show(RULES.map((_, index) => (index === 2 ? undefined : 'pass')));
  expect(screen.getByText('for another answer in Clarify')).toBeDefined();
});
