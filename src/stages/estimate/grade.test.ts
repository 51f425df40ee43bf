import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseFacts } from '../../cases/types';
import { parseYamlBy } from '../../packs/parse';
import { caseStage } from './case-stage';
import { format, type EstimateContent } from './format';
import { assess, gradeEstimate } from './grade';
import { moversOf } from './sensitivity';
import { estimateOf, type EstimateState } from './state';

const YAML = `
format: 1
opening: How big?
things: [photo]
facts: { newPerDay: 1000000, years: 2, keepRaw: 'yes' }
result: storage
rows:
  - { id: new_photos, name: New photos, names: [photos per day, uploads], formula: newPerDay × 1 photo / 1 day, ask: How many photos a day?, because: Given., per: day, range: { from: 100k/day, to: 100M/day } }
  - { id: writes, name: Uploads a second, names: [write rate, writes], formula: new_photos, ask: How many a second?, because: By the second. }
  - { id: writes_peak, name: 'Writes, peak', names: [peak writes], formula: writes × 3, ask: And at the peak?, because: Three times. }
  - { id: size, name: Photo size, names: [bytes per photo], formula: 2 MB, ask: How big is a photo?, because: A phone's., range: { from: 1 MB, to: 4 MB } }
  - { id: kept, name: Photos kept, names: [total photos], formula: new_photos × years × 1 year, ask: How many are kept?, because: Rate times time., subject: keys.count }
  - { id: storage, name: Storage, names: [total storage, disk], formula: kept × size, ask: How many bytes are kept?, because: All of them., weight: 3, subject: data.bytes }
  - { id: raw, name: Raw copies, names: [originals], formula: storage × 5, ask: And the raw ones?, because: Five times., matters: false, when: { keepRaw: 'yes' } }
`;

