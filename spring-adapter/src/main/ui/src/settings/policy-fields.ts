import { html, nothing, type TemplateResult } from 'lit';
import type { WorkspaceSettings } from '../api/contract';
import type { SluiceElement } from '../base';
import { areaInput, checkInput, manyInput, selectInput, spanInput, textInput } from './inputs';
import { settingsWords } from './messages';
import { ableToApprove } from './policy-check';
import { newBreakGlass, newCheck, newRule, newStage, type CheckForm, type PolicyForm, type RuleForm, type StageForm } from './policy-form';

/** What the inputs of a policy need. */
export interface PolicyEditor {
  form: PolicyForm;
  settings: WorkspaceSettings;
  /** Changes a copy of the form, and puts the focus there afterwards. */
  edit: (change: (form: PolicyForm) => void, focus?: string) => void;
  wrong: (field: string) => string | undefined;
}

/** All inputs of a policy but its windows, which have a section of their own. */
export function policyFields(host: SluiceElement, editor: PolicyEditor): TemplateResult {
  return html`${approvals(host, editor)}${terms(host, editor)}${checks(host, editor)}${deadline(host, editor)}${deployment(host, editor)}
    ${rollback(host, editor)}${automation(host, editor)}${emergencies(host, editor)}`;
}

function approvals(host: SluiceElement, { form, settings, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const error = wrong('stages');
  return html`<fieldset class="group"><legend id="stages" tabindex="-1">${words.approvals}</legend>
    <p class="muted small">${words.stagesHelp}</p>
    ${error ? html`<p class="wrong"><span aria-hidden="true">✕ </span>${error}</p>` : nothing}
    ${form.stages.length === 0 ? html`<p>${words.nobodyAsked}</p>` : html`<ol class="entries">${form.stages.map((stage, index) => html`<li class="entry">
      <div class="spread"><span class="strong">${words.stageTitle(index + 1)}</span><span class="row">
        ${index > 0 ? html`<button type="button" class="small" aria-label=${words.moveUp(stage.name)} @click=${() => edit(copy => {
          copy.stages.splice(index - 1, 2, copy.stages[index] as StageForm, copy.stages[index - 1] as StageForm);
        }, `stages.${index - 1}.name`)}><span aria-hidden="true">↑</span></button>` : nothing}
        <button type="button" class="small" aria-label=${words.removeStage(stage.name)} @click=${() => edit(copy => copy.stages.splice(index, 1), 'stages')}><span aria-hidden="true">✕</span></button></span></div>
      ${stageFields(host, { field: `stages.${index}`, stage, settings, wrong, edit: (change, focus) => edit(copy => change(copy.stages[index] as StageForm), focus) })}</li>`)}</ol>`}
    <div><button type="button" id="addStage" @click=${() => edit(copy => copy.stages.push(newStage(copy.stages.map(({ name }) => name))), `stages.${form.stages.length}.name`)}>${words.addStage}</button></div>
  </fieldset>`;
}

interface StageEditor {
  field: string;
  stage: StageForm;
  settings: WorkspaceSettings;
  wrong: (field: string) => string | undefined;
  edit: (change: (stage: StageForm) => void, focus?: string) => void;
}

function stageFields(host: SluiceElement, { field, stage, settings, wrong, edit }: StageEditor): TemplateResult {
  const words = host.words(settingsWords);
  const noRule = wrong(`${field}.rules`);
  return html`${textInput(host, { id: `${field}.name`, label: words.stageName, required: true, value: stage.name, maxlength: 64, error: wrong(`${field}.name`), change: name => edit(copy => (copy.name = name)) })}
    <div class="entries" role="group" aria-label=${words.rulesOf(stage.name)} id="${field}.rules" tabindex="-1">
      ${noRule ? html`<p class="wrong"><span aria-hidden="true">✕ </span>${noRule}</p>` : nothing}
      ${stage.rules.map((rule, index) => html`<div class="entry">
        <div class="spread"><span class="strong">${words.ruleTitle(index + 1)}</span>${stage.rules.length > 1 ? html`<button type="button" class="small"
          aria-label=${words.removeRule(index + 1, stage.name)} @click=${() => edit(copy => copy.rules.splice(index, 1), `${field}.rules`)}><span aria-hidden="true">✕</span></button>` : nothing}</div>
        ${ruleFields(host, `${field}.rules.${index}`, rule, settings, wrong, change => edit(copy => change(copy.rules[index] as RuleForm)))}</div>`)}
      <div><button type="button" class="small" @click=${() => edit(copy => copy.rules.push(newRule()), `${field}.rules.${stage.rules.length}.by`)}>${words.addRule}</button></div></div>`;
}

function ruleFields(host: SluiceElement, field: string, rule: RuleForm, settings: WorkspaceSettings, wrong: (field: string) => string | undefined,
  edit: (change: (rule: RuleForm) => void) => void): TemplateResult {
  const words = host.words(settingsWords);
  const able = rule.by === 'ROLES' ? ableToApprove(rule, settings.access) : undefined;
  return html`<div class="grid">
      ${selectInput(host, { id: `${field}.by`, label: words.ruleBy, value: rule.by, choices: [{ value: 'ROLES', label: words.ruleByROLES }, { value: 'PERSONS', label: words.ruleByPERSONS }],
        change: by => edit(copy => (copy.by = by)) })}
      ${textInput(host, { id: `${field}.required`, type: 'number', short: true, label: words.required, value: rule.required, error: wrong(`${field}.required`),
        help: able === undefined ? undefined : able === 0 ? words.ableNobody : words.able(able), change: required => edit(copy => (copy.required = required)) })}</div>
    ${rule.by === 'ROLES' ? manyInput({ id: `${field}.who`, label: words.roles, help: words.rolesHelp, none: words.noRoles, known: settings.roles, chosen: rule.roles, error: wrong(`${field}.who`),
      change: roles => edit(copy => (copy.roles = roles)) })
      : textInput(host, { id: `${field}.who`, label: words.persons, help: words.personsHelp, value: rule.persons, error: wrong(`${field}.who`), change: persons => edit(copy => (copy.persons = persons)) })}`;
}

function terms(host: SluiceElement, { form, settings, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const flag = (name: 'selfApproval' | 'shared' | 'operatorsExcluded', help?: string) => checkInput({
    id: `approvals.${name}`, label: words[name], help, value: form.approvals[name], error: wrong(`approvals.${name}`), change: value => edit(copy => (copy.approvals[name] = value))
  });
  return html`<fieldset class="group"><legend>${words.terms}</legend>
    ${flag('selfApproval', settings.workspace.protected ? words.selfApprovalHelp : undefined)}${flag('shared')}${flag('operatorsExcluded')}
    <div class="grid">
      ${selectInput(host, { id: 'approvals.rejection', label: words.rejection, value: form.approvals.rejection, change: value => edit(copy => (copy.approvals.rejection = value)),
        choices: [{ value: 'ASKED', label: words.rejectionASKED }, { value: 'ANYBODY', label: words.rejectionANYBODY }] })}
      ${selectInput(host, { id: 'approvals.membership', label: words.membership, value: form.approvals.membership, change: value => edit(copy => (copy.approvals.membership = value)),
        choices: [{ value: 'DECISION', label: words.membershipDECISION }, { value: 'REQUEST', label: words.membershipREQUEST }] })}</div></fieldset>`;
}

function checks(host: SluiceElement, { form, settings, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const free = settings.checks.filter(name => !form.checks.some(check => check.name === name));
  const error = wrong('checks');
  return html`<fieldset class="group"><legend id="checks" tabindex="-1">${words.checks}</legend>
    <p class="muted small">${words.checksHelp}</p>
    ${error ? html`<p class="wrong"><span aria-hidden="true">✕ </span>${error}</p>` : nothing}
    ${form.checks.length === 0 ? html`<p>${words.noChecks}</p>` : html`<ul class="entries">${form.checks.map((check, index) => html`<li class="entry">
      <div class="spread"><span class="strong">${check.name || words.checkName}</span><button type="button" class="small" aria-label=${words.removeCheck(check.name)}
        @click=${() => edit(copy => copy.checks.splice(index, 1), 'checks')}><span aria-hidden="true">✕</span></button></div>
      ${checkFields(host, `checks.${index}`, check, wrong, (change, focus) => edit(copy => change(copy.checks[index] as CheckForm), focus))}</li>`)}</ul>`}
    <datalist id="checks.known">${free.map(name => html`<option value=${name}></option>`)}</datalist>
    <div><button type="button" id="addCheck" @click=${() => edit(copy => copy.checks.push(newCheck(free[0] ?? '')), `checks.${form.checks.length}.name`)}>${words.addCheck}</button></div>
  </fieldset>`;
}

function checkFields(host: SluiceElement, field: string, check: CheckForm, wrong: (field: string) => string | undefined,
  edit: (change: (check: CheckForm) => void, focus?: string) => void): TemplateResult {
  const words = host.words(settingsWords);
  return html`<div class="grid">
      ${textInput(host, { id: `${field}.name`, label: words.checkName, help: words.checkNameHelp, required: true, list: 'checks.known', maxlength: 40, value: check.name, error: wrong(`${field}.name`), change: name => edit(copy => (copy.name = name)) })}
      ${spanInput(host, { id: `${field}.validity`, label: words.validity, value: check.validity, error: wrong(`${field}.validity`), change: validity => edit(copy => (copy.validity = validity)) })}
      ${selectInput(host, { id: `${field}.phase`, label: words.phase, value: check.phase, change: phase => edit(copy => (copy.phase = phase)),
        choices: [{ value: 'AUTOMATIC', label: words.phaseAUTOMATIC }, { value: 'STATIC', label: words.phaseSTATIC }] })}</div>
    <fieldset class="entries"><legend class="label">${words.checkSettings}</legend>
      ${check.settings.map((setting, index) => html`<div class="grid">
        ${textInput(host, { id: `${field}.settings.${index}`, label: words.settingKey, value: setting.key, error: wrong(`${field}.settings.${index}`),
          change: key => edit(copy => ((copy.settings[index] as CheckForm['settings'][number]).key = key)) })}
        <div class="field">${textInput(host, { id: `${field}.settings.${index}.value`, label: words.settingValue, value: setting.value,
          change: value => edit(copy => ((copy.settings[index] as CheckForm['settings'][number]).value = value)) })}
          <div><button type="button" class="small" aria-label=${words.removeSetting(setting.key)} @click=${() => edit(copy => copy.settings.splice(index, 1), `${field}.name`)}><span aria-hidden="true">✕</span></button></div></div>
      </div>`)}
      <div><button type="button" class="small" @click=${() => edit(copy => copy.settings.push({ key: '', value: '' }), `${field}.settings.${check.settings.length}`)}>${words.addSetting}</button></div></fieldset>`;
}

function deadline(host: SluiceElement, { form, settings, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const roles = [...new Set([...settings.roles, form.reminders.escalateTo])].filter(Boolean);
  return html`<fieldset class="group"><legend>${words.deadline}</legend>
    <div class="grid">
      ${spanInput(host, { id: 'approvalDeadline', label: words.approvalDeadline, value: form.approvalDeadline, error: wrong('approvalDeadline'), change: span => edit(copy => (copy.approvalDeadline = span)) })}
      ${selectInput(host, { id: 'onDeadline.action', label: words.onDeadline, value: form.onDeadline.action, change: action => edit(copy => onAction(copy, action)),
        choices: (['EXPIRE', 'ESCALATE', 'EXTEND'] as const).map(value => ({ value, label: words[`onDeadline${value}`] })) })}
      ${form.onDeadline.action === 'EXPIRE' ? nothing : spanInput(host, { id: 'onDeadline.by', label: words.onDeadlineBy, value: form.onDeadline.by, error: wrong('onDeadline.by'), change: by => edit(copy => (copy.onDeadline.by = by)) })}
      ${form.onDeadline.action === 'EXTEND' ? textInput(host, { id: 'onDeadline.times', type: 'number', short: true, label: words.onDeadlineTimes, value: form.onDeadline.times, error: wrong('onDeadline.times'), change: times => edit(copy => (copy.onDeadline.times = times)) }) : nothing}
    </div></fieldset>
  <fieldset class="group"><legend>${words.reminders}</legend><div class="grid">
      ${textInput(host, { id: 'reminders.atPercent', label: words.atPercent, help: words.atPercentHelp, value: form.reminders.atPercent, error: wrong('reminders.atPercent'), change: text => edit(copy => (copy.reminders.atPercent = text)) })}
      ${textInput(host, { id: 'reminders.escalateAtPercent', type: 'number', short: true, label: words.escalateAtPercent, value: form.reminders.escalateAtPercent, error: wrong('reminders.escalateAtPercent'), change: text => edit(copy => (copy.reminders.escalateAtPercent = text)) })}
      ${selectInput(host, { id: 'reminders.escalateTo', label: words.escalateTo, value: form.reminders.escalateTo, error: wrong('reminders.escalateTo'), change: role => edit(copy => (copy.reminders.escalateTo = role)),
        choices: [{ value: '', label: words.escalateToNobody }, ...roles.map(value => ({ value, label: value }))] })}
    </div></fieldset>`;
}

/** Something that makes sense to begin with, when there was nothing. */
function onAction(form: PolicyForm, action: PolicyForm['onDeadline']['action']): void {
  form.onDeadline.action = action;
  if (action !== 'EXPIRE' && Number(form.onDeadline.by.amount) === 0) form.onDeadline.by = { amount: '1', unit: 'DAYS' };
  if (action === 'EXTEND' && Number(form.onDeadline.times) === 0) form.onDeadline.times = '1';
}

function deployment(host: SluiceElement, { form, settings, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const processes = settings.processes.some(({ key }) => key === form.process) ? settings.processes : [...settings.processes, { key: form.process, name: form.process }];
  return html`<fieldset class="group"><legend>${words.deployment}</legend><div class="grid">
      ${spanInput(host, { id: 'soak', label: words.soak, value: form.soak, error: wrong('soak'), change: soak => edit(copy => (copy.soak = soak)) })}
      ${selectInput(host, { id: 'openRequests', label: words.openRequests, value: form.openRequests, change: value => edit(copy => (copy.openRequests = value)),
        choices: (['SUPERSEDE', 'QUEUE', 'REFUSE'] as const).map(value => ({ value, label: words[`openRequests${value}`] })) })}
      ${selectInput(host, { id: 'process', label: words.process, value: form.process, error: wrong('process'), change: value => edit(copy => (copy.process = value)),
        choices: processes.map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` })) })}
    </div></fieldset>`;
}

function rollback(host: SluiceElement, { form, settings, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  return html`<fieldset class="group"><legend>${words.rollback}</legend>
    ${checkInput({ id: 'rollbackApproval', label: words.rollbackApproval, value: form.rollback !== undefined, change: on => edit(copy => {
      if (on) copy.rollback = { ...newStage([]), name: 'rollback' };
      else delete copy.rollback;
    }) })}
    ${form.rollback ? html`<div class="entry"><span class="strong">${words.rollbackStage}</span>${stageFields(host, { field: 'rollback', stage: form.rollback, settings, wrong,
      edit: (change, focus) => edit(copy => copy.rollback && change(copy.rollback), focus) })}</div>` : nothing}
    ${checkInput({ id: 'automaticRollback', label: words.automaticRollback, value: form.automaticRollback, change: value => edit(copy => (copy.automaticRollback = value)) })}
  </fieldset>`;
}

function automation(host: SluiceElement, { form, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const automatic = form.autoPromotion;
  return html`<fieldset class="group"><legend>${words.autoPromotion}</legend>
    ${checkInput({ id: 'autoPromotionOn', label: words.autoPromotionOn, value: automatic !== undefined, change: on => edit(copy => {
      if (on) copy.autoPromotion = { match: 'ALL', conditions: '' };
      else delete copy.autoPromotion;
    }, on ? 'autoPromotion.conditions' : undefined) })}
    ${automatic ? html`${selectInput(host, { id: 'autoPromotion.match', label: words.match, value: automatic.match, change: match => edit(copy => copy.autoPromotion && (copy.autoPromotion.match = match)),
        choices: [{ value: 'ALL', label: words.matchALL }, { value: 'ANY', label: words.matchANY }] })}
      ${areaInput(host, { id: 'autoPromotion.conditions', label: words.conditions, help: words.conditionsHelp, value: automatic.conditions, error: wrong('autoPromotion.conditions'),
        change: text => edit(copy => copy.autoPromotion && (copy.autoPromotion.conditions = text)) })}` : nothing}</fieldset>`;
}

function emergencies(host: SluiceElement, { form, edit, wrong }: PolicyEditor): TemplateResult {
  const words = host.words(settingsWords);
  const bypass = form.breakGlass;
  return html`<fieldset class="group"><legend>${words.breakGlass}</legend>
    ${checkInput({ id: 'breakGlassOn', label: words.breakGlassOn, value: bypass !== undefined, change: on => edit(copy => {
      if (on) copy.breakGlass = newBreakGlass();
      else delete copy.breakGlass;
    }) })}
    ${bypass ? html`<div class="grid">
      ${textInput(host, { id: 'breakGlass.persons', type: 'number', short: true, label: words.breakGlassPersons, value: bypass.persons, error: wrong('breakGlass.persons'), change: text => edit(copy => copy.breakGlass && (copy.breakGlass.persons = text)) })}
      ${spanInput(host, { id: 'breakGlass.validFor', label: words.breakGlassValid, value: bypass.validFor, error: wrong('breakGlass.validFor'), change: span => edit(copy => copy.breakGlass && (copy.breakGlass.validFor = span)) })}
      ${spanInput(host, { id: 'breakGlass.reviewWithin', label: words.breakGlassReview, value: bypass.reviewWithin, error: wrong('breakGlass.reviewWithin'), change: span => edit(copy => copy.breakGlass && (copy.breakGlass.reviewWithin = span)) })}
    </div>` : nothing}</fieldset>`;
}
