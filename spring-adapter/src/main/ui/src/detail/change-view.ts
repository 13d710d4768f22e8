import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Change, ChangeRow } from '../api/contract';
import { base, common, define, SluiceElement, tokens } from '../base/index';
import { asJson, count, rowsOf, type ChangeView } from './changes';
import { detailWords } from './messages';
import { detailStyles } from './styles';
import { isLong, textDiff } from './text-diff';

const VIEWS: readonly ChangeView[] = ['differences', 'all', 'json'];
const LOOKS: Record<ChangeRow['effect'], { shape: string; tone: string }> = {
  ADDED: { shape: '+', tone: 'good' }, REMOVED: { shape: '−', tone: 'bad' }, CHANGED: { shape: '~', tone: 'warn' },
  SAME: { shape: '=', tone: '' }, KEPT: { shape: '⌂', tone: 'accent' }
};

/** What lives in the target now against what will live there: differences, everything, or JSON. */
export class ChangeViewElement extends SluiceElement {
  static override styles = [tokens, base, detailStyles, css`
    :host { container-type: inline-size; }
    .views { display: inline-flex; flex-wrap: wrap; }
    .views button { border-radius: 0; margin-inline-start: -1px; min-height: 2rem; padding-block: 0.15rem; }
    .views button:first-child { border-start-start-radius: var(--_radius); border-end-start-radius: var(--_radius); margin: 0; }
    .views button:last-child { border-start-end-radius: var(--_radius); border-end-end-radius: var(--_radius); }
    .views button[aria-pressed='true'] { background: var(--_accent-soft); color: var(--_accent); border-color: var(--_accent); z-index: 1; position: relative; }
    td, tbody th { font-size: 0.9375rem; }
    tbody th { font-family: var(--_mono); font-size: 0.875rem; font-weight: 500; width: 22%; }
    td:last-child { width: 9rem; }
    .within:last-child { width: auto; }
    .REMOVED .after-value, .ADDED .now-value { color: var(--_muted); }
    .REMOVED .now-value { text-decoration: line-through; }
    td.within { padding-block-start: 0; }
    tr.lead > th, tr.lead > td { border-block-end: 0; }
    .diff { max-height: 20rem; }
    ins { text-decoration: none; background: var(--_good-soft); color: var(--_good); }
    del { background: var(--_bad-soft); color: var(--_bad); }
    .gap { display: block; color: var(--_muted); text-align: center; font-family: var(--_font); }
    @media (forced-colors: active) { ins { text-decoration: underline; } }
    @container (max-width: 40rem) {
      table, tbody, tr, td, tbody th { display: block; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tr { border: 1px solid var(--_line); border-radius: var(--_radius); padding: 0.5rem 0.75rem; margin-block-end: 0.6rem; }
      tr.lead { border-end-start-radius: 0; border-end-end-radius: 0; margin-block-end: 0; border-block-end: 0; }
      tr.follows { border-start-start-radius: 0; border-start-end-radius: 0; border-block-start: 0; }
      td, tbody th { border: 0; padding: 0.15rem 0; width: auto !important; }
      td[data-label]::before { content: attr(data-label); display: block; color: var(--_muted); font: 500 0.75rem var(--_font); }
    }
  `];

  @property({ attribute: false }) change?: Change;
  /** Name of the target, for the keys that belong to it. */
  @property() target = '';
  /** It has happened: "before" in the place of "now". */
  @property({ attribute: false }) past = false;
  @state() private view: ChangeView = 'differences';
  @state() private copied = false;

  protected override render() {
    const change = this.change;
    if (!change) return nothing;
    const words = this.words(detailWords);
    const labels = { differences: words.viewDifferences, all: words.viewAll, json: words.viewJson };
    return html`
      <div class="section-head">
        <p class="muted number">${words.summary(count(change, 'ADDED'), count(change, 'REMOVED'), count(change, 'CHANGED'), count(change, 'KEPT'))}</p>
        <div class="views" role="group" aria-label=${words.view}>${VIEWS.map(view => html`<button type="button" class="small"
          aria-pressed=${String(this.view === view)} @click=${() => (this.view = view)}>${labels[view]}</button>`)}</div>
      </div>
      ${change.rows.length === 0 && this.view !== 'json' ? this.fingerprints(change) : this.view === 'json' ? this.json(change) : this.table(change)}`;
  }

