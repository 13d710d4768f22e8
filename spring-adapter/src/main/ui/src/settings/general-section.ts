import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { WorkspaceSettings, WorkspaceView } from '../api/contract';
import { define, format, kindChip, type Intention } from '../base';
import { areaInput, checkInput, textInput } from './inputs';
import { isWhole, type FormProblem } from './policy-check';
import { SettingsSection, tag, type Line } from './section';
import { bodyOf, weakensData, type WorkspaceBody } from './workspace-body';

interface General {
  name: string;
  description: string;
  gateway: string;
  maxAgents: string;
  maxConcurrentExecutions: string;
  piiAllowed: boolean;
  encryptionRequired: boolean;
  retentionDays: string;
}

const IDENTIFIER = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Name, description, gateway, limits and data policy. */
export class GeneralSection extends SettingsSection<General> {
  protected readonly section = 'general';
  protected readonly right = 'GENERAL';
  @state() private reason = '';

  protected draftFrom({ workspace }: WorkspaceSettings): General {
    return {
      name: workspace.name, description: workspace.description, gateway: workspace.gateway ?? '', maxAgents: String(workspace.limits.maxAgents),
      maxConcurrentExecutions: String(workspace.limits.maxConcurrentExecutions), ...workspace.dataPolicy, retentionDays: String(workspace.dataPolicy.retentionDays)
    };
  }

  protected tagOf({ workspace }: WorkspaceSettings): string {
    return workspace.etag;
  }

  protected check(draft: General): FormProblem[] {
    const range = (field: string, text: string, from: number, to: number): FormProblem[] =>
      isWhole(text, from, to) ? [] : [{ field, code: 'range', values: { from: format.numeral(from, this.locale), to: format.numeral(to, this.locale) } }];
    return [
      ...(draft.name.length === 0 || [...draft.name].length > 100 || draft.name !== draft.name.trim() ? [{ field: 'name', code: 'name' }] : []),
      ...([...draft.description].length > 4000 ? [{ field: 'description', code: 'tooLong', values: { to: format.numeral(4000, this.locale) } }] : []),
      ...(draft.gateway.trim() && !IDENTIFIER.test(draft.gateway.trim()) ? [{ field: 'gateway', code: 'identifier' }] : []),
      ...range('limits.maxAgents', draft.maxAgents, 1, 100_000), ...range('limits.maxConcurrentExecutions', draft.maxConcurrentExecutions, 1, 100_000),
      ...range('dataPolicy.retentionDays', draft.retentionDays, 30, 36_500),
      ...(this.weaker && !this.reason.trim() ? [{ field: 'reason', code: 'missing' }] : [])
    ];
  }

  /** Demanding less of a protected workspace needs the consent of others. */
  private get weaker(): boolean {
    return this.settings.workspace.protected && weakensData(this.settings.workspace.dataPolicy, dataOf(this.draft));
  }

  protected async send(draft: General, { ifMatch, intention }: { ifMatch: string; intention: Intention }): Promise<void> {
    if (!this.weaker) {
      await this.write<WorkspaceView>('PUT', this.path(), this.bodyFor(draft, dataOf(draft)), { ifMatch, intention });
      return;
    }
    await this.write('POST', this.path('/policy-changes'), { dataPolicy: dataOf(draft), reason: this.reason.trim() }, { ifMatch, intention });
    const rest = this.bodyFor(draft, this.settings.workspace.dataPolicy);
    if (JSON.stringify(rest) !== JSON.stringify(bodyOf(this.settings.workspace))) {
      await this.write<WorkspaceView>('PUT', this.path(), rest, { ifMatch });
    }
    // What is proposed does not hold yet.
    this.draft = { ...draft, ...this.settings.workspace.dataPolicy, retentionDays: String(this.settings.workspace.dataPolicy.retentionDays) };
    this.reason = '';
  }

  private bodyFor(draft: General, dataPolicy: WorkspaceView['dataPolicy']): WorkspaceBody {
    const gateway = draft.gateway.trim();
    const { promotionFrom } = this.settings.workspace;
    return {
      name: draft.name, description: draft.description, ...(gateway ? { gateway } : {}),
      limits: { maxAgents: Number(draft.maxAgents), maxConcurrentExecutions: Number(draft.maxConcurrentExecutions) },
      ...(promotionFrom ? { promotionFrom } : {}), dataPolicy
    };
  }

  protected override async save(): Promise<void> {
    if (this.busy || !this.dirty || !this.sound()) return;
    const said = this.weaker ? this.text.proposed : this.text.saved;
    await this.sending(() => this.send(this.draft, { ifMatch: tag(this.etag), intention: this.intention }), said);
  }

  protected override discarded(): void {
    this.reason = '';
  }

