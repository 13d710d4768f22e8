import { describe, expect, it } from 'vitest';
import type { Policy } from '../api/contract';
import { ableToApprove, problemsOfPolicy, type Surroundings } from './policy-check';
import { newBreakGlass, newRule, newStage, policyForm, policyOf, type PolicyForm } from './policy-form';

const policy: Policy = {
  stages: [
    { name: 'security', rules: [{ role: 'security-officer', required: 1 }] },
    { name: 'operations', rules: [{ roles: ['lead', 'operator'], required: 2 }, { persons: ['mia', 'tom'], required: 1 }] },
  ],
  approvals: { selfApproval: false, shared: false, operatorsExcluded: true, rejection: 'ANYBODY', membership: 'REQUEST' },
  checks: [{ name: 'security', validity: 'PT12H', phase: 'AUTOMATIC', settings: { maxHigh: '0' } }],
  approvalDeadline: 'P1D',
  onDeadline: { action: 'ESCALATE', by: 'PT8H', times: 1 },
  reminders: { atPercent: [50, 80], escalateAtPercent: 80, escalateTo: 'lead' },
  windows: [{ days: ['MONDAY'], from: '09:00', to: '17:00', zone: 'Europe/Berlin' }],
  soak: 'PT24H',
  openRequests: 'QUEUE',
  rollback: { name: 'rollback', rules: [{ role: 'operator', required: 1 }] },
  automaticRollback: true,
  autoPromotion: { match: 'ALL', conditions: ['tests.pass_rate >= 100', 'deployment.duration_hours > 24'] },
  breakGlass: { persons: 2, validFor: 'PT1H', reviewWithin: 'P1D' },
  process: 'promotion',
};
const person = (id: string) => ({ id, name: id });
const around: Surroundings = {
  protected: true,
  roles: ['security-officer', 'lead', 'operator', 'auditor'],
  access: [
    { role: 'security-officer', permissions: ['APPROVE'], people: [person('ada')] },
    { role: 'operator', permissions: ['APPROVE'], people: [person('mia'), person('tom'), { ...person('bot'), service: true }] },
    { role: 'lead', permissions: ['APPROVE'], people: [person('tom')] },
  ],
};

function changed(change: (form: PolicyForm) => void): ReturnType<typeof problemsOfPolicy> {
  const form = policyForm(policy);
  change(form);
  return problemsOfPolicy(form, around);
}

describe('The form of a policy', () => {
  it('gives back the policy that it was made of', () => {
    expect(policyOf(policyForm(policy))).toEqual({ ...policy, soak: 'P1D' });
  });

  it('has nothing to complain about in a sound policy', () => {
    expect(problemsOfPolicy(policyForm(policy), around)).toEqual([]);
  });

  it('leaves out what is switched off', () => {
    const form = policyForm(policy);
    delete form.rollback;
    delete form.autoPromotion;
    delete form.breakGlass;
    form.reminders.escalateTo = '';
    form.onDeadline.action = 'EXPIRE';

    const sent = policyOf(form);

    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['rollback']));
    expect(sent).not.toHaveProperty('autoPromotion');
    expect(sent).not.toHaveProperty('breakGlass');
    expect(sent.reminders).not.toHaveProperty('escalateTo');
    expect(sent.onDeadline).toEqual({ action: 'EXPIRE', by: 'PT0S', times: 0 });
  });

  it('names a new stage so that it differs from the others', () => {
    expect(newStage([]).name).toBe('approval');
    expect(newStage(['approval', 'approval-2']).name).toBe('approval-3');
  });

  it('reads persons however they are separated, each once', () => {
    const form = policyForm(policy);
    form.stages = [{ name: 'a', rules: [{ ...newRule(), by: 'PERSONS', persons: 'mia; tom,\nmia' }] }];

    expect(policyOf(form).stages[0]?.rules).toEqual([{ persons: ['mia', 'tom'], required: 1 }]);
  });
});

describe('A policy is refused before it is sent', () => {
  it('when more people must approve than can', () => {
    expect(changed((form) => {
      (form.stages[1] as PolicyForm['stages'][number]).rules[0] = { by: 'ROLES', roles: ['operator', 'lead'], persons: '', required: '3' };
    })).toEqual([{ field: 'stages.1.rules.0.required', code: 'quorum', values: { required: '3', able: '2' } }]);
  });

  it.each<[string, (form: PolicyForm) => void, string, string]>([
    ['nobody is asked in a protected workspace', (form) => (form.stages = []), 'stages', 'nobodyAsked'],
    ['two stages share a name', (form) => { form.stages[1]!.name = 'security'; }, 'stages.1.name', 'stageTwice'],
    ['a stage has no rule', (form) => { form.stages[0]!.rules = []; }, 'stages.0.rules', 'noRule'],
    ['a rule asks no role', (form) => { form.stages[0]!.rules[0]!.roles = []; }, 'stages.0.rules.0.who', 'noRole'],
    ['a number is none', (form) => { form.stages[0]!.rules[0]!.required = 'two'; }, 'stages.0.rules.0.required', 'range'],
    ['two rules of a stage ask the same', (form) => { form.stages[0]!.rules.push({ ...newRule(), roles: ['security-officer'] }); }, 'stages.0.rules.1.who', 'ruleTwice'],
    ['requesters approve themselves in a protected workspace', (form) => { form.approvals.selfApproval = true; }, 'approvals.selfApproval', 'selfApproval'],
    ['a check stands there twice', (form) => { form.checks.push({ ...form.checks[0]! }); }, 'checks.1.name', 'checkTwice'],
    ['a deadline is too long', (form) => { form.approvalDeadline = { amount: '91', unit: 'DAYS' }; }, 'approvalDeadline', 'span'],
    ['more time is given never', (form) => { form.onDeadline.action = 'EXTEND'; form.onDeadline.times = '0'; }, 'onDeadline.times', 'range'],
    ['it escalates to nobody', (form) => { form.reminders.escalateTo = ''; }, 'reminders.escalateTo', 'escalateToWhom'],
    ['reminders do not rise', (form) => { form.reminders.atPercent = '80, 50'; }, 'reminders.atPercent', 'percents'],
    ['a condition is none', (form) => { form.autoPromotion!.conditions = 'tests are green'; }, 'autoPromotion.conditions', 'condition'],
    ['an emergency holds for too long', (form) => { form.breakGlass = { ...newBreakGlass(), validFor: { amount: '5', unit: 'HOURS' } }; }, 'breakGlass.validFor', 'span'],
    ['a window has no day', (form) => { form.windows = [{ form: 'WEEKLY', days: [], from: '09:00', to: '10:00', zone: 'Europe/Berlin' }]; }, 'windows.0.days', 'calendar.days'],
  ])('when %s', (_why, change, field, code) => {
    expect(changed(change)).toContainEqual(expect.objectContaining({ field, code }));
  });
});

describe('How many could approve', () => {
  it('counts people once, and services never', () => {
    expect(ableToApprove({ ...newRule(), roles: ['operator', 'lead'] }, around.access)).toBe(2);
  });

  it('is unknown for a role that the screen does not see', () => {
    expect(ableToApprove({ ...newRule(), roles: ['auditor'] }, around.access)).toBeUndefined();
  });
});
