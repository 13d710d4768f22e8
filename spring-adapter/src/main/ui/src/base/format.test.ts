import { describe, expect, test } from 'vitest';
import { absolute, lengthOf, listed, moment, readable, relative, timeOfDay } from './format';
import { toneOf } from './time';

const NOW = Date.parse('2026-11-23T09:42:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('times in words', () => {
  test.each([
    [17 * HOUR + 50 * MINUTE, '17 h 50 min', '17 h 50 min'], [2 * HOUR, '2 h', '2 h'], [49 * HOUR, '2 days 1 h', '2 Tage 1 h'], [24 * HOUR, '1 day', '1 Tag'],
    [9 * 24 * HOUR + HOUR, '9 days', '9 Tage'], [20_000, '20 s', '20 s'], [0, '0 s', '0 s'], [-5 * MINUTE, '5 min', '5 min']
  ])('%i ms', (length, en, de) => {
    expect(lengthOf(length, 'en')).toBe(en);
    expect(lengthOf(length, 'de')).toBe(de);
  });

  test('are relative where one looks and exact where one asks', () => {
    expect(relative('2026-11-23T07:40:00Z', NOW, 'en')).toBe('2 hours ago');
    expect(relative('2026-11-25T09:42:00Z', NOW, 'de')).toBe('übermorgen');
    expect(absolute('2026-11-23T09:42:00Z', 'en')).toBe('Mon, 23 Nov 2026, 10:42 CET');
    expect(timeOfDay('2026-11-23T09:42:00Z', 'en')).toBe('10:42');
  });

  test('are as long as needed', () => {
    expect(moment('2026-11-23T11:00:00Z', NOW, 'en')).toBe('12:00');
    expect(moment('2026-11-26T07:00:00Z', NOW, 'en')).toBe('Thu 08:00');
    expect(moment('2026-11-30T07:00:00Z', NOW, 'en')).toBe('30 Nov, 08:00');
  });

  test('replace what the server wrote for programs', () => {
    expect(readable('It must be live for P1DT2H, which it is at 2026-11-24T03:09:34.123257Z.', 'en')).toBe('It must be live for 1 day 2 h, which it is at Tue, 24 Nov 2026, 04:09 CET.');
    expect(readable('Ask PT4H before.', 'de')).toBe('Ask 4 h before.');
    expect(readable('Promotion P-1043 of P1.2 has no PT.', 'en')).toBe('Promotion P-1043 of P1.2 has no PT.');
  });

  test('list names as the language does', () => {
    expect(listed(['Ana', 'Tom', 'Mia'], 'de')).toBe('Ana, Tom und Mia');
  });

  test('warn below four hours or a quarter of the term, and are overdue from zero', () => {
    expect(toneOf(5 * HOUR)).toBe('');
    expect(toneOf(5 * HOUR, 24 * HOUR)).toBe('warn');
    expect(toneOf(3 * HOUR)).toBe('warn');
    expect(toneOf(0)).toBe('bad');
  });
});
