import type { Policy } from '../api/contract';
import { inputOf, secondsOfInput, spanOfInput, type SpanInput } from './span';

/** Times on a calendar as people type them: change windows and freezes. */
export type Repeat = 'ONCE' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY' | 'RULE';
export type Day = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY';

export const DAYS: readonly Day[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
export const REPEATS: readonly Repeat[] = ['ONCE', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'RULE'];

export interface CalendarForm {
  start: string;
  ends: 'END' | 'DURATION';
  end: string;
  duration: SpanInput;
  zone: string;
  repeat: Repeat;
  rule: string;
}
export interface WeeklyForm {
  days: Day[];
  from: string;
  to: string;
  zone: string;
}
export type WindowForm = ({ form: 'WEEKLY' } & WeeklyForm) | ({ form: 'CALENDAR' } & CalendarForm);
type Window = Policy['windows'][number];

/** What is wrong, by the part of the form; `code` is a key of the messages. */
export interface CalendarProblem {
  part: 'days' | 'from' | 'to' | 'start' | 'end' | 'duration' | 'zone' | 'rule';
  code: 'missing' | 'zone' | 'days' | 'sameTime' | 'endFirst' | 'tooLong' | 'duration' | 'rule';
}

const LONGEST = 366 * 86_400;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const TIME = /^\d{2}:\d{2}(:\d{2})?$/;
const REGION = /^[A-Za-z]+(?:[_-][A-Za-z]+)*(?:\/[A-Za-z0-9_+-]+)+$/;
const RULE = /^(?:RRULE:)?FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,:+-]+)*$/i;
const REFUSED = /(?:^|;)(?:BYSECOND|RSCALE|SKIP)=/i;

export function weekly(zone: string): WindowForm {
  return { form: 'WEEKLY', days: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'], from: '09:00', to: '17:00', zone };
}

export function calendar(start: string, zone: string): CalendarForm {
  return { start, ends: 'END', end: '', duration: { amount: '', unit: 'HOURS' }, zone, repeat: 'ONCE', rule: '' };
}

export function windowForm(window: Window): WindowForm {
  if (window.days) {
    const days = DAYS.filter((day) => window.days?.includes(day));
    return { form: 'WEEKLY', days, from: minutes(window.from), to: minutes(window.to), zone: window.zone };
  }
  return { form: 'CALENDAR', ...calendarForm({ ...window, start: window.start ?? '' }) };
}

export function windowOf(form: WindowForm): Window {
  if (form.form === 'WEEKLY') {
    return { days: DAYS.filter((day) => form.days.includes(day)), from: form.from, to: form.to, zone: form.zone.trim() };
  }
  return calendarOf(form);
}

export function calendarForm(span: {
  start: string; end?: string; duration?: string; zone: string; recurrence?: string;
}): CalendarForm {
  return {
    start: minutes(span.start),
    ends: span.duration ? 'DURATION' : 'END',
    end: minutes(span.end),
    duration: span.duration ? inputOf(span.duration) : { amount: '', unit: 'HOURS' },
    zone: span.zone,
    ...repeatOf(span.recurrence),
  };
}

/** What is sent: a recurring time has a length, a single one an end or a length. */
export function calendarOf(form: CalendarForm): {
  start: string; end?: string; duration?: string; zone: string; recurrence?: string;
} {
  const recurrence = recurrenceOf(form);
  return {
    start: form.start,
    ...(form.ends === 'END' ? { end: form.end } : { duration: spanOfInput(form.duration) }),
    zone: form.zone.trim(),
    ...(recurrence ? { recurrence } : {}),
  };
}

export function recurrenceOf(form: Pick<CalendarForm, 'repeat' | 'rule'>): string | undefined {
  switch (form.repeat) {
    case 'ONCE':
      return undefined;
    case 'RULE':
      return form.rule.trim().toUpperCase().replace(/^RRULE:/, '');
    default:
      return `FREQ=${form.repeat}`;
  }
}

function repeatOf(recurrence: string | undefined): Pick<CalendarForm, 'repeat' | 'rule'> {
  if (!recurrence) {
    return { repeat: 'ONCE', rule: '' };
  }
  const simple = REPEATS.find((repeat) => recurrence === `FREQ=${repeat}`);
  return simple ? { repeat: simple, rule: '' } : { repeat: 'RULE', rule: recurrence };
}

export function problemsOfWindow(form: WindowForm): CalendarProblem[] {
  if (form.form === 'CALENDAR') {
    return problemsOfCalendar(form);
  }
  const problems: CalendarProblem[] = [];
  if (form.days.length === 0) {
    problems.push({ part: 'days', code: 'days' });
  }
  if (!TIME.test(form.from)) {
    problems.push({ part: 'from', code: 'missing' });
  }
  if (!TIME.test(form.to)) {
    problems.push({ part: 'to', code: 'missing' });
  } else if (form.from === form.to) {
    problems.push({ part: 'to', code: 'sameTime' });
  }
  return problems.concat(zoneProblems(form.zone));
}

export function problemsOfCalendar(form: CalendarForm): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!LOCAL.test(form.start)) {
    problems.push({ part: 'start', code: 'missing' });
  }
  problems.push(...(form.ends === 'END' ? endProblems(form) : lengthProblems(form)), ...zoneProblems(form.zone));
  if (form.repeat === 'RULE' && (!RULE.test(form.rule.trim()) || REFUSED.test(form.rule))) {
    problems.push({ part: 'rule', code: 'rule' });
  }
  return problems;
}

function endProblems(form: CalendarForm): CalendarProblem[] {
  if (!LOCAL.test(form.end)) {
    return [{ part: 'end', code: 'missing' }];
  }
  const seconds = (Date.parse(`${form.end}Z`) - Date.parse(`${form.start}Z`)) / 1000;
  if (seconds <= 0) {
    return [{ part: 'end', code: 'endFirst' }];
  }
  return seconds > LONGEST ? [{ part: 'end', code: 'tooLong' }] : [];
}

function lengthProblems(form: CalendarForm): CalendarProblem[] {
  const seconds = secondsOfInput(form.duration);
  if (!seconds) {
    return [{ part: 'duration', code: 'duration' }];
  }
  return seconds > LONGEST ? [{ part: 'duration', code: 'tooLong' }] : [];
}

function zoneProblems(zone: string): CalendarProblem[] {
  return isRegion(zone.trim()) ? [] : [{ part: 'zone', code: 'zone' }];
}

/** A region such as `Europe/Berlin`; offsets and abbreviations know nothing about daylight saving. */
export function isRegion(zone: string): boolean {
  if (!REGION.test(zone)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** For the choice of a zone; the reader's own comes first. */
export function regions(): string[] {
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const own = ownRegion();
  return [own, ...all.filter((zone) => zone !== own && zone.includes('/'))];
}

export function ownRegion(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && zone.includes('/') ? zone : 'Europe/London';
}

function minutes(time: string | undefined): string {
  return (time ?? '').replace(/(\d{2}:\d{2}):00$/, '$1');
}
