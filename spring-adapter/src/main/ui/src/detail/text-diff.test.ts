import { describe, expect, it } from 'vitest';
import { isLong, textDiff } from './text-diff';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join('');

describe('what changed within a long value', () => {
  it('is shown for texts of several lines and for long ones', () => {
    expect(isLong('short')).toBe(false);
    expect(isLong('two\nlines')).toBe(true);
    expect(isLong('x'.repeat(81))).toBe(true);
    expect(isLong(undefined)).toBe(false);
  });

  it('names the words of a single line', () => {
    const pieces = textDiff('answer in plain English', 'answer in plain German');

    expect(pieces.filter(piece => piece.kind === 'removed')).toEqual([{ kind: 'removed', text: 'English' }]);
    expect(pieces.filter(piece => piece.kind === 'added')).toEqual([{ kind: 'added', text: 'German' }]);
    expect(pieces.filter(piece => piece.kind !== 'added').map(piece => piece.text).join('')).toBe('answer in plain English');
  });

  it('keeps three lines around a change and says how many it leaves out', () => {
    const pieces = textDiff(lines(1, 20), lines(1, 9) + 'another\n' + lines(11, 20));

    expect(pieces).toEqual([
      { kind: 'gap', text: '6' },
      { kind: 'same', text: lines(7, 9) },
      { kind: 'removed', text: 'line 10\n' },
      { kind: 'added', text: 'another\n' },
      { kind: 'same', text: lines(11, 13) },
      { kind: 'gap', text: '7' }
    ]);
  });

  it('compares very long values as a whole', () => {
    const pieces = textDiff('a\n'.repeat(20_000), 'b');

    expect(pieces.map(piece => piece.kind)).toEqual(['removed', 'added']);
  });
});
