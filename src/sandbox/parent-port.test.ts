import { expect, it } from 'vitest';
import { onParentPort } from './parent-port';

const parent = { name: 'parent' };
const port = (name: string): MessagePort => ({ name }) as unknown as MessagePort;

/** Posts messages, each from a window and with ports, to a frame; the ports that it took. */
function taken(...posted: readonly (readonly [source: unknown, ports: readonly MessagePort[]])[]): MessagePort[] {
  const listeners = new Set<(event: MessageEvent) => void>();
  const got: MessagePort[] = [];
  const target = {
    addEventListener: (_: 'message', listener: (event: MessageEvent) => void) => void listeners.add(listener),
    removeEventListener: (_: 'message', listener: (event: MessageEvent) => void) => void listeners.delete(listener),
  };
  onParentPort(target, parent, (one) => void got.push(one));
  for (const [source, ports] of posted) for (const listen of [...listeners]) listen({ source, ports } as MessageEvent);
  return got;
}

// Taken away: the comparison of `event.source`. Then the stranger's port was the page's.
it('ports: the frame takes its port from its parent, and from no other window', () => {
  const mine = port('mine');
  expect(taken([{}, [port('strange')]], [null, [port('nobody’s')]], [parent, [mine]])).toEqual([mine]);
});

// Taken away: the removal of the listener. Then a second port replaced the first.
it('ports: the frame takes no second port', () => {
  const mine = port('mine');
  expect(taken([parent, []], [parent, [mine]], [parent, [port('second')]])).toEqual([mine]);
});
