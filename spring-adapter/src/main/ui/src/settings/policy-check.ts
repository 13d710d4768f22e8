import type { WorkspaceSettings } from '../api/contract';
import { problemsOfWindow } from './calendar-form';
import { words, lines, numbers, type PolicyForm, type RuleForm, type StageForm } from './policy-form';
import { secondsOfInput, spanOf, type SpanInput } from './span';

/** What is wrong with a form, by field path; `code` is a key of the messages and `values` fills it. */
export interface FormProblem {
  field: string;
  code: string;
  values?: Record<string, string>;
}

export type Surroundings = Pick<WorkspaceSettings, 'access' | 'roles'> & { protected: boolean };

const DAY = 86_400;
const IDENTIFIER = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const CHECK = /^[a-z][a-z0-9-]{0,39}$/;
const CONDITION = /^\s*[a-z][a-z0-9-]{0,39}\.[A-Za-z0-9_.-]{1,80}\s*(?:>=|<=|==|>|<)\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/;
const WHOLE = /^\s*\d{1,9}\s*$/;

/** Everything that the server would refuse and that can be known here. */
export function problemsOfPolicy(form: PolicyForm, around: Surroundings): FormProblem[] {
  return [
    ...stages(form, around),
    ...checks(form),
    ...deadline(form),
    ...reminders(form),
    ...length('soak', form.soak, 0, 90 * DAY),
    ...automation(form),
    ...emergencies(form),
    ...windows(form),
    ...(form.process.trim() ? [] : [{ field: 'process', code: 'missing' }]),
  ];
}

function stages(form: PolicyForm, around: Surroundings): FormProblem[] {
  const problems = form.stages.flatMap((stage, index) => stageProblems(`stages.${index}`, stage, around));
  form.stages.forEach((stage, index) => {
    if (form.stages.findIndex((other) => other.name.trim() === stage.name.trim()) < index) {
      problems.push({ field: `stages.${index}.name`, code: 'stageTwice', values: { name: stage.name } });
    }
  });
  if (form.stages.length > 20) {
    problems.push({ field: 'stages', code: 'tooManyStages' });
  }
  if (around.protected && form.stages.length === 0) {
    problems.push({ field: 'stages', code: 'nobodyAsked' });
  }
  if (around.protected && form.approvals.selfApproval) {
    problems.push({ field: 'approvals.selfApproval', code: 'selfApproval' });
  }
  return form.rollback ? problems.concat(stageProblems('rollback', form.rollback, around)) : problems;
}

function stageProblems(field: string, stage: StageForm, around: Surroundings): FormProblem[] {
  const problems: FormProblem[] = [];
  if (!IDENTIFIER.test(stage.name.trim())) {
    problems.push({ field: `${field}.name`, code: stage.name.trim() ? 'identifier' : 'missing' });
  }
  if (stage.rules.length === 0) {
    problems.push({ field: `${field}.rules`, code: 'noRule' });
  }
  const asked = stage.rules.map((rule) => [rule.by, ...(rule.by === 'ROLES' ? rule.roles : words(rule.persons))].sort().join());
  stage.rules.forEach((rule, index) => {
    problems.push(...ruleProblems(`${field}.rules.${index}`, rule, around));
    if (asked.indexOf(asked[index] as string) < index) {
      problems.push({ field: `${field}.rules.${index}.who`, code: 'ruleTwice' });
    }
  });
  return problems;
}

function ruleProblems(field: string, rule: RuleForm, around: Surroundings): FormProblem[] {
  const problems: FormProblem[] = [];
  const persons = words(rule.persons);
  if (rule.by === 'ROLES' ? rule.roles.length === 0 : persons.length === 0) {
    problems.push({ field: `${field}.who`, code: rule.by === 'ROLES' ? 'noRole' : 'noPerson' });
  }
  const wrong = rule.by === 'PERSONS' ? persons.find((person) => !IDENTIFIER.test(person)) : undefined;
  if (wrong) {
    problems.push({ field: `${field}.who`, code: 'personId', values: { person: wrong } });
  }
  if (persons.length > 50) {
    problems.push({ field: `${field}.who`, code: 'tooManyPersons' });
  }
  if (!isWhole(rule.required, 1, 50)) {
    return [...problems, { field: `${field}.required`, code: 'range', values: { from: '1', to: '50' } }];
  }
  const able = ableToApprove(rule, around.access);
  if (able !== undefined && able > 0 && Number(rule.required) > able) {
    problems.push({
      field: `${field}.required`, code: 'quorum', values: { required: rule.required.trim(), able: String(able) },
    });
  }
  return problems;
}

