import { expect, it } from 'vitest';
import { answer, answersOf } from './answers';

const item = { points: [{ id: 'map', point: 'Names the map.', evidence: ['map key'] }] };

it('keeps every try with what was found in it, and what is claimed for the newest alone', () => {
  const first = answer('opening', 'I do not know it yet at all.', item);
  const second = answer('opening', 'I keep a map from key to count.', item, { from: 2, to: 3, code: 'a\nb' });
  expect([first.do === 'answer' && first.found, second.do === 'answer' && second.found]).toEqual([[], ['map']]);
  const entries = [
    first,
    { do: 'contest', item: 'opening', point: 'map' },
    { do: 'unknown' },
    second,
    { do: 'contest', item: 'other', point: 'x' },
  ].map((data, at) => ({ at, rung: 'one', data }));
  const told = answersOf(entries.slice(0, 2)).get('opening');
  expect(told).toMatchObject({ tries: [{ at: 0, found: [] }], claimed: ['map'] });
  const all = answersOf(entries);
  expect(all.get('opening')).toMatchObject({ tries: [{ at: 0 }, { at: 3, lines: { from: 2 } }], claimed: [] });
  expect(all.get('other')).toEqual({ tries: [], claimed: ['x'] });
});
