import { describe, expect, it } from 'vitest';
import { calendar, weekly, type WindowForm } from './calendar-form';
import { instantOf, openingsOf } from './openings';

const berlin = 'Europe/Berlin';
const now = Date.parse('2026-11-23T09:42:00Z');
const office = { ...weekly(berlin), form: 'WEEKLY', from: '09:00', to: '16:00', days: ['MONDAY', 'THURSDAY'] } as WindowForm;
const once = (start: string, more: object = {}): WindowForm => ({ form: 'CALENDAR', ...calendar(start, berlin), ends: 'DURATION', duration: { amount: '3', unit: 'HOURS' }, ...more });
const texts = (windows: WindowForm[], at = now) => openingsOf(windows, at).next.map(({ from, to }) => `${new Date(from).toISOString().slice(0, 16)} ${new Date(to).toISOString().slice(0, 16)}`);

describe('The next openings', () => {
  it('begin with the one that is open now', () => {
    expect(texts([office])).toEqual(['2026-11-23T08:00 2026-11-23T15:00', '2026-11-26T08:00 2026-11-26T15:00', '2026-11-30T08:00 2026-11-30T15:00']);
  });

  it('of several windows are one list', () => {
    expect(texts([office, once('2026-11-24T20:00')])[1]).toBe('2026-11-24T19:00 2026-11-24T22:00');
  });

  it('reach into the next day', () => {
    const night = { ...office, days: ['SUNDAY'], from: '22:00', to: '02:00' } as WindowForm;

    expect(texts([night])[0]).toBe('2026-11-29T21:00 2026-11-30T01:00');
  });

  it('skip months without such a day', () => {
    expect(texts([once('2026-01-31T20:00', { repeat: 'MONTHLY' })]).map(text => text.slice(0, 10))).toEqual(['2026-12-31', '2027-01-31', '2027-03-31']);
  });

  it('come in leap years only, for 29 February', () => {
    expect(texts([once('2024-02-29T20:00', { repeat: 'YEARLY' })])[0]).toBe('2028-02-29T19:00 2028-02-29T22:00');
  });

  it('follow the wall clock through daylight saving, and a length the elapsed time', () => {
    const start = Date.parse('2027-03-27T12:00:00Z');

    expect(texts([once('2027-03-27T22:00', { ends: 'END', end: '2027-03-28T06:00' })], start)).toEqual(['2027-03-27T21:00 2027-03-28T04:00']);
    expect(texts([once('2027-03-27T22:00', { duration: { amount: '8', unit: 'HOURS' } })], start)).toEqual(['2027-03-27T21:00 2027-03-28T05:00']);
  });

  it('are none once a single window is over', () => {
    expect(openingsOf([once('2026-11-01T20:00')], now)).toEqual({ next: [], partial: false });
  });

  it('say that they do not know what a rule means', () => {
    expect(openingsOf([office, once('2026-11-01T20:00', { repeat: 'RULE', rule: 'FREQ=MONTHLY;BYDAY=-1FR' })], now).partial).toBe(true);
  });
});

describe('A local time', () => {
  it.each([
    ['2026-11-23T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['2027-03-28T02:30:00Z', '2027-03-28T01:30:00.000Z'],
    ['2026-10-25T02:30:00Z', '2026-10-25T00:30:00.000Z']
  ])('%s in Berlin is the moment %s', (wall, instant) => {
    expect(new Date(instantOf(Date.parse(wall), berlin)).toISOString()).toBe(instant);
  });
});
