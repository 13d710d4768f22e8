import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Page, PolicyChangeLine, PolicyView, WorkspaceSettings } from '../api/contract';
import { base, clock, common, define, empty, Failure, failureBox, format, loading, SluiceElement, tokens } from '../base';
import { settingsWords } from './messages';
import { readable } from './policy-words';
import { settingsStyles } from './styles';

/** All revisions of a policy: who, when, why, what changed, and a way back. Events `close`, `restore`. */
export class PolicyHistory extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @property({ attribute: false }) mayRestore = false;
  @state() private items: PolicyView[] = [];
  @state() private next?: string;
  @state() private loading = true;
  @state() private failure?: Failure;
  @state() private diffs = new Map<number, PolicyChangeLine[] | Failure>();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private get path(): string {
    return `/workspaces/${encodeURIComponent(this.settings.workspace.id)}/policy`;
  }

  private async load(cursor?: string): Promise<void> {
    this.loading = true;
    this.failure = undefined;
    await this.updateComplete;
    try {
      const { value } = await this.read<Page<PolicyView>>(`${this.path}/history?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      this.items = cursor ? [...this.items, ...value.items] : value.items;
      this.next = value.next;
    } catch (error) {
      this.failure = Failure.of(error);
    } finally {
      this.loading = false;
    }
  }

  private async compare(revision: number): Promise<void> {
    if (this.diffs.has(revision)) return;
    try {
      const { value } = await this.read<{ changes: PolicyChangeLine[] }>(`${this.path}/diff?from=${revision - 1}&to=${revision}`);
      this.diffs = new Map(this.diffs).set(revision, value.changes);
    } catch (error) {
      this.diffs = new Map(this.diffs).set(revision, Failure.of(error));
    }
  }

  protected override render() {
    const words = this.words(settingsWords);
    return html`<sluice-dialog open wide heading=${words.history} lang=${this.locale} @dismiss=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="stack">
        ${this.failure ? failureBox(this, this.failure, { retry: () => void this.load() }) : nothing}
        ${this.items.length === 0 && this.loading ? loading(words.loadingHistory) : this.items.length === 0 && !this.failure ? empty(words.noHistory) : nothing}
        <ol class="entries">${repeat(this.items, ({ revision }) => revision, item => html`<li class="entry">${this.item(item)}</li>`)}</ol>
        ${this.next ? html`<div><button type="button" aria-busy=${String(this.loading)} @click=${() => void this.load(this.next)}>${this.words(common).showMore}</button></div>` : nothing}
      </div></sluice-dialog>`;
  }

  private item(item: PolicyView) {
    const words = this.words(settingsWords);
    const current = item.revision === this.settings.policy.revision;
    return html`<div class="spread"><p><span class="strong">${words.policyRevision(item.revision)}</span>
        ${current ? html`<span class="chip good">${words.inForce}</span>` : nothing}<br><span class="muted small">${words.policyBy(item.by.name, format.moment(item.at, clock.now(), this.locale))}</span></p>
        ${current || !this.mayRestore ? nothing : html`<button type="button" class="small" aria-label=${words.restoreThis(item.revision)}
          @click=${() => this.dispatchEvent(new CustomEvent('restore', { detail: item }))}>${words.restore}</button>`}</div>
      ${item.reason ? html`<p>${item.reason}</p>` : nothing}
      ${item.revision > 1 ? html`<details @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void this.compare(item.revision)}>
        <summary>${words.showDiff}</summary>${this.diff(item.revision)}</details>` : html`<p class="muted small">${words.firstRevision}</p>`}`;
  }

  private diff(revision: number) {
    const words = this.words(settingsWords);
    const diff = this.diffs.get(revision);
    if (diff === undefined) return loading(words.loadingHistory, 1);
    if (diff instanceof Failure) return failureBox(this, diff);
    return diff.length === 0 ? html`<p>${words.noChanges}</p>` : differences(this, diff);
  }
}

/** "How many must approve: 2 → 1, weaker". */
export function differences(host: SluiceElement, changes: readonly PolicyChangeLine[]) {
  const words = host.words(settingsWords);
  return html`<ul class="lines">${changes.map(change => readable(change, words, host.locale)).map(({ label, before, after, effect }) => html`<li><span class="strong">${label}:</span>
    <del>${before}</del> → ${after} <span class="chip ${effect === 'WEAKER' ? 'warn' : effect === 'STRICTER' ? 'good' : ''}">${words[effect]}</span></li>`)}</ul>`;
}

define('sluice-settings-policy-history', PolicyHistory);