function parsed(text: string): EstimateContent {
  const result = parseYamlBy(text, 'estimate.yaml', format);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const CONTENT = parsed(YAML);

type Line = readonly [name: string, formula: string, yours?: string, answers?: string];

function stateOf(...lines: readonly Line[]): EstimateState {
  return estimateOf(
    lines.map(([name, formula, yours = '', answers], index) => ({
      at: index,
      rung: 'case',
      data: { do: 'row', id: `r${index + 1}`, name, formula, yours, ...(answers === undefined ? {} : { answers }) },
    })),
  );
}

const grade = (lines: readonly Line[], facts: CaseFacts = {}) => gradeEstimate(CONTENT, facts, stateOf(...lines));
const standings = (...lines: readonly Line[]) =>
  Object.fromEntries(assess(CONTENT, {}, stateOf(...lines)).compared.map(({ id, standing }) => [id, standing]));

const GOOD: readonly Line[] = [
  ['Photos per day', '1M/day'],
  ['Write rate', 'r1', '12/s'],
  ['Peak writes', 'r2 × 3', '35/s'],
  ['Photo size', '2 MB'],
  ['Photos kept', 'r1 × 2 years'],
  ['Total storage', 'r5 × r4', '1.5 PB'],
];

describe('an estimate', () => {
  it('takes a row that is one figure for that row alone, and for nothing that it is made of', () => {
    const { size, storage } = standings(['Storage', '11 TB']);
    expect([size, storage]).toEqual(['absent', 'missed']);
  });

  it('like the reference is right in every row, rounded as one likes', () => {
    const { share, missing, found } = grade(GOOD);
    expect(missing).toEqual([]);
    expect(share).toBe(1);
    expect(found).toHaveLength(6);
  });

  it('loses one row and no other by one wrong premise', () => {
    const wrong = GOOD.map((line): Line => (line[0] === 'Photo size' ? ['Photo size', '60 MB'] : [line[0], line[1]]));
    expect(standings(...wrong)).toMatchObject({ size: 'missed', storage: 'follows', kept: 'within' });
    expect(grade(wrong).share).toBeCloseTo(7 / 8, 10);
  });

  it('says that a premise stands inside of a formula, right or wrong', () => {
    const inside: readonly Line[] = [...GOOD.slice(0, 3), ['Storage', 'r1 × 2 years × 2 MB']];
    expect(standings(...inside)).toMatchObject({ size: 'said', storage: 'within', kept: 'absent' });
    const wrong: readonly Line[] = [...GOOD.slice(0, 3), ['Photos kept', 'r1 × 2 years'], ['Storage', 'r4 × 60 MB']];
    expect(standings(...wrong)).toMatchObject({ size: 'missed', storage: 'follows' });
  });

  it('is graded within two, within ten, and missed', () => {
    expect(standings(['Photo size', '3.9 MB'])).toMatchObject({ size: 'within' });
    expect(standings(['Photo size', '4.1 MB'])).toMatchObject({ size: 'near' });
    expect(standings(['Photo size', '20 MB'])).toMatchObject({ size: 'near' });
    expect(standings(['Photo size', '21 MB'])).toMatchObject({ size: 'missed' });
    expect(standings(['Photo size', '190 kB'])).toMatchObject({ size: 'missed' });
    expect(grade([['Photo size', '5 MB']]).share).toBeCloseTo(0.5 / 8, 10);
  });

  it('asks for the rows that matter and are not there', () => {
    const { missing, next } = grade([['Photo size', '2 MB']]);
    expect(missing.map(({ text }) => text)).toContain('How many are kept?');
    expect(missing.map(({ id }) => id)).not.toContain('raw');
    expect(next).toBe('How many photos a day?');
  });

  it('names a slip of ten, and both rows', () => {
    const slipped = GOOD.map((line): Line =>
      line[0] === 'Total storage' ? ['Total storage', 'r5 × r4', '150 TB'] : line,
    );
    const { disagreements } = assess(CONTENT, {}, stateOf(...slipped));
    expect(disagreements).toHaveLength(1);
    expect(disagreements[0]).toMatchObject({ isSlip: true, isOwnFormula: true });
    expect([disagreements[0]?.row.id, ...(disagreements[0]?.from ?? []).map(({ id }) => id)]).toEqual([
      'r6',
      'r5',
      'r4',
    ]);
    const graded = grade(slipped);
    expect(graded.missing[0]?.text).toContain('r6 (Total storage) says 150 TB, and its own formula gives 1.46 PB');
    expect(graded.missing[0]?.place).toBe('r6');
    expect(graded.share).toBeCloseTo(1 - (3 * 0.5) / 8, 10);
  });

  it('finds a row without a formula that contradicts the others', () => {
    const stated = GOOD.map((line): Line => (line[0] === 'Total storage' ? ['Total storage', '', '15 TB'] : line));
    const { disagreements } = assess(CONTENT, {}, stateOf(...stated));
    expect(disagreements[0]).toMatchObject({ isOwnFormula: false, row: { id: 'r6' } });
    expect(disagreements[0]?.from.map(({ id }) => id)).toEqual(['r5', 'r4']);
  });

  it('follows the facts of the attempt', () => {
    expect(grade(GOOD, { newPerDay: 100_000_000 }).share).toBeLessThan(1);
    expect(assess(CONTENT, { keepRaw: 'no' }, stateOf()).compared.map(({ id }) => id)).not.toContain('raw');
  });

  it('reads a bare number under a heading of a day as a rate by the day', () => {
    expect(standings(['Photos per day', '1M'], ['Write rate', 'r1 / 1 day'])).toMatchObject({
      new_photos: 'within',
      writes: 'within',
    });
  });

  it('says where a time is too many or missing', () => {
    const twice = grade([
      ['Photos per day', '1M/day'],
      ['Write rate', 'r1 / 86 400 s'],
    ]);
    expect(twice.missing.find(({ id }) => id === 'writes')?.text).toContain('once too often');
  });

  it('tells a mistake with its row and column first', () => {
    expect(grade([['Storage', '5 GB + 3 requests']]).next).toMatch(
      /^r1, formula, column 8: A number of requests cannot be added to a size/,
    );
  });

  it('takes the learner at their word on what a row answers', () => {
    expect(standings(['Blobs', '2 MB', '', 'size'])).toMatchObject({ size: 'within' });
    expect(standings(['Photo size', '2 MB', '', '-'])).toMatchObject({ size: 'absent' });
  });

  it('of names without figures, or of nothing, earns nothing', () => {
    expect(grade([]).share).toBe(0);
    expect(grade(GOOD.map(([name]): Line => [name, ''])).share).toBe(0);
  });

  it('claims what other stages may contradict', () => {
    const entries = GOOD.map(([name, formula, yours = ''], index) => ({
      at: index,
      rung: 'case',
      data: { do: 'row', id: `r${index + 1}`, name, formula, yours },
    }));
    const claims = caseStage.claims?.(CONTENT as never, {}, entries) ?? [];
    expect(claims.map(({ subject, value, place }) => [subject, Number(value).toPrecision(2), place])).toEqual([
      ['keys.count', '7.3e+8', 'r5'],
      ['data.bytes', '1.5e+15', 'r6'],
    ]);
  });
});

describe('what moves the result', () => {
  it('is told by each premise alone, over what it may be', () => {
    const { sheet, compared } = assess(CONTENT, {}, stateOf(...GOOD));
    const movers = moversOf(sheet, sheet[5] as never, compared);
    expect(movers.map(({ label, span }) => [label, Math.round(span * 100) / 100])).toEqual([
      ['Photos per day', 3],
      ['Photo size', 0.6],
      ['2 years in r5', 0.6],
    ]);
    expect(movers[0]?.result.map(({ value }) => value / 1.5e15)).toEqual([
      expect.closeTo(0.1, 6),
      expect.closeTo(100, 6),
    ]);
  });
});

describe('estimate.yaml', () => {
  it.each([
    ['formula: kept × size', 'formula: kept × sice', 'Did you mean size?'],
    ['formula: kept × size', 'formula: kept + size', 'cannot be added'],
    ['formula: 2 MB', 'formula: storage / kept', 'round in a circle'],
    ['result: storage', 'result: nothing', 'there is no row "nothing"'],
    ['id: size', 'id: kept', '"kept" is taken'],
    ['to: 4 MB', 'to: 4 s', 'of the same kind'],
    ["keepRaw: 'yes' } }", "other: 'yes' } }", 'there is no fact "other"'],
    ['weight: 3', 'wight: 3', 'Did you mean "weight"?'],
  ])('%s, written as %s', (right, wrong, message) => {
    const result = parseYamlBy(YAML.replace(right, wrong), 'estimate.yaml', format);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result).replaceAll('\\"', '"')).toContain(message);
  });
});

