import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Action, Blocker, PromotionDetail } from '../api/contract';
import { base, clock, common, deepFocus, define, format, Intention, inWords, lookOf, Resource, SluiceElement, tokens } from '../base/index';
import { buttons, offersOf } from './action-bar';
import { approvalStages, timeFacts } from './approvals';
import './change-view';
import { checkList } from './checks';
import './comments';
import { header, progress } from './header';
import './history';
import { detailWords } from './messages';
import { pageStyles } from './page-styles';
import './process';
import './promotion-action';
import type { Acted } from './promotion-action';
import type { QuestionKind } from './questions';
import { detailStyles } from './styles';

/** Everything about one promotion, and what the person may do with it. */
export class SluicePromotionDetail extends SluiceElement {
  static override styles = [tokens, base, detailStyles, pageStyles, css`:host { container-type: inline-size; }`];

  /** Which promotion. */
  @property({ attribute: 'promotion-id' }) promotionId = '';
  /** Where to begin reading: `what`, `checks`, `approvals`, `time`, `process`, `history` or `comments`. */
  @property() section?: string;
  /** Without the process diagram: `off`; the list of its steps stays. */
  @property() diagram?: 'on' | 'off';
  @state() private asking?: QuestionKind;
  @state() private copied = false;
  /** What became of the last action; `quiet` is for who cannot see that something changed. */
  @state() private said: { text: string; tone: 'good' | 'warn' | 'quiet' } = { text: '', tone: 'quiet' };
  private shownSection?: string;
  private readonly detail = new Resource<PromotionDetail>(this, () => this.promotionId ? this.address() : undefined, {
    accept: value => this.compare(value as PromotionDetail)
  });

  protected override render() {
    const words = this.words(detailWords);
    return html`<article class="stack page">
      <p class=${this.said.tone === 'quiet' || this.said.text === '' ? 'hidden-visually' : `note ${this.said.tone}`} role="status">${this.said.text}</p>
      ${this.detail.view(detail => this.page(detail), { loading: words.loading, missing: words.missing })}
    </article>
    <sluice-promotion-action .lang=${this.lang} .kind=${this.asking} .promotion=${this.detail.value} @acted=${this.onActed}
      @dismissed=${() => (this.asking = undefined)} @reloaded=${(event: CustomEvent<PromotionDetail>) => this.detail.set(event.detail, event.detail.etag)}></sluice-promotion-action>`;
  }

  private page(detail: PromotionDetail): TemplateResult {
    return html`
      ${this.detail.refreshLine()}
      ${header(this, detail, this.copied, () => this.copyId(detail.id))}
      ${this.bar(detail)}
      ${progress(this, detail.progress)}
      ${this.notes(detail)}
      <div class="sections">
        ${this.changes(detail)}
        ${this.chapter('checks', checkList(this, detail.checks))}
        <div class="pair">
          ${this.chapter('approvals', html`${approvalStages(this, detail.stages, detail.target.protected)}
            <p class="muted small">${this.words(detailWords).policyRevision(detail.policyRevision)}</p>${this.offers(detail, 'approvals', ['REMIND', 'ASSIGN'])}`)}
          ${this.chapter('time', html`${timeFacts(this, detail)}${this.offers(detail, 'time', ['RESCHEDULE', 'EXTEND_DEADLINE'])}`)}
        </div>
        ${this.chapter('process', html`<sluice-promotion-process .lang=${this.lang} .promotion=${detail.id} .revision=${detail.etag}
          .diagram=${this.diagram !== 'off'}></sluice-promotion-process>`)}
        ${this.chapter('history', html`<sluice-promotion-history .lang=${this.lang} .promotion=${detail.id} .revision=${detail.etag}></sluice-promotion-history>`)}
        ${this.chapter('comments', html`<sluice-promotion-comments .lang=${this.lang} .promotion=${detail.id} .revision=${detail.etag}></sluice-promotion-comments>`)}
      </div>`;
  }

