/** What a test worker says: parsed, since it comes from beside programs that nobody trusts. */
import type { OwnTestResult, OwnTestsOutcome } from '../../engines/check/run';
import type { SourceLocation } from '../../engines/kernel/types';
import { boolean, integer, list, oneOf, optional, record, text, variant } from './parse';
import { CAPS } from './protocol';

export type FromTests =
  /** What came of one program, by its place in the request. */
  | { readonly type: 'outcome'; readonly program: number; readonly outcome: OwnTestsOutcome }
  | { readonly type: 'over' }
  | { readonly type: 'broken'; readonly reason: string };

const longText = text(CAPS.text);
const location = record<SourceLocation>({ line: integer(), column: optional(integer()) });
const result = record<OwnTestResult>({
  name: longText,
  passed: boolean,
  message: optional(longText),
  loc: optional(location),
});

/** Told apart by `ok`, which is no text: so by hand. */
const outcome = (value: unknown): OwnTestsOutcome => {
  const isRun = typeof value === 'object' && value !== null && 'ok' in value && value.ok === true;
  return isRun ? (ran(value) as OwnTestsOutcome) : (refused(value) as OwnTestsOutcome);
};
const ran = record<{ ok: boolean; results: readonly OwnTestResult[] }>({ ok: boolean, results: list(result, 1_000) });
const refused = record<{ ok: boolean; fault: string; loc?: SourceLocation }>({
  ok: boolean,
  fault: longText,
  loc: optional(location),
});

/** A message of the test worker. Throws `Malformed`, naming the field. */
export const parseFromTests = variant<FromTests>({
  outcome: record<Extract<FromTests, { type: 'outcome' }>>({ type: oneOf(['outcome']), program: integer(), outcome }),
  over: record({ type: oneOf(['over']) }),
  broken: record({ type: oneOf(['broken']), reason: longText }),
});