  private table(change: Change): TemplateResult {
    const words = this.words(detailWords);
    const rows = rowsOf(change, this.view);
    if (rows.length === 0) return html`<p class="muted">${words.noDifferences}</p>`;
    const now = this.now(change);
    const after = words.after(change.after.version);
    return html`<table>
      <thead><tr><th scope="col">${words.key}</th><th scope="col">${now}</th><th scope="col">${after}</th><th scope="col">${words.effect}</th></tr></thead>
      <tbody>${rows.map(row => this.row(row, now, after))}</tbody>
    </table>`;
  }

  private now(change: Change): string {
    const words = this.words(detailWords);
    const version = change.before?.version;
    if (this.past) return version ? words.before(version) : words.beforeNothing;
    return version ? words.now(version) : words.nowNothing;
  }

  private row(row: ChangeRow, now: string, after: string): unknown {
    const words = this.words(detailWords);
    const look = LOOKS[row.effect];
    const within = row.effect === 'CHANGED' && !row.secret && (isLong(row.before) || isLong(row.after));
    return html`<tr class="${row.effect} ${within ? 'lead' : ''}">
      <th scope="row">${row.key}</th>
      <td class="now-value" data-label=${now}>${this.value(row.before, row)}</td>
      <td class="after-value" data-label=${after}>${row.effect === 'KEPT' ? this.value(row.after ?? row.before, row) : this.value(row.after, row)}</td>
      <td><span class="chip ${look.tone}"><span aria-hidden="true">${look.shape}</span>${words[`effect${row.effect}`]}</span>
        ${row.effect === 'KEPT' ? html`<p class="muted small">${words.keptHelp(this.target)}</p>` : nothing}</td>
    </tr>${within ? html`<tr class="follows"><td colspan="4" class="within">${this.difference(row.before ?? '', row.after ?? '')}</td></tr>` : nothing}`;
  }

  private value(value: string | undefined, row: ChangeRow): unknown {
    const words = this.words(detailWords);
    if (value === undefined) return html`<span class="muted">${words.absent}</span>`;
    if (row.secret) return html`<code>••• ${value}</code> <span class="muted small">(${words.secret})</span>`;
    if (!isLong(value)) return html`<code>${value}</code>`;
    const first = value.split('\n', 1)[0]?.slice(0, 60) ?? '';
    return row.effect === 'CHANGED' ? html`<code>${first}…</code>`
      : html`<details><summary><code>${first}…</code></summary><pre tabindex="0">${value}</pre></details>`;
  }

  private difference(before: string, after: string): TemplateResult {
    const words = this.words(detailWords);
    return html`<details open><summary>${words.textDiff}</summary><pre class="diff" tabindex="0" aria-label=${words.textDiff}>${textDiff(before, after).map(piece => {
      switch (piece.kind) {
        case 'gap': return html`<span class="gap">··· ${words.gap(piece.text)} ···</span>`;
        case 'added': return html`<ins><span class="hidden-visually">${words.addedText} </span>${piece.text}</ins>`;
        case 'removed': return html`<del><span class="hidden-visually">${words.removedText} </span>${piece.text}</del>`;
        default: return piece.text;
      }
    })}</pre></details>`;
  }

  private json(change: Change): TemplateResult {
    const words = this.words(detailWords);
    const text = asJson(change);
    return html`<div class="stack"><pre tabindex="0" aria-label=${words.viewJson}>${text}</pre>
      <div class="row"><button type="button" class="small" @click=${() => this.copy(text)}>${words.copyJson}</button>
        <span role="status" class="muted small">${this.copied ? this.words(common).copied : ''}</span></div></div>`;
  }

  private fingerprints(change: Change): TemplateResult {
    const words = this.words(detailWords);
    return html`<p class="muted">${words.noRows}</p><dl class="facts">
      <dt>${this.now(change)}</dt><dd><code>${change.before?.digest ?? '–'}</code></dd>
      <dt>${words.after(change.after.version)}</dt><dd><code>${change.after.digest}</code></dd></dl>`;
  }

  private async copy(text: string): Promise<void> {
    await navigator.clipboard?.writeText(text);
    this.copied = true;
  }
}

define('sluice-change-view', ChangeViewElement);
