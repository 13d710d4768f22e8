import type { Policy } from '../api/contract';
import { calendarWords } from './calendar-words';
import type { SettingsWords } from './messages';
import { spanWords } from './span';

/** A policy in words, part by part: for whoever may only read, and for comparisons. */
export function policyLines(policy: Policy, words: SettingsWords, locale: string): { part: keyof Policy; label: string; value: string }[] {
  const length = (span: string) => spanWords(span, locale);
  const flag = (value: boolean) => value ? words.yes : words.no;
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  const stage = (one: Policy['stages'][number]) => `${one.name}: ${one.rules.map(rule => `${rule.required} × ${or.format(rule.persons ?? rule.roles ?? [rule.role ?? ''])}`).join(' + ')}`;
  const { approvals, onDeadline, reminders } = policy;
  return [
    { part: 'stages', label: words.approvals, value: policy.stages.length ? policy.stages.map(stage).join(' → ') : words.nobodyAsked },
    { part: 'approvals', label: words.terms, value: [
      `${words.selfApproval}: ${flag(approvals.selfApproval)}`, `${words.shared}: ${flag(approvals.shared)}`, `${words.operatorsExcluded}: ${flag(approvals.operatorsExcluded)}`,
      `${words.rejection}: ${words[`rejection${approvals.rejection}`]}`, `${words.membership}: ${words[`membership${approvals.membership}`]}`
    ].join('; ') },
    { part: 'checks', label: words.checks, value: policy.checks.length ? policy.checks.map(check => `${check.name} (${words.validity} ${length(check.validity)}${
      Object.entries(check.settings ?? {}).map(([key, value]) => `, ${key}=${value}`).join('')})`).join('; ') : words.noChecks },
    { part: 'approvalDeadline', label: words.approvalDeadline, value: length(policy.approvalDeadline) },
    { part: 'onDeadline', label: words.onDeadline, value: words[`onDeadline${onDeadline.action}`]
      + (onDeadline.action === 'EXPIRE' ? '' : `: ${onDeadline.times > 1 ? `${onDeadline.times} × ` : ''}${length(onDeadline.by)}`) },
    { part: 'reminders', label: words.reminders, value: `${reminders.atPercent.map(percent => `${percent} %`).join(', ') || words.none}; ${words.escalateTo} ${reminders.escalateTo ?? words.escalateToNobody} (${reminders.escalateAtPercent} %)` },
    { part: 'windows', label: words.changeWindows, value: policy.windows.length ? policy.windows.map(window => calendarWords(window, words, locale)).join('; ') : words.alwaysOpen },
    { part: 'soak', label: words.soak, value: length(policy.soak) },
    { part: 'openRequests', label: words.openRequests, value: words[`openRequests${policy.openRequests}`] },
    { part: 'rollback', label: words.rollback, value: policy.rollback ? stage(policy.rollback) : words.rollbackNone },
    { part: 'automaticRollback', label: words.automaticRollback, value: flag(policy.automaticRollback) },
    { part: 'autoPromotion', label: words.autoPromotion, value: policy.autoPromotion ? `${words[`match${policy.autoPromotion.match}`]}: ${policy.autoPromotion.conditions.join(', ')}` : words.no },
    { part: 'breakGlass', label: words.breakGlass, value: policy.breakGlass ? `${words.breakGlassPersons}: ${policy.breakGlass.persons}; ${words.breakGlassValid} ${length(policy.breakGlass.validFor)}; ${words.breakGlassReview} ${length(policy.breakGlass.reviewWithin)}` : words.no },
    { part: 'process', label: words.process, value: policy.process }
  ];
}