  protected fields(draft: General) {
    const words = this.text;
    return html`
      ${textInput(this, { id: 'name', label: words.name, help: words.nameHelp, required: true, maxlength: 100, value: draft.name, error: this.wrong('name'), change: name => this.change({ name }) })}
      ${areaInput(this, { id: 'description', label: words.description, value: draft.description, error: this.wrong('description'), change: description => this.change({ description }) })}
      ${this.facts()}
      ${textInput(this, { id: 'gateway', label: words.gateway, help: words.gatewayHelp, value: draft.gateway, error: this.wrong('gateway'), change: gateway => this.change({ gateway }) })}
      <fieldset class="group"><legend>${words.limits}</legend><div class="grid">
        ${textInput(this, { id: 'limits.maxAgents', type: 'number', short: true, label: words.maxAgents, value: draft.maxAgents, error: this.wrong('limits.maxAgents'), change: maxAgents => this.change({ maxAgents }) })}
        ${textInput(this, { id: 'limits.maxConcurrentExecutions', type: 'number', short: true, label: words.maxExecutions, value: draft.maxConcurrentExecutions, error: this.wrong('limits.maxConcurrentExecutions'), change: maxConcurrentExecutions => this.change({ maxConcurrentExecutions }) })}
      </div></fieldset>
      <fieldset class="group"><legend>${words.dataPolicy}</legend>
        ${checkInput({ id: 'dataPolicy.piiAllowed', label: words.piiAllowed, value: draft.piiAllowed, error: this.wrong('dataPolicy.piiAllowed'), change: piiAllowed => this.change({ piiAllowed }) })}
        ${checkInput({ id: 'dataPolicy.encryptionRequired', label: words.encryptionRequired, value: draft.encryptionRequired, error: this.wrong('dataPolicy.encryptionRequired'), change: encryptionRequired => this.change({ encryptionRequired }) })}
        ${textInput(this, { id: 'dataPolicy.retentionDays', type: 'number', short: true, label: words.retentionDays, value: draft.retentionDays, error: this.wrong('dataPolicy.retentionDays'), change: retentionDays => this.change({ retentionDays }) })}
      </fieldset>
      ${this.weaker ? areaInput(this, { id: 'reason', label: words.reason, help: words.reasonHelp, required: true, rows: 2, value: this.reason, error: this.wrong('reason'), change: reason => {
        this.reason = reason;
        this.edited();
      } }) : nothing}`;
  }

  protected values() {
    const words = this.text;
    const { workspace } = this.settings;
    return html`<dl class="facts">${this.lines(this.from).map(({ label, value }) => html`<dt>${label}</dt><dd>${value || words.none}</dd>`)}</dl>
      ${this.facts()}
      <p class="muted small">${words.created}: ${format.absolute(workspace.createdAt, this.locale)}</p>`;
  }

  private facts() {
    const words = this.text;
    const { workspace, workspaces } = this.settings;
    const path = pathOf(workspaces, workspace.id);
    const place = path.indexOf(workspace.id) + 1;
    return html`<dl class="facts">
      <dt>${words.id}</dt><dd class="mono">${workspace.id}</dd>
      <dt>${words.kind}</dt><dd>${kindChip(this, workspace.environmentType)}<br><span class="muted small">${words.kindHelp}</span></dd>
      <dt>${words.protectedLabel}</dt><dd>${workspace.protected ? words.protectedYes : words.protectedNo}</dd>
      <dt>${words.order}</dt><dd>${path.length > 1 ? words.orderOf(place, path.length) : words.orderNone}</dd></dl>`;
  }

  protected lines(draft: General): Line<General>[] {
    const words = this.text;
    const flag = (value: boolean) => value ? words.yes : words.no;
    return [
      { part: 'name', label: words.name, value: draft.name }, { part: 'description', label: words.description, value: draft.description },
      { part: 'gateway', label: words.gateway, value: draft.gateway || words.none }, { part: 'maxAgents', label: words.maxAgents, value: draft.maxAgents },
      { part: 'maxConcurrentExecutions', label: words.maxExecutions, value: draft.maxConcurrentExecutions },
      { part: 'piiAllowed', label: words.piiAllowed, value: flag(draft.piiAllowed) },
      { part: 'encryptionRequired', label: words.encryptionRequired, value: flag(draft.encryptionRequired) },
      { part: 'retentionDays', label: words.retentionDays, value: draft.retentionDays }
    ];
  }

  protected override effect() {
    const words = this.text;
    const { limits } = this.settings.workspace;
    const lower = Number(this.draft.maxAgents) < limits.maxAgents || Number(this.draft.maxConcurrentExecutions) < limits.maxConcurrentExecutions;
    return html`<ul class="lines">${changes(this.lines(this.from), this.lines(this.draft)).map(({ label, before, after }) =>
      html`<li><span class="strong">${label}:</span> <del>${before || words.none}</del> → ${after || words.none}</li>`)}</ul>
      <p>${this.weaker ? words.effectWeakerData : words.effectGeneral}</p>${lower ? html`<p>${words.effectLimits}</p>` : nothing}`;
  }

  protected override feet() {
    return this.weaker && this.dirty ? html`<div class="feet"><button type="submit" id="save" class="primary" aria-busy=${String(this.busy)}>${this.text.propose}</button>
      ${this.discardButton()}<span class="said" role="status"></span></div>` : super.feet();
  }
}

function dataOf(draft: General): WorkspaceView['dataPolicy'] {
  return { piiAllowed: draft.piiAllowed, encryptionRequired: draft.encryptionRequired, retentionDays: Number(draft.retentionDays) };
}

/** Parts whose words differ. */
export function changes<D>(before: Line<D>[], after: Line<D>[]): { label: string; before: string; after: string }[] {
  return after.flatMap((line, index) => {
    const old = before[index]?.value ?? '';
    return old === line.value ? [] : [{ label: line.label, before: old, after: line.value }];
  });
}

/** From the head of its path down to the workspaces after it, as far as there is one after each. */
export function pathOf(workspaces: readonly { id: string; promotionFrom?: string }[], id: string): string[] {
  const path = [id];
  for (let at = workspaces.find(one => one.id === id); at?.promotionFrom && !path.includes(at.promotionFrom);) {
    path.unshift(at.promotionFrom);
    const before = at.promotionFrom;
    at = workspaces.find(one => one.id === before);
  }
  for (let next = workspaces.find(one => one.promotionFrom === id); next && !path.includes(next.id);) {
    path.push(next.id);
    const last = next.id;
    next = workspaces.find(one => one.promotionFrom === last);
  }
  return path;
}

define('sluice-settings-general', GeneralSection);
