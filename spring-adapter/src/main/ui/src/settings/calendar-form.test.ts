import { describe, expect, it } from 'vitest';
import {
  calendar, calendarForm, calendarOf, isRegion, problemsOfCalendar, problemsOfWindow, weekly, windowForm, windowOf,
} from './calendar-form';

const berlin = 'Europe/Berlin';

describe('A change window', () => {
  it.each([
    [{ days: ['MONDAY', 'FRIDAY'], from: '09:00', to: '17:00', zone: berlin }],
    [{ start: '2026-01-30T20:00', duration: 'PT3H', zone: berlin, recurrence: 'FREQ=MONTHLY;BYDAY=-1FR' }],
    [{ start: '2026-01-30T20:00', end: '2026-01-31T02:00', zone: berlin }],
  ])('survives the form: %j', (window) => {
    expect(windowOf(windowForm(window))).toEqual(window);
  });

  it('needs a day, two different times and a region', () => {
    const form = { ...weekly('CET'), days: [], from: '09:00', to: '09:00' } as ReturnType<typeof weekly>;

    expect(problemsOfWindow(form)).toEqual([
      { part: 'days', code: 'days' },
      { part: 'to', code: 'sameTime' },
      { part: 'zone', code: 'zone' },
    ]);
  });

  it('sends its days in the order of the week', () => {
    const form = { ...weekly(berlin), days: ['FRIDAY', 'MONDAY'] } as ReturnType<typeof weekly>;

    expect(windowOf(form).days).toEqual(['MONDAY', 'FRIDAY']);
  });
});

describe('A time on the calendar', () => {
  it('ends after it began, within 366 days', () => {
    const form = { ...calendar('2026-12-20T18:00', berlin), end: '2026-12-20T17:00' };

    expect(problemsOfCalendar(form)).toEqual([{ part: 'end', code: 'endFirst' }]);
    expect(problemsOfCalendar({ ...form, end: '2028-01-01T00:00' })).toEqual([{ part: 'end', code: 'tooLong' }]);
    expect(problemsOfCalendar({ ...form, end: '2026-12-27T06:00' })).toEqual([]);
  });

  it('may have a length instead of an end', () => {
    const form = { ...calendar('2026-12-20T18:00', berlin), ends: 'DURATION' as const };

    expect(problemsOfCalendar(form)).toEqual([{ part: 'duration', code: 'duration' }]);
    expect(calendarOf({ ...form, duration: { amount: '3', unit: 'HOURS' } })).toEqual({
      start: '2026-12-20T18:00', duration: 'PT3H', zone: berlin,
    });
  });

  it('repeats by a choice or by a rule', () => {
    const form = { ...calendar('2026-12-20T18:00', berlin), end: '2026-12-21T00:00' };

    expect(calendarOf({ ...form, repeat: 'YEARLY' }).recurrence).toBe('FREQ=YEARLY');
    expect(calendarOf({ ...form, repeat: 'RULE', rule: 'rrule:freq=weekly;byday=fr' }).recurrence)
      .toBe('FREQ=WEEKLY;BYDAY=FR');
    expect(calendarForm(calendarOf({ ...form, repeat: 'WEEKLY' })).repeat).toBe('WEEKLY');
  });

  it.each(['every day', 'FREQ=HOURLY', 'FREQ=DAILY;BYSECOND=1', ''])('refuses the rule %j', (rule) => {
    const form = { ...calendar('2026-12-20T18:00', berlin), end: '2026-12-21T00:00', repeat: 'RULE' as const, rule };

    expect(problemsOfCalendar(form)).toEqual([{ part: 'rule', code: 'rule' }]);
  });

  it('drops seconds of zero, which browsers do not show', () => {
    expect(calendarForm({ start: '2026-12-20T18:00:00', end: '2026-12-21T00:00', zone: berlin }).start)
      .toBe('2026-12-20T18:00');
  });
});

describe('A zone', () => {
  it.each([['Europe/Berlin', true], ['America/Argentina/Buenos_Aires', true], ['CET', false], ['+02:00', false],
    ['Europe/Nowhere', false], ['', false]])('%j is a region: %s', (zone, expected) => {
    expect(isRegion(zone)).toBe(expected);
  });
});
