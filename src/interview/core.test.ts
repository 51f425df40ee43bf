import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Base, driftOf, elapsedAt, elapsedOf, resumedAt } from './clock';
import { anchorsOf, interviewEntries } from './events';
import { designPhases, FORMATS, formatClock, lengthMs, phaseAt, placePhases, withExtraTime } from './formats';

describe('formats', () => {
  it('are as long as they say', () => {
    const minutes = FORMATS.filter(({ kind }) => kind === 'build').map(({ phases }) => lengthMs(phases) / 60_000);
    expect(minutes).toEqual([60, 25]);
    expect(FORMATS[0]?.phases.map((phase) => phase.minutes)).toEqual([5, 30, 10, 5, 10]);
    expect(lengthMs(withExtraTime(FORMATS[0]?.phases ?? [], 25)) / 60_000).toBe(75);
  });

  it('share 45 minutes among the stages of any case', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (minutes) => {
        const stages = minutes.map((each, index) => ({ id: `s${index}`, minutes: each }));
        const phases = designPhases(stages, (id) => id);
        expect(lengthMs(phases) / 60_000).toBe(45);
        expect(Math.min(...phases.map((phase) => phase.minutes))).toBeGreaterThanOrEqual(1);
      }),
    );
    const even = designPhases(
      [5, 10, 30].map((minutes, i) => ({ id: `s${i}`, minutes })),
      (id) => id,
    );
    expect(even.map(({ minutes }) => minutes)).toEqual([6, 10, 29]);
  });

  it('are placed on the clock: an end is not part of its phase, the last one stays', () => {
    const phases = placePhases(FORMATS[0]?.phases ?? []);
    const at = (minutes: number) => phaseAt(phases, minutes * 60_000)?.id;
    expect([at(0), at(4.99), at(5), at(34.99), at(35), at(59), at(60), at(99)]).toEqual([
      'clarify',
      'clarify',
      'build',
      'build',
      'optimise',
      'review',
      'review',
      'review',
    ]);
    expect([formatClock(648_999), formatClock(-1), formatClock(3_723_000)]).toEqual(['10:48', '0:00', '1:02:03']);
  });
});

describe('the clock', () => {
  const base: Base = { wallMs: 1_000_000, monotonicMs: 500, elapsedMs: 60_000 };
  const later = (wall: number, monotonic: number) => ({ wallMs: 1_000_000 + wall, monotonicMs: 500 + monotonic });

  it('follows the monotonic clock while a page is open, however the wall clock is set', () => {
    expect(elapsedOf(base, later(10_000, 10_000))).toBe(70_000);
    expect(elapsedOf(base, later(-7_200_000, 10_000))).toBe(70_000);
    expect(elapsedOf(base, later(7_200_000, 10_000))).toBe(70_000);
    expect(driftOf(base, later(-7_200_000, 10_000))).toBe(-7_210_000);
    // A machine that slept, whose monotonic clock went on.
    expect(elapsedOf(base, later(3_600_000, 3_600_000))).toBe(3_660_000);
    expect(driftOf(base, later(3_600_000, 3_600_000))).toBe(0);
  });

  const anchors = [
    { index: 2, at: 1_000, elapsedMs: 0 },
    // The clock was set back by an hour, ten seconds on.
    { index: 5, at: 11_000 - 3_600_000, elapsedMs: 10_000 },
  ];

  it('reads any event of a log back, across a clock that was set', () => {
    expect(elapsedAt(anchors, { index: 0, at: 999 })).toBe(0);
    expect(elapsedAt(anchors, { index: 3, at: 4_000 })).toBe(3_000);
    // Between the setting and its being noticed: before the anchor's time, and not before its own anchor's.
    expect(elapsedAt(anchors, { index: 4, at: 10_500 - 3_600_000 })).toBe(0);
    expect(elapsedAt(anchors, { index: 4, at: 10_500 + 3_600_000 })).toBe(10_000);
    expect(elapsedAt(anchors, { index: 6, at: 12_000 - 3_600_000 })).toBe(11_000);
  });

  it('goes on while no page is open, and loses nothing where the clock was set back meanwhile', () => {
    const last = { index: 9, at: 31_000 - 3_600_000 };
    expect(resumedAt(anchors, last, last.at + 3_600_000)).toBe(30_000 + 3_600_000);
    expect(resumedAt(anchors, last, last.at - 5_000)).toBe(30_000);
  });

  it('never runs backwards within a log, whatever the wall clock did', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wall: fc.integer({ min: -1e7, max: 1e7 }), mono: fc.nat(60_000), set: fc.boolean() })),
        (steps) => {
          let [wall, mono] = [1e9, 0];
          const log: { index: number; at: number; elapsedMs: number }[] = [{ index: 0, at: wall, elapsedMs: 0 }];
          const marks = [...log];
          for (const [i, step] of steps.entries()) {
            mono += step.mono;
            wall += step.mono + (step.set ? step.wall : 0);
            const event = { index: i + 1, at: wall, elapsedMs: mono };
            log.push(event);
            // Noticed at once: an anchor stands where the clock was set.
            if (step.set) marks.push(event);
          }
          const read = log.map((place) => elapsedAt(marks, place));
          expect(read).toEqual(log.map(({ elapsedMs }) => elapsedMs));
        },
      ),
    );
  });
});

describe('entries', () => {
  it('are read where they are understood, and give the anchors', () => {
    const data = [
      { do: 'begin', format: 'f', title: 'F', extra: 0, phases: [{ id: 'a', title: 'A', minutes: 1, left: 'l' }] },
      { do: 'dance' },
      { do: 'clock', elapsedMs: 7, why: 'taken-up' },
      { do: 'end', why: 'time', elapsedMs: -1 },
      { do: 'end', why: 'time', elapsedMs: 9 },
    ];
    const read = interviewEntries(data.map((each, index) => ({ at: 100 + index, rung: 'r', data: each, index })));
    expect(read.map((one) => one.do)).toEqual(['begin', 'clock', 'end']);
    expect(anchorsOf(read).map(({ index, elapsedMs }) => [index, elapsedMs])).toEqual([
      [0, 0],
      [2, 7],
      [4, 9],
    ]);
  });
});
