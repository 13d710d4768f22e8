import { DAYS, problemsOfWindow, type CalendarForm, type WindowForm } from './calendar-form';
import { secondsOfInput } from './span';

export interface Opening {
  from: number;
  to: number;
}
export interface Openings {
  next: Opening[];
  /** Some window repeats by a rule that only the server can follow. */
  partial: boolean;
}
/** A wall clock time, as if it were UTC. */
type Local = number;

const DAY = 86_400_000;
const AHEAD = 366 * DAY;

/** When windows that are not saved yet would be open next, one list for all of them. */
export function openingsOf(windows: readonly WindowForm[], now: number, count = 3): Openings {
  const sound = windows.filter(window => problemsOfWindow(window).length === 0);
  const next = sound.flatMap(window => [...spans(window, now)]).filter(({ from, to }) => to > now && to > from)
    .sort((one, other) => one.from - other.from || one.to - other.to);
  const distinct = next.filter(({ from, to }, at) => next.findIndex(one => one.from === from && one.to === to) === at);
  return { next: distinct.slice(0, count), partial: sound.length < windows.length || sound.some(window => window.form === 'CALENDAR' && window.repeat === 'RULE') };
}

/** As far as needed: those around the moment, and those of a year ahead that repeat rarely. */
function* spans(window: WindowForm, now: number): Generator<Opening> {
  if (window.form === 'WEEKLY') {
    const overnight = window.to <= window.from ? DAY : 0;
    const first = Math.floor((now - 2 * DAY) / DAY) * DAY;
    for (let day = first; day < first + 18 * DAY; day += DAY) {
      if (window.days.includes(dayOf(day))) {
        yield { from: instantOf(day + time(window.from), window.zone), to: instantOf(day + overnight + time(window.to), window.zone) };
      }
    }
    return;
  }
  for (const start of starts(window, now)) {
    const from = instantOf(start, window.zone);
    const length = secondsOfInput(window.duration);
    const to = window.ends === 'END' ? instantOf(start + local(window.end) - local(window.start), window.zone) : from + (length ?? 0) * 1000;
    yield { from, to };
  }
}

/** Beginnings of the last year and of the year to come; days that a month does not have are left out. */
function* starts(window: CalendarForm, now: number): Generator<Local> {
  const first = local(window.start);
  const last = now + AHEAD;
  if (window.repeat === 'ONCE') {
    yield first;
  } else if (window.repeat === 'DAILY' || window.repeat === 'WEEKLY') {
    const step = window.repeat === 'DAILY' ? DAY : 7 * DAY;
    const behind = Math.max(0, Math.floor((now - AHEAD - first) / step));
    for (let start = first + behind * step; start <= last; start += step) yield start;
  } else if (window.repeat === 'MONTHLY' || window.repeat === 'YEARLY') {
    const begin = new Date(first);
    const step = window.repeat === 'MONTHLY' ? 1 : 12;
    const years = Math.max(0, new Date(now).getUTCFullYear() - begin.getUTCFullYear() - 8);
    for (let month = years * 12; ; month += step) {
      const start = new Date(first);
      start.setUTCFullYear(begin.getUTCFullYear(), begin.getUTCMonth() + month, begin.getUTCDate());
      if (start.getTime() > last + (step > 1 ? 8 * AHEAD : 0)) return;
      if (start.getUTCDate() === begin.getUTCDate()) yield start.getTime();
    }
  }
}

/** A time that daylight saving skips moves forward by the gap; one that comes twice means the earlier one. */
export function instantOf(wall: Local, zone: string): number {
  const before = offset(wall - DAY, zone);
  const after = offset(wall + DAY, zone);
  const real = [...new Set([before, after])].map(shift => wall - shift).filter(instant => instant + offset(instant, zone) === wall);
  return real.length > 0 ? Math.min(...real) : wall - before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function offset(instant: number, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric'
    });
    clocks.set(zone, clock);
  }
  const parts = clock.formatToParts(instant);
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(instant / 1000) * 1000;
}

function dayOf(day: Local): (typeof DAYS)[number] {
  return DAYS[(new Date(day).getUTCDay() + 6) % 7] as (typeof DAYS)[number];
}

function time(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function local(text: string): Local {
  return Date.parse(`${text}Z`);
}
