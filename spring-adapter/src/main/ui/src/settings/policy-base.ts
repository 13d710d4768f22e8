import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Policy, PolicyPreview, PolicyView, WorkspaceSettings } from '../api/contract';
import { Failure, statusBadge, type Intention } from '../base';
import { areaInput } from './inputs';
import type { FormProblem } from './policy-check';
import { readable } from './policy-words';
import { SettingsSection, tag } from './section';

/** A section whose Save puts another revision of the policy in force, or proposes it where it demands less. */
export abstract class PolicyBasedSection<D extends object> extends SettingsSection<D> {
  @state() protected reason = '';
  @state() private preview?: { of: string; result: PolicyPreview };
  @state() private looking = false;
  /** The server said that this very policy has to be proposed. */
  @state() private toPropose = '';

  /** The whole policy that the draft makes. */
  protected abstract policyOf(draft: D): Policy;
  protected abstract checkForm(draft: D): FormProblem[];

  protected tagOf({ policy }: WorkspaceSettings): string {
    return policy.etag;
  }

  protected override changedBy(): string | undefined {
    return this.settings.policy.by.name;
  }

  protected check(draft: D): FormProblem[] {
    return [...this.checkForm(draft), ...(this.reason.trim() ? [] : [{ field: 'reason', code: 'missing' }])];
  }

  private get fingerprint(): string {
    return JSON.stringify(this.policyOf(this.draft));
  }

  private get shown(): PolicyPreview | undefined {
    return this.preview?.of === this.fingerprint ? this.preview.result : undefined;
  }

  /** Whether it is known that saving would be refused, because it demands less of a protected workspace. */
  private get proposing(): boolean {
    return this.shown?.needsApproval === true || this.toPropose === this.fingerprint;
  }

  protected async send(draft: D, { ifMatch, intention }: { ifMatch: string; intention: Intention }): Promise<void> {
    const body = { policy: this.policyOf(draft), reason: this.reason.trim() };
    if (this.proposing) {
      await this.write('POST', this.path('/policy-changes'), body, { ifMatch, intention });
      // What is proposed does not hold yet: the form shows what does.
      this.draft = this.from;
    } else {
      await this.write<PolicyView>('PUT', this.path('/policy'), body, { ifMatch, intention });
    }
    this.reason = '';
  }

  protected override async save(): Promise<void> {
    if (this.busy || !this.dirty || !this.sound()) return;
    const said = this.proposing ? this.text.proposed : this.text.saved;
    await this.sending(() => this.send(this.draft, { ifMatch: tag(this.etag), intention: this.intention }), said);
  }

  protected override async refused(failure: Failure): Promise<void> {
    if (failure.code === 'policy.needsApproval') {
      this.toPropose = this.fingerprint;
      await this.look();
      return;
    }
    await super.refused(failure);
  }

  /** Asks what it would do. The reason is not needed for that. */
  private async look(): Promise<void> {
    this.problems = this.checkForm(this.draft);
    if (this.problems.length > 0) {
      await this.focusSoon('.summary');
      return;
    }
    if (this.looking) return;
    this.looking = true;
    this.failure = undefined;
    const of = this.fingerprint;
    try {
      const { value } = await this.write<PolicyPreview>('POST', this.path('/policy/preview'), { policy: JSON.parse(of) as Policy });
      this.preview = { of, result: value };
      await this.focusSoon('#effect');
    } catch (error) {
      await this.refused(Failure.of(error));
    } finally {
      this.looking = false;
    }
  }

  protected override discarded(): void {
    this.reason = '';
    this.preview = undefined;
    this.toPropose = '';
  }

  /** Reason, effect and buttons under the form. */
  protected override feet() {
    const words = this.text;
    const why = this.dirty ? undefined : words.nothingToSave;
    const preview = this.shown;
    return html`${this.dirty ? areaInput(this, { id: 'reason', label: words.reason, help: words.reasonHelp, required: true, rows: 2, value: this.reason, error: this.wrong('reason'), change: reason => {
        this.reason = reason;
        this.edited();
      } }) : nothing}
      ${preview ? this.previewBox(preview) : this.proposing ? html`<p class="note warn">${words.proposeInstead}</p>` : nothing}
      <div class="feet">
        <button type="button" id="preview" aria-disabled=${String(!this.dirty)} aria-busy=${String(this.looking)} aria-describedby=${why ? 'save-why' : nothing} @click=${() => this.dirty && void this.look()}>${words.preview}</button>
        <button type="submit" id="save" class="primary" aria-disabled=${String(why !== undefined)} aria-busy=${String(this.busy)} aria-describedby=${why ? 'save-why' : nothing}>
          ${this.proposing ? words.propose : words.save}</button>
        ${this.discardButton()}
        <span class="said" role="status">${this.note ? html`<span class="good"><span aria-hidden="true">✓ </span>${this.note}</span>`
          : why ? html`<span class="muted small" id="save-why">${why}</span>` : nothing}</span></div>`;
  }

  private previewBox(preview: PolicyPreview) {
    const words = this.text;
    const lines = preview.changes.map(line => readable(line, words, this.locale));
    const more = preview.openRequests.filter(({ inAddition }) => inAddition.length > 0);
    return html`<section class="note effect" aria-labelledby="effect"><h3 id="effect" tabindex="-1">${words.effect}</h3>
      ${preview.problems.length ? html`<div class="wrong"><p>${words.problems}</p><ul class="lines">${preview.problems.map(text => html`<li>${text}</li>`)}</ul></div>` : nothing}
      ${lines.length === 0 ? html`<p>${words.noChanges}</p>` : html`<ul class="lines">${lines.map(({ label, before, after, effect }) => html`<li><span class="strong">${label}:</span>
        <del>${before}</del> → ${after} <span class="chip ${effect === 'WEAKER' ? 'warn' : effect === 'STRICTER' ? 'good' : ''}">${words[effect]}</span></li>`)}</ul>`}
      <p>${words.effectKeep(preview.openRequests.length, preview.inForce, preview.inForce + 1)}</p>
      ${more.length ? html`<div><p>${words.effectMore(more.length)}</p><ul class="lines">${more.map(({ promotion, inAddition }) => html`<li>
        <a href=${this.href('promotion', { promotion: promotion.id })} @click=${(event: MouseEvent) => this.go('promotion', { promotion: promotion.id }, event)}>${promotion.id}</a>
        ${promotion.artifact.id} ${promotion.version} ${statusBadge(this, promotion)}: ${inAddition.join(' ')}</li>`)}</ul></div>` : nothing}
      <p>${words.effectProcess(preview.process)}</p>
      ${preview.needsApproval ? html`<p class="strong">${words.proposeInstead}</p>` : nothing}
    </section>`;
  }
}
