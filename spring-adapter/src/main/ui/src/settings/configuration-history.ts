import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConfigurationRevision, Page, WorkspaceSettings } from '../api/contract';
import { base, clock, common, define, empty, Failure, failureBox, format, Intention, loading, SluiceElement, tokens } from '../base';
import { areaInput } from './inputs';
import { settingsWords } from './messages';
import { tag } from './section';
import { settingsStyles } from './styles';

/** Who set which key when and why, and a way back. Events `close`, `refresh`. */
export class ConfigurationHistory extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @property({ attribute: false }) mayRestore = false;
  @state() private items: ConfigurationRevision[] = [];
  @state() private next?: string;
  @state() private loading = true;
  @state() private failure?: Failure;
  @state() private restoring?: { revision: number; intention: Intention };
  @state() private reason = '';
  @state() private wrong = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private get path(): string {
    return `/workspaces/${encodeURIComponent(this.settings.workspace.id)}/configuration`;
  }

  private async load(cursor?: string): Promise<void> {
    this.loading = true;
    this.failure = undefined;
    await this.updateComplete;
    try {
      const { value } = await this.read<Page<ConfigurationRevision>>(`${this.path}/history?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      this.items = cursor ? [...this.items, ...value.items] : value.items;
      this.next = value.next;
    } catch (error) {
      this.failure = Failure.of(error);
    } finally {
      this.loading = false;
    }
  }

  protected override render() {
    const words = this.words(settingsWords);
    return html`<sluice-dialog open wide heading=${words.history} lang=${this.locale} @dismiss=${() => this.dispatchEvent(new CustomEvent('close'))}><div class="stack">
        ${this.failure ? failureBox(this, this.failure, { retry: () => void this.load() }) : nothing}
        ${this.items.length === 0 && this.loading ? loading(words.loadingHistory) : this.items.length === 0 && !this.failure ? empty(words.noHistory) : nothing}
        <ol class="entries">${repeat(this.items, ({ revision }) => revision, item => html`<li class="entry">${this.item(item)}</li>`)}</ol>
        ${this.next ? html`<div><button type="button" aria-busy=${String(this.loading)} @click=${() => void this.load(this.next)}>${this.words(common).showMore}</button></div>` : nothing}
      </div></sluice-dialog>${this.restoring ? this.question(this.restoring.revision) : nothing}`;
  }

  private item(item: ConfigurationRevision) {
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