  /** Sticky, so that deciding is near wherever one reads. */
  private bar(detail: PromotionDetail): TemplateResult {
    const words = this.words(detailWords);
    const offers = offersOf(this, detail);
    const me = detail.looking.some(person => person.id === this.me);
    return html`<div class="bar card" role="group" aria-label=${words.actions}>
      ${offers.length === 0 ? html`<p class="muted">${words.noActions}</p>` : buttons(offers, 'bar', kind => this.ask(kind))}
      ${detail.endedAt !== undefined && detail.looking.length === 0 ? nothing : html`<div class="row lookers">
        ${detail.looking.length > 0 ? html`<span class="muted small">${words.looking(format.listed(detail.looking.map(each => each.name), this.locale))}</span>` : nothing}
        ${detail.endedAt === undefined ? html`<button type="button" class="small quiet" aria-pressed=${String(me)} @click=${() => this.look(!me)}>${me ? words.stopLooking : words.look}</button>` : nothing}
      </div>`}
    </div>`;
  }

  private changes(detail: PromotionDetail): TemplateResult {
    const words = this.words(detailWords);
    const moved = detail.change.moved;
    const again = { artifact: `${detail.artifact.kind}:${detail.artifact.id}`, version: detail.version, from: detail.source.id, to: detail.target.id, step: 'checks' };
    return this.chapter('what', html`
      ${moved ? html`<div class="note warn stack" role="alert"><p>${words.moved(detail.target.name, format.moment(moved.at, clock.now(), this.locale),
        moved.from ?? words.nothing, moved.to)}</p><div><a class="button" href=${this.href('wizard', again)}
          @click=${(event: MouseEvent) => this.go('wizard', again, event)}>${words.checkAgain}</a></div></div>` : nothing}
      <sluice-change-view .lang=${this.lang} .change=${detail.change} .target=${detail.target.name} .past=${detail.endedAt !== undefined}></sluice-change-view>`);
  }

  private chapter(name: 'what' | 'checks' | 'approvals' | 'time' | 'process' | 'history' | 'comments', content: unknown): TemplateResult {
    return html`<section class="card section" aria-labelledby="heading-${name}"><h2 id="heading-${name}">${this.words(detailWords)[name]}</h2>${content}</section>`;
  }

  private offers(detail: PromotionDetail, group: string, actions: readonly Action[]): unknown {
    const offers = offersOf(this, detail, actions);
    return offers.length === 0 ? nothing : html`<div class="offers">${buttons(offers, group, kind => this.ask(kind))}</div>`;
  }

  /** What holds it, what went wrong, and what is out of the ordinary. */
  private notes(detail: PromotionDetail): unknown {
    const words = this.words(detailWords);
    const { incidents, blockers, bypass } = detail;
    return html`
      ${incidents.length > 0 ? html`<div class="note bad" role="group" aria-labelledby="incident"><h2 id="incident">${words.incident}</h2>
        ${incidents.map(each => html`<p>${words.incidentStep(each.step, each.message)} <span class="muted small"><sluice-time .datetime=${each.since} .locale=${this.locale}></sluice-time></span></p>`)}</div>` : nothing}
      ${bypass ? html`<div class="note ${bypass.toReview || bypass.state === 'REQUESTED' ? 'bad' : 'warn'}" role="group" aria-labelledby="bypass">
        <h2 id="bypass">${words.bypassTitle}: ${this.bypassState(bypass.state)}</h2><p class="quote">${bypass.reason}</p>
        <p class="muted small">${[words.bypassBy(bypass.requestedBy.name), bypass.confirmedBy ? words.bypassConfirmedBy(bypass.confirmedBy.name) : '',
          ['REQUESTED', 'CONFIRMED'].includes(bypass.state) ? words.bypassUntil(format.moment(bypass.validUntil, clock.now(), this.locale)) : '']
          .filter(text => text !== '').join(' · ')}</p></div>` : nothing}
      ${blockers.length > 0 ? html`<div class="note warn" role="group" aria-labelledby="blockers"><h2 id="blockers">${words.blockers}</h2>
        <ul class="items blockers">${blockers.map(each => this.blocker(each))}</ul></div>` : nothing}`;
  }

