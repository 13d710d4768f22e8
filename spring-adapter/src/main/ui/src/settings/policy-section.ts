import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Policy, PolicyView, WorkspaceSettings } from '../api/contract';
import { clock, define, format } from '../base';
import { PolicyBasedSection } from './policy-base';
import { problemsOfPolicy, type FormProblem } from './policy-check';
import { policyFields } from './policy-fields';
import { policyForm, policyOf, type PolicyForm } from './policy-form';
import './policy-history';
import { policyLines } from './policy-lines';
import './proposals';
import type { Line } from './section';

/** What the workspace demands before a version may enter. */
export class PolicySection extends PolicyBasedSection<PolicyForm> {
  protected readonly section = 'policy';
  protected readonly right = 'POLICY';
  @state() private history = false;

  protected draftFrom({ policy }: WorkspaceSettings): PolicyForm {
    return policyForm(policy.policy);
  }

  protected policyOf(draft: PolicyForm): Policy {
    return policyOf(draft);
  }

  protected checkForm(draft: PolicyForm): FormProblem[] {
    return problemsOfPolicy(draft, { access: this.settings.access, roles: this.settings.roles, protected: this.settings.workspace.protected });
  }

  protected fields(draft: PolicyForm) {
    return policyFields(this, {
      form: draft, settings: this.settings, wrong: field => this.wrong(field),
      edit: (change, focus) => {
        const copy = structuredClone(draft);
        change(copy);
        this.change(copy);
        if (focus) void this.focusSoon(`#${CSS.escape(focus)}`);
      }
    });
  }

  /** The parts that are switched off are gone from the form, not left as they were. */
  protected override change(form: PolicyForm): void {
    this.draft = form;
    this.note = '';
    this.edited();
  }

  protected values() {
    return html`${this.intro()}<dl class="facts">${policyLines(this.settings.policy.policy, this.text, this.locale).filter(({ part }) => part !== 'windows')
      .map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
  }

  protected lines(draft: PolicyForm): Line<PolicyForm>[] {
    return policyLines(policyOf(draft), this.text, this.locale);
  }

  protected override intro() {
    const words = this.text;
    const { policy, proposals } = this.settings;
    return html`<div class="spread"><p class="muted small"><span class="strong">${words.policyRevision(policy.revision)}</span>,
        ${words.policyBy(policy.by.name, format.moment(policy.at, clock.now(), this.locale))}${policy.reason ? html`: ${policy.reason}` : nothing}</p>
      <button type="button" id="history" class="small" @click=${() => (this.history = true)}>${words.history}</button></div>
      ${proposals.length ? html`<sluice-settings-proposals .settings=${this.settings} lang=${this.locale} @refresh=${() => this.refresh()}></sluice-settings-proposals>` : nothing}
      ${this.history ? html`<sluice-settings-policy-history .settings=${this.settings} .mayRestore=${this.allowed} lang=${this.locale} @close=${() => (this.history = false)}
        @restore=${(event: CustomEvent<PolicyView>) => this.restore(event.detail)}></sluice-settings-policy-history>` : nothing}`;
  }

  /** Puts an earlier revision into the form: its effect is looked at and its reason given as for any other change. */
  private restore(revision: PolicyView): void {
    this.history = false;
    this.change(policyForm(revision.policy));
    this.note = this.text.restored(revision.revision);
    void this.focusSoon('#preview');
  }
}

define('sluice-settings-policy', PolicySection);
