import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Artifact, Board, BoardCell, BoardColumn, BoardRow, Live, PromotionSummary, Wanted } from '../api/contract';
import { base, clock, common, define, empty, Failure, failureBox, format, icons, inWords, kindChip, lookOf, Resource, SluiceElement, tokens } from '../base/index';
import { Eligibility, keyOf, wantedInto } from './eligibility';
import { CellKeys } from './cell-keys';
import { board } from './messages';
import './release-history';
import { boardStyles } from './styles';

type Only = '' | 'differences' | 'pending';
const PAGE = 200;
/** Rows that are drawn at first, and then with each frame: what one sees comes before what one scrolls to. */
const AT_FIRST = 30;
const EACH_FRAME = 200;

/** Approvals are given and checks are run once somebody asks: no reason not to. */
const COMES_WITH_THE_REQUEST: ReadonlySet<string> = new Set(['approval.missing', 'check.missing']);

/**
 * `<sluice-board>`: which version lives where, what waits, and what may go further.
 *
 * Attributes beyond the common ones: `text` and `only` (`differences`, `pending`) begin with a filter; `workspace` marks a column.
 */
export class SluiceBoard extends SluiceElement {
  static override styles = [tokens, base, boardStyles];

  @property() text = '';
  @property() only: Only = '';
  @property() workspace?: string;
  @state() private further: BoardRow[] = [];
  @state() private next?: string;
  @state() private moreFailure?: Failure;
  @state() private history?: { artifact: Artifact; workspace: string };
  @state() private drawn = AT_FIRST;
  private frame?: number;
  private typing?: ReturnType<typeof setTimeout>;
  private seen?: IntersectionObserver;
  private readonly onScreen = new Set<Element>();

