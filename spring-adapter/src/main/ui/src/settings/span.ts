import type { Span } from '../api/contract';

/** Lengths of time as people type them, and as the API writes them: `3 days` and `P3D`. */
export type SpanUnit = 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS';
export interface SpanInput {
  amount: string;
  unit: SpanUnit;
}

export const SPAN_UNITS: readonly SpanUnit[] = ['SECONDS', 'MINUTES', 'HOURS', 'DAYS'];

const SECONDS: Record<SpanUnit, number> = { SECONDS: 1, MINUTES: 60, HOURS: 3600, DAYS: 86_400 };
const INTL: Record<SpanUnit, string> = { SECONDS: 'second', MINUTES: 'minute', HOURS: 'hour', DAYS: 'day' };
const FORM = /^P(?:(\d{1,9})W|(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?)$/;
const WHOLE = /^\d{1,9}$/;

/** Seconds of an ISO-8601 duration; nothing for what is none. */
export function secondsOf(span: Span): number | undefined {
  const parts = span === 'P' ? null : FORM.exec(span);
  if (!parts) {
    return undefined;
  }
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number, number, number, number, number,
  ];
  return (weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

/** The canonical form of the API: days, hours, minutes, seconds, nothing that is zero. */
export function spanOf(seconds: number): Span {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const time = (hours ? `${hours}H` : '') + (minutes ? `${minutes}M` : '') + (rest ? `${rest}S` : '');
  if (!days && !time) {
    return 'PT0S';
  }
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** In the largest unit that says it in one whole number. */
export function inputOf(span: Span): SpanInput {
  const seconds = secondsOf(span);
  if (seconds === undefined) {
    return { amount: span, unit: 'HOURS' };
  }
  const unit = seconds === 0 ? 'HOURS' : ([...SPAN_UNITS].reverse().find((one) => seconds % SECONDS[one] === 0) as SpanUnit);
  return { amount: String(seconds / SECONDS[unit]), unit };
}

/** Nothing for what is no whole number. */
export function secondsOfInput(input: SpanInput): number | undefined {
  const amount = input.amount.trim();
  return WHOLE.test(amount) ? Number(amount) * SECONDS[input.unit] : undefined;
}

export function spanOfInput(input: SpanInput): Span {
  const seconds = secondsOfInput(input);
  return seconds === undefined ? input.amount : spanOf(seconds);
}

/** Such as `3 days` or `1 day 6 hours`, in the language of the reader. What is no duration stays as it is. */
export function spanWords(span: Span, language: string): string {
  const seconds = secondsOf(span);
  if (seconds === undefined) {
    return span;
  }
  const words: string[] = [];
  let rest = seconds;
  for (const unit of [...SPAN_UNITS].reverse()) {
    const amount = Math.floor(rest / SECONDS[unit]);
    rest -= amount * SECONDS[unit];
    if (amount > 0) {
      words.push(unitWords(amount, unit, language));
    }
  }
  return words.length ? words.join(' ') : unitWords(0, 'SECONDS', language);
}

function unitWords(amount: number, unit: SpanUnit, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: INTL[unit], unitDisplay: 'long' }).format(amount);
}

/** The name of a unit alone, for a choice beside a number. */
export function unitName(unit: SpanUnit, language: string): string {
  const parts = new Intl.NumberFormat(language, { style: 'unit', unit: INTL[unit], unitDisplay: 'long' }).formatToParts(2);
  return parts.filter((part) => part.type === 'unit').map((part) => part.value).join('').trim();
}
