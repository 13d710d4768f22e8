import type { Policy } from '../api/contract';
import { DAYS, type Day } from './calendar-form';
import type { SettingsWords } from './messages';
import { spanWords } from './span';

/** A window or a freeze in one line: "Mon, Tue 09:00 to 17:00, Europe/Berlin". */
export function calendarWords(span: Policy['windows'][number], words: SettingsWords, locale: string): string {
  if (span.days) {
    const days = DAYS.filter(day => span.days?.includes(day)).map(day => dayName(day, locale, 'short'));
    return `${days.join(', ')} ${words.span(span.from ?? '', span.to ?? '')}, ${span.zone}`;
  }
  const start = localWords(span.start ?? '', locale);
  const length = span.duration ? `${start}, ${spanWords(span.duration, locale)}` : words.span(start, localWords(span.end ?? '', locale));
  return [length, span.zone, recurrenceWords(span.recurrence, words)].filter(Boolean).join(', ');
}

export function recurrenceWords(recurrence: string | undefined, words: SettingsWords): string {
  switch (recurrence) {
    case undefined: return '';
    case 'FREQ=DAILY': return words.repeatDAILY;
    case 'FREQ=WEEKLY': return words.repeatWEEKLY;
    case 'FREQ=MONTHLY': return words.repeatMONTHLY;
    case 'FREQ=YEARLY': return words.repeatYEARLY;
    default: return recurrence;
  }
}

/** A local time stays what it is, whatever zone the reader is in. */
export function localWords(local: string, locale: string): string {
  const at = new Date(`${local}Z`);
  return Number.isNaN(at.getTime()) ? local : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at);
}

export function dayName(day: Day, locale: string, width: 'short' | 'long' = 'long'): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)));
}
