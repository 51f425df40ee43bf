import { describe, expect, it } from 'vitest';
import { type Command, matchCommands } from './commands.svelte';

const command = (title: string, kind = 'View'): Command => ({ id: title, title, kind, run: () => undefined });
const titles = (query: string): string[] =>
  matchCommands([command('Switch theme'), command('Run', 'Run'), command('Rate limiter', 'Exercise')], query).map(
    ({ title }) => title,
  );

describe('the palette', () => {
  it('lists everything, in order, for no query', () => {
    expect(titles('  ')).toEqual(['Switch theme', 'Run', 'Rate limiter']);
  });
  it('finds words in any order, in title and kind', () => {
    expect(titles('exercise limiter')).toEqual(['Rate limiter']);
    expect(titles('theme switch')).toEqual(['Switch theme']);
  });
  it('puts titles that begin with the query first', () => {
    expect(titles('r')).toEqual(['Run', 'Rate limiter']);
    expect(titles('nothing like it')).toEqual([]);
  });
});
