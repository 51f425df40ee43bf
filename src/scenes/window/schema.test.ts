import { describe, expect, it } from 'vitest';
import { GALLERY } from '../gallery/fixtures';
import { windowSpecOf } from './fixtures';
import { parseWindowSpec } from './schema';

const good = windowSpecOf({
  edges: 'open-closed',
  limit: 1,
  windowMs: 10,
  sentence: 's',
  arrivals: [
    ['a', 0],
    ['a', 5],
  ],
});

function problemOf(value: unknown): string {
  const parsed = parseWindowSpec(value);
  return parsed.ok ? '' : parsed.problem;
}

describe('parseWindowSpec', () => {
  it.each(GALLERY.filter(({ spec }) => spec().kind === 'window'))('reads $title', ({ spec }) => {
    expect(parseWindowSpec(structuredClone(spec()))).toEqual({ ok: true, spec: spec() });
  });

  it('says where a value is of the wrong type', () => {
    const requests = [{ ...good.requests[0]!, reference: 'yes' }, good.requests[1]!];
    expect(problemOf({ ...good, requests })).toMatch(/At requests\.0\.reference: .*"yes"/);
  });

  it('refuses times that go back, ids used twice, and steps that are not the requests', () => {
    const [first, second] = good.requests as [(typeof good.requests)[0], (typeof good.requests)[0]];
    expect(problemOf({ ...good, requests: [second, { ...first, id: 'r3' }] })).toContain('goes back, from 5 to 0');
    expect(problemOf({ ...good, requests: [first, { ...second, id: 'r1' }] })).toContain('"r1" is used twice');
    expect(problemOf({ ...good, steps: good.steps.slice(1) })).toContain('2, got 1');
    expect(problemOf({ ...good, firstDifference: 2 })).toContain('0 to 1, got 2');
    expect(problemOf(null)).toContain('cannot be drawn');
  });
});
