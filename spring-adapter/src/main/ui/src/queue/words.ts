import type { QueueRow } from '../api/contract';
import { format, inWords, type SluiceElement } from '../base/index';
import { spanWords } from '../detail/approvals';
import type { Filters } from './filters';
import { queueWords } from './messages';

type Words = (typeof queueWords)['words']['en'];

/** The count of a tab; the server stops counting at 200. */
export function counted(count: number, words: Words): string {
  return count >= 200 ? words.orMore(200) : String(count);
}

/** "3 checks passed, 1 failed". */
export function checkWords(checks: QueueRow['checks'], words: Words): string {
  const parts = [
    checks.passed > 0 ? words.checksPassed(checks.passed) : '', checks.failed > 0 ? words.checksFailed(checks.failed) : '',
    checks.missing > 0 ? words.checksMissing(checks.missing) : ''
  ].filter(part => part !== '');
  return parts.length === 0 ? words.noChecks : parts.join(', ');
}

/** What happens when nobody decides in time. */
export function thenWords(row: QueueRow, words: Words, locale: string): string | undefined {
  const onDue = row.task?.onDue;
  switch (onDue?.action) {
    case 'EXPIRE': return words.thenExpires;
    case 'ESCALATE': return words.thenEscalates(onDue.to ?? '');
    case 'EXTEND': return words.thenExtends(onDue.by ? spanWords(onDue.by, locale) : '');
    case undefined: return undefined;
  }
}

/** Why the person may not decide. */
export function whyWords(host: SluiceElement, row: QueueRow): string | undefined {
  return row.mayDecide ? undefined : inWords(host, row.why);
}

/** What the empty list says, and how many wait for others. */
export function emptyWords(filters: Filters, isFiltered: boolean, words: Words): string {
  if (isFiltered) return words.emptyFiltered;
  return { mine: words.emptyMine, requested: words.emptyRequested, open: words.emptyOpen, done: words.emptyDone }[filters.tab];
}

/** "TB": the initials of a person in an avatar. */
export function initials(name: string): string {
  const parts = name.split(/[\s.@_-]+/).filter(part => part !== '');
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map(part => [...(part ?? '')][0] ?? '').join('');
  return letters.toUpperCase() || '?';
}

export function names(host: SluiceElement, people: readonly { name: string }[]): string {
  return format.listed(people.map(person => person.name), host.locale);
}
