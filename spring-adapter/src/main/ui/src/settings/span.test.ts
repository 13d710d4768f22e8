import { describe, expect, it } from 'vitest';
import { inputOf, secondsOf, spanOf, spanOfInput, spanWords, unitName } from './span';

describe('A length of time', () => {
  it.each([
    ['P3D', 259_200], ['PT0S', 0], ['PT90S', 90], ['P1DT6H', 108_000], ['P2W', 1_209_600], ['PT1H30M', 5400],
  ])('of %s is %i seconds', (span, seconds) => {
    expect(secondsOf(span)).toBe(seconds);
  });

  it.each(['', 'P', 'PT', 'P1M', '-P1D', 'P1.5D', '3 days', 'p3d', 'P1DT'])('is not what %j says', (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });

  it.each([['P3D'], ['PT0S'], ['P1DT6H'], ['PT1M30S'], ['P90D']])('%s survives typing and writing', (span) => {
    expect(spanOf(secondsOf(span) as number)).toBe(span);
    expect(spanOfInput(inputOf(span))).toBe(span);
  });

  it('is shown in the largest unit that needs one whole number', () => {
    expect(inputOf('P3D')).toEqual({ amount: '3', unit: 'DAYS' });
    expect(inputOf('PT36H')).toEqual({ amount: '36', unit: 'HOURS' });
    expect(inputOf('PT90S')).toEqual({ amount: '90', unit: 'SECONDS' });
    expect(inputOf('PT0S')).toEqual({ amount: '0', unit: 'HOURS' });
  });

  it('has words in the language of the reader', () => {
    expect(spanWords('P1DT6H', 'en')).toBe('1 day 6 hours');
    expect(spanWords('P3D', 'de')).toBe('3 Tage');
    expect(spanWords('PT0S', 'en')).toBe('0 seconds');
    expect(spanWords('whenever', 'en')).toBe('whenever');
    expect(unitName('DAYS', 'de')).toBe('Tage');
  });

  it('that is no number stays as it was typed, so that the server can name it', () => {
    expect(spanOfInput({ amount: 'two', unit: 'DAYS' })).toBe('two');
  });
});
