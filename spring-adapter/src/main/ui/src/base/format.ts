import { languageOf } from './i18n';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
const distances = new Map<string, Intl.RelativeTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    // Plain English is no country's; days come first and hours run to 24, as in our words.
    found = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
    formats.set(key, found);
  }
  return found;
}

/** "10:42". */
export function timeOfDay(at: string | number | Date, locale: string): string {
  return format(locale, { timeStyle: 'short' }).format(new Date(at));
}

/** "Mon, 23 Nov 2026, 10:42 GMT+1": nothing is left to guess. */
export function absolute(at: string | number | Date, locale: string): string {
  return format(locale, {
    weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short'
  }).format(new Date(at));
}

/** "Mon 10:42" within a week, "23 Nov, 10:42" beyond, "10:42" today. */
export function moment(at: string | number | Date, now: number, locale: string): string {
  const time = new Date(at);
  const near = Math.abs(time.getTime() - now) < 6 * DAY;
  const today = time.toDateString() === new Date(now).toDateString();
  const options: Intl.DateTimeFormatOptions = today ? { timeStyle: 'short' }
    : near ? { weekday: 'short', hour: '2-digit', minute: '2-digit' }
      : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return format(locale, options).format(time);
}

/** "2 hours ago", "in 3 days", "yesterday". */
export function relative(at: string | number | Date, now: number, locale: string): string {
  const distance = new Date(at).getTime() - now;
  const size = Math.abs(distance);
  let words = distances.get(locale);
  if (!words) {
    words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    distances.set(locale, words);
  }
  if (size < MINUTE) return words.format(0, 'second');
  if (size < HOUR) return words.format(Math.trunc(distance / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(distance / HOUR), 'hour');
  if (size < 60 * DAY) return words.format(Math.trunc(distance / DAY), 'day');
  return words.format(Math.trunc(distance / (30 * DAY)), 'month');
}

/** A length of time in at most two units: "17 h 50 min", "2 days 3 h", "20 s". */
export function lengthOf(milliseconds: number, locale: string): string {
  const size = Math.max(0, Math.abs(milliseconds));
  const days = Math.floor(size / DAY);
  const hours = Math.floor(size % DAY / HOUR);
  const minutes = Math.floor(size % HOUR / MINUTE);
  const day = languageOf(locale) === 'de' ? (days === 1 ? 'Tag' : 'Tage') : (days === 1 ? 'day' : 'days');
  if (days > 0) return days < 7 && hours > 0 ? `${days} ${day} ${hours} h` : `${days} ${day}`;
  if (hours > 0) return hours < 24 && minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return `${minutes} min`;
  return `${Math.floor(size / 1000)} s`;
}

/** A sentence of the server with its points and lengths of time, which are written for programs, as people write them. */
export function readable(sentence: string, locale: string): string {
  return sentence
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z\b/g, at => absolute(at, locale))
    .replace(/\bP(?=\d|T\d)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?(?![\w.])/g,
      (_, days = 0, hours = 0, minutes = 0, seconds = 0) => lengthOf(days * DAY + hours * HOUR + minutes * MINUTE + seconds * 1000, locale));
}

/** "A, B and C" in the language. */
export function listed(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

export function numeral(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}