describe('the estimate of the URL shortener', () => {
  const file = new URL('../../../exercises/design/url-shortener-service/estimate.yaml', import.meta.url);
  const content = parsed(readFileSync(file, 'utf8'));

  it('is met by what a good candidate writes', () => {
    const state = stateOf(
      ['New URLs per day', '100M per day'],
      ['Writes/s', 'r1', '1.2k/s'],
      ['Read/write ratio', '100'],
      ['Reads/s', 'r2 × r3'],
      ['Peak writes', 'r2 × 3'],
      ['Peak reads', 'r4 × 3', '350k/s'],
      ['Retention', '5 years'],
      ['Total URLs', 'r1 × r7', '180 billion'],
      ['Bytes per URL', '600 B'],
      ['Total storage', 'r8 × r9', '110 TB'],
      ['Possible keys', '62^7'],
      ['Cache size', '20% × r1 × 1 day × r9'],
      ['Clicks per day', 'r1 × r3'],
    );
    const { share, missing } = gradeEstimate(content, {}, state);
    expect(missing).toEqual([]);
    expect(share).toBe(1);
  });

  it('finds out a store that is ten times too small', () => {
    const state = stateOf(
      ['New links', '100M/day'],
      ['Links kept', 'r1 × 5 years'],
      ['Record', '600 B'],
      ['Storage', 'r2 × r3', '11 TB'],
    );
    const { missing } = gradeEstimate(content, {}, state);
    expect(missing[0]?.text).toContain('a slip of ten');
  });
});