  private readonly board = new Resource<Board>(this, () => this.path(), { onChange: 'keep', accept: value => this.accept(value as Board) });
  private readonly eligibility = new Eligibility(this);
  private readonly cellKeys = new CellKeys(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.seen?.disconnect();
    this.seen = undefined;
    clearTimeout(this.typing);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  protected override render() {
    const words = this.words(board);
    return html`<section class="stack" aria-labelledby="title">
      <div class="spread"><h1 id="title">${words.title}</h1>${this.board.refreshLine()}</div>
      ${this.board.view(value => this.content(value), { loading: words.loading })}
      ${this.history ? this.drawer(this.history) : nothing}
    </section>`;
  }

  protected override updated(): void {
    this.watchRows();
    this.askForSeen();
    const rows = (this.board.value?.items.length ?? 0) + this.further.length;
    if (this.drawn < rows && this.frame === undefined) {
      this.frame = requestAnimationFrame(() => {
        this.frame = undefined;
        this.drawn += EACH_FRAME;
      });
    }
  }

  private content(value: Board): TemplateResult {
    const words = this.words(board);
    const filtered = this.text !== '' || this.only !== '';
    const rows = [...value.items, ...this.further];
    if (rows.length === 0 && !filtered) {
      return empty(words.empty, html`<a class="button" href="${this.client.base}/openapi.yaml">${words.emptyLink}</a>`);
    }
    return html`${this.tools(rows.length)}${this.notices(value.columns)}
      ${rows.length === 0
        ? empty(words.nothingFound, html`<button type="button" @click=${this.clear}>${words.clearFilter}</button>`)
        : this.table(value.columns, rows)}
      ${this.moreFailure ? failureBox(this, this.moreFailure, { retry: () => void this.more() }) : nothing}
      ${this.next ? html`<div class="more"><button type="button" @click=${() => this.more()}>${this.words(common).showMore}</button></div>` : nothing}`;
  }

  private tools(count: number): TemplateResult {
    const words = this.words(board);
    const choices: [Only, string][] = [['', words.showAll], ['differences', words.showDifferences], ['pending', words.showPending]];
    return html`<div class="tools" role="search">
      <div class="field search"><label for="search" class="hidden-visually">${words.search}</label>${icons.searchIcon}
        <input id="search" type="search" autocomplete="off" placeholder=${words.search} .value=${this.text} @input=${this.onSearch}></div>
      <fieldset><legend class="hidden-visually">${words.show}</legend><div class="only">${choices.map(([value, label]) => html`<label>
        <input type="radio" name="only" .checked=${this.only === value} @change=${() => (this.only = value)}>${label}</label>`)}</div></fieldset>
      <span class="muted small" role="status">${words.count(count)}</span>
    </div>`;
  }

  private notices(columns: readonly BoardColumn[]): TemplateResult | typeof nothing {
    const told = columns.filter(column => column.freeze || column.stopped);
    return told.length === 0 ? nothing : html`<ul class="notices" aria-label=${this.words(board).notices}>${told.map(column =>
      html`<li class="note warn small"><span class="strong">${column.name}</span> ${this.banner(column)}</li>`)}</ul>`;
  }

  private banner(column: BoardColumn): TemplateResult {
    const words = this.words(board);
    return html`${column.freeze ? html`<div class="banner" title=${column.freeze.title}>${icons.freezeIcon}
      ${words.frozen(format.moment(column.freeze.until, clock.now(), this.locale), column.freeze.reason)}</div>` : nothing}
      ${column.stopped ? html`<div class="banner bad" title=${format.absolute(column.stopped.since, this.locale)}>‖ ${words.stopped(column.stopped.by.name, column.stopped.reason)}</div>` : nothing}`;
  }

  private table(columns: readonly BoardColumn[], rows: readonly BoardRow[]): TemplateResult {
    const words = this.words(board);
    const before = new Map(columns.map(column => [column.id, columns.find(other => other.id === column.promotionFrom)]));
    // Roles are said again because a table that is laid out as cards is none to a browser. One listener serves all cells.
    return html`<div class="frame" tabindex="-1"><table role="table" aria-label=${words.caption} aria-rowcount=${rows.length + 1} @keydown=${this.cellKeys.onKey} @click=${this.onCell}>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="artifact">${words.artifact}</th>${columns.map(column => this.header(column))}</tr></thead>
      <tbody role="rowgroup">${repeat(rows.slice(0, this.drawn), row => `${row.artifact.kind}:${row.artifact.id}`, row => html`<tr role="row" .data=${row}>
        <th scope="row" role="rowheader" tabindex="-1">${row.artifact.id}<span class="kind muted small">${row.artifact.kind}</span></th>
        ${columns.map(column => this.cell(row, column, before.get(column.id)))}</tr>`)}</tbody>
    </table></div>`;
  }

  private header(column: BoardColumn): TemplateResult {
    const words = this.words(common);
    const to = { workspace: column.id };
    return html`<th scope="col" role="columnheader" class="${column.protected ? 'protected' : ''} ${this.apart(column)}" aria-current=${this.workspace === column.id ? 'true' : nothing}>
      <div class="name"><a href=${this.href('settings', to)} title=${column.description} @click=${(event: MouseEvent) => this.go('settings', to, event)}>${column.name}</a>
        ${kindChip(this, column.environmentType)}${column.protected ? html`<span class="chip" title=${words.protected}>${icons.lockIcon}<span class="hidden-visually">${words.protected}</span></span>` : nothing}</div>
      ${this.banner(column)}
    </th>`;
  }

  private cell(row: BoardRow, column: BoardColumn, before: BoardColumn | undefined): TemplateResult {
    const cell = row.cells[column.id];
    const wanted = wantedInto(row, column);
    const parts = cell?.live ? [this.live(row, column, cell.live)] : [html`<span class="since">${this.words(board).nothingLives}</span>`];
    if (cell) parts.push(...this.state(cell, row, before));
    if (wanted) parts.push(this.promote(wanted, row, column));
    return html`<td role="cell" tabindex="-1" data-workspace=${column.id} data-where=${column.name} class="${column.environmentType} ${this.apart(column)}">${parts}</td>`;
  }

  private live(row: BoardRow, column: BoardColumn, live: Live): TemplateResult {
    const words = this.words(board);
    const since = format.relative(live.since, clock.now(), this.locale);
    return html`<button type="button" class="link version" aria-label=${words.historyOf(live.version, row.artifact.id, column.name)} title=${live.digest}>${live.version}</button><time class="since"
      datetime=${live.since} title=${format.absolute(live.since, this.locale)}>${live.by ? `${since} · ${words.by(live.by.name)}` : since}</time>`;
  }

  private state(cell: BoardCell, row: BoardRow, before: BoardColumn | undefined): TemplateResult[] {
    const words = this.words(board);
    const parts: TemplateResult[] = [];
    if (cell.behind > 0 && before) parts.push(html`<span class="behind">${words.behind(cell.behind, before.name)}</span>`);
    if (cell.pending) parts.push(this.pending(cell.pending, row));
    if (cell.drift) {
      parts.push(html`<span class="chip bad wrap" title="${cell.drift.words} · ${format.absolute(cell.drift.since, this.locale)}"><span aria-hidden="true">⚠</span>${words.drift}</span>`);
    }
    if (cell.pinned) {
      parts.push(html`<span class="chip wrap" title=${words.pinnedBy(cell.pinned.by.name, cell.pinned.reason)}>${icons.pinIcon}${words.pinned}</span>`);
    }
    return parts;
  }

  private pending(pending: PromotionSummary, row: BoardRow): TemplateResult {
    const words = this.words(board);
    const to = { promotion: pending.id };
    const look = lookOf(pending.status, pending.phase);
    const approval = pending.phase === 'AWAITING_APPROVAL' && pending.status === 'PENDING' ? pending.approval : undefined;
    const left = approval?.due ? Date.parse(approval.due) - clock.now() : undefined;
    const due = left === undefined ? '' : ` · ${left > 0 ? this.words(common).left(format.lengthOf(left, this.locale)) : this.words(common).overdueBy(format.lengthOf(left, this.locale))}`;
    const tone = left !== undefined && left <= 0 ? 'bad' : look.tone;
    return html`<a class="chip ${tone}" href=${this.href('promotion', to)} title=${pending.detail}>
      ${pending.kind === 'ROLLBACK' ? html`${words.rollback}: ` : nothing}${approval
        ? html`<span aria-hidden="true">${look.shape}</span>${pending.version} ${words.waiting(approval.given, approval.required)}${due}`
        : html`<span aria-hidden="true">${look.shape}</span>${pending.version} ${this.words(common)[look.word].toLocaleLowerCase(this.locale)}`}<span class="hidden-visually">, ${words.openPromotion(pending.id, row.artifact.id)}</span></a>
      ${pending.incident ? html`<span class="chip bad"><span aria-hidden="true">⚠</span>${words.incident}</span>` : nothing}`;
  }

  private promote(wanted: Wanted, row: BoardRow, column: BoardColumn): TemplateResult {
    const words = this.words(board);
    const item = this.eligibility.of(wanted);
    const blocked = item !== undefined && !item.mayRequest;
    const label = words.promote(wanted.version);
    const link = (why?: string, id?: string) => html`<a class="button small promote ${item === undefined ? '' : blocked ? 'blocked' : 'ready'}" href=${this.href('wizard', this.wizardFor(wanted))}
      aria-label=${label + words.promoteWhere(row.artifact.id, column.name)} aria-describedby=${why ? id! : nothing}>${label}</a>`;
    const [first, ...others] = item?.blockers.filter(one => !COMES_WITH_THE_REQUEST.has(one.code)) ?? [];
    if (!first) return link();
    const why = inWords(this, first) + (others.length > 0 ? ` (${words.moreReasons(others.length)})` : '') + (!blocked && item?.waits ? ` · ${words.waits}` : '');
    const id = `why-${keyOf(wanted)}`.replace(/[^\w-]/g, '_');
    return html`${link(why, id)}<span class="why" id=${id}>${why}</span>`;
  }

  /** What is blocked opens where it says why. */
  private wizardFor(wanted: Wanted) {
    const item = this.eligibility.of(wanted);
    return {
      artifact: `${wanted.artifact.kind}:${wanted.artifact.id}`, version: wanted.version, from: wanted.source, to: wanted.target,
      ...(item !== undefined && !item.mayRequest ? { step: 'checks' } : {})
    };
  }

  private readonly onCell = (event: MouseEvent) => {
    const target = event.composedPath()[0] as Element;
    const cell = target.closest<HTMLElement>('td');
    const row = (target.closest('tr') as (Element & { data?: BoardRow }) | null)?.data;
    const column = this.board.value?.columns.find(({ id }) => id === cell?.dataset['workspace']);
    if (!row || !column) return;
    const pending = row.cells[column.id]?.pending;
    const wanted = wantedInto(row, column);
    if (target.closest('.version')) this.history = { artifact: row.artifact, workspace: column.id };
    else if (target.closest('.promote') && wanted) this.go('wizard', this.wizardFor(wanted), event);
    else if (target.closest('a.chip') && pending) this.go('promotion', { promotion: pending.id }, event);
  };

  private drawer({ artifact, workspace }: { artifact: Artifact; workspace: string }): TemplateResult {
    const name = this.board.value?.columns.find(column => column.id === workspace)?.name ?? workspace;
    return html`<sluice-dialog drawer open heading=${this.words(board).history(artifact.id, name)} @dismiss=${() => (this.history = undefined)}>
      <sluice-release-history .artifact=${artifact} workspace=${workspace}></sluice-release-history></sluice-dialog>`;
  }

  private apart(column: BoardColumn): string {
    return column.environmentType === 'SANDBOX' ? 'apart' : '';
  }

  private path(): string {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (this.text) query.set('text', this.text);
    if (this.only) query.set('only', this.only);
    return `/board?${query}`;
  }

  private readonly onSearch = (event: Event) => {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => (this.text = text), 250);
  };

