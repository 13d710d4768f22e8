import type { Policy } from '../api/contract';
import { windowForm, windowOf, type WindowForm } from './calendar-form';
import { inputOf, spanOfInput, type SpanInput } from './span';

/** A policy as people edit it: every number and length is what they typed, until it is sent. */
export interface PolicyForm {
  stages: StageForm[];
  approvals: Policy['approvals'];
  checks: CheckForm[];
  approvalDeadline: SpanInput;
  onDeadline: { action: Policy['onDeadline']['action']; by: SpanInput; times: string };
  reminders: { atPercent: string; escalateAtPercent: string; escalateTo: string };
  windows: WindowForm[];
  soak: SpanInput;
  openRequests: Policy['openRequests'];
  rollback?: StageForm;
  automaticRollback: boolean;
  autoPromotion?: { match: 'ALL' | 'ANY'; conditions: string };
  breakGlass?: { persons: string; validFor: SpanInput; reviewWithin: SpanInput };
  process: string;
}
export interface StageForm {
  name: string;
  rules: RuleForm[];
}
export interface RuleForm {
  by: 'ROLES' | 'PERSONS';
  roles: string[];
  persons: string;
  required: string;
}
export interface CheckForm {
  name: string;
  validity: SpanInput;
  phase: 'STATIC' | 'AUTOMATIC';
  settings: { key: string; value: string }[];
}

type Stage = Policy['stages'][number];
type Rule = Stage['rules'][number];

export function policyForm(policy: Policy): PolicyForm {
  return {
    stages: policy.stages.map(stageForm),
    approvals: { ...policy.approvals },
    checks: policy.checks.map((check) => ({
      name: check.name,
      validity: inputOf(check.validity),
      phase: check.phase,
      settings: Object.entries(check.settings ?? {}).map(([key, value]) => ({ key, value })),
    })),
    approvalDeadline: inputOf(policy.approvalDeadline),
    onDeadline: {
      action: policy.onDeadline.action,
      by: inputOf(policy.onDeadline.by),
      times: String(policy.onDeadline.times),
    },
    reminders: {
      atPercent: policy.reminders.atPercent.join(', '),
      escalateAtPercent: String(policy.reminders.escalateAtPercent),
      escalateTo: policy.reminders.escalateTo ?? '',
    },
    windows: policy.windows.map(windowForm),
    soak: inputOf(policy.soak),
    openRequests: policy.openRequests,
    ...(policy.rollback ? { rollback: stageForm(policy.rollback) } : {}),
    automaticRollback: policy.automaticRollback,
    ...(policy.autoPromotion
      ? { autoPromotion: { match: policy.autoPromotion.match, conditions: policy.autoPromotion.conditions.join('\n') } }
      : {}),
    ...(policy.breakGlass
      ? {
          breakGlass: {
            persons: String(policy.breakGlass.persons),
            validFor: inputOf(policy.breakGlass.validFor),
            reviewWithin: inputOf(policy.breakGlass.reviewWithin),
          },
        }
      : {}),
    process: policy.process,
  };
}

export function policyOf(form: PolicyForm): Policy {
  return {
    stages: form.stages.map(stageOf),
    approvals: { ...form.approvals },
    checks: form.checks.map((check) => ({
      name: check.name.trim(),
      validity: spanOfInput(check.validity),
      phase: check.phase,
      settings: Object.fromEntries(
        check.settings.filter(({ key }) => key.trim()).map(({ key, value }) => [key.trim(), value.trim()]),
      ),
    })),
    approvalDeadline: spanOfInput(form.approvalDeadline),
    onDeadline: onDeadlineOf(form.onDeadline),
    reminders: {
      atPercent: numbers(form.reminders.atPercent),
      escalateAtPercent: Number(form.reminders.escalateAtPercent),
      ...(form.reminders.escalateTo ? { escalateTo: form.reminders.escalateTo } : {}),
    },
    windows: form.windows.map(windowOf),
    soak: spanOfInput(form.soak),
    openRequests: form.openRequests,
    ...(form.rollback ? { rollback: stageOf(form.rollback) } : {}),
    automaticRollback: form.automaticRollback,
    ...(form.autoPromotion
      ? { autoPromotion: { match: form.autoPromotion.match, conditions: lines(form.autoPromotion.conditions) } }
      : {}),
    ...(form.breakGlass
      ? {
          breakGlass: {
            persons: Number(form.breakGlass.persons),
            validFor: spanOfInput(form.breakGlass.validFor),
            reviewWithin: spanOfInput(form.breakGlass.reviewWithin),
          },
        }
      : {}),
    process: form.process,
  };
}

/** Expiring takes no further time, and escalating happens once: what is left over from another choice is not sent. */
function onDeadlineOf(form: PolicyForm['onDeadline']): Policy['onDeadline'] {
  switch (form.action) {
    case 'EXPIRE':
      return { action: 'EXPIRE', by: 'PT0S', times: 0 };
    case 'ESCALATE':
      return { action: 'ESCALATE', by: spanOfInput(form.by), times: 1 };
    case 'EXTEND':
      return { action: 'EXTEND', by: spanOfInput(form.by), times: Number(form.times) };
  }
}

export function newStage(names: readonly string[]): StageForm {
  const taken = new Set(names);
  let name = 'approval';
  for (let next = 2; taken.has(name); next += 1) {
    name = `approval-${next}`;
  }
  return { name, rules: [newRule()] };
}

export function newRule(): RuleForm {
  return { by: 'ROLES', roles: [], persons: '', required: '1' };
}

export function newCheck(name: string): CheckForm {
  return { name, validity: { amount: '24', unit: 'HOURS' }, phase: 'AUTOMATIC', settings: [] };
}

export function newBreakGlass(): NonNullable<PolicyForm['breakGlass']> {
  return { persons: '2', validFor: { amount: '1', unit: 'HOURS' }, reviewWithin: { amount: '24', unit: 'HOURS' } };
}

function stageForm(stage: Stage): StageForm {
  return { name: stage.name, rules: stage.rules.map(ruleForm) };
}

function ruleForm(rule: Rule): RuleForm {
  const required = String(rule.required);
  return rule.persons
    ? { by: 'PERSONS', roles: [], persons: rule.persons.join(', '), required }
    : { by: 'ROLES', roles: rule.role ? [rule.role] : [...(rule.roles ?? [])], persons: '', required };
}

function stageOf(form: StageForm): Stage {
  return { name: form.name.trim(), rules: form.rules.map(ruleOf) };
}

function ruleOf(form: RuleForm): Rule {
  const required = Number(form.required);
  if (form.by === 'PERSONS') {
    return { persons: words(form.persons), required };
  }
  const [first, ...others] = form.roles;
  return first !== undefined && others.length === 0 ? { role: first, required } : { roles: form.roles, required };
}

/** What people separate by commas, semicolons, spaces or lines; each once. */
export function words(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/** What people write one a line. */
export function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}

export function numbers(text: string): number[] {
  return words(text).map(Number);
}
