import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Page, WorkspaceSettings } from '../api/contract';
import { base, common, empty, Failure, failureBox, loading, SluiceElement, tokens } from '../base';
import { settingsWords } from './messages';
import { settingsStyles } from './styles';

/** The revisions of a part of a workspace, the newest first, page by page, in a dialog. Event `close`. */
export abstract class SettingsHistory<T extends { revision: number }> extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @property({ attribute: false }) mayRestore = false;
  @state() private items: T[] = [];
  @state() private next?: string;
  @state() private loading = true;
  @state() private failure?: Failure;

  /** The part, as it is called in addresses. */
  protected abstract readonly resource: string;

  /** One revision. */
  protected abstract item(item: T): unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected get path(): string {
    return `/workspaces/${encodeURIComponent(this.settings.workspace.id)}/${this.resource}`;
  }

  private async load(cursor?: string): Promise<void> {
    this.loading = true;
    this.failure = undefined;
    await this.updateComplete;
    try {
      const { value } = await this.read<Page<T>>(`${this.path}/history?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      this.items = cursor ? [...this.items, ...value.items] : value.items;
      this.next = value.next;
    } catch (error) {
      this.failure = Failure.of(error);
    } finally {
      this.loading = false;
    }
  }

  protected override render(): unknown {
    const words = this.words(settingsWords);
    return html`<sluice-dialog open wide heading=${words.history} lang=${this.locale} @dismiss=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="stack">
        ${this.failure ? failureBox(this, this.failure, { retry: () => void this.load() }) : ''}
        ${this.items.length === 0 && this.loading ? loading(words.loadingHistory) : this.items.length === 0 && !this.failure ? empty(words.noHistory) : ''}
        <ol class="entries">${repeat(this.items, ({ revision }) => revision, item => html`<li class="entry">${this.item(item)}</li>`)}</ol>
        ${this.next ? html`<div><button type="button" aria-busy=${String(this.loading)} @click=${() => void this.load(this.next)}>${this.words(common).showMore}</button></div>` : ''}
      </div></sluice-dialog>`;
  }
}
