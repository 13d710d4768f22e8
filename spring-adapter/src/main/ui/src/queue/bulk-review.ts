import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DecisionResults, Decisions, PromotionDetail, QueueRow } from '../api/contract';
import { base, define, describedBy, Failure, failureBox, failureWords, field, inWords, loading, SluiceElement, tokens } from '../base/index';
import '../detail/change-view';
import { checkList } from '../detail/checks';
import { Attempts } from '../detail/decision';
import { versions, way } from '../detail/header';
import { detailWords } from '../detail/messages';
import { detailStyles } from '../detail/styles';
import { queueWords } from './messages';

type Decision = 'APPROVE' | 'REJECT';
type Loaded = PromotionDetail | Failure;
const AT_A_TIME = 4;
const REASON = 10;

/** Several promotions into one target on one page: each with what changes, each confirmed by its own tick. */
export class BulkReview extends SluiceElement {
  static override styles = [tokens, base, detailStyles, css`
    .one { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); container-type: inline-size; }
    .tick { padding: 0.6rem 0.9rem; background: var(--_sunken); border-radius: var(--_radius); }
  `];

  @property({ attribute: false }) rows: readonly QueueRow[] = [];
  @state() private loaded: ReadonlyMap<string, Loaded> = new Map();
  @state() private ticked: ReadonlySet<string> = new Set();
  @state() private results: ReadonlyMap<string, { decision: Decision; refusal?: string }> = new Map();
  @state() private comment = '';
  @state() private error?: string;
  @state() private failure?: Failure;
  @state() private busy = false;
  @state() private asking = false;
  private readonly attempts = new Attempts();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) void this.load();
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render() {
    const words = this.words(queueWords);
    const target = this.rows[0]?.promotion.target.name ?? '';
    const done = [...this.results.values()].filter(result => result.refusal === undefined).length;
    return html`<section class="stack" aria-labelledby="title">
      <div><button type="button" class="quiet" @click=${this.leave}>← ${words.bulkBack}</button></div>
      <div><h1 id="title" tabindex="-1">${words.bulkTitle(this.rows.length, target)}</h1><p class="muted">${words.bulkLead}</p></div>
      <p role="status" class=${this.results.size > 0 ? 'note' : 'hidden-visually'}>${this.results.size > 0 ? words.bulkResult(done, this.results.size) : ''}</p>
      ${this.rows.map(row => this.one(row))}
      ${this.decidable().length === 0 ? nothing : this.form(target)}
    </section>`;
  }

  private one(row: QueueRow): TemplateResult {
    const words = this.words(queueWords);
    const { id, artifact, version } = row.promotion;
    const loaded = this.loaded.get(id);
    const heading = html`<div class="spread"><h2 id="h-${id}">${artifact.id} ${versions(this, row.promotion)}</h2>${this.result(id)}</div>${way(this, row.promotion)}
      <p>${row.promotion.reason || html`<span class="muted">${words.noReason}</span>`}</p>`;
    if (loaded === undefined) return html`<article class="card one" aria-labelledby="h-${id}">${heading}${loading(words.bulkLoading, 2)}</article>`;
    if (loaded instanceof Failure) return html`<article class="card one" aria-labelledby="h-${id}">${heading}${failureBox(this, loaded, { retry: () => void this.load() })}</article>`;
    const unfit = this.unfit(row, loaded);
    return html`<article class="card one" aria-labelledby="h-${id}">
      ${heading}
      <sluice-change-view .lang=${this.lang} .change=${loaded.change} .target=${loaded.target.name}></sluice-change-view>
      <details><summary>${this.words(detailWords).checks} (${loaded.checks.filter(check => check.state === 'PASSED').length}/${loaded.checks.length})</summary>${checkList(this, loaded.checks)}</details>
      ${this.results.has(id) ? nothing : unfit !== undefined ? html`<p class="note warn">${words.bulkUnfit}: ${unfit}</p>`
        : html`<label class="choice tick"><input type="checkbox" .checked=${this.ticked.has(id)} ?disabled=${this.busy} @change=${() => this.toggle(id)}>
          <span>${words.bulkTick(`${artifact.id} ${version}`)}</span></label>`}
    </article>`;
  }

  private result(id: string): unknown {
    const words = this.words(queueWords);
    const result = this.results.get(id);
    if (!result) return nothing;
    if (result.refusal !== undefined) return html`<span class="chip bad wrap"><span aria-hidden="true">✕</span>${words.bulkRefused(result.refusal)}</span>`;
    return result.decision === 'APPROVE' ? html`<span class="chip good"><span aria-hidden="true">✓</span>${words.bulkApproved}</span>`
      : html`<span class="chip bad"><span aria-hidden="true">✕</span>${words.bulkRejected}</span>`;
  }

  private form(target: string): TemplateResult {
    const words = this.words(queueWords);
    const count = this.chosen().length;
    const why = count === 0 ? words.bulkNoneTicked : undefined;
    const options = { id: 'comment', label: words.bulkComment, help: words.bulkCommentHelp, ...(this.error ? { error: this.error } : {}) };
    return html`<div class="card stack">
      ${this.failure ? failureBox(this, this.failure, { writing: true }) : nothing}
      ${field(this, options, html`<textarea id="comment" rows="2" maxlength="4000" .value=${this.comment} aria-describedby=${describedBy(options)}
        aria-invalid=${this.error ? 'true' : nothing} @input=${this.type}></textarea>`)}
      <div class="row">
        ${this.button('APPROVE', words.bulkApprove(count), why)}${this.button('REJECT', words.bulkReject(count), why)}
        ${why === undefined ? nothing : html`<span class="muted small" id="why">${why}</span>`}
      </div>
    </div>
    <sluice-dialog .lang=${this.lang} .open=${this.asking} .heading=${words.bulkRejectQuestion(count, target)} .confirm=${words.bulkReject(count)} danger
      .action=${() => this.decide('REJECT')} @dismiss=${() => (this.asking = false)} @done=${() => (this.asking = false)}><p>${words.bulkRejectText}</p></sluice-dialog>`;
  }

  private button(decision: Decision, label: string, why: string | undefined): TemplateResult {
    const run = () => decision === 'APPROVE' ? void this.decide('APPROVE') : this.askToReject();
    return html`<button type="button" class=${decision === 'APPROVE' ? 'primary' : 'danger'} aria-disabled=${String(why !== undefined)}
      aria-busy=${String(this.busy)} aria-describedby=${why === undefined ? nothing : 'why'} @click=${() => why === undefined && run()}>${label}</button>`;
  }

  /** Loads a few at a time, so that many do not crowd out each other. */
  private async load(): Promise<void> {
    const waiting = this.rows.map(row => row.promotion.id).filter(id => !(this.loaded.get(id) && !(this.loaded.get(id) instanceof Failure)));
    const next = async (): Promise<void> => {
      const id = waiting.shift();
      if (id === undefined) return;
      const loaded = await this.read<PromotionDetail>(`/promotions/${encodeURIComponent(id)}`).then(({ value }) => value, (error: unknown) => Failure.of(error));
      this.loaded = new Map(this.loaded).set(id, loaded);
      await next();
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, next));
  }

  /** Why it cannot be decided here: it is another thing by now, or the person may not any more. */
  private unfit(row: QueueRow, loaded: PromotionDetail): string | undefined {
    if (loaded.subjectHash !== row.subjectHash) return this.words(queueWords).bulkChanged;
    const approve = loaded.actions.APPROVE;
    return approve?.allowed ? undefined : inWords(this, approve?.why) ?? loaded.detail;
  }

  private decidable(): QueueRow[] {
    return this.rows.filter(row => {
      const loaded = this.loaded.get(row.promotion.id);
      return loaded && !(loaded instanceof Failure) && this.unfit(row, loaded) === undefined && !this.results.has(row.promotion.id);
    });
  }

  private chosen(): QueueRow[] {
    return this.decidable().filter(row => this.ticked.has(row.promotion.id));
  }

  private toggle(id: string): void {
    const next = new Set(this.ticked);
    if (!next.delete(id)) next.add(id);
    this.ticked = next;
  }

  private readonly type = (event: Event) => {
    this.comment = (event.target as HTMLTextAreaElement).value;
    if (this.error && this.longEnough()) this.error = undefined;
  };

  private longEnough(): boolean {
    return [...this.comment.trim()].length >= REASON;
  }

  private readonly askToReject = () => {
    if (!this.longEnough()) {
      this.error = this.words(queueWords).bulkReasonShort;
      this.renderRoot.querySelector<HTMLElement>('#comment')?.focus();
      return;
    }
    this.asking = true;
  };

  private async decide(decision: Decision): Promise<void> {
    const rows = this.chosen();
    if (this.busy || rows.length === 0) return;
    this.busy = true;
    this.failure = undefined;
    const comment = this.comment.trim();
    const body: Decisions = {
      items: rows.map(row => ({ promotion: row.promotion.id, decision, subjectHash: row.subjectHash, ...(comment ? { comment } : {}) }))
    };
    try {
      const { value } = await this.write<DecisionResults>('POST', '/decisions', body, { intention: this.attempts.intentionFor(body), timeout: 60_000 });
      const results = new Map(this.results);
      for (const item of value.items) {
        results.set(item.promotion, { decision, ...(item.problem ? { refusal: item.problem.message } : {}) });
      }
      this.results = results;
      this.ticked = new Set();
      this.comment = '';
      this.attempts.forget();
      this.emit('sluice-decided-together', { results: value });
    } catch (error) {
      this.failure = Failure.of(error);
      if (!this.failure.passing) this.attempts.forget();
      this.announce(failureWords(this, this.failure, { writing: true }).title);
    } finally {
      this.busy = false;
    }
  }

  private readonly leave = () => this.dispatchEvent(new CustomEvent('finished'));
}

define('sluice-bulk-review', BulkReview);
