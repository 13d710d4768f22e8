import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WorkspaceSettings } from '../api/contract';
import { action, base, define, Intention, inWords, SluiceElement, tokens } from '../base';
import { areaInput, textInput } from './inputs';
import { settingsWords } from './messages';
import { tag } from './section';
import { settingsStyles } from './styles';

/** Archiving the workspace. Event `refresh`. */
export class DangerZone extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @state() private asking = false;
  @state() private reason = '';
  @state() private typed = '';
  @state() private wrong: { reason?: string; name?: string } = {};
  private intention = new Intention();

  protected override render() {
    const words = this.words(settingsWords);
    const { workspace, may } = this.settings;
    const right = may['ARCHIVE'];
    const why = workspace.archivedAt ? words.archivedAlready : right?.allowed ? undefined : inWords(this, right?.why) ?? words.readOnly;
    return html`<section class="stack" aria-labelledby="heading"><h2 id="heading" tabindex="-1">${words.danger}</h2>
      <div class="card danger-box stack"><h3>${words.archive}</h3><p>${words.archiveText}</p><p class="muted small">${words.archiveBlocked}</p>
        <div class="row">${action({ id: 'archive', label: words.archive, kind: 'danger', why, run: () => this.ask() })}</div></div>
      ${this.asking ? this.question() : nothing}</section>`;
  }

  private ask(): void {
    this.asking = true;
    this.reason = '';
    this.typed = '';
    this.wrong = {};
    this.intention = new Intention();
  }

  private question() {
    const words = this.words(settingsWords);
    const { workspace } = this.settings;
    return html`<sluice-dialog open danger heading=${words.archiveTitle(workspace.name)} confirm=${words.archive} lang=${this.locale} .action=${() => this.archive()}
        @done=${() => {
          this.asking = false;
          this.emit('sluice-settings-saved', { workspace: workspace.id, section: 'danger' });
          this.dispatchEvent(new CustomEvent('refresh'));
        }} @dismiss=${() => (this.asking = false)}><div class="form">
      <p>${words.archiveText}</p>
      ${areaInput(this, { id: 'archive-reason', label: words.reason, required: true, rows: 2, value: this.reason, error: this.wrong.reason, change: reason => {
        this.reason = reason;
        this.wrong = {};
      } })}
      ${workspace.protected ? textInput(this, { id: 'archive-name', label: words.archiveType(workspace.name), required: true, value: this.typed, error: this.wrong.name, change: typed => {
        this.typed = typed;
        this.wrong = {};
      } }) : nothing}</div></sluice-dialog>`;
  }

  private async archive(): Promise<unknown> {
    const words = this.words(settingsWords);
    const { workspace } = this.settings;
    const reason = this.reason.trim() ? undefined : words.problemMissing;
    const name = workspace.protected && this.typed.trim() !== workspace.name ? words.archiveMismatch : undefined;
    if (reason || name) {
      this.wrong = { reason, name };
      return false;
    }
    return this.write('POST', `/workspaces/${encodeURIComponent(workspace.id)}/archive`, { reason: this.reason.trim() }, { ifMatch: tag(workspace.etag), intention: this.intention });
  }
}

define('sluice-settings-danger', DangerZone);
