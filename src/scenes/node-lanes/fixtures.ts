import type { NodeLanesSceneSpec } from '../types';

/** A leader that stood still until its lease had gone to another, and says that it leads when it wakes. */
export function pausedLeader(move: { readonly wakesMs?: number } = {}): NodeLanesSceneSpec {
  const { wakesMs = 1300 } = move;
  const text = (t: number, what: string): string => `t = ${t}: ${what}`;
  const row = (yours: string, differs: boolean) => ({ label: 'n1 leads', reference: 'no', yours, differs });
  return {
    kind: 'node-lanes',
    sentence:
      'At t = 1300 isLeader() of n1 answers true; its lease ended at 905. The contract says: a node that stood still until its lease had ended answers false as soon as it wakes.',
    fromMs: 0,
    toMs: 1600,
    nodes: ['n1', 'n2', 'n3'],
    store: 'store',
    reference: [
      { id: 'r1', node: 'n1', fromMs: 105, untilMs: 905, text: 'n1 holds the lease until 905' },
      { id: 'r2', node: 'n2', fromMs: 1010, untilMs: 1600, text: 'n2 holds the lease' },
    ],
    leases: [
      { id: 'l1', node: 'n1', fromMs: 105, untilMs: 905, text: 'n1 holds the lease until 905' },
      { id: 'l2', node: 'n2', fromMs: 1010, untilMs: 1810, text: 'n2 holds the lease until 1810' },
    ],
    messages: [
      { id: 'm1', from: 'n1', to: 'store', fromMs: 80, toMs: 105, isLost: false, text: 'script' },
      { id: 'm2', from: 'store', to: 'n1', fromMs: 105, toMs: 140, isLost: false, text: 'answer' },
      { id: 'm3', from: 'n3', to: 'store', fromMs: 500, toMs: 530, isLost: true, text: 'script' },
      { id: 'm4', from: 'n2', to: 'store', fromMs: 980, toMs: 1010, isLost: false, text: 'script' },
      { id: 'm5', from: 'store', to: 'n2', fromMs: 1010, toMs: 1050, isLost: false, text: 'answer' },
    ],
    faults: [
      { id: 'f1', node: 'n1', kind: 'paused', fromMs: 300, untilMs: wakesMs },
      { id: 'f2', node: 'n3', kind: 'down', fromMs: 700, untilMs: 1150 },
    ],
    events: [
      { node: 'n1', t: 140, kind: 'leads' },
      { node: 'n1', t: 300, kind: 'step' },
      { node: 'n3', t: 700, kind: 'step' },
      { node: 'store', t: 1010, kind: 'step' },
      { node: 'n2', t: 1050, kind: 'leads' },
      { node: 'n1', t: wakesMs, kind: 'leads' },
    ],
    steps: [
      { seq: 4, t: 140, text: text(140, 'n1 answers that it leads'), state: [row('yes', false)] },
      { seq: 6, t: 300, text: text(300, 'n1 stands still for 1000 ms'), state: [row('yes', false)] },
      { seq: 8, t: 700, text: text(700, 'n3 crashes'), state: [row('yes', false)] },
      {
        seq: 11,
        t: 1010,
        text: text(1010, 'the store does the script of n2, which sets a lease'),
        state: [row('yes', false)],
      },
      { seq: 13, t: 1050, text: text(1050, 'n2 answers that it leads'), state: [row('yes', false)] },
      { seq: 16, t: wakesMs, text: text(wakesMs, 'n1 answers that it leads'), state: [row('yes', true)] },
    ],
    firstDifference: 5,
    overlap: { fromMs: 1050, untilMs: wakesMs + 60, nodes: ['n1', 'n2'], text: 'two leaders for 60 ms' },
  };
}

/** The gallery's pictures of node lanes. */
export const NODE_LANES = [{ title: 'A leader that woke too late', spec: (): NodeLanesSceneSpec => pausedLeader() }];