  private readonly clear = () => {
    this.text = '';
    this.only = '';
    this.renderRoot.querySelector<HTMLElement>('#search')?.focus();
  };

  /** What follows the first page is fetched anew with it, as far as it was shown. */
  private accept(value: Board): void {
    const shown = this.further.length;
    const same = this.board.value?.items[0]?.artifact.id === value.items[0]?.artifact.id;
    this.next = value.next;
    if (shown > 0 && same && value.next) void this.more(shown);
    else this.further = [];
  }

  private async more(atLeast = 0): Promise<void> {
    const before = atLeast > 0 ? [] : this.further;
    try {
      const rows = [...before];
      let next = this.next;
      do {
        const { value } = await this.read<Board>(`${this.path()}&cursor=${encodeURIComponent(next ?? '')}`);
        rows.push(...value.items);
        next = value.next;
      } while (next && rows.length < atLeast);
      this.further = rows;
      this.next = next;
      this.moreFailure = undefined;
    } catch (error) {
      this.moreFailure = Failure.of(error);
    }
  }

  private watchRows(): void {
    this.seen ??= typeof IntersectionObserver === 'undefined' ? undefined : new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.onScreen.add(target);
        else this.onScreen.delete(target);
      }
      this.askForSeen();
    }, { rootMargin: '200px' });
    for (const row of this.renderRoot.querySelectorAll('tbody tr:not([data-watched])')) {
      row.setAttribute('data-watched', '');
      this.seen?.observe(row);
    }
  }

  private askForSeen(): void {
    const columns = this.board.value?.columns ?? [];
    const rows = [...this.onScreen].filter(row => row.isConnected).map(row => (row as Element & { data: BoardRow }).data);
    this.eligibility.see(rows.flatMap(row => columns.map(column => wantedInto(row, column)).filter(wanted => wanted !== undefined)));
  }
}

define('sluice-board', SluiceBoard);
