import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PromotionDetail, Queue, QueueRow, WorkspaceSummary } from '../api/contract';
import { base, common, deepFocus, define, empty, Failure, Intention, ListKeys, loading, Resource, SluiceElement, tokens } from '../base/index';
import { seenRow } from '../detail/decision';
import '../detail/promotion-action';
import type { Acted } from '../detail/promotion-action';
import './bulk-review';
import { filterBar, type Known } from './filter-bar';
import { filtered, fromHash, START, TABS, toHash, toQuery, type Filters, type Tab } from './filters';
import { queueWords } from './messages';
import { Pages } from './pages';
import { queueRow } from './row';
import { chosen, kept, selectable, toggled } from './selection';
import { queueStyles } from './styles';
import { counted, emptyWords, whyWords } from './words';

const LIMIT = 50;

/** What waits for the person, what they asked for, what is open, and what was done. */
export class SluiceApprovalQueue extends SluiceElement {
  static override styles = [tokens, base, queueStyles];

  /** `mine`, `requested`, `open` or `done`; what the address says goes first. */
  @property() tab?: Tab;
  /** Shows only what goes there, unless the address says otherwise. */
  @property() workspace?: string;
  /** `off` leaves the address alone: the host has other uses for its hash. */
  @property({ attribute: 'hash' }) usesHash: 'on' | 'off' = 'on';
  @state() private filters: Filters = START;
  @state() private filtering = false;
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private reviewing?: readonly QueueRow[];
  @state() private acting?: { kind: 'APPROVE' | 'REJECT'; row: QueueRow; promotion?: PromotionDetail; failure?: Failure };
  @state() private counts?: Queue['counts'];
  @state() private workspaces: readonly WorkspaceSummary[] = [];
  @state() private said = '';
  /** Whether what is said is to be seen, too: nothing else shows it. */
  @state() private told = false;
  @state() private me = '';
  private route = '';
  /** The list whose length was said last. */
  private announced?: string;
  private readonly pages = new Pages<QueueRow>(this);
  private readonly queue = new Resource<Queue>(this, () => this.path(), { accept: value => this.accept(value as Queue) });
  private readonly listKeys = new ListKeys(this, {
    rows: () => this.rows(), open: row => this.open(row),
    approve: row => void this.act('APPROVE', row), reject: row => void this.act('REJECT', row)
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.route = routeOf(location.hash);
    this.filters = this.usesHash === 'on' && location.hash.includes('?') ? fromHash(location.hash) : { tab: this.tab ?? START.tab, workspace: this.workspace || undefined };
    this.filtering = filtered(this.filters);
    window.addEventListener('hashchange', this.onHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.onHash);
  }

  /** A host that chooses a tab or a workspace later means it. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) return;
    if (changed.has('workspace')) this.show({ ...this.filters, workspace: this.workspace || undefined });
    if (changed.has('tab') && this.tab && this.usesHash === 'off') this.show({ ...this.filters, tab: this.tab });
  }

  protected override render() {
    const words = this.words(queueWords);
    if (this.reviewing) {
      return html`<sluice-bulk-review .lang=${this.lang} .rows=${this.reviewing} @finished=${() => this.endReview()}></sluice-bulk-review>`;
    }
    const active = Object.values(this.filters).filter(value => value !== undefined).length - 1;
    return html`<section class="stack" aria-labelledby="title">
      <div class="spread"><h1 id="title" tabindex="-1">${words.title}</h1>${this.queue.refreshLine()}</div>
      <p class=${this.told ? 'note' : 'hidden-visually'} role="status">${this.said}</p>
      ${this.tabs()}
      <div class="stack" role="tabpanel" id="panel" aria-labelledby="tab-${this.filters.tab}">
        <div class="spread">
          <button type="button" class="small" aria-expanded=${String(this.filtering)} @click=${this.toggleFilters}>${active > 0 ? words.filtersActive(active) : words.filters}</button>
          <button type="button" class="small quiet" @click=${() => this.listKeys.show(true)}>${this.words(common).shortcuts}</button>
        </div>
        ${this.filtering ? filterBar(this, this.filters, this.known(), filters => this.show(filters)) : nothing}
        ${this.queue.view(() => this.list(), { loading: words.loading })}
      </div>
      ${this.together()}
    </section>
    ${this.listKeys.help()}
    <sluice-promotion-action .lang=${this.lang} .kind=${this.acting?.kind} .promotion=${this.acting?.promotion} .failure=${this.acting?.failure}
      .seen=${this.acting ? seenRow(this.acting.row) : undefined} @acted=${this.onActed} @dismissed=${() => (this.acting = undefined)}
      @reloaded=${() => this.queue.reload()}></sluice-promotion-action>`;
  }

  private tabs(): TemplateResult {
    const words = this.words(queueWords);
    const count = (tab: 'mine' | 'requested' | 'open') => this.counts ? counted(this.counts[tab], words) : '…';
    const labels: Record<Tab, string> = {
      mine: words.tabMine(count('mine')), requested: words.tabRequested(count('requested')), open: words.tabOpen(count('open')), done: words.tabDone
    };
    return html`<div role="tablist" class="tabs" aria-label=${words.tabs} @keydown=${this.onTabKey}>${TABS.map(tab => html`<button type="button" role="tab" id="tab-${tab}"
      aria-selected=${String(tab === this.filters.tab)} aria-controls="panel" tabindex=${tab === this.filters.tab ? 0 : -1}
      @click=${() => this.show({ ...this.filters, tab })}>${labels[tab]}</button>`)}</div>`;
  }

  private list(): TemplateResult {
    const words = this.words(queueWords);
    const rows = this.pages.items;
    if (rows.length === 0) return this.pages.loading ? loading(words.loading) : html`${this.nothingThere()}${this.pages.next ? this.more(0) : nothing}`;
    const ticks = rows.some(row => selectable(row, rows, new Set()));
    return html`<ul class="list" aria-label=${words.list}>${rows.map((row, at) => queueRow(this, row, {
      at, me: this.me, ticks, selectable: selectable(row, rows, this.selected), selected: this.selected.has(row.promotion.id),
      select: () => (this.selected = toggled(this.selected, row.promotion.id)), look: looking => void this.look(row.promotion.id, looking)
    }))}</ul>
    ${ticks && this.selected.size === 0 ? html`<p class="muted small">${words.selectHint}</p>` : nothing}
    ${this.pages.failure ? html`<p class="wrong" role="alert">${words.moreFailed}</p>` : nothing}
    ${this.pages.next ? this.more(rows.length) : nothing}`;
  }

  private more(shown: number): TemplateResult {
    return html`<div><button type="button" aria-busy=${String(this.pages.loading)} @click=${() => this.pages.more()}>${this.words(queueWords).more(shown)}</button></div>`;
  }

  private nothingThere(): TemplateResult {
    const words = this.words(queueWords);
    const isFiltered = filtered(this.filters);
    const others = this.counts?.open ?? 0;
    const action = isFiltered ? html`<button type="button" @click=${() => this.show({ tab: this.filters.tab })}>${words.clear}</button>`
      : this.filters.tab === 'mine' && others > 0
        ? html`<p>${words.othersWait(others)} → <button type="button" class="link" @click=${() => this.show({ tab: 'open' })}>${words.toOpen}</button></p>` : nothing;
    return empty(emptyWords(this.filters, isFiltered, words), action);
  }

  private together(): unknown {
    const words = this.words(queueWords);
    const count = this.selected.size;
    if (count === 0) return nothing;
    return html`<div class="together card spread" role="group" aria-label=${words.selected(count)}><span role="status">${words.selected(count)}</span>
      <span class="row">${count < 2 ? html`<span class="muted small">${words.selectHint}</span>`
        : html`<button type="button" class="primary" @click=${() => (this.reviewing = chosen(this.pages.items, this.selected))}>${words.together(count)}</button>`}
        <button type="button" class="quiet" @click=${() => (this.selected = new Set())}>${words.clearSelection}</button></span></div>`;
  }

  private path(): string {
    return `/queue?${toQuery(this.filters, LIMIT).toString()}`;
  }

  private accept(queue: Queue): void {
    this.counts = queue.counts;
    const another = this.announced !== this.path();
    if (another && this.announced !== undefined) this.say(this.words(queueWords).shown(queue.items.length), false);
    this.announced = this.path();
    this.pages.take(queue, this.path());
    this.selected = kept(this.pages.items, this.selected);
  }

  private known(): Known {
    const promotions = this.pages.items.map(row => row.promotion);
    const workspaces = this.workspaces.length > 0 ? this.workspaces : promotions.map(each => each.target);
    return {
      workspaces: unique(workspaces), requesters: unique(promotions.map(each => each.requestedBy)),
      artifacts: [...new Set(promotions.map(each => `${each.artifact.kind}:${each.artifact.id}`))]
    };
  }

  private show(filters: Filters): void {
    this.filters = filters;
    this.selected = new Set();
    if (this.usesHash === 'on') {
      const hash = toHash(location.hash, filters);
      history.replaceState(history.state, '', hash === '' ? location.pathname + location.search : hash);
    }
  }

  private readonly onHash = () => {
    if (this.usesHash === 'on' && routeOf(location.hash) === this.route) this.filters = fromHash(location.hash);
  };

  private readonly toggleFilters = () => {
    this.filtering = !this.filtering;
    if (this.filtering && this.workspaces.length === 0) {
      this.read<{ items: WorkspaceSummary[] }>('/workspaces').then(({ value }) => (this.workspaces = value.items), () => undefined);
    }
  };

  private readonly onTabKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.length, End: TABS.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = TABS.indexOf(this.filters.tab);
    const to = Math.abs(step) === 1 ? (at + step + TABS.length) % TABS.length : step < 0 ? 0 : TABS.length - 1;
    const tab = TABS[to] ?? START.tab;
    this.show({ ...this.filters, tab });
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };

  private rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.entry')];
  }

  private rowOf(element: HTMLElement): QueueRow | undefined {
    return this.pages.items[Number(element.dataset['at'])];
  }

  private open(element: HTMLElement): void {
    const promotion = this.rowOf(element)?.promotion.id;
    if (promotion) this.go('promotion', { promotion });
  }

  /** Opens the dialog; what it is about is loaded meanwhile. */
  private async act(kind: 'APPROVE' | 'REJECT', element: HTMLElement): Promise<void> {
    const row = this.rowOf(element);
    if (!row) return;
    if (!row.mayDecide || row.task?.kind !== 'APPROVAL') {
      this.say(whyWords(this, row) ?? this.words(queueWords).nothingToDecide, false);
      return;
    }
    const acting = { kind, row };
    this.acting = acting;
    try {
      const { value } = await this.read<PromotionDetail>(`/promotions/${encodeURIComponent(row.promotion.id)}`);
      if (this.acting === acting) this.acting = { ...acting, promotion: value };
    } catch (error) {
      if (this.acting === acting) this.acting = { ...acting, failure: Failure.of(error) };
    }
  }

  private readonly onActed = async (event: CustomEvent<Acted>) => {
    const at = this.pages.items.findIndex(row => row.promotion.id === this.acting?.row.promotion.id);
    this.acting = undefined;
    this.say(event.detail.words, true);
    await this.queue.reload();
    await this.updateComplete;
    // The row that had the focus may be gone.
    if (!deepFocus()) (this.rows()[Math.min(Math.max(at, 0), this.rows().length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('#title'))?.focus();
  };

  private say(text: string, visibly: boolean): void {
    this.said = text;
    this.told = visibly;
  }

  private endReview(): void {
    this.reviewing = undefined;
    this.selected = new Set();
    void this.queue.reload();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#title')?.focus());
  }

  private async look(promotion: string, looking: boolean): Promise<void> {
    try {
      await this.write('POST', `/promotions/${encodeURIComponent(promotion)}/looking`, { looking }, { intention: new Intention() });
      await this.queue.reload();
    } catch {
      this.say(this.words(queueWords).lookFailed, true);
    }
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.session().then(session => (this.me = session.person.id), () => undefined);
  }
}

function routeOf(hash: string): string {
  return (hash.split('?', 1)[0] ?? '').replace(/^#$/, '');
}

function unique<T extends { id: string }>(all: readonly T[]): T[] {
  return [...new Map(all.map(each => [each.id, each])).values()];
}

define('sluice-approval-queue', SluiceApprovalQueue);
