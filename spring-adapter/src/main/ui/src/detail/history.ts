import { html } from 'lit';
import { state } from 'lit/decorators.js';
import type { AuditEntry, Chain, Page } from '../api/contract';
import { define, format, person, Resource } from '../base/index';
import { Pages } from '../queue/pages';
import { LazyPart } from './lazy';
import { detailWords } from './messages';

/** The events of a promotion, their export, and whether the chain of their hashes is intact. */
export class PromotionHistory extends LazyPart {
  @state() private exports = '';
  private readonly pages = new Pages<AuditEntry>(this);
  private readonly events = new Resource<Page<AuditEntry>>(this, () => this.address('/events'), {
    poll: false, accept: value => this.pages.take(value as Page<AuditEntry>, this.address('/events') ?? '')
  });
  private readonly chain = new Resource<Chain>(this, () => this.address('/chain'), { poll: false });

  override approach(): void {
    super.approach();
    void this.within(`/promotions/${encodeURIComponent(this.promotion)}/events`)
      .then(path => (this.exports = this.client.base + path), () => undefined);
  }

  override refresh(): void {
    void this.events.reload();
    void this.chain.reload();
  }

  protected override render() {
    const words = this.words(detailWords);
    const closed = [this.events.failure, this.chain.failure].find(failure => failure?.kind === 'forbidden' || failure?.kind === 'missing');
    if (closed && !this.events.value) return html`<p class="muted">${words.historyClosed} ${closed.problem?.detail ?? ''}</p>`;
    return html`<div class="section-head">
        <p role="status">${this.verdict()}</p>
        ${this.exports ? html`<p class="row">
          <a class="button small" href="${this.exports}?format=json" download>${words.exportJson}</a>
          <a class="button small" href="${this.exports}?format=csv" download>${words.exportCsv}</a></p>` : ''}
      </div>
      ${this.events.view(() => html`<ol class="items" aria-label=${words.historyList}>${this.pages.items.map(entry => this.entry(entry))}</ol>
        ${this.more(this.pages, { more: words.more, failed: words.moreFailed })}`, { loading: words.historyLoading })}`;
  }

  private entry(entry: AuditEntry) {
    const words = this.words(detailWords);
    return html`<li class="item">
      <p><span class="muted small number">${entry.seq}.</span> ${entry.text}</p>
      <p class="muted small">${person(this, entry.actor)} · <time datetime=${entry.at}>${format.absolute(entry.at, this.locale)}</time></p>
      <details class="small"><summary>${words.eventData(entry.seq)}</summary>
        <dl class="facts"><dt>${words.eventType}</dt><dd><code>${entry.type}</code></dd><dt>${words.hash}</dt><dd><code>${entry.hash}</code></dd></dl>
        <pre tabindex="0" aria-label=${words.eventData(entry.seq)}>${JSON.stringify(entry.data, undefined, 2)}</pre></details>
    </li>`;
  }

  private verdict(): unknown {
    const words = this.words(detailWords);
    const chain = this.chain.value;
    if (this.chain.failure) return html`<span class="chip warn wrap"><span aria-hidden="true">!</span>${words.chainUnknown}</span>`;
    if (!chain) return '';
    return chain.intact ? html`<span class="chip good wrap">${words.chainIntact(chain.events)}</span>`
      : html`<span class="chip bad wrap"><span aria-hidden="true">✕</span>${words.chainBroken(chain.problem?.seq ?? 0, chain.problem?.reason ?? '')}</span>`;
  }
}

define('sluice-promotion-history', PromotionHistory);