  private blocker(blocker: Blocker): TemplateResult {
    const words = this.words(detailWords);
    const lifts = { NEVER: words.blockerNever, BY_PEOPLE: words.blockerPeople, WHEN_RELEASED: words.blockerReleased, BY_ITSELF: words.blockerItself };
    return html`<li><p>${inWords(this, blocker)} <span class="chip">${lifts[blocker.lifts]}${blocker.earliest
      ? `, ${words.blockerFrom(format.moment(blocker.earliest, clock.now(), this.locale))}` : ''}</span></p>
      ${blocker.action ? html`<p class="small">${format.readable(blocker.action, this.locale)}</p>` : nothing}
      ${blocker.evidence || blocker.liftedBy ? html`<p class="muted small">${[blocker.evidence, blocker.liftedBy].filter(text => text !== '').join(' · ')}</p>` : nothing}</li>`;
  }

  private bypassState(state: string): string {
    const words = this.words(detailWords);
    switch (state) {
      case 'REQUESTED': return words.bypassREQUESTED;
      case 'CONFIRMED': return words.bypassCONFIRMED;
      case 'USED': return words.bypassUSED;
      case 'REVIEWED': return words.bypassREVIEWED;
      case 'VOID': return words.bypassVOID;
      default: return state;
    }
  }

  @state() private me = '';

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.session().then(session => (this.me = session.person.id), () => undefined);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('section')) this.shownSection = undefined;
    if (this.section && this.section !== this.shownSection && this.detail.value) {
      this.shownSection = this.section;
      this.renderRoot.querySelector<HTMLElement>(`#heading-${CSS.escape(this.section)}`)?.scrollIntoView();
    }
  }

  private address(): string {
    return `/promotions/${encodeURIComponent(this.promotionId)}`;
  }

  private ask(kind: QuestionKind): void {
    this.said = { text: '', tone: 'quiet' };
    this.asking = kind;
  }

  /** Says how far it is when a refresh shows that it went on. */
  private compare(now: PromotionDetail): void {
    const before = this.detail.value;
    if (before?.id !== now.id || (before.status === now.status && before.phase === now.phase)) return;
    this.said = { text: this.words(common)[lookOf(now.status, now.phase).word], tone: 'quiet' };
  }

  private readonly onActed = (event: CustomEvent<Acted>) => {
    const { kind, promotion, words } = event.detail;
    this.asking = undefined;
    // The button that had the focus may be gone.
    void this.updateComplete.then(() => {
      if (!deepFocus()) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    });
    if (kind === 'ROLL_BACK' && promotion) {
      // Where nobody navigates, this page shows it itself.
      if (this.emit('sluice-navigate', { screen: 'promotion', params: { promotion: promotion.id } })) this.promotionId = promotion.id;
    } else if (promotion?.id === this.detail.value?.id && promotion) {
      this.detail.set(promotion, promotion.etag);
    } else {
      void this.detail.reload();
    }
    this.said = { text: words, tone: 'good' };
    if (kind === 'COMMENT') {
      this.renderRoot.querySelector<HTMLElement & { refresh(): void }>('sluice-promotion-comments')?.refresh();
    }
  };

  private async look(looking: boolean): Promise<void> {
    try {
      await this.write('POST', `${this.address()}/looking`, { looking }, { intention: new Intention() });
      await this.detail.reload();
    } catch {
      this.said = { text: this.words(detailWords).lookFailed, tone: 'warn' };
    }
  }

  private async copyId(id: string): Promise<void> {
    await navigator.clipboard?.writeText(id);
    this.copied = true;
  }
}

define('sluice-promotion-detail', SluicePromotionDetail);
