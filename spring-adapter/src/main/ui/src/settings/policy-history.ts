import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { PolicyChangeLine, PolicyView } from '../api/contract';
import { clock, define, Failure, failureBox, format, loading, type SluiceElement } from '../base';
import { SettingsHistory } from './history';
import { settingsWords } from './messages';
import { readable } from './policy-words';

/** All revisions of a policy: who, when, why, what changed, and a way back. Events `close`, `restore`. */
export class PolicyHistory extends SettingsHistory<PolicyView> {
  protected override readonly resource = 'policy';
  @state() private diffs = new Map<number, PolicyChangeLine[] | Failure>();

  private async compare(revision: number): Promise<void> {
    if (this.diffs.has(revision)) return;
    try {
      const { value } = await this.read<{ changes: PolicyChangeLine[] }>(`${this.path}/diff?from=${revision - 1}&to=${revision}`);
      this.diffs = new Map(this.diffs).set(revision, value.changes);
    } catch (error) {
      this.diffs = new Map(this.diffs).set(revision, Failure.of(error));
    }
  }

  protected override item(item: PolicyView) {
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
