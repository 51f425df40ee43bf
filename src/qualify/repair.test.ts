import { describe, expect, it } from 'vitest';
import { repairOf } from './repair';

const RIGHT = `// Counts.
export function limit(most: number) {
  let count = 0;
  return () => {
    if (count >= most) return false;
    count += 1;
    return true;
  };
}
`;
const accepts = [
  { id: 'far', source: 'export const limit = (most: number) => () => most-- > 0;\n' },
  { id: 'near', source: RIGHT },
];
const wrong = (line: string, by: string): string => RIGHT.replace(line, by);

describe('a reject is mended', () => {
  it('by its marks: a line replaced, taken away, put in', () => {
    const source = `let a = 1;
  if (count > most) return; // right: if (count >= most) return;
  count = 0; // right:
  // right: queue.shift(); // the oldest
  send('// right');
`;
    expect(repairOf(source, accepts)).toEqual({
      by: 'marks',
      source: "let a = 1;\n  if (count >= most) return;\n  queue.shift(); // the oldest\n  send('// right');\n",
    });
  });

  it('by the accept that its header names, whatever that looks like', () => {
    expect(repairOf('// breaks: x\n// repair: far\nnothing alike', accepts)).toEqual({ by: 'accept', accept: 'far' });
    expect(repairOf('// repair: other\n', accepts)).toMatchObject({
      by: 'none',
      message: expect.stringContaining('There are: far, near') as string,
    });
  });

  it('by an accept that it is but for a few lines; comments are none', () => {
    const source = `// breaks: x\n// One more.\n${wrong('count >= most', 'count > most')}`;
    expect(repairOf(source, accepts)).toEqual({ by: 'accept', accept: 'near' });
  });

  it('by nothing where it is another program and says nothing', () => {
    const other = RIGHT.split('\n')
      .map((line, index) => (index > 1 && index < 7 ? `other${index}();` : line))
      .join('\n');
    expect(repairOf(other, accepts)).toMatchObject({
      by: 'none',
      message: expect.stringContaining('// right: ') as string,
    });
  });
});
