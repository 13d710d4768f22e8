import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { ConfigurationRevision } from '../api/contract';
import { clock, define, format, Intention } from '../base';
import { SettingsHistory } from './history';
import { areaInput } from './inputs';
import { settingsWords } from './messages';
import { tag } from './section';

/** Who set which key when and why, and a way back. Events `close`, `refresh`. */
export class ConfigurationHistory extends SettingsHistory<ConfigurationRevision> {
  protected override readonly resource = 'configuration';
  @state() private restoring?: { revision: number; intention: Intention };
  @state() private reason = '';
  @state() private wrong = '';

  protected override render(): unknown {
    return html`${super.render()}${this.restoring ? this.question(this.restoring.revision) : nothing}`;
  }

  protected override item(item: ConfigurationRevision) {
    const words = this.words(settingsWords);
    const current = item.revision === this.settings.configuration.revision;
    return html`<div class="spread"><p><span class="strong">${words.policyRevision(item.revision)}</span> ${current ? html`<span class="chip good">${words.inForce}</span>` : nothing}
        ${item.by && item.at ? html`<br><span class="muted small">${words.policyBy(item.by.name, format.moment(item.at, clock.now(), this.locale))}</span>` : nothing}</p>
        ${current || !this.mayRestore ? nothing : html`<button type="button" class="small" aria-label=${words.restoreThis(item.revision)} @click=${() => {
          this.restoring = { revision: item.revision, intention: new Intention() };
          this.reason = '';
          this.wrong = '';
        }}>${words.restore}</button>`}</div>
      ${item.reason ? html`<p>${item.reason}</p>` : nothing}
      <ul class="lines">${item.changes.map(({ key, before, after }) => html`<li>${before === undefined ? words.keySet(key, after ?? '')
        : after === undefined ? words.keyUnset(key, before) : words.keyChanged(key, before, after)}</li>`)}</ul>`;
  }

  private question(revision: number) {
    const words = this.words(settingsWords);
    return html`<sluice-dialog open heading=${words.restoreConfiguration(revision)} confirm=${words.restore} lang=${this.locale} .action=${() => this.restore()}
        @done=${() => this.dispatchEvent(new CustomEvent('refresh'))} @dismiss=${() => (this.restoring = undefined)}>
      <p>${words.restoreConfigurationText}</p>
      ${areaInput(this, { id: 'restore-reason', label: words.reason, required: true, rows: 2, value: this.reason, error: this.wrong, change: reason => {
        this.reason = reason;
        this.wrong = '';
      } })}</sluice-dialog>`;
  }

  private async restore(): Promise<unknown> {
    if (!this.restoring) return true;
    if (!this.reason.trim()) {
      this.wrong = this.words(settingsWords).problemMissing;
      return false;
    }
    const { revision, intention } = this.restoring;
    return this.write('POST', `${this.path}/restore`, { revision, reason: this.reason.trim() }, { ifMatch: tag(this.settings.configuration.etag), intention });
  }
}

define('sluice-settings-configuration-history', ConfigurationHistory);