/** How many people could fill a rule; nothing when the screen cannot know. Services never approve. */
export function ableToApprove(rule: RuleForm, access: WorkspaceSettings['access']): number | undefined {
  if (rule.by === 'PERSONS') {
    return words(rule.persons).length;
  }
  const known = rule.roles.map((role) => access.find((one) => one.role === role));
  if (known.length === 0 || known.some((one) => one === undefined)) {
    return undefined;
  }
  const people = known.flatMap((one) => one?.people ?? []).filter((person) => !person.service);
  return new Set(people.map((person) => person.id)).size;
}

function checks(form: PolicyForm): FormProblem[] {
  const problems: FormProblem[] = [];
  form.checks.forEach((check, index) => {
    const field = `checks.${index}`;
    const name = check.name.trim();
    if (!CHECK.test(name)) {
      problems.push({ field: `${field}.name`, code: name ? 'checkName' : 'missing' });
    } else if (form.checks.findIndex((other) => other.name.trim() === name) < index) {
      problems.push({ field: `${field}.name`, code: 'checkTwice', values: { name } });
    }
    problems.push(...length(`${field}.validity`, check.validity, 60, 90 * DAY));
    const keys = check.settings.map((setting) => setting.key.trim());
    check.settings.forEach((setting, at) => {
      if (!keys[at] && setting.value.trim()) {
        problems.push({ field: `${field}.settings.${at}`, code: 'missing' });
      } else if (keys[at] && keys.indexOf(keys[at]) < at) {
        problems.push({ field: `${field}.settings.${at}`, code: 'settingTwice', values: { name: keys[at] } });
      }
    });
  });
  if (form.checks.length > 20) {
    problems.push({ field: 'checks', code: 'tooManyChecks' });
  }
  return problems;
}

function deadline(form: PolicyForm): FormProblem[] {
  const problems = length('approvalDeadline', form.approvalDeadline, 60, 90 * DAY);
  if (form.onDeadline.action === 'EXPIRE') {
    return problems;
  }
  problems.push(...length('onDeadline.by', form.onDeadline.by, 60, 90 * DAY));
  if (form.onDeadline.action === 'EXTEND' && !isWhole(form.onDeadline.times, 1, 10)) {
    problems.push({ field: 'onDeadline.times', code: 'range', values: { from: '1', to: '10' } });
  }
  if (form.onDeadline.action === 'ESCALATE' && !form.reminders.escalateTo) {
    problems.push({ field: 'reminders.escalateTo', code: 'escalateToWhom' });
  }
  return problems;
}

function reminders(form: PolicyForm): FormProblem[] {
  const problems: FormProblem[] = [];
  const percents = numbers(form.reminders.atPercent);
  const rising = percents.every((percent, at) => at === 0 || percent > (percents[at - 1] as number));
  if (!percents.every((percent) => Number.isInteger(percent) && percent >= 1 && percent <= 99) || !rising) {
    problems.push({ field: 'reminders.atPercent', code: 'percents' });
  }
  if (!isWhole(form.reminders.escalateAtPercent, 1, 99)) {
    problems.push({ field: 'reminders.escalateAtPercent', code: 'range', values: { from: '1', to: '99' } });
  }
  return problems;
}

function automation(form: PolicyForm): FormProblem[] {
  if (!form.autoPromotion) {
    return [];
  }
  const conditions = lines(form.autoPromotion.conditions);
  if (conditions.length === 0 || conditions.length > 20) {
    return [{ field: 'autoPromotion.conditions', code: 'conditions' }];
  }
  const wrong = conditions.find((condition) => !CONDITION.test(condition));
  return wrong === undefined
    ? []
    : [{ field: 'autoPromotion.conditions', code: 'condition', values: { condition: wrong } }];
}

function emergencies(form: PolicyForm): FormProblem[] {
  if (!form.breakGlass) {
    return [];
  }
  return [
    ...(isWhole(form.breakGlass.persons, 1, 2)
      ? []
      : [{ field: 'breakGlass.persons', code: 'range', values: { from: '1', to: '2' } }]),
    ...length('breakGlass.validFor', form.breakGlass.validFor, 60, 4 * 3600),
    ...length('breakGlass.reviewWithin', form.breakGlass.reviewWithin, 3600, 7 * DAY),
  ];
}

function windows(form: PolicyForm): FormProblem[] {
  return form.windows.flatMap((window, index) =>
    problemsOfWindow(window).map(({ part, code }) => ({
      field: `windows.${index}.${part}`,
      code: code === 'missing' ? 'missing' : `calendar.${code}`,
    })),
  );
}

/** The bounds go out as durations, for the words of the reader. */
function length(field: string, input: SpanInput, from: number, to: number): FormProblem[] {
  const seconds = secondsOfInput(input);
  return seconds !== undefined && seconds >= from && seconds <= to
    ? []
    : [{ field, code: 'span', values: { from: spanOf(from), to: spanOf(to) } }];
}

export function isWhole(text: string, from: number, to: number): boolean {
  return WHOLE.test(text) && Number(text) >= from && Number(text) <= to;
}
