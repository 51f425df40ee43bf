import { describe, expect, it } from 'vitest';
import { isOverlapping, labelBox } from '../shared/labels';
import { pausedLeader } from './fixtures';
import { layoutNodeLanes } from './layout';
import { parseNodeLanesSpec } from './schema';

describe('the layout of node lanes', () => {
  it('moves the mark of an event that moves, and no other', () => {
    const before = layoutNodeLanes(pausedLeader(), { width: 600 }, 5);
    const after = layoutNodeLanes(pausedLeader({ wakesMs: 1400 }), { width: 600 }, 5);
    expect(after.events[5]!.x).toBeGreaterThan(before.events[5]!.x);
    expect(after.events[4]!.x).toBe(before.events[4]!.x);
    expect(after.faults[0]!.right).toBeGreaterThan(before.faults[0]!.right);
    expect(after.playheadX).toBe(after.events[5]!.x);
  });

  it('gives a message its latency as slope, and ends a lost one before the lane it was for', () => {
    const { messages, lanes } = layoutNodeLanes(pausedLeader(), { width: 600 }, 0);
    const store = lanes.find(({ id }) => id === 'store')!;
    const [there, back, lost] = messages;
    expect(there!.x2).toBeGreaterThan(there!.x1);
    expect(there!.y2).toBe(store.y);
    expect(back!.x1).toBe(there!.x2);
    expect(lost!.isLost).toBe(true);
    expect(lost!.y2).toBeLessThan(store.y);
  });

  it('names of many messages only those that are lost, and those at the playhead', () => {
    const spec = pausedLeader();
    const beats = Array.from({ length: 12 }, (_, index) => {
      const fromMs = spec.fromMs + index;
      return { ...spec.messages[0]!, id: `beat${index}`, fromMs, toMs: fromMs + 1, isLost: index === 3 };
    });
    const { labels } = layoutNodeLanes({ ...spec, messages: beats }, { width: 960 }, 0);
    const named = labels.filter(({ id }) => id.startsWith('message-'));
    expect(named.map(({ id }) => id)).toContain('message-beat3');
    expect(named.length).toBeLessThan(4);
    expect(layoutNodeLanes(spec, { width: 960 }, 0).labels.some(({ id }) => id.startsWith('message-'))).toBe(true);
  });

  it.each([320, 390, 524, 960])('keeps labels apart and all inside the frame, %d wide', (width) => {
    const layout = layoutNodeLanes(pausedLeader(), { width }, 3);
    const boxes = layout.labels.map(labelBox);
    for (const [index, box] of boxes.entries()) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(layout.width);
      expect(box.bottom).toBeLessThanOrEqual(layout.height);
      for (const other of boxes.slice(0, index)) expect(isOverlapping(box, other)).toBe(false);
    }
    for (const { x } of layout.events) expect(x).toBeLessThanOrEqual(layout.plot.right);
    for (const { left, right } of layout.bars) {
      expect(left).toBeGreaterThanOrEqual(layout.plot.left);
      expect(right).toBeLessThanOrEqual(layout.plot.right + 3);
    }
    expect(layout.labels.map(({ id }) => id)).toContain('overlap');
  });
});

describe('the parser of node lanes', () => {
  it('reads a spec, and refuses one with a lane that is not there', () => {
    expect(parseNodeLanesSpec(pausedLeader())).toMatchObject({ ok: true });
    const strange = { ...pausedLeader(), nodes: ['n1', 'n2'] };
    expect(parseNodeLanesSpec(strange)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('"n3"') as string,
    });
  });
});
