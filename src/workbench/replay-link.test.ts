import { describe, expect, it } from 'vitest';
import { formatReplay, type Replay } from '../../engines/check';
import { readReplayLink, replayAddress } from './replay-link';

const replay: Replay = {
  exercise: 'cache',
  rung: 'ttl',
  contentHash: '0123456789abcdef',
  scenario: 'expiry-edge',
  facts: { getExtends: 'no' },
  input: { choices: [2, 0, 19] },
  schedule: [],
};
const here = { exercise: 'cache', rung: 'ttl', contentHash: '0123456789abcdef'.padEnd(64, '0') };
const hashOf = (address: string): string => address.slice(address.indexOf('#'));

describe('a link to one case', () => {
  it('is read back by the page that made it, whatever the address said before', () => {
    const address = replayAddress('http://localhost/x/#/build/cache/ttl?seed=7', formatReplay(replay));
    expect(address).toMatch(/^http:\/\/localhost\/x\/#\/build\/cache\/ttl\?replay=d1~/);
    expect(readReplayLink(hashOf(address), here)).toEqual({ replay });
  });

  it('is none where the address has none', () => {
    expect(readReplayLink('#/build/cache/ttl', here)).toBeUndefined();
    expect(readReplayLink('#/build/cache/ttl?seed=3', here)).toBeUndefined();
  });

  it.each([
    ['of another rung', { ...replay, rung: 'capacity' }, /rung capacity, and this is cache, rung ttl/],
    ['of another exercise', { ...replay, exercise: 'worker-pool' }, /It is of worker-pool/],
    ['of another content', { ...replay, contentHash: 'ffffffffffffffff' }, /another version of this exercise/],
  ])('says so when it is %s', (_, other, message) => {
    const read = readReplayLink(`#/build/cache/ttl?replay=${formatReplay(other)}`, here);
    expect(read).toEqual({ problem: expect.stringMatching(message) as string });
  });

  it.each(['', 'd1~cache', 'd9~a~b~c~d~~n0~', '%E0%A4%A', 'd1~cache~ttl~0123456789abcdef~x~~c!!~'])(
    'says what to do with what is damaged: %s',
    (text) => {
      const read = readReplayLink(`#/build/cache/ttl?replay=${text}`, here);
      expect(read).toEqual({ problem: expect.stringMatching(/Copy the whole text/) as string });
    },
  );
});
