import type { PolicyChangeLine } from '../api/contract';
import type { SettingsWords } from './messages';
import { secondsOf, spanWords } from './span';

/** What a difference of two policies is called, and its values, for the reader: the server names fields and values. */
export interface ReadableLine {
  label: string;
  before: string;
  after: string;
  effect: PolicyChangeLine['effect'];
}

export function readable(line: PolicyChangeLine, words: SettingsWords, locale: string): ReadableLine {
  return { label: fieldWords(line.field, words), before: valueWords(line.field, line.before, words, locale), after: valueWords(line.field, line.after, words, locale), effect: line.effect };
}

function fieldWords(field: string, words: SettingsWords): string {
  const [first = '', ...rest] = field.split('.');
  const detail = rest.join('.');
  switch (first) {
    case 'stages': return detail ? `${words.approvals}: ${detail.replace('.', ', ')}` : words.stages;
    case 'rollback': return detail ? `${words.rollback}: ${detail.replace('.', ', ')}` : words.rollback;
    case 'approvals': return TERMS[detail] ? words[TERMS[detail]] : detail;
    case 'checks': return checkWords(detail, words);
    case 'approvalDeadline': return words.approvalDeadline;
    case 'onDeadline': return words.onDeadline;
    case 'reminders': return detail === 'escalateTo' ? words.escalateTo : detail === 'escalateAtPercent' ? words.escalateAtPercent : words.atPercent;
    case 'windows': return words.changeWindows;
    case 'soak': return words.soak;
    case 'openRequests': return words.openRequests;
    case 'automaticRollback': return words.automaticRollback;
    case 'autoPromotion': return words.autoPromotion;
    case 'breakGlass': return detail === 'persons' ? words.breakGlassPersons : detail === 'validFor' ? words.breakGlassValid
      : detail === 'reviewWithin' ? words.breakGlassReview : words.breakGlass;
    case 'process': return words.process;
    case 'dataPolicy': return dataWords(detail, words);
    default: return dataWords(first, words);
  }
}

const TERMS: Record<string, 'selfApproval' | 'shared' | 'operatorsExcluded' | 'rejection' | 'membership'> = {
  selfApproval: 'selfApproval', shared: 'shared', operatorsExcluded: 'operatorsExcluded', rejection: 'rejection', membership: 'membership'
};

function dataWords(field: string, words: SettingsWords): string {
  return field === 'piiAllowed' ? words.piiAllowed : field === 'encryptionRequired' ? words.encryptionRequired
    : field === 'retentionDays' ? words.retentionDays : field;
}

function checkWords(detail: string, words: SettingsWords): string {
  const [name = '', part] = detail.split('.');
  const what = part === 'validity' ? words.validity : part === 'phase' ? words.phase : part === 'settings' ? words.checkSettings : undefined;
  return what ? `${words.checkName} ${name}: ${what}` : `${words.checkName} ${name}`;
}

function valueWords(field: string, value: string, words: SettingsWords, locale: string): string {
  if (value === 'none' || value === '') return words.none;
  if (value === 'true') return words.yes;
  if (value === 'false') return words.no;
  const choice = `${field === 'approvals.rejection' ? 'rejection' : field === 'approvals.membership' ? 'membership' : field === 'openRequests' ? 'openRequests'
    : field === 'onDeadline' ? 'onDeadline' : field.endsWith('.phase') ? 'phase' : ''}${value}`;
  if (choice !== value && choice in words) return words[choice as keyof SettingsWords] as string;
  if (field === 'onDeadline') return deadlineWords(value, words, locale);
  return secondsOf(value) === undefined ? value : spanWords(value, locale);
}

/** `EXTEND 2 × P1D`. */
function deadlineWords(value: string, words: SettingsWords, locale: string): string {
  const parts = /^(ESCALATE|EXTEND) (\d+) × (P\S+)$/.exec(value);
  if (!parts) return value;
  const [, action, times, by = ''] = parts;
  const what = action === 'ESCALATE' ? words.onDeadlineESCALATE : words.onDeadlineEXTEND;
  return `${what}: ${times === '1' ? '' : `${times} × `}${spanWords(by, locale)}`;
}
